"""The real stock in `data/`, held against the facts' own values (tests/facts) and against what must never happen."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from guide_app.publisher.importing.decisions import Decisions, read_decisions
from guide_app.publisher.sources import Sources, load_sources

ROOT = Path(__file__).resolve().parents[2]
Tree = dict[str, Any]


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load_sources(ROOT / "data")


@pytest.fixture(scope="module")
def services(sources: Sources) -> list[Tree]:
    return [service for file in sources.organizations for service in file.tree["services"]]


@pytest.fixture(scope="module")
def decisions(sources: Sources) -> Decisions:
    return read_decisions(sources.decisions)


@pytest.fixture(scope="module")
def ledger() -> dict[str, set[tuple[str, str]]]:
    """Give (type, value) of every contact of the facts, corrections applied, by record id."""
    contacts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in (ROOT / "tests" / "facts" / "contacts.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        contacts[entry["id"]].update((kind, value) for kind, value in entry["contacts"])
    return contacts


def bare(value: str) -> str:
    """Leave out what near-equal links may differ in."""
    return value.partition("://")[2].removeprefix("www.").rstrip("/") if value.startswith("http") else value


def test_every_record_of_the_facts_stands_in_one_service(
    services: list[Tree], ledger: dict[str, set[tuple[str, str]]]
) -> None:
    ids = [name for service in services for name in (service["id"], *service.get("also", []))]
    assert len(ids) == len(set(ids))
    assert set(ids) >= set(ledger)


def test_every_contact_of_the_facts_stands_in_its_service_and_no_other(
    services: list[Tree], ledger: dict[str, set[tuple[str, str]]], decisions: Decisions
) -> None:
    """Equal letter by letter; two exceptions: links that a join counts once, and links seen under https."""
    secure = {link.old: link.new for link in decisions.secure_links}
    compared = 0
    for service in services:
        names = [service["id"], *service.get("also", [])]
        if not set(names) & set(ledger):
            continue
        given = set().union(*(ledger[name] for name in names))
        wanted = {(kind, secure.get(value, value)) for kind, value in given}
        found = {(contact["type"], contact["value"]) for contact in service.get("contacts", [])}
        assert found <= wanted, service["id"]
        assert {(kind, bare(value)) for kind, value in wanted} == {(kind, bare(value)) for kind, value in found}
        compared += len(found)
    assert compared > 1500


def test_corrections_are_in(services: list[Tree]) -> None:
    by_id = {service["id"]: service for service in services}
    assert by_id["be-transgender-infopunt"]["contacts"][0]["value"].endswith("316")
    assert by_id["mv-psychological-first-aid"]["kind"] == "professional_counselling"
    assert all(contact["type"] != "chat" for contact in by_id["es-igualdad-028"]["contacts"])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ru-lgbt-network", "dangerous_to_reach"),
        ("ru-vykhod", "dangerous_to_reach"),
        ("sa-ncmh-line", "state_line"),
        ("ae-mental-support-line", "state_line"),
        ("ir-yara-voice", "state_line"),
        ("fr-maison-rue-malher-paris", "never_opened"),
        ("pt-casa-qui", "no_contact"),
    ],
)
def test_what_must_not_be_shown_is_held_back(services: list[Tree], name: str, code: str) -> None:
    (service,) = (service for service in services if service["id"] == name)
    assert service["held_back"]["code"] == code


def test_nothing_shown_leads_to_danger(services: list[Tree], sources: Sources, decisions: Decisions) -> None:
    law = {file.tree["code"]: file.tree.get("same_sex_acts") for file in sources.countries}
    hostile = {code for code in law if law[code] in decisions.hostile_laws} | decisions.hostile_countries
    for service in services:
        if "held_back" in service:
            continue
        shown = [contact for contact in service.get("contacts", []) if "withheld" not in contact]
        places = [place for place in service.get("locations", []) if "withheld" not in place]
        assert shown or any("address_1" in place for place in places), service["id"]
        if hostile & set(service["service_areas"]):
            assert not [contact for contact in shown if contact["value"].startswith("http://")], service["id"]
            exact = [place for place in places if {"address_1", "postal_code", "latitude"} & set(place)]
            assert not exact or service["id"] in decisions.own_addresses, service["id"]
        for contact in shown:
            if contact.get("on_bill") == "no":
                assert "call list" in contact["note"], service["id"]


def test_numbers_in_dispute_show_both_and_gaps_stay_open(sources: Sources) -> None:
    emergency = {file.tree["code"]: file.tree["emergency"] for file in sources.countries}
    assert len(emergency) >= 202
    assert emergency["MG"]["ambulance"] == ["117", "124"]
    assert emergency["HT"]["police"] == ["114", "122"]
    assert emergency["GM"]["police"][:2] == ["117", "112"]
    assert emergency["ZM"]["ambulance"] == ["999", "991", "992"]
    assert emergency["TM"] == {}
