"""Slips of a letter or two, and nothing bolder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.store.snapshot import Snapshot
from guide_app.store.spelling import distance, parts_of, possible_parts, similar_words

_WORDS = st.text(alphabet="abcdé", max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant", "mistakes"),
    [
        ("suicde", "suicide", 1),
        ("sucidie", "suicide", 2),
        ("larkpsur", "larkspur", 1),
        ("helpp", "help", 1),
        ("abc", "abc", 0),
        ("lawyer", "sawmill", 3),
    ],
)
def test_mistakes_are_counted(typed: str, meant: str, mistakes: int) -> None:
    assert distance(typed, meant, 2) == mistakes


@given(_WORDS, _WORDS)
def test_it_is_as_far_there_as_back(one: str, other: str) -> None:
    assert distance(one, other, 2) == distance(other, one, 2)
    assert (distance(one, other, 2) == 0) == (one == other)


@pytest.mark.parametrize(
    ("typed", "meant"), [("larkpsur", "larkspur"), ("sorgentelfon", "sorgentelefon"), ("zitrnoe", "zitrone")]
)
def test_a_slip_is_found(typed: str, meant: str, snapshot: Snapshot) -> None:
    assert similar_words(snapshot, typed) == (meant,)


@pytest.mark.parametrize("typed", ["abc", "xyzzyx", "12345", "lark-spur", ""])
def test_what_is_too_short_or_too_strange_is_left_alone(typed: str, snapshot: Snapshot) -> None:
    assert similar_words(snapshot, typed) == ()


def test_a_compound_comes_apart_at_both_ends() -> None:
    assert parts_of("elterngruppe", ("eltern", "gruppe", "elt")) == ("eltern", "gruppe")
    assert parts_of("elterngruppe", ()) == ()
    assert "gruppe" in possible_parts("elterngruppe")
    assert possible_parts("gruppe") == ()
