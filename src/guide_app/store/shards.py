"""Shards: the rows of a snapshot in pieces of a few megabytes, the form in which they are compared and sent.

A shard's content is a part of the canonical stream (`store.rows`): its rows as lines, in canonical order. Rows that
resemble each other stand together, because a delta is found by looking back: all texts of one language, all services
of neighbouring ids. Everything else is in `common`. Where a part would grow too large it is cut; a shard's name tells
where it begins (`services.gb`), so the names alone say which row belongs where. What a regional organisation signs by
itself is one shard, `region-<name>`: every service whose id starts with one of the region's prefixes.

Layouts may differ from release to release: who holds an older snapshot cuts its rows by the newer one's layout.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from guide_app.core.errors import SnapshotBuildError
from guide_app.store.rows import CanonicalRow, RowKey, encode_row, key_columns, key_of_checked, parse_row, row_key
from guide_app.store.schema import TABLES, column_names

COMMON: Final = "common"
SERVICES: Final = "services"
TEXTS: Final = "texts-"
REGION: Final = "region-"
LARGEST: Final = 4_000_000
"""Bytes of rows from which a part is cut; from measurement, see docs/adr (packs and deltas)."""

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_CUT: Final = re.compile(r"[A-Za-z0-9-]+")
_PREFIX: Final = re.compile(r"[a-z0-9-]+")
_NAME: Final = re.compile(r"(common|services|texts-[a-z]{2,3}|region-[a-z0-9-]{1,40})(?:\.([A-Za-z0-9-]{1,200}))?")
_PLACE: Final = {table: 1 if table == "names" else 0 for table in TABLES}
"""Table -> the column by which its rows are cut: an id or a code."""
_OF_LANGUAGE: Final = {"names": column_names("names").index("language"), "guide_texts": 1}
OF_SERVICES: Final = frozenset({"services", *(table for table in TABLES if column_names(table)[0] == "service_id")})
"""The tables with rows of single services: what a region can have of its own. Everything else is the editors'."""

Shards = Mapping[str, bytes]


class Layout(NamedTuple):
    """Which row belongs to which shard."""

    cuts: Mapping[str, tuple[str, ...]]
    """Part (`services`, `texts-ar`) -> the places at which further shards of it begin, rising."""
    regions: Mapping[str, tuple[str, ...]]
    """Region -> the prefixes of its services' ids; none is a beginning of another."""

    def shard_of(self, row: CanonicalRow) -> str:
        """Name the shard of a row of the schema."""
        table, values = row
        place = str(values[_PLACE[table]])
        part = self._part(table, values, place)
        cuts = self.cuts.get(part)
        if not cuts:
            return part
        number = bisect_right(cuts, place)
        return f"{part}.{cuts[number - 1]}" if number else part

    def _part(self, table: str, values: tuple[object, ...], place: str) -> str:
        if table in OF_SERVICES:
            for region, prefixes in self.regions.items():
                if place.startswith(prefixes):
                    return REGION + region
            return SERVICES
        column = _OF_LANGUAGE.get(table)
        language = "" if column is None else str(values[column])
        return TEXTS + language if _LANGUAGE.fullmatch(language) else COMMON


class Placed(NamedTuple):
    """A row, and where its line stands."""

    row: CanonicalRow
    shard: str
    start: int
    end: int
    """Bytes from the beginning of the shard."""


def layout_of(names: Iterable[str], regions: Mapping[str, Iterable[str]]) -> Layout:
    """Read the layout from the names of all shards of a release, and the prefixes of its regions.

    Raises:
        SnapshotBuildError: a name is not of a shard, or two regions have a service in common.
    """
    cuts: dict[str, list[str]] = {}
    for name in names:
        part, cut = split_name(name)
        if cut is not None:
            cuts.setdefault(part, []).append(cut)
    return Layout({part: tuple(sorted(places)) for part, places in cuts.items()}, _regions(regions))


