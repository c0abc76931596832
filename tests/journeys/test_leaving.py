"""Leaving as the X server sees it: from every screen, over menus, and when the main thread does not come back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.bench.leaving import NAMES, StayedError, look_at_frames, measure, subject
from tests.bench.screen import Screen
from Xlib import X
from Xlib.ext import xtest

PATIENCE_MS = 2000.0
"""Not a bar: other programs may run beside the tests. The bars are in `docs/benchmarks.md`."""


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen(width=1280, height=860) as screen:
        yield screen


@pytest.mark.parametrize("name", ["start", "service", "choosing a file", "menu", "tip"])
@pytest.mark.parametrize("way", ["key", "click"])
def test_it_is_gone_and_nothing_remains(screen: Screen, name: str, way: str) -> None:
    assert name in NAMES
    trial = measure(screen, name, way, "idle")
    assert trial.gone_ms < PATIENCE_MS
    assert (trial.children, trial.clean) == (0, True)


@pytest.mark.parametrize("load", ["search", "derive", "python", "wait"])
@pytest.mark.parametrize("way", ["key", "click"])
def test_it_is_gone_however_busy_the_program_is(screen: Screen, load: str, way: str) -> None:
    trial = measure(screen, "results of a need", way, load)
    assert trial.gone_ms < PATIENCE_MS
    assert (trial.children, trial.clean) == (0, True)


@pytest.mark.parametrize("way", ["key", "click"])
def test_no_frame_is_brighter_than_the_one_before(screen: Screen, way: str) -> None:
    """Dark: what flashes white is seen in a dark room."""
    frames, bad = look_at_frames(screen, "results of a need", way, look="dark")
    assert frames > 0
    assert bad == 0


def test_other_keys_and_presses_do_not_end_a_busy_program(screen: Screen) -> None:
    with subject(screen, "start", "wait") as one:
        one.wait(settle=False)
        screen.press("Shift_L", "Shift_L", "a", "Shift_L")
        screen.click(5, 400)
        with pytest.raises(StayedError):
            one.watch(0.5)


def test_a_press_that_is_let_go_elsewhere_still_belongs_to_the_window(screen: Screen) -> None:
    """Two listen to the mouse: the X server must go on telling Qt of all of it, else buttons stay pressed."""
    with subject(screen, "start", "idle") as one:
        one.wait(settle=True)
        move(screen, *one.need)
        one.program.wait_for_rest(0.2)
        before = screen.pixels(screen.root)
        xtest.fake_input(screen._display, X.ButtonPress, 1)
        move(screen, 2, 2)
        xtest.fake_input(screen._display, X.ButtonRelease, 1)
        move(screen, *one.need)
        one.program.wait_for_rest(0.2)
        assert screen.pixels(screen.root) == before
        screen.click(*one.need)
        assert one.program.wait_for_change(before)
        one.leave("key")
        one.watch()


def move(screen: Screen, x: int, y: int) -> None:
    """Move the pointer."""
    xtest.fake_input(screen._display, X.MotionNotify, x=x, y=y)
    screen._display.sync()
