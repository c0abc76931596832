"""What a second pair of eyes makes of the keys and presses that it sees; the X server itself is in `tests/journeys`."""

from __future__ import annotations

import pytest

from guide_app.safety.lookout import Area, KeyEvent, Lookout, Reading

LEFT, RIGHT, LETTER = 50, 62, 38
CONTROL = 0b100


def reading() -> Reading:
    read = Reading()
    read.shifts = frozenset({LEFT, RIGHT})
    read.area = Area(7, 100, 10, 200, 60)
    return read


class Keys:
    """Presses keys a tenth of a second apart."""

    def __init__(self) -> None:
        self.read = reading()
        self.at = 0.0

    def press(self, *codes: int, state: int = 0) -> list[float | None]:
        """Press and let go; give what each press led to."""
        found = []
        for code in codes:
            self.at += 0.1
            time = round(self.at * 1000)
            found.append(self.read.key(KeyEvent(is_press=True, code=code, time=time, state=state), self.at))
            assert self.read.key(KeyEvent(is_press=False, code=code, time=time + 50, state=state), self.at) is None
        return found


def test_the_third_shift_asks_from_the_first_on() -> None:
    assert Keys().press(LEFT, RIGHT, LEFT) == [None, None, pytest.approx(0.1)]


def test_another_key_between_cancels() -> None:
    keys = Keys()
    assert keys.press(LEFT, LEFT, LETTER, LEFT, LEFT) == [None] * 5
    assert keys.press(LEFT) == [pytest.approx(0.4)]


def test_a_shortcut_cancels() -> None:
    keys = Keys()
    assert keys.press(LEFT, LEFT) + keys.press(LEFT, state=CONTROL) == [None] * 3


def test_it_asks_again_after_it_was_not_needed() -> None:
    keys = Keys()
    keys.press(LEFT, LEFT, LEFT)
    assert keys.press(LEFT, LEFT, LEFT) == [None, None, pytest.approx(0.4)]


def test_a_key_held_down_counts_once() -> None:
    read = reading()
    led = [read.key(KeyEvent(is_press=True, code=LEFT, time=0, state=0), 0.0)]
    for time in range(500, 1000, 30):
        read.key(KeyEvent(is_press=False, code=LEFT, time=time, state=1), time / 1000)
        led.append(read.key(KeyEvent(is_press=True, code=LEFT, time=time, state=1), time / 1000))
    assert set(led) == {None}


def test_a_key_let_go_that_was_never_down_changes_nothing() -> None:
    read, led = reading(), []
    for time in (100, 200, 300):
        read.key(KeyEvent(is_press=False, code=LEFT, time=time, state=0), time / 1000)
        led.append(read.key(KeyEvent(is_press=True, code=LEFT, time=time, state=0), time / 1000))
        read.key(KeyEvent(is_press=False, code=LEFT, time=time, state=1), time / 1000)
    assert led == [None, None, 0.1]


@pytest.mark.parametrize(
    ("window", "button", "x", "y", "is_on_it"),
    [
        (7, 1, 100, 10, True),
        (7, 1, 199.9, 59.9, True),
        (7, 1, 200, 30, False),
        (7, 3, 150, 30, False),
        (8, 1, 150, 30, False),
    ],
)
def test_a_press_on_the_way_out(window: int, button: int, x: float, y: float, is_on_it: bool) -> None:
    assert reading().button(window, button, x, y) is is_on_it


def test_a_press_elsewhere_cancels() -> None:
    keys = Keys()
    keys.press(LEFT, LEFT)
    keys.read.button(7, 1, 0, 0)
    assert keys.press(LEFT) == [None]


@pytest.mark.parametrize("display", ["", "far.example:0", "localhost:10.0"])
def test_a_display_elsewhere_is_not_spoken_to(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert Lookout.open(lambda _: None, lambda _: None) is None


def test_where_there_is_no_display_there_is_no_lookout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "unix:12345")
    assert Lookout.open(lambda _: None, lambda _: None) is None
