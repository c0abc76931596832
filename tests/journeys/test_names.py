"""On every page, in both directions of writing, wide and narrow: what assistive tools get has names and roles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.journeys.room import Room, Thing, Things
from tests.journeys.tours import PAGES, Words, go_round, is_copy

TOURS = [("en", "narrow_room"), ("ar", "wide_room")]
_WAYS_IN = {"text", "entry"}


@pytest.fixture(scope="module", params=TOURS, ids=[f"{language}-{room}" for language, room in TOURS])
def tour(request: pytest.FixtureRequest) -> tuple[Words, Mapping[str, Things]]:
    """Visit every page once and keep what was shown there."""
    language, name = request.param
    room: Room = request.getfixturevalue(name)
    words = Words(language)
    return words, go_round(room, words)


Tour = tuple[Words, Mapping[str, Things]]


def shown(tour: Tour, page: str) -> Things:
    return tour[1][page]


def one(things: Things, role: str, name: str) -> Thing:
    found = [thing for thing in things if thing.role == role and thing.name == name]
    assert len(found) == 1, f"{role} {name!r}: {len(found)}"
    return found[0]


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(tour: Tour, page: str) -> None:
    controls = [thing for thing in shown(tour, page) if thing.is_control]
    assert len(controls) >= 4
    assert [thing for thing in controls if not thing.name.strip()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_button_can_be_pressed_by_action(tour: Tour, page: str) -> None:
    buttons = [thing for thing in shown(tour, page) if "button" in thing.role]
    assert len(buttons) >= 4
    assert [thing.name for thing in buttons if "Press" not in thing.actions] == []


def test_each_page_has_its_headings(tour: Tour) -> None:
    words = tour[0]
    wanted = {
        "start": {words.question},
        "results": {words.need},
        "service": set(),
        "first use": {words.first_use, words.leaving_does, words.leaving_does_not},
        "about": {words.about, words.kept},
    }
    for page, names in wanted.items():
        headings = {thing.name for thing in shown(tour, page) if thing.role == "heading"}
        assert headings, page
        assert names <= headings, page
        assert not [thing for thing in shown(tour, page) if thing.role == "label" and thing.name in headings]


def test_fields_are_named_by_labels_that_are_seen(tour: Tour) -> None:
    words = tour[0]
    for page, label in (("start", words.question), ("results", words.search)):
        fields = [thing for thing in shown(tour, page) if thing.role in _WAYS_IN]
        assert [(field.name, field.labels) for field in fields] == [(label, (label,))]


@pytest.mark.parametrize("page", PAGES)
def test_choosers_say_what_they_choose_and_what_is_chosen(tour: Tour, page: str) -> None:
    words = tour[0]
    for name in (words.language_chosen, words.country_chosen):
        assert "FOCUSABLE" in one(shown(tour, page), "push button", name).states


@pytest.mark.parametrize("page", PAGES)
def test_the_way_out_has_its_name_and_says_what_it_does(tour: Tour, page: str) -> None:
    words = tour[0]
    leave = one(shown(tour, page), "push button", words.leave)
    assert leave.description == words.leave_description
    assert "FOCUSABLE" in leave.states


def test_a_row_is_a_sentence(tour: Tour) -> None:
    rows = [thing for thing in shown(tour, "results") if thing.role == "list item" and thing.is_control]
    guides = [row for row in rows if tour[0].guide in row.name]
    services = [row for row in rows if "FOCUSABLE" in row.states and row not in guides]
    assert len(services) >= 1
    assert len(guides) >= 1
    comma = "،" if tour[0].language == "ar" else ","
    assert all(row.name.count(comma) >= 2 for row in services)


def test_ways_to_reach_a_service_are_groups_with_a_name(tour: Tour) -> None:
    things = shown(tour, "service")
    copies = [thing for thing in things if is_copy(thing)]
    assert copies
    for copy in copies:
        group = next(thing for thing in things if thing.path == copy.path[:-1])
        assert (group.role, bool(group.name)) == ("panel", True)
        assert copy.description
