"""Whole ways from the first screen to leaving: by the keyboard alone, and by the actions of assistive tools alone.

One thing has no action: a line of a list can be chosen by one, and is opened by Return.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.bench.screen import Program
from tests.journeys.room import DEADLINE_S, Room, Thing, clipboard_of
from tests.journeys.tours import ZONE, Words, button, has_back, is_copy, services

ISOLATES = {0x2066: None, 0x2068: None, 0x2069: None}
WHERE = [("en", "wide_room"), ("ar", "narrow_room")]


@pytest.fixture(params=WHERE, ids=[f"{language}-{room}" for language, room in WHERE])
def where(request: pytest.FixtureRequest) -> tuple[Room, Words]:
    language, name = request.param
    room: Room = request.getfixturevalue(name)
    return room, Words(language)


def is_named(name: str) -> Callable[[Thing], bool]:
    return lambda thing: thing.name == name


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def is_list_or_row(thing: Thing) -> bool:
    return thing.role == "list" or is_row(thing)


def is_row(thing: Thing) -> bool:
    return thing.role == "list item"


def assert_copied(room: Room, copy: Thing) -> None:
    """What is in the clipboard is the contact that the button named."""
    held = clipboard_of(room.screen)
    assert held
    named = copy.name.translate(ISOLATES)
    assert held in named or digits(held).endswith(digits(named).lstrip("0"))


def assert_gone(room: Room, program: Program) -> None:
    """The program has ended, and taken back what it had put into the clipboard."""
    assert program.process.wait(DEADLINE_S) == 0
    assert clipboard_of(room.screen) is None


def test_by_keyboard_alone(where: tuple[Room, Words]) -> None:
    room, words = where
    ears, press = room.ears, room.screen.press
    with room.open_program(words.language, ZONE) as program:
        ears.wait_for_focus(is_named(words.question))
        press("Down")
        ears.wait_for_focus(is_named(words.need))
        press("Return")
        first = ears.wait_for_focus(is_row)
        press("Down")
        ears.wait_for_focus(lambda thing: is_row(thing) and thing.name != first.name)
        press("Return")
        copy = ears.wait_for_focus(is_copy)
        press("space")
        ears.wait_for_focus(is_named(words.copied))
        assert_copied(room, copy)
        press("Escape")
        ears.wait_for_focus(lambda thing: is_list_or_row(thing) or thing.name == words.question)
        press("Shift_L", "Shift_L", "Shift_L")
        assert_gone(room, program)


def test_by_actions_alone(where: tuple[Room, Words]) -> None:
    room, words = where
    ears = room.ears
    with room.open_program(words.language, ZONE) as program:
        ears.press(button(ears.things(), words.need))
        things = ears.wait("results", lambda things: has_back(things, words) and bool(services(things, words)))
        ears.press(services(things, words)[-1])
        room.screen.press("Return")
        copy = ears.wait_for_focus(is_copy)
        things = ears.things()
        ears.press(button(things, copy.name))
        ears.wait_for_focus(is_named(words.copied))
        assert_copied(room, copy)
        ears.press(button(things, words.back))
        ears.wait_for_focus(lambda thing: is_list_or_row(thing) or thing.name == words.question)
        ears.press_last(button(ears.things(), words.leave))
        assert_gone(room, program)


def test_a_country_is_chosen_by_an_action_and_letters(wide_room: Room) -> None:
    words, ears = Words("en"), wide_room.ears
    with wide_room.open_program(words.language, ZONE) as program:
        ears.press(button(ears.things(), words.country_chosen))
        field = ears.wait_for_focus(lambda thing: thing.role == "text" and thing.name != words.question)
        assert field.labels == (field.name,)
        wide_room.screen.type("germ")
        wide_room.screen.press("Return")
        chosen = ears.wait_for_focus(is_named("Country: Germany"))
        assert "Press" in chosen.actions
        ears.press_last(button(ears.things(), words.leave))
        assert_gone(wide_room, program)
