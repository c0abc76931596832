"""Guides as assistive tools get them: every block in its order, headings as such, links that can be pressed."""

from __future__ import annotations

import pytest
from tests.journeys.guides_told import Told, guides_in, told_of
from tests.journeys.room import DEADLINE_S, Room, Things
from tests.journeys.tours import ZONE, Words, button, holds

from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder
from guide_app.core.values import LanguageCode

WHERE = [("en", "narrow_room"), ("ar", "wide_room")]


@pytest.fixture(params=WHERE, ids=[f"{language}-{room}" for language, room in WHERE])
def where(request: pytest.FixtureRequest) -> tuple[Room, Words]:
    language, name = request.param
    room: Room = request.getfixturevalue(name)
    return room, Words(language)


def is_told(things: Things, wanted: list[Told]) -> list[Told]:
    """Give what of this is missing, from the first that is not told in its order."""
    left = list(wanted)
    for thing in things:
        if left and (thing.role, thing.name) == left[0]:
            left.pop(0)
    return left


def test_three_guides_are_told_block_by_block_and_left_at_once(where: tuple[Room, Words]) -> None:
    room, words = where
    ears, text = room.ears, Messages(LanguageCode(words.language), locale_folder())
    shelf = text.text("Guides and exercises")
    with room.open_program(words.language, ZONE) as program:
        ears.press(button(ears.things(), shelf))
        for guide in guides_in(words.language):
            things = ears.wait("the shelf", holds("heading", shelf))
            ears.press(button(things, guide.title))
            wanted = list(told_of(guide, text))
            ears.wait(guide.id, lambda things, wanted=wanted: not is_told(things, wanted[:1] + wanted[-1:]))  # type: ignore[misc]
            assert is_told(ears.things(), wanted) == []
            focus = ears.wait_for_focus(lambda thing: thing.role == "heading")
            assert focus.name == guide.title
            seen = [focus.name]
            for _, name in wanted[1:6]:
                if name:
                    room.screen.press("Tab")
                    seen.append(ears.wait_for_focus(lambda thing, last=seen[-1]: thing.name != last).name)  # type: ignore[misc]
            assert seen[-1] in [name for _, name in wanted]
            ears.press(button(ears.things(), words.back))
        ears.press_last(button(ears.wait("the shelf", holds("heading", shelf)), words.leave))
        assert program.process.wait(DEADLINE_S) == 0


def test_a_link_is_pressed_by_its_action(where: tuple[Room, Words]) -> None:
    room, words = where
    ears, text = room.ears, Messages(LanguageCode(words.language), locale_folder())
    guide = guides_in(words.language)[0]
    link = next(
        span.text
        for block in guide.blocks
        for line in block.lines
        for span in line
        if span.target == "need:talk-crisis"
    )
    with room.open_program(words.language, ZONE) as program:
        ears.press(button(ears.things(), text.text("Guides and exercises")))
        shelf = ears.wait("the shelf", holds("push button", guide.title))
        ears.press(button(shelf, guide.title))
        ears.press(button(ears.wait("the guide", holds("push button", link)), link))
        ears.wait("services", lambda things: any(thing.role == "list" and thing.name for thing in things))
        room.screen.press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(DEADLINE_S) == 0
