"""The cover as whoever looks at the screen sees it: from outside, by what the X server shows and hears of.

The real program is started behind its cover, opened by the sum, and left again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

import pytest
from tests.bench.screen import Program, Screen
from tests.journeys.room import DEADLINE_S
from Xlib import X

from guide_app.safety.disguise import seal

SUM: Final = ("1", "9", "7", "2", "KP_Add", "4", "8")
COMMAND: Final = (sys.executable, "-m", "guide_app", "--cover", seal("1972+48"))
GUIDE = "Guide"
COVERS = ("Calculator", "الآلة الحاسبة")
_A_CARET: Final = 0.02
"""What blinks takes less than this part of the window."""
_AFTERWARDS_S: Final = 1.0
_LOOKS: Final = 40


def title(screen: Screen, program: Program) -> str:
    display = screen.root.display
    found = program.window.get_full_property(display.get_atom("_NET_WM_NAME"), X.AnyPropertyType)
    return bytes(found.value).decode() if found is not None else ""


def wait_for_title(screen: Screen, program: Program, *wanted: str) -> None:
    program.window.change_attributes(event_mask=X.PropertyChangeMask)
    for _ in screen.events(DEADLINE_S):
        if title(screen, program) in wanted:
            return
    assert title(screen, program) in wanted


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen(width=1280, height=860) as screen:
        yield screen


@pytest.fixture(params=["en_GB", "ar_EG"])
def behind(request: pytest.FixtureRequest, screen: Screen) -> Iterator[Program]:
    with screen.program(COMMAND, {"LANG": f"{request.param}.UTF-8", "LANGUAGE": "", "LC_ALL": ""}) as program:
        program.wait_for_window()
        program.wait_for_paint()
        screen.focus(program.window)
        program.wait_for_rest()
        yield program


@pytest.fixture
def at_first_screen(screen: Screen, behind: Program) -> Program:
    """Type the sum, and go on to where one searches."""
    screen.press(*SUM, "Return")
    wait_for_title(screen, behind, GUIDE)
    behind.wait_for_rest()
    screen.press("Return")
    behind.wait_for_rest()
    return behind


def shares(event: Any, program: Program) -> float:
    return float(event.area.width * event.area.height / (program.width * program.height))


def test_it_begins_as_a_calculator_and_only_the_sum_opens_it(screen: Screen, behind: Program) -> None:
    ours = title(screen, behind)
    assert ours
    assert GUIDE not in ours
    before = screen.pixels(behind.window)
    screen.press("1", "KP_Add", "1", "Return")
    behind.wait_for_rest()
    assert title(screen, behind) == ours
    screen.press("Escape", *SUM, "Return")
    wait_for_title(screen, behind, GUIDE)
    behind.wait_for_rest()
    assert screen.pixels(behind.window) != before


def test_one_stroke_from_the_guide_to_the_cover(screen: Screen, at_first_screen: Program) -> None:
    """The first change that is no blinking is all of the window, and the window itself stays where it is."""
    program = at_first_screen
    screen.press("Shift_L", "Shift_L", "Shift_L")
    large, moved = [], []
    for event in screen.events(_AFTERWARDS_S):
        if type(event).__name__ == "DamageNotify" and event.drawable.id == program.window.id:
            large += [share] if (share := shares(event, program)) > _A_CARET else []
        elif event.type in {X.UnmapNotify, X.MapNotify, X.ConfigureNotify, X.DestroyNotify}:
            moved.append(event)
    assert moved == []
    assert large
    assert large[0] == 1.0
    assert title(screen, program) != GUIDE
    assert program.process.poll() is None


def test_no_picture_shows_neither(screen: Screen, at_first_screen: Program) -> None:
    """Looked at as fast as the server gives pictures: each pixel of each is of the guide or of the cover."""
    program = at_first_screen
    guide = screen.pixels(program.window)
    screen.press("Shift_L", "Shift_L", "Shift_L")
    seen = [screen.pixels(program.window) for _ in range(_LOOKS)]
    program.wait_for_rest()
    cover = screen.pixels(program.window)
    assert cover != guide
    assert cover in seen
    for picture in {*seen} - {guide, cover}:
        rows = range(0, len(picture), program.width * 4)
        wide = program.width * 4
        strange = [
            at // wide for at in rows if picture[at : at + wide] not in {guide[at : at + wide], cover[at : at + wide]}
        ]
        # A caret that blinked meanwhile is a few rows of the guide as it was, or of the cover as it will be.
        assert len(strange) <= len(rows) * _A_CARET * 2, "rows that are of neither"


def test_whoever_goes_on_pressing_keeps_the_cover(screen: Screen, at_first_screen: Program) -> None:
    screen.press("Shift_L", "Shift_L", "Shift_L")
    wait_for_title(screen, at_first_screen, *COVERS)
    screen.press(*["Shift_L"] * 6)
    at_first_screen.wait_for_rest()
    assert at_first_screen.process.poll() is None
    assert title(screen, at_first_screen) != GUIDE


def test_shift_on_the_cover_ends_the_process(behind: Program) -> None:
    behind.leave_by("Shift_L", "Shift_L", "Shift_L")
    assert behind.process.returncode == 0
