"""Series of random edits: after every delta the rows are the signed ones, and they build the very file."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import apsw
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import hand_made

from guide_app.publisher.releasing.packing import QUICK_SETTINGS, make_changes, make_deltas, make_full
from guide_app.store.builder import build_from_shards, build_snapshot
from guide_app.store.rows import CanonicalRow, canonical_bytes, row_key
from guide_app.store.shards import BuiltShards, cut_into_shards, plan_layout, stream_digest
from guide_app.updates.packs import apply_changes, apply_delta, decode_full
from guide_app.updates.release import Release, read_release

SERIES = 1000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 25
"""A thousand with the profile `soak`."""
REGIONS = {"lands": ["de-c", "de-z"]}

_ODD = [
    "",
    " ",
    "\0",
    "\r\n\u2028\u2029\x85\t",
    '"\\',
    "👩🏽‍❤️‍💋‍👩🏿🏳️‍⚧️",
    "\u2067خط الأمان\u2069 מקלט \u200f",
    "e\u0301é ﷽ 𝕏 ￿\U0010ffff",
    "x" * 200_000,
    "слово " * 9_000,
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(_ODD)
IDS = st.text("abcdz-", min_size=1, max_size=4) | st.sampled_from(["de-cc", "de-z", "us-x", "ß", "\U0010ffff"])


@st.composite
def _rows(draw: st.DrawFn) -> CanonicalRow:
    """Draw a row that anything but the manifest may have."""
    kind = draw(st.sampled_from(["service", "contact", "names", "guide_texts", "countries"]))
    if kind == "service":
        return hand_made.service(
            draw(IDS), draw(TEXTS), draw(TEXTS), description=draw(TEXTS), prior=draw(st.integers(0, 9))
        )
    if kind == "contact":
        return hand_made.contact(draw(IDS), draw(st.integers(0, 2)), "phone", draw(TEXTS))
    if kind == "names":
        return "names", (
            draw(st.sampled_from(["need", "own"])),
            draw(IDS),
            draw(st.sampled_from(["en", "ar", "*"])),
            draw(TEXTS),
        )
    if kind == "countries":
        return "countries", (draw(IDS), "{}", None, draw(TEXTS), None, draw(TEXTS), "[]", "[]")
    blocks = json.dumps([["paragraph", [draw(TEXTS)]]], ensure_ascii=False)
    language = draw(st.sampled_from(["en", "ar", "ja"]))
    return "guide_texts", ("panic", language, draw(TEXTS), "", "original", "2026-01-01", 0, blocks)


def _whole(rows: dict[Any, CanonicalRow]) -> list[CanonicalRow]:
    """Leave out contacts of services that are not there, which no builder takes."""
    there = {row[1][0] for row in rows.values() if row[0] == "services"}
    return [row for row in rows.values() if row[0] != "contacts" or row[1][0] in there]


START = {row_key(row): row for row in [*hand_made.manifest(), *hand_made.stock(), ("guides", ("panic", 0, "[]", "[]"))]}


def _measure(content: bytes) -> list[int | str]:
    return [len(content), hashlib.sha256(content).hexdigest()]


def _described(shards: dict[str, bytes], file: bytes) -> Release:
    custom = {
        "rows": list(stream_digest(shards)),
        "shards": {name: _measure(content) for name, content in shards.items()},
        "pack": _measure(file),
        "regions": {region: {"ids": ids} for region, ids in REGIONS.items()},
    }
    release = read_release(json.loads(json.dumps(custom)))
    assert release is not None
    return release


@settings(max_examples=SERIES)
@given(
    weeks=st.lists(st.tuples(st.lists(_rows(), max_size=5), st.lists(st.integers(0, 999), max_size=4)), max_size=4),
    largest=st.sampled_from([700, 4_000, 4_000_000]),
)
def test_after_every_delta_rows_and_file_are_the_signed_ones(
    weeks: list[tuple[list[CanonicalRow], list[int]]], largest: int
) -> None:
    rows, older = dict(START), []
    with tempfile.TemporaryDirectory() as place:
        installed = Path(place) / "installed.sqlite"
        build_snapshot(_whole(rows), installed)
        for edits, gone in weeks:
            older.append(_whole(rows))
            rows = dict(rows)
            for number in gone:
                key = sorted(rows)[number % len(rows)]
                if rows[key][0] != "manifest":
                    del rows[key]
            rows |= {row_key(row): row for row in edits}
            _go_on(_whole(rows), older, installed, largest)


def _go_on(new: list[CanonicalRow], older: list[list[CanonicalRow]], installed: Path, largest: int) -> None:
    """Release rows, and bring an installed file to them by its own delta; other ways must lead to the same."""
    wanted = installed.with_name("wanted.sqlite")
    build_snapshot(new, wanted)
    layout = plan_layout(new, REGIONS, largest)
    shards = cut_into_shards(new, layout)
    bases = {version: cut_into_shards(rows, layout) for version, rows in enumerate(older, start=1)}
    release = _described(shards, wanted.read_bytes())
    readers: dict[int, Callable[[], dict[str, bytes]]] = {
        version: partial(dict, base) for version, base in bases.items()
    }
    deltas = dict(make_deltas(readers, shards, QUICK_SETTINGS))
    stream = canonical_bytes(new)
    assert release.rows == (len(stream), hashlib.sha256(stream).hexdigest())

    connection = apsw.Connection(str(installed), flags=apsw.SQLITE_OPEN_READONLY)
    found = apply_delta(BuiltShards(connection, release.shards, release.layout), deltas[len(older)], release)
    connection.close()
    assert stream_digest(found) == release.rows
    build_from_shards(found, installed)
    assert installed.read_bytes() == wanted.read_bytes()

    changes = make_changes(bases[1], shards, list(bases.values())[1:])
    for version, base in bases.items():
        assert apply_delta(base, deltas[version], release) == shards
        assert apply_changes(base, changes, release) == shards
    assert decode_full(make_full(shards, QUICK_SETTINGS), release) == shards
