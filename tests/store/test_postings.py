from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guide_app.store import postings

_SETS = st.sets(st.integers(1, 70_000), max_size=300)


@given(_SETS, st.integers(0, 70_000))
def test_a_stored_set_comes_back_whole(numbers: set[int], more: int) -> None:
    if not numbers:
        return
    stored = postings.encode(sorted(numbers), max(numbers) + more)
    assert list(postings.numbers_of(postings.decode([stored]))) == sorted(numbers)


@given(st.lists(_SETS, max_size=5))
def test_sets_read_together_are_joined(sets: list[set[int]]) -> None:
    stored = [
        postings.encode(sorted(numbers), total)
        for total, numbers in zip((10, 900, 60_000) * 2, sets, strict=False)
        if numbers
    ]
    assert set(postings.numbers_of(postings.decode(stored))) == set().union(*sets)


@given(_SETS, st.integers(0, 400))
def test_only_so_many_are_given(numbers: set[int], most: int) -> None:
    assert list(postings.numbers_of(postings.bits_of(list(numbers)), most)) == sorted(numbers)[:most]


def test_what_many_have_is_stored_as_bits_and_what_few_have_as_numbers() -> None:
    assert len(postings.encode(range(1, 50_001), 50_000)) == 1 + 50_000 // 8
    assert len(postings.encode([1, 500, 50_000], 50_000)) == 1 + 3 * 2
    assert len(postings.encode([1, 70_000], 70_000)) == 1 + 2 * 4


def test_nothing_is_a_set_too() -> None:
    assert postings.decode([]) == postings.bits_of([]) == 0
    assert list(postings.numbers_of(0)) == []