def split_name(name: str) -> tuple[str, str | None]:
    """Take a shard's name apart: its part, and the place at which it begins (None: the first of its part).

    Raises:
        SnapshotBuildError: it is not the name of a shard.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise SnapshotBuildError(f"{name[:80]!r} is not the name of a shard")
    return match[1], match[2]


def plan_layout(rows: Iterable[CanonicalRow], regions: Mapping[str, Iterable[str]], largest: int = LARGEST) -> Layout:
    """Choose where to cut, so that no shard is much larger than so many bytes. Regions stay whole.

    Raises:
        SnapshotBuildError: two regions have a service in common.
    """
    whole = Layout({}, _regions(regions))
    sizes: dict[str, dict[str, int]] = {}
    for row in rows:
        places = sizes.setdefault(whole.shard_of(row), {})
        place = str(row[1][_PLACE[row[0]]])
        places[place] = places.get(place, 0) + len(encode_row(row))
    cuts = {part: _cuts(places, largest) for part, places in sizes.items() if not part.startswith(REGION)}
    return Layout({part: found for part, found in cuts.items() if found}, whole.regions)


def cut_into_shards(rows: Iterable[CanonicalRow], layout: Layout) -> dict[str, bytes]:
    """Put rows, in any order, into their shards; every region has one, be it empty.

    Raises:
        SnapshotBuildError: a row is not of the schema, two have one key, or a text is not Unicode.
    """
    keyed: dict[str, list[tuple[RowKey, bytes]]] = {REGION + region: [] for region in layout.regions}
    for row in rows:
        key = row_key(row)
        keyed.setdefault(layout.shard_of(row), []).append((key, encode_row(row)))
    shards = {}
    for name in sorted(keyed):
        lines = keyed.pop(name)
        lines.sort()
        for (before, _), (after, line) in pairwise(lines):
            if before == after:
                raise SnapshotBuildError(f"two rows have the same key: {line[:120]!r}")
        shards[name] = b"".join(line for _, line in lines)
    return shards


@contextmanager
def open_built(path: Path) -> Iterator[apsw.Connection]:
    """Open a built snapshot for reading its rows; nothing is written beside it, whatever lies there.

    Raises:
        apsw.Error: it cannot be read.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with closing(apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=flags)) as connection:
        yield connection


def rows_of(connection: apsw.Connection) -> Iterator[CanonicalRow]:
    """Give exactly the rows from which a snapshot was built, in canonical order.

    Raises:
        apsw.Error: the file cannot be read.
    """
    for table in TABLES:
        yield from _select(connection, table, "TRUE", ())


