"""Staging: the sources as plain tables, which an editor can save, open with any SQLite tool, and ask.

It is only the way from the source files to the rows of a snapshot, and is never shipped. Everything is in it,
withheld and held-back values too, each beside its reason; `services.compiled` says what goes on from here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from guide_app.publisher.sources import SourceFile, Sources

Tree = dict[str, Any]
Record = dict[str, str | int | None]

SHOWN_STATUSES: Final = frozenset({"active", "temporarily closed"})
EVERY: Final = "*"
"""Code of words that are about nothing of the vocabulary: small words, and those of a crisis."""
_TRUTH: Final = {"true": 1, "false": 0}
_TABLES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "organizations": (("id",), "id name alternate_name file"),
    "services": (
        ("id",),
        (
            "id organization_id compiled:int not_compiled_because held_back_code held_back_reason"
            " name kind description status status_note cost unconfirmed:int anonymous:int confidential:int"
            " may_contact_police may_contact_guardians may_contact_note minimum_age:int maximum_age:int"
            " evidence confidence assured_date notes opening_hours timezone"
            " address_1 postal_code city region location_country latitude longitude"
            " location_withheld_code location_withheld_reason"
        ),
    ),
    "service_lists": (("service_id", "kind", "position"), "service_id kind position:int value"),
    "contacts": (
        ("service_id", "position"),
        "service_id position:int type value note toll_free:int on_bill withheld_code withheld_reason",
    ),
    "sources": (("owner", "owner_id", "position"), "owner owner_id position:int url title date supports_json"),
    "countries": (("code",), "code same_sex_acts maximum_penalty as_of:int notes"),
    "emergency_numbers": (("country", "kind", "position"), "country kind position:int number"),
    "needs": (("id",), "id position:int icon parent matches_json"),
    "hostile_countries": (("code",), "code"),
    "contact_punished": (("country", "other"), "country other"),
    "words": (("kind", "code", "language", "position"), "kind code language position:int text"),
}
"""Table -> primary key and columns; what is not `:int` is text."""
_BATCH: Final = 1000


def stage(sources: Sources) -> Database:
    """Put all sources into the tables of an in-memory database.

    The sources are expected to be valid: what the rules call an error may raise anything here.
    """
    database = Database(memory=True)
    inserts: dict[str, str] = {}
    for table, (key, columns) in _TABLES.items():
        # Types are given, not guessed from the first rows: a column that is empty there would become text.
        types = {name: int if kind else str for name, _, kind in (column.partition(":") for column in columns.split())}
        database.table(table).create(types, pk=key if len(key) > 1 else key[0])
        inserts[table] = f"INSERT INTO {table} VALUES ({', '.join(f':{name}' for name in types)})"  # noqa: S608
    waiting: dict[str, list[Record]] = {table: [] for table in _TABLES}
    for table, record in _records(sources):
        waiting[table].append(record)
        if len(waiting[table]) == _BATCH:
            database.conn.executemany(inserts[table], waiting.pop(table))
            waiting[table] = []
    for table, records in waiting.items():
        database.conn.executemany(inserts[table], records)
    database.conn.commit()
    return database


def save_staging(database: Database, path: Path) -> None:
    """Write a staging database to a file, replacing the one that is there.

    Raises:
        OSError: the file cannot be written.
    """
    path.unlink(missing_ok=True)
    path.touch()
    with Database(path) as saved:
        database.conn.backup(saved.conn)


def _records(sources: Sources) -> Iterator[tuple[str, Record]]:
    for file in sources.organizations:
        yield from _organization_records(file)
    for file in sources.countries:
        yield from _country_records(file.tree)
    yield from _need_records(sources.needs)
    for file in sources.words:
        yield from _word_records(file)
    yield from _vocabulary_records(sources.vocabulary)
    for code in _hostile(sources.decisions):
        yield "hostile_countries", {"code": code}
    for law in sources.decisions.tree.get("contact_punished", []):
        yield "contact_punished", {"country": law["country"], "other": law["with"]}


def _organization_records(file: SourceFile) -> Iterator[tuple[str, Record]]:
    tree = file.tree
    yield (
        "organizations",
        {"id": tree["id"], "name": tree["name"], "alternate_name": tree.get("alternate_name"), "file": file.path.name},
    )
    for service in tree["services"]:
        yield "services", _service_record(tree["id"], service)
        for kind in ("audience", "service_areas", "languages", "also"):
            for position, value in enumerate(service.get(kind, [])):
                yield (
                    "service_lists",
                    {"service_id": service["id"], "kind": kind, "position": position, "value": value},
                )
        for position, contact in enumerate(service.get("contacts", [])):
            yield "contacts", _contact_record(service["id"], position, contact)
        yield from _source_records("service", service["id"], service["sources"])


def _service_record(organization: str, tree: Tree) -> Record:
    may_contact = tree.get("may_contact", {})
    schedule: Tree = next(iter(tree.get("schedules", [])), {})
    held_back = tree.get("held_back", {})
    why_not = why_not_compiled(tree)
    return {
        "id": tree["id"],
        "organization_id": organization,
        "compiled": int(not why_not),
        "not_compiled_because": why_not or None,
        "held_back_code": held_back.get("code"),
        "held_back_reason": held_back.get("reason"),
        **{key: tree.get(key) for key in ("name", "kind", "description", "status", "status_note", "cost")},
        **{key: _TRUTH.get(tree.get(key, "")) for key in ("unconfirmed", "anonymous", "confidential")},
        "may_contact_police": may_contact.get("police"),
        "may_contact_guardians": may_contact.get("guardians"),
        "may_contact_note": may_contact.get("note"),
        **{key: _whole(tree.get(key)) for key in ("minimum_age", "maximum_age")},
        **{key: tree.get(key) for key in ("evidence", "confidence", "assured_date", "notes")},
        "opening_hours": schedule.get("opening_hours"),
        "timezone": schedule.get("timezone"),
        **_location_record(next(iter(tree.get("locations", [])), {})),
    }


def why_not_compiled(tree: Tree) -> str:
    """Say why a service stays in the sources; empty where it is compiled."""
    if "held_back" in tree:
        return f"held back: {tree['held_back']['code']}"
    if tree["status"] not in SHOWN_STATUSES:
        return f"status: {tree['status']}"
    if any("withheld" not in contact for contact in tree.get("contacts", [])):
        return ""
    if any("withheld" not in place and "address_1" in place for place in tree.get("locations", [])):
        return ""
    return "nothing to reach it by"


def _location_record(place: Tree) -> Record:
    withheld = place.get("withheld", {})
    return {
        **{key: place.get(key) for key in ("address_1", "postal_code", "city", "region")},
        "location_country": place.get("country"),
        **{key: place.get(key) for key in ("latitude", "longitude")},
        "location_withheld_code": withheld.get("code"),
        "location_withheld_reason": withheld.get("reason"),
    }


def _contact_record(service: str, position: int, tree: Tree) -> Record:
    withheld = tree.get("withheld", {})
    return {
        "service_id": service,
        "position": position,
        "type": tree["type"],
        "value": tree["value"],
        "note": tree.get("note"),
        "toll_free": _TRUTH.get(tree.get("toll_free", "")),
        "on_bill": tree.get("on_bill"),
        "withheld_code": withheld.get("code"),
        "withheld_reason": withheld.get("reason"),
    }


def _source_records(owner: str, owner_id: str, sources: Iterable[Tree]) -> Iterator[tuple[str, Record]]:
    for position, source in enumerate(sources):
        record: Record = {
            "owner": owner,
            "owner_id": owner_id,
            "position": position,
            "url": source["url"],
            "title": source.get("title"),
            "date": source.get("date"),
            "supports_json": json.dumps(source["supports"], ensure_ascii=False, separators=(",", ":")),
        }
        yield "sources", record


def _country_records(tree: Tree) -> Iterator[tuple[str, Record]]:
    code = tree["code"]
    law = {key: tree.get(key) for key in ("same_sex_acts", "maximum_penalty", "notes")}
    yield "countries", {"code": code, **law, "as_of": _whole(tree.get("as_of"))}
    for kind, numbers in tree["emergency"].items():
        for position, number in enumerate(numbers):
            yield "emergency_numbers", {"country": code, "kind": kind, "position": position, "number": number}
    yield from _source_records("country", code, tree.get("sources", []))


def _need_records(file: SourceFile) -> Iterator[tuple[str, Record]]:
    icons = {need["id"]: need["icon"] for need in file.tree["needs"] if "icon" in need}
    for position, need in enumerate(file.tree["needs"]):
        parent = need.get("parent")
        matches = json.dumps(need["matches"], ensure_ascii=False, separators=(",", ":"))
        icon = need.get("icon") or icons[parent]
        yield (
            "needs",
            {"id": need["id"], "position": position, "icon": icon, "parent": parent, "matches_json": matches},
        )


def _word_records(file: SourceFile) -> Iterator[tuple[str, Record]]:
    """Give what one language calls the needs, and what people type in it."""
    language, tree = file.path.stem, file.tree
    for need, texts in tree["needs"].items():
        yield "words", _word("need", need, language, 0, texts["label"])
        yield "words", _word("need_description", need, language, 0, texts["description"])
        yield from _listed("need_words", need, language, texts["words"])
    for key, kind in (("kinds", "service_kind_words"), ("audiences", "audience_words")):
        for code, words in tree[key].items():
            yield from _listed(kind, code, language, words)
    for code, words in tree.get("regions", {}).items():
        yield from _listed("region_words", code, language, words)
    yield from _listed("crisis_words", EVERY, language, tree["crisis"])
    yield from _listed("small_words", EVERY, language, tree["small"])


def _listed(kind: str, code: str, language: str, words: list[str]) -> Iterator[tuple[str, Record]]:
    for place, text in enumerate(words):
        yield "words", _word(kind, code, language, place, text)


def _vocabulary_records(file: SourceFile) -> Iterator[tuple[str, Record]]:
    for key, kind in (("kinds", "service_kind"), ("audiences", "audience")):
        for code, labels in file.tree[key].items():
            for language, text in labels.items():
                yield "words", _word(kind, code, language, 0, text)


def _hostile(decisions: SourceFile) -> list[str]:
    listed: list[str] = decisions.tree.get("hostile", {}).get("countries", [])
    return sorted(set(listed))


def _word(kind: str, code: str, language: str, position: int, text: str) -> Record:
    return {"kind": kind, "code": code, "language": language, "position": position, "text": text}


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None else None
