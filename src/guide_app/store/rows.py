"""Canonical rows: the form in which a snapshot's content is compared, sent and built.

A row is its table's name and its values in the schema's column order. A stream of rows is UTF-8 text, one
JSON array a line, `["services","us-trans-lifeline",...]`, in the order of the schema's tables and then of
their keys: the same content is always the same bytes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from guide_app.core.errors import SnapshotBuildError
from guide_app.store.schema import TABLES, column_names

Value = str | int | None
CanonicalRow = tuple[str, tuple[Value, ...]]
"""Table and values. No floating-point numbers: two machines may write one number in two ways."""

RowKey = tuple[int, tuple[Value, ...]]


def _columns(table: str) -> tuple[str, ...]:
    return tuple(column for column in TABLES[table] if not column.startswith("PRIMARY KEY"))


def _key_positions(table: str) -> tuple[int, ...]:
    names = column_names(table)
    for column in TABLES[table]:
        if column.startswith("PRIMARY KEY"):
            return tuple(names.index(name.strip()) for name in column[column.index("(") + 1 : -1].split(","))
    return tuple(i for i, column in enumerate(_columns(table)) if "PRIMARY KEY" in column)


_TABLE_ORDER: Final = {table: position for position, table in enumerate(TABLES)}
_KEYS: Final = {table: _key_positions(table) for table in TABLES}
_TYPES: Final[dict[str, tuple[tuple[type, bool], ...]]] = {
    table: tuple(
        (str if " TEXT" in column else int, "NOT NULL" not in column and position not in _KEYS[table])
        for position, column in enumerate(_columns(table))
    )
    for table in TABLES
}


def key_columns(table: str) -> tuple[str, ...]:
    """Name the columns by which a table's rows are sorted and told apart."""
    names = column_names(table)
    return tuple(names[position] for position in _KEYS[table])


def row_key(row: CanonicalRow) -> RowKey:
    """Give the key by which rows are sorted and told apart: the table's place in the schema, then its key columns.

    Raises:
        SnapshotBuildError: no such table, or not its columns' number and types.
    """
    check_row(row)
    return key_of_checked(row)


def key_of_checked(row: CanonicalRow) -> RowKey:
    """Give the key of a row that has been checked already: `row_key` without the checking."""
    table, values = row
    return _TABLE_ORDER[table], tuple(values[i] for i in _KEYS[table])


def check_row(row: CanonicalRow) -> None:
    """Refuse a row that is not of the schema.

    Raises:
        SnapshotBuildError: no such table, or not its columns' number and types.
    """
    table, values = row
    types = _TYPES.get(table)
    if types is None:
        raise SnapshotBuildError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    if len(values) != len(types):
        raise SnapshotBuildError(f"a row of {table} has {len(types)} values, not {len(values)}: {_excerpt(row)}")
    for position, (value, (wanted, may_be_null)) in enumerate(zip(values, types, strict=True)):
        # `type() is`: a bool is an int to Python, but not the same JSON
        if not (type(value) is wanted or (value is None and may_be_null)):
            column = column_names(table)[position]
            raise SnapshotBuildError(f"{table}.{column} is {wanted.__name__}, not {value!r}: {_excerpt(row)}")


def check_key(table: str, key: tuple[Value, ...]) -> None:
    """Refuse what cannot be the key of a row.

    Raises:
        SnapshotBuildError: no such table, or not its key columns' number and types.
    """
    if table not in TABLES or tuple(map(type, key)) != tuple(_TYPES[table][i][0] for i in _KEYS[table]):
        raise SnapshotBuildError(f"this is no key of a row: {_excerpt((table, key))}")


def sorted_rows(rows: Iterable[CanonicalRow], key: Callable[[CanonicalRow], RowKey] = row_key) -> list[CanonicalRow]:
    """Sort rows into canonical order.

    Raises:
        SnapshotBuildError: a row is not of the schema, or two rows have one key.
    """
    keyed = sorted(((key(row), row) for row in rows), key=lambda pair: pair[0])
    for (before, _), (after, row) in itertools.pairwise(keyed):
        if before == after:
            raise SnapshotBuildError(f"two rows have the same key: {_excerpt(row)}")
    return [row for _, row in keyed]


def canonical_bytes(rows: Iterable[CanonicalRow]) -> bytes:
    """Write rows, in any order, as the canonical stream.

    Raises:
        SnapshotBuildError: a row is not of the schema, two have one key, or a text is not Unicode.
    """
    return b"".join(map(encode_row, sorted_rows(rows)))


def encode_row(row: CanonicalRow) -> bytes:
    """Write one row as its line of the canonical stream.

    Raises:
        SnapshotBuildError: a text is not Unicode.
    """
    table, values = row
    line = _encode((table, *values))
    try:
        return f"{line}\n".encode()
    except UnicodeEncodeError as error:
        raise SnapshotBuildError(f"a text is not valid Unicode: {line[:80]!r}") from error


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parse_rows(stream: bytes) -> Iterator[CanonicalRow]:
    """Read a stream of rows, one by one, in the order in which they stand.

    Raises:
        SnapshotBuildError: a line is not a row of the schema; the text names the line.
    """
    for number, line in enumerate(stream.splitlines(), start=1):
        try:
            yield parse_row(line)
        except SnapshotBuildError as error:
            raise SnapshotBuildError(f"line {number} is not a row: {error}") from error


def parse_row(line: bytes) -> CanonicalRow:
    """Read one line of a stream.

    Raises:
        SnapshotBuildError: it is not a row of the schema.
    """
    try:
        table, *values = json.loads(line)
        row = (table, tuple(values))
        check_row(row)
    except (ValueError, TypeError, RecursionError) as error:
        raise SnapshotBuildError(str(error)) from error
    return row


def _excerpt(row: CanonicalRow) -> str:
    text = repr(row)
    return text if len(text) <= 120 else f"{text[:117]}..."  # noqa: PLR2004
