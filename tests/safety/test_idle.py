"""When nobody is there any more: by two clocks, and never by mistake."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide_app.safety.idle import Idle, Moment

BEGIN = Moment(1000.0, 5000.0)


def later(seconds: float, wall: float | None = None) -> Moment:
    return Moment(BEGIN.steady + seconds, BEGIN.wall + (seconds if wall is None else wall))


def test_it_is_over_after_the_whole_time() -> None:
    idle = Idle(2, BEGIN)
    assert not idle.is_over(later(119.9))
    assert idle.is_over(later(120.0))


def test_a_sign_begins_the_time_anew() -> None:
    idle = Idle(1, BEGIN)
    assert idle.notice(later(59))
    assert not idle.is_over(later(118))
    assert idle.is_over(later(119))


def test_a_sign_that_comes_too_late_does_not_count() -> None:
    idle = Idle(1, BEGIN)
    assert not idle.notice(later(61))
    assert idle.is_over(later(62))


def test_a_lid_that_was_shut_counts() -> None:
    """The steady clock of some systems stands still while they sleep."""
    assert Idle(5, BEGIN).is_over(later(2, wall=600))


def test_a_clock_that_is_set_back_changes_nothing() -> None:
    idle = Idle(1, BEGIN)
    assert not idle.is_over(later(30, wall=-7200))
    assert idle.is_over(later(60, wall=-7200))


@given(st.lists(st.floats(0.1, 200), max_size=20), st.sampled_from([1, 2, 5]))
def test_it_is_over_exactly_when_a_pause_was_long_enough(pauses: list[float], minutes: int) -> None:
    idle, at, over = Idle(minutes, BEGIN), 0.0, False
    for pause in pauses:
        at += pause
        over = over or pause >= minutes * 60
        noticed = idle.notice(later(at))
        assert noticed is not over or abs(pause - minutes * 60) < 1e-6
        if over:
            return
