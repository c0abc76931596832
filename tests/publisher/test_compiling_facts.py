"""A wrong number can cost a life: every contact of the facts is compared with the compiled snapshot, none skipped.

The ledger (`tests/facts/contacts.jsonl`) is made straight from the gathered facts, corrections applied, on another
way than the source files.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import pytest

from guide_app.publisher.compiling.snapshot import compile_sources
from guide_app.publisher.sources import load_sources

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ROOT / "tests" / "facts" / "contacts.jsonl"
DATA = ROOT / "data"


class Way(NamedTuple):
    type: str
    value: str


@dataclass(frozen=True)
class Compiled:
    """The snapshot's contacts, and what the sources say became of the others."""

    shown: dict[str, set[Way]]
    services: dict[str, dict[str, Any]]
    """Every id of the facts -> the service of the sources that it went into."""
    secured: dict[str, str]
    """Plain http links -> the https ones that editors decided on."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    snapshot = tmp_path_factory.mktemp("facts") / "guide.sqlite"
    sources = load_sources(DATA)
    compile_sources(sources, snapshot)
    shown: dict[str, set[Way]] = {}
    connection = apsw.Connection(str(snapshot), flags=apsw.SQLITE_OPEN_READONLY)
    for service, kind, value in connection.execute("SELECT service_id, type, value FROM contacts"):
        shown.setdefault(service, set()).add(Way(kind, value))
    connection.close()
    services: dict[str, dict[str, Any]] = {}
    for file in sources.organizations:
        for service in file.tree["services"]:
            services.update(dict.fromkeys([service["id"], *service.get("also", [])], service))
    links = sources.decisions.tree["secure_links"]
    return Compiled(shown, services, {link["old"]: link["new"] for link in links})


def ledger() -> list[tuple[str, list[Way]]]:
    lines = LEDGER.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [(entry["id"], [Way(*contact) for contact in entry["contacts"]]) for entry in entries]


def fate(way: Way, service: dict[str, Any], compiled: Compiled) -> str:
    """Say what became of one contact; the empty text where nobody decided anything and it is gone."""
    if (held := service.get("held_back")) is not None:
        return "held back" if held["code"] and held["reason"] else ""
    shown = compiled.shown.get(service["id"], set())
    if way in shown:
        return "shown"
    secured = way._replace(value=compiled.secured.get(way.value, ""))
    if secured in shown:
        return "shown with https"
    for contact in service.get("contacts", []):
        withheld = contact.get("withheld", {})
        if Way(contact["type"], contact["value"]) in {way, secured} and withheld.get("code") and withheld.get("reason"):
            return "withheld"
    if service.get("also") and page(way) in {page(other) for other in shown}:
        return "the same page in a joined record"
    return ""


def page(way: Way) -> tuple[str, str]:
    """Give a link without what makes two spellings of one page differ; anything else as it is."""
    if way.type != "web":
        return way
    bare = way.value.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return way.type, bare.rstrip("/")


def test_every_contact_of_the_facts_is_shown_or_withheld_by_name(compiled: Compiled) -> None:
    fates: Counter[str] = Counter()
    lost = []
    for record, ways in ledger():
        for way in ways:
            found = fate(way, compiled.services[record], compiled)
            fates[found] += 1
            if not found:
                lost.append(f"{record}: {way.type} {way.value}")
    assert lost == []
    assert fates.total() == sum(len(ways) for _, ways in ledger())
    assert fates.total() > 1600
    assert fates["shown"] > 1500
    assert fates["the same page in a joined record"] < 5


def test_nothing_is_shown_that_the_facts_do_not_have(compiled: Compiled) -> None:
    given: dict[str, set[Way]] = {}
    for record, ways in ledger():
        service = compiled.services[record]["id"]
        known = given.setdefault(service, set())
        known.update(ways)
        known.update(way._replace(value=compiled.secured[way.value]) for way in ways if way.value in compiled.secured)
    compared = 0
    for service, shown in compiled.shown.items():
        assert shown <= given[service], f"{service}: {shown - given[service]}"
        compared += len(shown)
    assert compared == sum(len(ways) for ways in compiled.shown.values())
    assert compared > 1500


def test_every_record_of_the_facts_has_a_place(compiled: Compiled) -> None:
    ids = {record for record, _ in ledger()}
    assert ids <= compiled.services.keys()
    for record in ids:
        service = compiled.services[record]
        if "held_back" in service:
            assert service["id"] not in compiled.shown, record
        else:
            assert service["id"] in compiled.shown or _has_address_only(service), record


def test_the_belgian_line_keeps_its_last_digits(compiled: Compiled) -> None:
    """The facts once had 0800 96 136, another valid number; the audit found it."""
    assert Way("phone", "+3280096316") in compiled.shown["be-transgender-infopunt"]
    assert not any(way.value == "+3280096136" for ways in compiled.shown.values() for way in ways)


def _has_address_only(service: dict[str, Any]) -> bool:
    places = service.get("locations", [])
    return not service.get("contacts") and any("address_1" in place for place in places)
