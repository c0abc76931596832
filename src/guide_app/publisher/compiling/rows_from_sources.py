"""From staging to the rows of a snapshot: exactly the columns of the schema, nothing that was withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlite_utils import Database

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.compiling import gazetteer, manifest
from guide_app.publisher.compiling.cldr_names import Name, country_names, language_names
from guide_app.publisher.compiling.needs import NeedMap, Offer
from guide_app.publisher.compiling.phones import print_number
from guide_app.publisher.compiling.rules import CRIMINALISING, Places, cautions, confirm_first, prior
from guide_app.publisher.compiling.staged import (
    StagedContact,
    StagedService,
    StagedSource,
    read_country_sources,
    read_services,
)
from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION

_NUMBERED: Final = frozenset({"phone", "sms", "whatsapp", "signal", "telegram"})
_DIALLED: Final = frozenset({"phone", "sms"})
_EMERGENCIES: Final = ("general", "police", "ambulance", "fire")
_WORD_KINDS: Final = ("service_kind", "audience", "need", "need_description")
_INDEX_ONLY: Final = (
    "need_words",
    "service_kind_words",
    "audience_words",
    "region_words",
    "crisis_words",
    "small_words",
)


def rows_from_staging(database: Database) -> Iterator[CanonicalRow]:
    """Give every row of the snapshot, services one by one; the builder sorts them."""
    needs = NeedMap.read(database)
    places = _places(database)
    countries: set[str] = set()
    languages: set[str] = set(LANGUAGES)
    cities: set[str] = set()
    dates: set[str | None] = set()
    sources: list[StagedSource] = []
    points: dict[tuple[str, str], tuple[int, int]] = {}
    stands: set[tuple[str, str]] = set()
    services = contacts = 0
    for service in read_services(database):
        yield "services", _service_values(service, needs, places)
        for position, contact in enumerate(service.contacts):
            yield "contacts", (service.id, position, *_contact_values(contact))
        services, contacts = services + 1, contacts + len(service.contacts)
        countries |= service.countries
        languages |= set(service.languages)
        cities |= {service.record["city"]} - {None}
        if service.record["city"] and service.record["location_country"]:
            stands.add((service.record["location_country"], service.record["city"]))
        if place := _point(service):
            points.setdefault(*place)
        dates.add(service.record["assured_date"])
        sources += service.sources
    for code, values, seen_in in _countries(database):
        yield "countries", values
        countries.add(code)
        sources += seen_in
    countries.discard("*")
    yield from _needs(database)
    for town in gazetteer.towns(stands, points):
        yield "towns", town[:-1]
        yield "names", ("city_words", f"{town.country}/{town.city}", gazetteer.EVERY, "\n".join(town.names))
    names = (
        *country_names(countries),
        *language_names(languages),
        *(Name("city", city, "en", city) for city in sorted(cities)),
    )
    yield from (("names", tuple(name)) for name in names)
    yield from _words(database)
    counts = {
        "organizations": database.execute(_ORGANIZATIONS).fetchone()[0],
        "services": services,
        "contacts": contacts,
        "countries": len(countries),
        "needs": database.table("needs").count,
    }
    yield from _manifest(counts, dates, sources)


_ORGANIZATIONS: Final = "SELECT COUNT(DISTINCT organization_id) FROM services WHERE compiled"


def _service_values(service: StagedService, needs: NeedMap, places: Places) -> tuple[Any, ...]:
    """Give the values of a row of `services`, in the schema's order."""
    record = service.record
    withheld = record["location_withheld_code"] is not None
    levels = needs.of(_offer(service))
    exact = {key: None if withheld else record[key] for key in ("address_1", "postal_code", "latitude", "longitude")}
    return (
        service.id,
        prior(service),
        record["organization_id"],
        record["organization"],
        record["organization_alternate"],
        record["name"],
        record["kind"],
        record["description"],
        _json(service.audience),
        _json(service.service_areas),
        _json(service.languages),
        record["opening_hours"],
        record["timezone"],
        record["city"],
        record["region"],
        record["location_country"],
        exact["address_1"],
        exact["postal_code"],
        exact["latitude"],
        exact["longitude"],
        int(withheld),
        record["cost"] or "unknown",
        record["anonymous"],
        record["confidential"],
        record["may_contact_police"] or "unknown",
        record["may_contact_guardians"] or "unknown",
        record["may_contact_note"],
        record["minimum_age"],
        record["maximum_age"],
        record["status"],
        record["status_note"],
        record["evidence"],
        int(confirm_first(service)),
        _json(cautions(service, places)),
        record["assured_date"],
        record["confidence"],
        _json([_source_tree(source) for source in service.sources]),
        _json(service.also),
        _other_names(service),
        _json(list(levels)),
        _json(levels),
    )


