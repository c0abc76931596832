"""Shift three times: when it leaves, and above all when it does not."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide_app.safety.leaving import PRESSES, WITHIN, ShiftCounter


class Event(NamedTuple):
    kind: Literal["shift", "repeat", "key", "key repeat", "shortcut", "mouse"]
    at: float


def _tell(counter: ShiftCounter, event: Event) -> bool:
    if event.kind == "mouse":
        return counter.cancel()
    return counter.press(
        is_shift=event.kind in {"shift", "repeat", "shortcut"},
        at=event.at,
        is_repeat=event.kind in {"repeat", "key repeat"},
        with_modifiers=event.kind == "shortcut",
    )


def _after(*events: tuple[str, float]) -> bool:
    counter = ShiftCounter()
    for kind, at in events:
        _tell(counter, Event(kind, at))  # type: ignore[arg-type]
    return counter.left


def test_three_presses_leave_at_the_third() -> None:
    counter = ShiftCounter()
    assert [counter.press(is_shift=True, at=at) for at in (0.0, 0.2, 0.4)] == [False, False, True]


@pytest.mark.parametrize(("last", "leaves"), [(0.01, True), (4.99, True), (5.0, True), (5.01, False), (3600.0, False)])
def test_within_five_seconds(last: float, leaves: bool) -> None:
    assert _after(("shift", 0.0), ("shift", last / 2), ("shift", last)) is leaves


def test_an_old_press_falls_out_and_the_rest_counts() -> None:
    assert _after(("shift", 0.0), ("shift", 4.0), ("shift", 8.0), ("shift", 8.5))


@pytest.mark.parametrize("kind", ["key", "key repeat", "mouse", "shortcut"])
@pytest.mark.parametrize("place", [1, 2])
def test_anything_between_cancels(kind: str, place: int) -> None:
    events = [("shift", 0.0), ("shift", 0.2), ("shift", 0.4)]
    events.insert(place, (kind, 0.1))
    assert not _after(*events)
    assert _after(*events, ("shift", 0.5), ("shift", 0.6))


def test_a_key_before_does_no_harm() -> None:
    assert _after(("key", 0.0), ("shift", 0.1), ("shift", 0.2), ("shift", 0.3))


def test_capitals_do_not_leave() -> None:
    assert not _after(*(pair for at in range(50) for pair in (("shift", at / 10), ("key", at / 10 + 0.05))))


def test_a_shift_held_down_does_not_leave() -> None:
    assert not _after(("shift", 0.0), *(("repeat", at / 30) for at in range(1, 100)))


def test_repeats_between_presses_change_nothing() -> None:
    assert _after(("shift", 0.0), ("repeat", 0.5), ("shift", 1.0), ("repeat", 1.5), ("shift", 2.0))


def test_afterwards_everything_is_swallowed() -> None:
    counter = ShiftCounter()
    for at in (0.0, 0.1, 0.2):
        counter.press(is_shift=True, at=at)
    for kind in ("key", "repeat", "key repeat", "shortcut", "shift", "mouse"):
        assert _tell(counter, Event(kind, 900.0))
    assert counter.left


def test_a_clock_that_goes_back_never_leaves_by_mistake() -> None:
    assert not _after(("shift", 100.0), ("shift", 100.1), ("shift", 3.0))
    assert _after(("shift", 100.0), ("shift", 3.0), ("shift", 3.1), ("shift", 3.2))


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["shift", "shift", "shift", "repeat", "key", "key repeat", "shortcut", "mouse"]),
        st.sampled_from([0.0, 0.05, 0.3, 1.0, 1.7, 2.5, 5.0, 6.0]),
    ),
    max_size=40,
)


def _should_leave_at(events: list[Event]) -> int | None:
    """Say it in another way: the first press that ends three uncancelled ones within five seconds."""
    since_cancel: list[float] = []
    for number, event in enumerate(events):
        if event.kind == "shift":
            since_cancel.append(event.at)
            last = since_cancel[-PRESSES:]
            if len(last) == PRESSES and last[-1] - last[0] <= WITHIN:
                return number
        elif event.kind != "repeat":
            since_cancel.clear()
    return None


@given(EVENTS)
@example([("shift", 0.0), ("shift", 2.5), ("shift", 2.5)])
def test_every_series_of_events(steps: list[tuple[Literal["shift"], float]]) -> None:
    clock, events = 0.0, []
    for kind, pause in steps:
        clock += pause
        events.append(Event(kind, clock))
    counter = ShiftCounter()

    told = [_tell(counter, event) for event in events]

    leaves_at = _should_leave_at(events)
    assert told == [leaves_at is not None and number >= leaves_at for number in range(len(events))]
    assert counter.left is (leaves_at is not None)
