"""A small stock of rows, made by hand, whose right answers anyone can see. Nobody in it exists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guide_app.store.builder import build_snapshot
from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION, column_names
from guide_app.store.snapshot import Snapshot
from guide_app.store.verified import VerifiedSnapshot

_PLAIN: dict[str, Any] = {
    "prior": 100,
    "organization_id": "",
    "organization": "",
    "organization_alternate": None,
    "name": "",
    "kind": "support_group",
    "description": "",
    "audience_json": ["lgbtq"],
    "service_areas_json": [],
    "languages_json": ["en"],
    "opening_hours": None,
    "timezone": None,
    "city": None,
    "region": None,
    "location_country": None,
    "address": None,
    "postal_code": None,
    "latitude": None,
    "longitude": None,
    "location_withheld": 0,
    "cost": "free",
    "anonymous": None,
    "confidential": None,
    "may_contact_police": "unknown",
    "may_contact_guardians": "unknown",
    "may_contact_note": None,
    "minimum_age": None,
    "maximum_age": None,
    "status": "active",
    "status_note": None,
    "evidence": "own",
    "confirm_first": 0,
    "cautions_json": [],
    "assured_date": None,
    "confidence": "high",
    "sources_json": [],
    "also_json": [],
    "search_words": "",
    "needs_json": ["people"],
    "need_levels_json": {},
}


def service(identifier: str, organization: str, name: str, **known: Any) -> CanonicalRow:
    """Make a row of `services`; lists are given as lists, `areas=["US"]` stands for its service areas."""
    if "areas" in known:
        known["service_areas_json"] = known.pop("areas")
    values = _PLAIN | {"organization": organization, "organization_id": identifier, "name": name} | known
    row = {"id": identifier, **values}
    return "services", tuple(canonical(row[column]) for column in column_names("services"))


def canonical(value: Any) -> Any:
    """Write lists and trees as canonical JSON and leave the rest."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return value


def contact(
    identifier: str, position: int, kind: str, value: str, display: str | None = None, *, inside: bool = False
) -> CanonicalRow:
    """Make a row of `contacts`; `inside`: it works in its own country only."""
    return "contacts", (identifier, position, kind, value, display or value, None, None, "unknown", int(inside), 1)


def manifest(**known: Any) -> list[CanonicalRow]:
    """Make the rows of `manifest`."""
    values = {
        "schema_version": SCHEMA_VERSION,
        "fold_version": FOLD_VERSION,
        "published": "2026-11-23",
        "counts": {"services": 14},
        "languages": ["en", "ar"],
        "licences": [["texts", "CC BY-SA 4.0"]],
        "credits": [["somebody", "CC BY 4.0"]],
    }
    return [("manifest", (key, json.dumps(value))) for key, value in (values | known).items()]


def stock() -> list[CanonicalRow]:
    """Give the whole stock."""
    return [*manifest(), *_services(), *_contacts(), *_words()]


def _services() -> list[CanonicalRow]:
    talk: dict[str, Any] = {"kind": "crisis_line", "needs_json": ["talk"]}
    legal: dict[str, Any] = {"kind": "legal_aid", "needs_json": ["legal"]}
    berlin: dict[str, Any] = {"areas": ["DE"], "city": "Berlin", "location_country": "DE"}
    return [
        service("us-larkspur", "The Larkspur Project", "LarkspurLine", areas=["US"], prior=10, **talk),
        service("mx-larkspur", "The Larkspur Project México", "Chat", areas=["MX"], prior=10, **talk,
                languages_json=["es"]),
        service("int-larkspur", "The Larkspur Project", "Larkspur Space", areas=["*"], prior=50),
        service("us-grief", "Harbour", "Suicide grief circle", areas=["US"], prior=20),
        service("de-sorgen", "Sorgentelefon", "Telefon", areas=["DE"], prior=12, languages_json=["de"], **talk),
        service("de-zuflucht", "Zuflucht", "Rechtsberatung", prior=30, languages_json=["de", "ar"], **legal, **berlin),
        service(
            "de-cafe", "Café Zitrone", "Offener Abend", kind="cafe_social", needs_json=["place"], prior=60, **berlin,
            description="Tea on Thursdays, and someone to talk to about suicide or anything else.",
        ),
        service("gb-lions", "Løwe & Şahin", "Lawyers for Łódź", areas=["GB"], city="London", prior=31, **legal,
                location_country="GB", also_json=["gb-lions-old"], search_words="Lions of London"),
        service("eg-line", "خط الأمان", "خط المساعدة", areas=["EG"], prior=14, **talk, confirm_first=1,
                languages_json=["ar"]),
        service("jp-tokyo", "東京相談室", "LINE相談", areas=["JP"], prior=15, **talk, city="東京",
                location_country="JP", languages_json=["ja"]),
        service("int-text", "World Text", "Text line", areas=["*"], prior=40, confirm_first=1, **talk),
        service("us-hotline", "Hotline 24", "Night line", areas=["US"], prior=16, opening_hours="24/7",
                timezone="America/New_York", **talk),
        service("de-trans", "Transportverein", "Umzug", areas=["DE"], prior=5),
        service("de-trans-rat", "Trans Rat", "Gruppe", areas=["DE"], prior=70, audience_json=["trans"]),
    ]  # fmt: skip


