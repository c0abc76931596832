"""The rhythm of a breath: found from the clock alone, so that nothing drifts, whatever the clock does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.guides.breathing import FREE, LONG_OUT, LONGEST, PHASES, SQUARE, Breathing, Pattern

patterns = st.builds(
    Pattern,
    st.integers(1, LONGEST),
    st.integers(0, LONGEST),
    st.integers(1, LONGEST),
    st.integers(0, LONGEST),
)
moments = st.floats(0, 1e6)
CLOCK = 5000.25
"""No clock begins at nought."""


def test_four_four_four_four() -> None:
    breathing = Breathing(SQUARE, CLOCK)
    seen = [breathing.at(CLOCK + second) for second in range(17)]
    assert [moment.phase for moment in seen] == [*(["in"] * 4), *(["hold"] * 4), *(["out"] * 4), *(["rest"] * 4), "in"]
    assert [moment.second for moment in seen] == [1, 2, 3, 4] * 4 + [1]
    assert [moment.round for moment in seen] == [0] * 16 + [1]


def test_four_seven_eight_has_no_rest() -> None:
    breathing = Breathing(LONG_OUT, CLOCK)
    phases = [breathing.at(CLOCK + second).phase for second in range(20)]
    assert phases == [*(["in"] * 4), *(["hold"] * 7), *(["out"] * 8), "in"]


def test_own_counts_begin_without_holding_and_stay_bearable() -> None:
    assert [phase for phase, _ in FREE.counts] == ["in", "out"]
    assert Pattern(1, 0, 1, 0).changed("in", -1).changed("out", -1) == Pattern(1, 0, 1, 0)
    assert SQUARE.changed("hold", -9).hold == 0
    assert SQUARE.changed("rest", 99).rest == LONGEST


@given(patterns, st.sampled_from(PHASES), st.integers(-30, 30))
def test_every_pattern_that_can_be_chosen_breathes(pattern: Pattern, phase: str, by: int) -> None:
    changed = pattern.changed(phase, by)  # type: ignore[arg-type]
    assert changed.length >= 2
    assert {"in", "out"} <= {each for each, _ in changed.counts}
    assert all(0 <= count <= LONGEST for count in changed)


@given(patterns, moments, moments)
def test_a_look_does_not_depend_on_the_looks_before(pattern: Pattern, began: float, elapsed: float) -> None:
    breathing = Breathing(pattern, began)
    moment = breathing.at(began + elapsed)
    into = (began + elapsed - began) % pattern.length
    before = sum(count for phase, count in pattern.counts if PHASES.index(phase) < PHASES.index(moment.phase))
    length = dict(pattern.counts)[moment.phase]
    assert before + moment.fraction * length == pytest.approx(into, abs=1e-6)
    assert 0 <= moment.fraction < 1
    assert 1 <= moment.second <= length
    assert 0 < moment.until_count <= 1 + 1e-6


@given(patterns, st.lists(moments, min_size=2, max_size=20))
def test_what_is_seen_never_jumps(pattern: Pattern, clock: list[float]) -> None:
    breathing = Breathing(pattern, CLOCK)
    for early, late in pairwise(sorted(clock)):
        step = min(late - early, 0.01)
        change = breathing.at(CLOCK + early + step).width - breathing.at(CLOCK + early).width
        assert abs(change) <= 1.6 * step + 1e-6


@given(patterns, moments, moments, moments)
def test_a_pause_loses_nothing(pattern: Pattern, before: float, long: float, after: float) -> None:
    breathing = Breathing(pattern, CLOCK)
    paused = breathing.pause(CLOCK + before)
    assert paused.at(CLOCK + before + long) == breathing.at(CLOCK + before)
    assert paused.pause(CLOCK + before + long) == paused
    resumed = paused.resume(CLOCK + before + long)
    assert resumed.resume(CLOCK + before + long + 1) == resumed
    expected = breathing.at(CLOCK + before + after)
    found = resumed.at(CLOCK + before + long + after)
    # At the turn of a breath a rounding may fall on either side of it.
    assert abs(found.width - expected.width) < 1e-4


def test_a_clock_that_runs_backwards_waits_at_the_beginning() -> None:
    assert Breathing(SQUARE, CLOCK).at(CLOCK - 3) == Breathing(SQUARE, CLOCK).at(CLOCK)
