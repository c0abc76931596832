"""Sums in planes are the sums that anybody would make one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide_app.store.postings import numbers_of
from guide_app.store.ranking import Tally

_SERVICES = 70
_SETS = st.integers(0, (1 << _SERVICES) - 1)


@given(st.lists(st.tuples(st.integers(-200, 200), _SETS), max_size=12), _SETS, st.none() | st.integers(1, 20))
def test_the_best_come_first_in_exact_order(parts: list[tuple[int, int]], asked: int, limit: int | None) -> None:
    tally = Tally((1 << _SERVICES) - 1)
    for weight, services in parts:
        tally.add("part", weight, services)
    scores = {
        number: sum(weight for weight, services in parts if services >> (number - 1) & 1)
        for number in numbers_of(asked)
    }
    expected = sorted(scores, key=lambda number: (-scores[number], number))
    assert tally.best(asked, limit) == expected[:limit]
    assert all(tally.score(number) == scores[number] for number in expected)


def test_every_part_of_a_score_is_named() -> None:
    tally = Tally(0b111)
    tally.add("near", 40, 0b011)
    tally.add("confirm first", -3, 0b010)
    tally.add("nothing", 0, 0b111)
    assert tally.why(2) == ("near +40", "confirm first -3")
    assert tally.why(3) == ()
    assert tally.score(2) == 37