class BuiltShards(Mapping[str, bytes]):
    """The shards of a built snapshot, read when they are asked for: only one need be in memory at a time.

    The layout may be another than the one by which the snapshot came. A shard that has no rows in it is empty.
    """

    def __init__(self, connection: apsw.Connection, names: Iterable[str], layout: Layout) -> None:
        self._connection = connection
        self._names = tuple(names)
        self._layout = layout

    def __getitem__(self, name: str) -> bytes:
        """Read one shard.

        Raises:
            KeyError: it is not one of the names.
            apsw.Error: the file cannot be read.
        """
        if name not in self._names:
            raise KeyError(name)
        rows = _candidates(self._connection, name, self._layout)
        return b"".join(encode_row(row) for row in rows if self._layout.shard_of(row) == name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def merged(shards: Shards) -> Iterator[Placed]:
    """Give the rows of shards in the canonical order of all of them together.

    Raises:
        SnapshotBuildError: a line is not a row, or rows are doubled or not in order.
    """
    before: RowKey | None = None
    streams = (_keyed(name, shards[name]) for name in sorted(shards))
    for key, placed in heapq.merge(*streams, key=lambda entry: entry[0]):
        if before is not None and key <= before:
            raise SnapshotBuildError(f"rows are doubled or not in order: {placed.row!r:.120}")
        before = key
        yield placed


def stream_digest(shards: Shards) -> tuple[int, str]:
    """Give length and sha256 of the whole canonical stream whose rows stand in shards.

    Raises:
        SnapshotBuildError: a line is not a row, or rows are doubled or not in order.
    """
    length, digest = 0, hashlib.sha256()
    for placed in merged(shards):
        line = shards[placed.shard][placed.start : placed.end]
        length += len(line)
        digest.update(line)
    return length, digest.hexdigest()


def lines_of(shard: bytes) -> Iterator[tuple[int, int]]:
    """Give where each line of a shard starts and ends, its newline included."""
    start = 0
    while start < len(shard):
        end = shard.find(b"\n", start) + 1 or len(shard)
        yield start, end
        start = end


def _keyed(name: str, shard: bytes) -> Iterator[tuple[RowKey, Placed]]:
    for start, end in lines_of(shard):
        row = parse_row(shard[start:end])
        yield key_of_checked(row), Placed(row, name, start, end)


def _regions(regions: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    sorted_regions = {region: tuple(sorted(regions[region])) for region in sorted(regions)}
    prefixes = sorted(prefix for found in sorted_regions.values() for prefix in found)
    for before, after in pairwise(prefixes):
        if after.startswith(before):  # sorted: what begins with another stands behind it
            raise SnapshotBuildError(f"two regions have services in common: those of {before!r} and {after!r}")
    if any(not _PREFIX.fullmatch(text) for text in (*sorted_regions, *prefixes)):
        raise SnapshotBuildError("a region has a name or prefix that is not of small letters, digits and hyphens")
    return sorted_regions


def _cuts(sizes: Mapping[str, int], largest: int) -> tuple[str, ...]:
    """Cut a part into the fewest pieces that are small enough, all of about one size."""
    places = sorted(sizes)
    total = sum(sizes.values())
    pieces = -(-total // largest)
    cuts: list[str] = []
    before = ""
    for place, end in zip(places, accumulate(sizes[place] for place in places), strict=True):
        start = end - sizes[place]
        if before and start * pieces >= total * (len(cuts) + 1):
            cut = next(place[:length] for length in range(1, len(place) + 1) if place[:length] > before)
            if _CUT.fullmatch(cut):
                cuts.append(cut)
        before = place
    return tuple(cuts)


def _candidates(connection: apsw.Connection, name: str, layout: Layout) -> Iterator[CanonicalRow]:
    """Give the rows that may belong to a shard, in canonical order, without reading the whole file for each."""
    part, low = split_name(name)
    high = next((cut for cut in layout.cuts.get(part, ()) if low is None or cut > low), None)
    ranges = [(low or "", high)]
    if part.startswith(REGION):
        prefixes = layout.regions.get(part.removeprefix(REGION), ())
        ranges = [(prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)) for prefix in prefixes]
    is_of_services = part == SERVICES or part.startswith(REGION)
    language = part.removeprefix(TEXTS) if part.startswith(TEXTS) else None
    for table in TABLES:
        if (table in OF_SERVICES) is not is_of_services or (language and table not in _OF_LANGUAGE):
            continue
        place = column_names(table)[_PLACE[table]]
        for begin, end in ranges:
            bounds = {f"{place} >= ?": begin, f"{place} < ?": end, "language = ?": language}
            known = {clause: value for clause, value in bounds.items() if value is not None}
            yield from _select(connection, table, " AND ".join(known), known.values())


def _select(connection: apsw.Connection, table: str, clause: str, values: Iterable[str]) -> Iterator[CanonicalRow]:
    columns, keys = ", ".join(column_names(table)), ", ".join(key_columns(table))
    statement = f"SELECT {columns} FROM {table} WHERE {clause} ORDER BY {keys}"
    for found in connection.execute(statement, tuple(values)):
        yield table, found
