"""The picture of who is around: everybody stands on their ring, and nobody over somebody else."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from guide_app.guides.people import CLOSENESS, RINGS, SAFETY, Person, spots

crowds = st.lists(
    st.builds(Person, st.text(min_size=1), st.sampled_from(CLOSENESS), st.sampled_from(SAFETY)),
    max_size=12,
    unique_by=lambda person: person.name,
)


@given(crowds)
def test_everybody_stands_on_their_ring(people: list[Person]) -> None:
    for person, spot in zip(people, spots(people), strict=True):
        assert abs(hypot(*spot) - RINGS[person.closeness]) < 1e-9


@given(crowds)
def test_nobody_stands_over_somebody_else(people: list[Person]) -> None:
    for one, other in combinations(spots(people), 2):
        assert hypot(one.x - other.x, one.y - other.y) > 0.15


@given(crowds, st.sampled_from(CLOSENESS))
def test_who_comes_moves_only_those_on_the_same_ring(people: list[Person], closeness: str) -> None:
    newcomer = Person("\0 somebody new", closeness)  # type: ignore[arg-type]
    before, after = spots(people), spots([*people, newcomer])
    for person, was, now in zip(people, before, after, strict=False):
        assert was == now or person.closeness == closeness
