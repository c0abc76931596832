"""Other ways to bring rows from one release to the next, to stand beside ours: bytes on the wire."""

from __future__ import annotations

import json
import lzma
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import bsdiff4

from guide_app.publisher.releasing.packing import difference, make_changes
from guide_app.store.rows import canonical_bytes, key_columns, row_key
from guide_app.store.schema import column_names
from guide_app.updates import zstd

Shards = Mapping[str, bytes]
LEVEL = {100: 19}
LONG = {100: 19, 101: 27, 160: 1}
"""zstd's level 19 with `--long`."""


class Files(NamedTuple):
    """One step between two releases, in every form that somebody may want to compare."""

    old: Shards
    new: Shards
    old_rows: bytes
    new_rows: bytes
    old_file: bytes
    """The built snapshot."""
    new_file: bytes


class Candidate(NamedTuple):
    """What one way costs."""

    name: str
    what: str
    wire: int
    """Bytes."""
    seconds: float
    """To make it."""


def bound(files: Files) -> int:
    """Give the bytes of the changed rows' full JSON, by the better of xz -9e and zstd -19: the information bound."""
    content = canonical_bytes(difference(files.old, files.new).changed)
    return min(len(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)), len(zstd.compress(content, LEVEL)))


def candidates(files: Files) -> Iterator[Candidate]:
    """Measure every other way. Those of tools are undone again and must give the very rows."""
    ways: tuple[tuple[str, str, Callable[[Files], int]], ...] = (
        ("zstd -19, whole old shard as prefix of the whole new one", "rows", _prefix),
        ("xdelta3 -9 -S lzma", "rows", _xdelta),
        ("bsdiff4", "rows", _bsdiff),
        ("rdiff (2 KiB blocks), delta by zstd -19, signature not counted", "rows", _rdiff),
        ("JSON merge patch of rows, zstd -19", "rows", _merge_patch),
        ("changed rows, zstd -19: the list that fits every base", "rows", _changes),
        ("zstd -19, old file as prefix", "SQLite file", _prefix_of_file),
    )
    for name, what, measure in ways:
        start = time.perf_counter()
        wire = measure(files)
        yield Candidate(name, what, wire, time.perf_counter() - start)


def _prefix(files: Files) -> int:
    total = 0
    for name, content in files.new.items():
        before = files.old.get(name, b"")
        if content != before:
            frame = zstd.compress(content, LEVEL, before)
            _must_be(zstd.decompress(frame, len(content), before), content)
            total += len(frame)
    return total


def _prefix_of_file(files: Files) -> int:
    width = max(len(files.old_file), len(files.new_file)).bit_length()
    return len(zstd.compress(files.new_file, {100: 19, 101: min(width, 27), 160: 1}, files.old_file))


def _bsdiff(files: Files) -> int:
    patch: bytes = bsdiff4.diff(files.old_rows, files.new_rows)
    _must_be(bsdiff4.patch(files.old_rows, patch), files.new_rows)
    return len(patch)


def _xdelta(files: Files) -> int:
    with tempfile.TemporaryDirectory() as place:
        old, new, patch, back = (Path(place) / name for name in ("old", "new", "patch", "back"))
        old.write_bytes(files.old_rows)
        new.write_bytes(files.new_rows)
        source = ["-B", str(max(len(files.old_rows), 1 << 20)), "-s", str(old)]
        _run("xdelta3", "-9", "-S", "lzma", "-e", *source, str(new), str(patch))
        _run("xdelta3", "-d", *source, str(patch), str(back))
        _must_be(back.read_bytes(), files.new_rows)
        return patch.stat().st_size


def _rdiff(files: Files) -> int:
    with tempfile.TemporaryDirectory() as place:
        old, new, signature, patch, back = (Path(place) / name for name in ("old", "new", "signature", "patch", "back"))
        old.write_bytes(files.old_rows)
        new.write_bytes(files.new_rows)
        _run("rdiff", "-b", "2048", "signature", str(old), str(signature))
        _run("rdiff", "delta", str(signature), str(new), str(patch))
        _run("rdiff", "patch", str(old), str(patch), str(back))
        _must_be(back.read_bytes(), files.new_rows)
        return len(zstd.compress(patch.read_bytes(), LEVEL))


def _merge_patch(files: Files) -> int:
    """Send of each changed row its key and the columns that changed, as F-Droid's index does."""
    found = difference(files.old, files.new)
    before = {row_key(row): row for row in difference(files.new, files.old).changed}
    lines = []
    for row in found.changed:
        table, values = row
        was = before.get(row_key(row))
        names, keys = column_names(table), key_columns(table)
        tree = {
            name: value
            for place, (name, value) in enumerate(zip(names, values, strict=True))
            if was is None or name in keys or was[1][place] != value
        }
        lines.append(json.dumps([table, tree], ensure_ascii=False, separators=(",", ":")))
    lines += (json.dumps([table, list(key[1]), None], ensure_ascii=False) for table, key in found.gone)
    return len(zstd.compress("\n".join(lines).encode(), LEVEL))


def _changes(files: Files) -> int:
    return len(make_changes(files.old, files.new, level=19))


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def _must_be(found: bytes, wanted: bytes) -> None:
    if found != wanted:
        msg = "a way does not lead to the new rows"
        raise RuntimeError(msg)