def _point(service: StagedService) -> tuple[tuple[str, str], tuple[int, int]] | None:
    """Give a service's country and town, and where it stands in millionths of a degree."""
    record = service.record
    if record["location_withheld_code"] is not None or not all(
        map(record.get, ("city", "location_country", "latitude"))
    ):
        return None
    point = (round(float(record["latitude"]) * 1e6), round(float(record["longitude"]) * 1e6))
    return (record["location_country"], record["city"]), point


def _offer(service: StagedService) -> Offer:
    record = service.record
    said = " ".join(filter(None, (record["organization"], record["name"], record["description"])))
    address = "" if record["location_withheld_code"] is not None else record["address_1"] or ""
    return Offer.of(record["kind"], service.audience, (contact.type for contact in service.contacts), address, said)


def _contact_values(contact: StagedContact) -> tuple[Any, ...]:
    """Give the values of a row of `contacts` from its type on; the value goes through untouched."""
    printed = print_number(contact.value, dialled=contact.type in _DIALLED) if contact.type in _NUMBERED else None
    return (
        contact.type,
        contact.value,
        printed.display if printed is not None else contact.value,
        contact.note,
        None if contact.toll_free is None else int(contact.toll_free),  # a numbering plan is no source for a price
        contact.on_bill,
        int(printed is not None and printed.domestic_only),
        contact.shared_by,
    )


def _other_names(service: StagedService) -> str:
    """Give the words of the ids of joined records: what others have called the same service."""
    return "\n".join(" ".join(identifier.split("-")[1:]) for identifier in service.also)


def _places(database: Database) -> Places:
    laws = database.query("SELECT code, same_sex_acts FROM countries")
    criminalising = frozenset(row["code"] for row in laws if row["same_sex_acts"] in CRIMINALISING)
    listed = frozenset(row["code"] for row in database.query("SELECT code FROM hostile_countries"))
    shunned = frozenset(row["other"] for row in database.query("SELECT other FROM contact_punished"))
    return Places(criminalising, criminalising | listed, shunned)


def _countries(database: Database) -> Iterator[tuple[str, tuple[Any, ...], tuple[StagedSource, ...]]]:
    sources = read_country_sources(database)
    numbers: dict[str, dict[str, list[str]]] = {}
    for row in database.query("SELECT * FROM emergency_numbers ORDER BY country, kind, position"):
        numbers.setdefault(row["country"], {}).setdefault(row["kind"], []).append(row["number"])
    punished: dict[str, list[str]] = {}
    for row in database.query("SELECT * FROM contact_punished ORDER BY country, other"):
        punished.setdefault(row["country"], []).append(row["other"])
    for row in database.query("SELECT * FROM countries ORDER BY code"):
        code = row["code"]
        emergency = {kind: numbers.get(code, {}).get(kind, []) for kind in _EMERGENCIES}
        law = (row["same_sex_acts"], row["maximum_penalty"], row["as_of"], row["notes"], _json(punished.get(code, [])))
        seen_in = sources.get(code, ())
        yield code, (code, _json(emergency), *law, _json([_source_tree(source) for source in seen_in])), seen_in


def _needs(database: Database) -> Iterator[CanonicalRow]:
    for row in database.query("SELECT id, position, icon, parent FROM needs ORDER BY position"):
        yield "needs", (row["id"], row["position"], row["icon"], row["parent"])


def _words(database: Database) -> Iterator[CanonicalRow]:
    """Give the labels of the sources, and the words that lead to each need or kind, one row for a language."""
    for row in database.query("SELECT * FROM words WHERE position = 0 ORDER BY kind, code, language"):
        if row["kind"] in _WORD_KINDS:
            yield "names", (row["kind"], row["code"], row["language"], row["text"])
    joined: dict[tuple[str, str, str], list[str]] = {}
    for row in database.query("SELECT * FROM words ORDER BY kind, code, language, position"):
        if row["kind"] in _INDEX_ONLY:
            joined.setdefault((row["kind"], row["code"], row["language"]), []).append(row["text"])
    for key, words in joined.items():
        yield "names", (*key, "\n".join(words))


def _manifest(
    counts: dict[str, int],
    dates: Iterable[str | None],
    sources: list[StagedSource],
) -> Iterator[CanonicalRow]:
    content = {
        "schema_version": SCHEMA_VERSION,
        "fold_version": FOLD_VERSION,
        "published": manifest.published_day([*dates, *(source.date for source in sources)]),
        "counts": counts,
        "languages": list(LANGUAGES),
        "licences": manifest.LICENCES,
        "credits": manifest.credit_rows(sources),
    }
    for key, value in content.items():
        yield "manifest", (key, _json(value))


def _source_tree(source: StagedSource) -> dict[str, Any]:
    return {"url": source.url, "title": source.title, "date": source.date, "supports": source.supports}


_json: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""Writes a list or small tree in its one canonical form."""
