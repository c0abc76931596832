"""Packs: how rows travel. A whole set of shards, the difference to an older one, or changes that fit several.

A pack is one line of JSON, `[[length, "shard", ...], ...]`, and then zstd frames of these lengths. In a full pack a
frame holds the shards that the line names, one after another. In a delta each frame holds the changes of one shard,
compressed with the shard as it was before as prefix; shards that have not changed are left out. Changes are rows as
they are now, and `["-", table, key ...]` for each row that is gone, in canonical order. A list of changes, which fits
several older releases, is one frame of the changes of all shards, with no prefix.

Nothing here believes a pack: what comes out is bounded by the signed lengths while it is decoded, and every shard must
have its signed sha256. So a file on a stick may have been packed by anyone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from guide_app.core.errors import SnapshotBuildError
from guide_app.store.rows import (
    CanonicalRow,
    RowKey,
    check_key,
    encode_row,
    key_columns,
    key_of_checked,
    parse_row,
    row_key,
)
from guide_app.store.schema import column_names
from guide_app.store.shards import lines_of
from guide_app.updates import zstd
from guide_app.updates.errors import fail
from guide_app.updates.release import MOST_SHARDS, Measure, Release

QUICK: Final = {100: 12}
"""zstd's level where a reader's own machine packs; a publisher tries harder."""
LONGEST_HEAD: Final = 1 << 17
GONE: Final = "-"
_ROOM_FOR_GONE: Final = 1 << 24
"""Bytes that the keys of rows that are gone may have beside all rows there are."""


class Piece(NamedTuple):
    """A frame of a pack, and the shards in it."""

    shards: tuple[str, ...]
    frame: bytes


def check_file(data: zstd.Bytes, measure: Measure) -> None:
    """Compare a whole file that came over a line with what was signed for: it is cheaper than decoding it.

    Raises:
        UpdateError: `wrong_hash`.
    """
    if Measure.of(data) != measure:
        fail("wrong_hash")


def encode_pack(pieces: Iterable[Piece]) -> bytes:
    """Write a pack: the line that names its pieces, and the pieces."""
    kept = list(pieces)
    head = json.dumps([[len(piece.frame), *piece.shards] for piece in kept], separators=(",", ":"))
    return b"".join((head.encode(), b"\n", *(piece.frame for piece in kept)))


def encode_full(shards: Mapping[str, bytes]) -> bytes:
    """Pack shards for handing them on: quickly, and in little memory."""
    return encode_pack(Piece((name,), zstd.compress(shards[name], QUICK)) for name in sorted(shards))


def decode_full(data: zstd.Bytes, release: Release) -> dict[str, bytes]:
    """Unpack a full pack, whoever packed it.

    Returns:
        Every shard of the release, each as it was signed.

    Raises:
        UpdateError: `pack`, `too_long` or `wrong_hash`.
    """
    shards: dict[str, bytes] = {}
    for names, frame in _pieces(data, release):
        content = memoryview(zstd.decompress(frame, sum(release.shards[name].length for name in names)))
        start = 0
        for name in names:
            end = start + release.shards[name].length
            shards[name] = bytes(content[start:end])
            start = end
    return _checked(shards, release)


def apply_delta(base: Mapping[str, bytes], data: zstd.Bytes, release: Release) -> dict[str, bytes]:
    """Make a release's shards from those of an older one.

    Args:
        base: the older rows, cut by the *new* release's layout; `BuiltShards` reads them one by one.
        data: the delta from that older release.
        release: the new one.

    Returns:
        Every shard of the release, each as it was signed.

    Raises:
        UpdateError: `pack`, `too_long` or `wrong_hash`.
    """
    frames: dict[str, memoryview] = {}
    for names, frame in _pieces(data, release):
        if len(names) != 1:
            fail("pack", "a piece of a delta holds several shards")
        frames[names[0]] = frame
    shards: dict[str, bytes] = {}
    for name, measure in release.shards.items():
        before = base.get(name, b"")
        if name in frames:
            # a row that is gone is named in at most twice the bytes that it had
            changes = zstd.decompress(frames[name], measure.length + 2 * len(before), before)
            shards[name] = _merge(before, {key_of_checked(row): line for row, line in _parse_changes(changes)})
        else:
            shards[name] = before
        _check(name, shards[name], measure)
    return shards


def encode_lines(changed: Iterable[CanonicalRow], gone: Iterable[tuple[str, RowKey]]) -> bytes:
    """Write changes as lines: rows as they are now, and table and key of rows that are gone."""
    lines = [(row_key(row), encode_row(row)) for row in changed]
    for table, key in gone:
        text = json.dumps([GONE, table, *key[1]], ensure_ascii=False, separators=(",", ":"))
        lines.append((key, f"{text}\n".encode()))
    return b"".join(line for _, line in sorted(lines))


def apply_changes(base: Mapping[str, bytes], data: zstd.Bytes, release: Release) -> dict[str, bytes]:
    """Make a release's shards from any not too old one, by the list of changed rows.

    Args:
        base: the older rows, cut by the *new* release's layout.
        data: the list.
        release: the new one.

    Returns:
        Every shard of the release, each as it was signed.

    Raises:
        UpdateError: `pack` or `too_long`; `wrong_hash` also where the base is older than the list reaches back.
    """
    changes: dict[str, dict[RowKey, bytes]] = {}
    for row, line in _parse_changes(zstd.decompress(data, release.rows.length + _ROOM_FOR_GONE)):
        # a key alone is a row as far as its place is concerned
        changes.setdefault(release.layout.shard_of(row), {})[key_of_checked(row)] = line
    shards: dict[str, bytes] = {}
    for name, measure in release.shards.items():
        before = base.get(name, b"")
        shards[name] = _merge(before, changes[name]) if name in changes else before
        _check(name, shards[name], measure)
    return shards


def _merge(shard: bytes, changes: Mapping[RowKey, bytes]) -> bytes:
    """Put changed lines, empty for rows that are gone, in the place of those of a shard."""
    lines = dict(changes)
    for start, end in lines_of(shard):
        line = shard[start:end]
        lines.setdefault(_key_of_line(line), line)
    return b"".join(lines[key] for key in sorted(lines))


def _key_of_line(line: bytes) -> RowKey:
    try:
        return key_of_checked(parse_row(line))
    except SnapshotBuildError as error:
        fail("pack", f"it cannot lead on from these rows: {error}")


def _parse_changes(lines: bytes) -> Iterator[tuple[CanonicalRow, bytes]]:
    """Read changes: a row and its line, which is empty for a row that is gone; of such a row only the key counts."""
    for start, end in lines_of(lines):
        line = lines[start:end]
        if line.startswith(b'["-",'):
            yield _parse_gone(line), b""
        else:
            try:
                yield parse_row(line), line
            except SnapshotBuildError as error:
                fail("pack", str(error))


def _parse_gone(line: bytes) -> CanonicalRow:
    try:
        _, table, *key = json.loads(line)
        check_key(table, tuple(key))
    except (ValueError, TypeError, RecursionError, SnapshotBuildError) as error:
        fail("pack", f"a row that is gone is not named: {error}")
    filled = dict(zip(key_columns(table), key, strict=True))
    return table, tuple(filled.get(column) for column in column_names(table))


def _pieces(data: zstd.Bytes, release: Release) -> Iterator[tuple[tuple[str, ...], memoryview]]:
    """Take a pack apart; every shard it names is one of the release, and named once."""
    view = memoryview(data)
    head, newline, _ = bytes(view[:LONGEST_HEAD]).partition(b"\n")
    seen: set[str] = set()
    start = len(head) + 1
    for length, names in _parse_head(head if newline else b""):
        if seen & set(names) or not set(names) <= release.shards.keys() or len(set(names)) != len(names):
            fail("pack", "it names a shard twice, or one that is not of the release")
        seen.update(names)
        if not 0 < length <= len(view) - start:
            fail("pack", "it is shorter than its pieces")
        yield names, view[start : start + length]
        start += length
    if start != len(view):
        fail("pack", "it is longer than its pieces")


def _parse_head(head: bytes) -> list[tuple[int, tuple[str, ...]]]:
    try:
        tree = json.loads(head.decode())
    except (ValueError, RecursionError):
        tree = None
    pieces = []
    for entry in tree if isinstance(tree, list) and len(tree) <= MOST_SHARDS else [None]:
        match entry:
            case [int(length), str(), *_] if all(isinstance(name, str) for name in entry[1:]):
                pieces.append((length, tuple(entry[1:])))
            case _:
                fail("pack", "its first line does not name its pieces")
    return pieces


def _checked(shards: dict[str, bytes], release: Release) -> dict[str, bytes]:
    for name, measure in release.shards.items():
        _check(name, shards.get(name, b""), measure)
    return {name: shards.get(name, b"") for name in release.shards}


def _check(name: str, content: bytes, measure: Measure) -> None:
    if Measure.of(content) != measure:
        fail("wrong_hash", f"the rows of {name}")
