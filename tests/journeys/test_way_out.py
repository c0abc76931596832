"""The way out as assistive tools get it, on pages, lists and dialogs: named, in reach, and gone when it is pressed."""

from __future__ import annotations

import pytest
from tests.bench.leaving import subject
from tests.journeys.room import Room, Things
from tests.journeys.tours import Words, button


@pytest.mark.parametrize(
    "name",
    ["start", "start, countries open", "results of a need", "filters", "choosing a file", "naming a file", "refused"],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_heard_and_pressed(wide_room: Room, monkeypatch: pytest.MonkeyPatch, language: str, name: str) -> None:
    words, ears = Words(language), wide_room.ears
    for variable, value in wide_room.environment.items():
        monkeypatch.setenv(variable, value)
    with subject(wide_room.screen, name, "idle", language=language) as one:
        one.wait(settle=True)
        things = ears.wait(name, lambda things: len(named(things, words.leave)) == 1)
        leave = button(things, words.leave)
        assert "FOCUSABLE" in leave.states
        assert "Press" in leave.actions
        assert leave.description == words.leave_description
        ears.press_last(leave)
        one.watch()
    ears.wait("the end", lambda things: not any(thing.role == "application" for thing in things))


def named(things: Things, name: str) -> Things:
    return tuple(thing for thing in things if thing.name == name)
