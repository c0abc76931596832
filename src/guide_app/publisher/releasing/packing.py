"""Making packs as small as they can be: several settings of zstd are tried for each piece, and the smallest is kept.

Which setting wins depends on the content in no way that is known beforehand (docs/adr, packs and deltas), and the
publisher has time. Compression lets go of Python's lock, so threads use all processors.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, NamedTuple

from guide_app.store.rows import CanonicalRow, RowKey, key_of_checked, parse_row
from guide_app.store.shards import lines_of, split_name
from guide_app.updates import zstd
from guide_app.updates.packs import Piece, encode_lines, encode_pack

Setting = Mapping[int, int]

_LEVEL, _WINDOW, _SHORTEST, _TARGET, _STRATEGY = 100, 101, 105, 106, 107
"""zstd's numbers for its parameters, as `zstd.h` has them: the binding is not imported for their names."""

DELTA_SETTINGS: Final[Sequence[Setting]] = (
    {_LEVEL: 19},
    {_LEVEL: 19, _SHORTEST: 3, _TARGET: 4096, _STRATEGY: 9},
    {_LEVEL: 9},
)
FULL_SETTINGS: Final[Sequence[Setting]] = ({_LEVEL: 19}, {_LEVEL: 22, _WINDOW: zstd.WIDEST})
QUICK_SETTINGS: Final[Sequence[Setting]] = ({_LEVEL: 9},)
"""For tests and for looking at what a release would be."""

Shards = Mapping[str, bytes]


class Difference(NamedTuple):
    """How a set of rows differs from an older one."""

    changed: tuple[CanonicalRow, ...]
    """Rows that are new or other than before, in canonical order."""
    gone: tuple[tuple[str, RowKey], ...]
    """Table and key of rows that are there no more, in canonical order."""


def smallest(data: bytes, prefix: bytes, settings: Iterable[Setting]) -> bytes:
    """Compress with each setting and give the shortest frame; of equal ones the first."""
    return min((zstd.compress(data, setting, prefix) for setting in settings), key=len)


def make_full(shards: Shards, settings: Sequence[Setting] = FULL_SETTINGS) -> bytes:
    """Pack all shards: each part of the stock in one frame, where one text helps to write the next."""
    parts: dict[str, list[str]] = {}
    for name in sorted(shards):
        parts.setdefault(split_name(name)[0], []).append(name)

    def piece(names: list[str]) -> Piece:
        return Piece(tuple(names), smallest(b"".join(shards[name] for name in names), b"", settings))

    with _workers() as workers:
        return encode_pack(workers.map(piece, parts.values()))


def make_deltas(
    olds: Mapping[int, Callable[[], Shards]],
    new: Shards,
    settings: Sequence[Setting] = DELTA_SETTINGS,
) -> Iterator[tuple[int, bytes]]:
    """Make the delta from each of several older releases; all of them cut by the new one's layout.

    Args:
        olds: version -> what reads its shards; they are read one release at a time.
        new: the shards to come to.
        settings: of zstd, to be tried for each shard.

    Yields:
        Version and delta, in the order given.
    """
    with _workers() as workers:
        for version, read in olds.items():
            old = read()
            pieces: dict[str, Future[bytes]] = {}
            for name, content in new.items():
                before = old.get(name, b"")
                if content != before:
                    changes = encode_lines(*difference({name: before}, {name: content}))
                    pieces[name] = workers.submit(smallest, changes, before, settings)
            yield version, encode_pack(Piece((name,), future.result()) for name, future in pieces.items())


def difference(old: Shards, new: Shards) -> Difference:
    """Compare two sets of rows that are cut by one layout."""
    changed: dict[RowKey, CanonicalRow] = {}
    gone: dict[RowKey, str] = {}
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name, b""), new.get(name, b"")
        if before == after:
            continue
        stood = {before[start:end] for start, end in lines_of(before)}
        stands = {after[start:end] for start, end in lines_of(after)}
        here = {key_of_checked(row): row for row in map(parse_row, stands - stood)}
        changed |= here
        for row in map(parse_row, stood - stands):
            if (key := key_of_checked(row)) not in here:
                gone[key] = row[0]
    return Difference(tuple(changed[key] for key in sorted(changed)), tuple((gone[key], key) for key in sorted(gone)))


def make_changes(old: Shards, new: Shards, between: Iterable[Shards] = (), level: int = 22) -> bytes:
    """Write the list that leads from an old release, and from every one after it, to the new one.

    Args:
        old: the oldest that it must fit.
        new: where it leads.
        between: the releases after `old`: a row that was added and taken away again stands in none but these.
        level: of zstd.
    """
    found = difference(old, new)
    changed = {key_of_checked(row): row for row in found.changed}
    gone = {key: (table, key) for table, key in found.gone}
    for shards in between:
        later = difference(shards, new)
        changed |= {key_of_checked(row): row for row in later.changed}
        gone |= {key: (table, key) for table, key in later.gone}
    return zstd.compress(encode_lines(changed.values(), gone.values()), {_LEVEL: level})


def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))
