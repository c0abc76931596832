"""The quick answer and the explained one are the same answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guide_app.publisher.sources import SourceFile
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.shapes import Anything, Fields, ListOf, MappingOf, Number, Shape, Text, Word

SHAPE: Shape = Fields(
    {"id": Text(), "kind": Word(frozenset({"a", "b"}))},
    {
        "age": Number(),
        "point": Number(decimal=True),
        "items": ListOf(Word(frozenset({"a", "b"})), least=1, most=2),
        "words": MappingOf(ListOf(Text())),
        "rest": Anything(),
    },
)
KEYS = ("id", "kind", "age", "point", "items", "words", "rest", "other")
TEXTS = st.sampled_from(["", " ", "a", "b", "7", "-1.5", "x"])
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, TREES)) | TREES)
def test_a_tree_fits_exactly_where_it_has_no_faults(tree: Any) -> None:
    faults = list(SHAPE.faults(Node(SourceFile(Path("a.yaml"), {}, ""), (), tree)))
    assert SHAPE.fits(tree) is not bool(faults)


def test_a_good_tree_fits() -> None:
    good = {"id": "x", "kind": "a", "age": "7", "point": "-1.5", "items": ["a"], "words": {"en": ["x"]}, "rest": [{}]}
    assert SHAPE.fits(good)
