"""Cautions, "confirm first" and the order of services follow from the record by rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from guide_app.publisher.compiling.rules import Places, cautions, confirm_first, prior
from guide_app.publisher.compiling.staged import StagedContact, StagedService, StagedSource

PLACES = Places(criminalising=frozenset({"EG"}), hostile=frozenset({"EG", "RU"}), shunned=frozenset({"IL"}))


def contact(value: str, kind: str = "web") -> StagedContact:
    return StagedContact(kind, value, None, None, "unknown", 1)


def service(audience: tuple[str, ...] = ("lgbtq",), areas: tuple[str, ...] = ("IT",), **record: Any) -> StagedService:
    base: dict[str, Any] = {
        "id": "it-line",
        "kind": "crisis_line",
        "status": "active",
        "evidence": "own",
        "confidence": "high",
        "unconfirmed": None,
        "assured_date": "2026-01",
        "location_country": None,
        "organization": "Casa Esempio",
        "name": "A line",
        "description": "For anyone who needs to talk.",
    }
    return StagedService(base | record, audience, areas, (), (), (contact("+39800713713", "phone"),), ())


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (service(), ()),
        (service(areas=("*",)), ()),
        (service(areas=("IT", "EG")), ("criminalised",)),
        (service(location_country="EG"), ("criminalised",)),
        (service(("general",), ("EG",)), ("criminalised", "general_line")),
        (service(("general", "youth"), ("EG",)), ("criminalised", "general_line")),
        (service(("general", "lgbtq"), ("EG",)), ("criminalised",)),
        (service(("general", "trans"), ("EG",)), ("criminalised",)),
        (service(("general",), ("RU",)), ("general_line",)),
        (service(("general",), ("IT",)), ()),
        (service(("youth", "students"), ("EG",)), ("criminalised", "general_line")),
        (service(("students",), ("RU",), description="A ministry's line. Not LGBTQ-specific."), ("general_line",)),
        (service(("family",), ("RU",), name="Parents of LGBTQ+ people"), ()),
        (service(("refugees",), ("RU",), organization="Queer Haven"), ()),
        (service(("hiv",), ("RU",), name="Transport workers with HIV"), ("general_line",)),
        (service(("general",), ("RU",), name="A line for gay men and everyone"), ("general_line",)),
        (replace(service(), contacts=(contact("http://casa-esempio.it/"),)), ("plain_http",)),
        (replace(service(), contacts=(contact("https://casa-esempio.it/"),)), ()),
        (service(areas=("IL",)), ("contact_punished",)),
        (service(areas=("IL", "IT")), ()),
    ],
)
def test_cautions(made: StagedService, expected: tuple[str, ...]) -> None:
    assert cautions(made, PLACES) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (service(), False),
        (service(evidence="several"), False),
        (service(evidence="single"), True),
        (service(evidence="directory"), True),
        (service(evidence="directory", kind="peer_line"), True),
        (service(evidence="directory", kind="support_group"), False),
        (service(assured_date="2021-12-31"), True),
        (service(assured_date="2022"), False),
        (service(assured_date="2018", kind="community_centre"), False),
        (service(confidence="low", kind="community_centre"), True),
        (service(unconfirmed=1, kind="community_centre"), True),
    ],
)
def test_confirm_first(made: StagedService, expected: bool) -> None:
    assert confirm_first(made) is expected


def test_without_an_assured_date_the_sources_of_the_contacts_tell_the_age() -> None:
    old = StagedSource("https://a.example.net/", "", "2019-05", ("contacts: phone",))
    new = StagedSource("https://b.example.net/", "", "2025", ("summary",))
    assert confirm_first(replace(service(assured_date=None), sources=(old, new)))
    assert not confirm_first(replace(service(assured_date=None), sources=(replace(old, date="2024"), new)))
    assert not confirm_first(replace(service(assured_date=None), sources=(replace(old, date=None),)))


def test_better_proven_lines_of_the_community_come_first() -> None:
    order = [
        service(),
        service(kind="peer_line"),
        service(evidence="several"),
        service(confidence="medium"),
        service(("general",)),
        service(evidence="directory"),
        service(("general",), evidence="directory", confidence="medium"),
        service(kind="peer_counselling"),
        service(kind="peer_counselling", confidence="low"),
        service(kind="support_group", confidence="low"),
        service(status="temporarily closed"),
    ]
    places = [prior(made) for made in order]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert prior(replace(service(), contacts=(contact("https://casa-esempio.it/"),))) > prior(service())