def _contacts() -> list[CanonicalRow]:
    return [
        contact("us-larkspur", 0, "phone", "+18665550123", "+1 866 555 0123"),
        contact("us-larkspur", 1, "web", "https://www.thelarkspurproject.example/get-help"),
        contact("us-hotline", 0, "phone", "988"),
        contact("de-sorgen", 0, "phone", "116123", "116 123"),
        contact("gb-lions", 0, "phone", "+442075550199", "+44 20 7555 0199"),
        contact("gb-lions", 1, "email", "post@lions.example"),
        contact("int-text", 0, "telegram", "https://t.me/world_text"),
    ]


def _words() -> list[CanonicalRow]:
    names = [
        *(("country", code, "en", name) for code, name in _COUNTRIES.items()),
        ("country", "DE", "ar", "ألمانيا"),
        ("country", "AT", "en", "Austria"),
        ("country", "PR", "en", "Puerto Rico"),
        ("city", "Berlin", "en", "Berlin"),
        ("city", "Berlin", "ar", "برلين"),
        ("city", "London", "en", "London"),
        ("city_words", "DE/Berlin", "*", "Berlin\nبرلين\nベルリン\nБерлин"),
        ("city_words", "DE/Potsdam", "*", "Potsdam"),
        ("city_words", "GB/London", "*", "London\nLondyn\nLondra"),
        ("language", "ar", "en", "Arabic"),
        ("audience", "trans", "en", "Trans people"),
        ("service_kind", "crisis_line", "en", "Crisis line"),
        ("service_kind", "legal_aid", "en", "Legal help"),
        ("service_kind", "cafe_social", "en", "Café or meeting place"),
        ("need", "talk", "en", "Talk to someone now"),
        ("need", "talk", "ar", "التحدث إلى شخص الآن"),
        ("need_description", "talk", "en", "Lines and chats"),
        ("need_words", "talk", "en", "suicide\nwant to die\ncrisis\nhotline"),
        ("need_words", "talk", "ar", "انتحار\nأريد أن أموت"),
        ("crisis_words", "*", "en", "cannot go on\nwant to die\nsuicide"),
        ("small_words", "*", "en", "i\nto\nwant\non\nin\nof\nthe\na"),
        ("need", "legal", "en", "Legal help"),
        ("need_words", "legal", "en", "lawyer\npolice\nasylum"),
        ("need_words", "legal", "ar", "محامي\nشرطة\nلجوء"),
        ("need", "people", "en", "Find people like me"),
        ("need", "place", "en", "A place to go"),
    ]
    needs = ("talk", "people", "place", "legal")
    countries = [
        ("countries", (code, canonical({"general": ["112"]}), "legal", None, 2026, None, "[]", "[]"))
        for code in _COUNTRIES
    ]
    return [
        *(("names", name) for name in names),
        *(("needs", (need, position, f"{need}-icon", None)) for position, need in enumerate(needs)),
        *countries,
        ("towns", ("DE", "Berlin", 52_520_000, 13_405_000, 3_600_000)),
        ("towns", ("DE", "Potsdam", 52_391_000, 13_064_000, 183_000)),
        ("towns", ("GB", "London", 51_507_000, -128_000, 8_900_000)),
    ]


_COUNTRIES = {
    "US": "United States",
    "DE": "Germany",
    "GB": "United Kingdom",
    "MX": "Mexico",
    "EG": "Egypt",
    "JP": "Japan",
}


def build(folder: Path, rows: Iterable[CanonicalRow]) -> VerifiedSnapshot:
    """Build rows into a folder and vouch for the file, as only a test may."""
    path = folder / "guide.sqlite"
    build_snapshot(rows, path)
    content = path.read_bytes()
    return VerifiedSnapshot(path, len(content), hashlib.sha256(content).hexdigest(), 1, development=True)


def open_stock(folder: Path, rows: Iterable[CanonicalRow] | None = None) -> Snapshot:
    """Build and open the stock, or other rows."""
    return Snapshot.open(build(folder, stock() if rows is None else rows))
