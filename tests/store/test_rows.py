from __future__ import annotations

import random
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store import hand_made

from guide_app.core.errors import SnapshotBuildError
from guide_app.store.rows import CanonicalRow, canonical_bytes, parse_rows
from guide_app.store.schema import TABLES

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_NUMBERS = st.integers(-(2**63), 2**63 - 1)


def _rows_of(table: str) -> st.SearchStrategy[CanonicalRow]:
    def strategy(column: str) -> st.SearchStrategy[Any]:
        values: st.SearchStrategy[Any] = _TEXTS if " TEXT" in column else _NUMBERS
        return values if "NOT NULL" in column or "PRIMARY KEY" in column else st.none() | values

    columns = [strategy(column) for column in TABLES[table] if not column.startswith("PRIMARY KEY")]
    return st.tuples(st.just(table), st.tuples(*columns))


@given(st.lists(st.sampled_from(["manifest", "needs", "countries"]).flatmap(_rows_of), unique_by=lambda r: r[1][0]))
def test_any_rows_come_back_as_they_were_and_in_one_order(rows: list[CanonicalRow]) -> None:
    stream = canonical_bytes(rows)
    back = list(parse_rows(stream))
    assert sorted(back, key=repr) == sorted(rows, key=repr)
    assert canonical_bytes(back) == stream


def test_order_of_rows_makes_no_difference() -> None:
    rows = hand_made.stock()
    shuffled = random.Random(5).sample(rows, len(rows))
    assert canonical_bytes(shuffled) == canonical_bytes(rows)


def test_the_stream_is_lines_in_the_order_of_tables_and_keys() -> None:
    rows: list[CanonicalRow] = [
        ("needs", ("b", 1, "x", None)),
        ("names", ("need", "b", "en", "B")),
        ("needs", ("a", 2, "é", None)),
        *hand_made.manifest(),
    ]
    lines = canonical_bytes(rows).decode().splitlines()
    assert lines[0] == '["manifest","counts","{\\"services\\": 14}"]'
    assert lines[-3:] == ['["needs","a",2,"é",null]', '["needs","b",1,"x",null]', '["names","need","b","en","B"]']


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (("needs", ("a", 1)), "has 4 values, not 2"),
        (("needs", ("a", "1", "x", None)), "needs.position is int, not '1'"),
        (("needs", ("a", True, "x", None)), "needs.position is int, not True"),
        (("needs", ("a", 1.0, "x", None)), "needs.position is int, not 1.0"),
        (("needs", ("a", None, "x", None)), "needs.position is int, not None"),
        (("needs", (None, 1, "x", None)), "needs.id is str, not None"),
        (("wants", ("a",)), "there is no table 'wants'"),
    ],
)
def test_a_row_that_is_not_of_the_schema_is_named(row: Any, complaint: str) -> None:
    with pytest.raises(SnapshotBuildError, match=complaint):
        canonical_bytes([row])


def test_two_rows_with_one_key_are_refused() -> None:
    rows: list[CanonicalRow] = [("names", ("need", "a", "en", "A")), ("names", ("need", "a", "en", "B"))]
    with pytest.raises(SnapshotBuildError, match="same key"):
        canonical_bytes(rows)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(SnapshotBuildError, match="not valid Unicode"):
        canonical_bytes([("needs", ("a", 1, "\ud800", None))])


@pytest.mark.parametrize(
    "line", [b"nonsense", b"[]", b"{}", b'"needs"', b'[["needs"],1]', b'["needs","a",1]', b"\xff", b"1"]
)
def test_a_broken_stream_names_its_line(line: bytes) -> None:
    stream = b'["needs","a",1,"x",null]\n' + line + b"\n"
    with pytest.raises(SnapshotBuildError, match="line 2 is not a row"):
        list(parse_rows(stream))


@given(st.binary(max_size=60))
def test_no_bytes_crash_the_parser(stream: bytes) -> None:
    try:
        rows = list(parse_rows(stream))
    except SnapshotBuildError:
        return
    assert all(table in TABLES for table, _ in rows)


def test_deep_nesting_is_refused_like_anything_else() -> None:
    with pytest.raises(SnapshotBuildError, match="line 1"):
        list(parse_rows(b"[" * 100_000))


def test_letters_of_a_line_break_do_not_split_a_row() -> None:
    row: CanonicalRow = ("needs", ("a", 1, "one\ntwo\r\x0b\x1c\x85\u2028three" + string.whitespace, None))
    assert list(parse_rows(canonical_bytes([row]))) == [row]
