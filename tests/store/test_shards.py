"""Shards: the same rows, cut and put together again, whatever the layout; and rows out of a built snapshot."""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import hand_made

from guide_app.core.errors import SnapshotBuildError, SnapshotFormatError
from guide_app.core.places import SNAPSHOT_NAME, snapshot_folder
from guide_app.store.builder import build_from_shards
from guide_app.store.rows import CanonicalRow, canonical_bytes, parse_rows
from guide_app.store.shards import (
    BuiltShards,
    Layout,
    cut_into_shards,
    layout_of,
    merged,
    plan_layout,
    rows_of,
    stream_digest,
)

WHOLE = Layout({}, {})
REGIONS = {"poland": ["pl-", "gb-l"], "lands": ["de-c", "de-z"]}


@pytest.fixture
def built(tmp_path: Path) -> Iterator[apsw.Connection]:
    """Give the hand-made stock, built and open."""
    connection = opened(hand_made.build(tmp_path, hand_made.stock()).path)
    yield connection
    connection.close()


def opened(path: Path) -> apsw.Connection:
    return apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)


def test_where_rows_belong() -> None:
    layout = layout_of(
        ["common", "services", "services.gb", "services.us", "texts-ar", "region-poland", "region-lands"], REGIONS
    )
    for row, shard in (
        (("manifest", ("counts", "{}")), "common"),
        (("names", ("city_words", "DE/Berlin", "*", "Berlin")), "common"),
        (("names", ("need", "talk", "ar", "x")), "texts-ar"),
        (("names", ("need", "talk", "AR", "x")), "common"),
        (("guide_texts", ("panic", "tr", "", "", "", "", 0, "[]")), "texts-tr"),
        (hand_made.service("de-cafe", "O", "N"), "region-lands"),
        (hand_made.service("de-trans", "O", "N"), "services"),
        (hand_made.service("gb-lions", "O", "N"), "region-poland"),
        (hand_made.service("gb-mind", "O", "N"), "services.gb"),
        (hand_made.contact("tr-x", 0, "web", "x"), "services.gb"),
        (hand_made.contact("us", 0, "web", "x"), "services.us"),
        (hand_made.contact("us-hotline", 0, "web", "x"), "services.us"),
    ):
        assert layout.shard_of(row) == shard


@pytest.mark.parametrize("regions", [{}, REGIONS])
@pytest.mark.parametrize("largest", [300, 2_000, 10_000_000])
def test_rows_cut_and_put_together_are_the_same_stream_and_the_same_file(
    regions: dict[str, list[str]], largest: int, tmp_path: Path
) -> None:
    rows = hand_made.stock()
    layout = plan_layout(rows, regions, largest)
    shards = cut_into_shards(random.Random(1).sample(rows, len(rows)), layout)
    stream = canonical_bytes(rows)
    assert stream_digest(shards) == (len(stream), hashlib.sha256(stream).hexdigest())
    assert [placed.row for placed in merged(shards)] == list(parse_rows(stream))
    assert layout_of(shards, regions) == layout
    assert len(shards) >= (20 if largest == 300 else 3)
    build_from_shards(shards, tmp_path / "shards.sqlite")
    assert (tmp_path / "shards.sqlite").read_bytes() == hand_made.build(tmp_path, rows).path.read_bytes()


def test_no_piece_is_much_too_large() -> None:
    rows = [hand_made.service(f"us-{number:04}", "O" * 50, "N") for number in range(500)]
    layout = plan_layout(rows, {}, 40_000)
    shards = cut_into_shards(rows, layout)
    total = sum(map(len, shards.values()))
    assert len(shards) == -(-total // 40_000)
    assert max(map(len, shards.values())) < 40_000 * 1.05
    assert all(len(name) <= len("services.us-0000") for name in shards)


def test_a_built_snapshot_gives_its_rows_back_by_any_layout(built: apsw.Connection) -> None:
    rows = hand_made.stock()
    assert canonical_bytes(rows_of(built)) == canonical_bytes(rows)
    assert b"".join(map(canonical_bytes, ([row] for row in rows_of(built)))) == canonical_bytes(rows)
    for layout in (WHOLE, plan_layout(rows, {}, 300), plan_layout(rows, REGIONS, 700), layout_of([], REGIONS)):
        shards = cut_into_shards(rows, layout)
        assert dict(BuiltShards(built, shards, layout)) == shards


def test_a_shard_without_rows_is_empty(built: apsw.Connection) -> None:
    layout = layout_of(["services.zz"], {"nowhere": ["xx-"]})
    assert dict(BuiltShards(built, ["services.zz", "region-nowhere", "texts-xyz"], layout)) == {
        "services.zz": b"",
        "region-nowhere": b"",
        "texts-xyz": b"",
    }
    assert cut_into_shards([], layout) == {"region-nowhere": b""}


def test_the_real_bundle_gives_back_the_rows_that_built_it(bundle: Path, tmp_path: Path) -> None:
    path = snapshot_folder(bundle) / SNAPSHOT_NAME
    connection = opened(path)
    layout = plan_layout(rows_of(connection), {"poland": ["pl-"]}, 500_000)
    names = ["region-poland", "common", *(cut_into_shards(rows_of(connection), layout))]
    shards = dict(BuiltShards(connection, names, layout))
    connection.close()
    assert max(map(len, shards.values())) < 600_000
    build_from_shards(shards, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "name", ["", "service", "services.", "texts-", "texts-AR", "region-", "common.ä", "services.a/b"]
)
def test_what_is_no_name_of_a_shard_is_refused(name: str, built: apsw.Connection) -> None:
    with pytest.raises(SnapshotBuildError, match="not the name of a shard"):
        layout_of([name], {})
    with pytest.raises(SnapshotBuildError, match="not the name of a shard"):
        BuiltShards(built, [name], WHOLE)[name]


@pytest.mark.parametrize(
    ("regions", "complaint"),
    [
        ({"a": ["pl-"], "b": ["pl-w"]}, "in common"),
        ({"a": ["pl-", "pl-"]}, "in common"),
        ({"a": [""]}, "in common|small letters"),
        ({"a": ["PL"]}, "small letters"),
        ({"A": ["pl-"]}, "small letters"),
    ],
)
def test_regions_that_overlap_or_are_not_plain_are_refused(regions: dict[str, list[str]], complaint: str) -> None:
    with pytest.raises(SnapshotBuildError, match=complaint):
        layout_of([], regions)


def test_doubled_rows_and_wrong_order_are_refused(tmp_path: Path) -> None:
    rows = hand_made.stock()
    with pytest.raises(SnapshotBuildError, match="same key"):
        cut_into_shards([*rows, rows[-1]], WHOLE)
    shards = cut_into_shards(rows, WHOLE)
    for name in shards:
        lines = shards[name].splitlines(keepends=True)
        for wrong in ([*lines, lines[-1]], lines[::-1]):
            if wrong != lines:
                with pytest.raises(SnapshotBuildError, match="not in order"):
                    build_from_shards(shards | {name: b"".join(wrong)}, tmp_path / "x")
        with pytest.raises(SnapshotBuildError):
            build_from_shards(shards | {name: shards[name] + b"{"}, tmp_path / "x")
    with pytest.raises(SnapshotBuildError, match="not in order"):
        build_from_shards({**shards, "services.zz": shards["services"]}, tmp_path / "x")
    with pytest.raises(SnapshotFormatError, match="missing"):
        build_from_shards({"common": b""}, tmp_path / "x")
    assert not list(tmp_path.iterdir())


_PIECES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["pl-a", "pl-\U0010ffff", "pm", "pl", "de-x\0", "gb-l"]
)
_LANGUAGES = st.sampled_from(["en", "en\0", "ar", "*", "EN"])
_TEXT_ROWS = st.tuples(st.just("names"), st.tuples(st.just("own"), _PIECES, _LANGUAGES, _PIECES))


@settings(max_examples=60)
@given(
    ids=st.lists(_PIECES, unique=True, max_size=8),
    texts=st.lists(_TEXT_ROWS, max_size=8, unique_by=lambda row: row[1][1:3]),
    largest=st.sampled_from([60, 1_000, 5_000]),
)
def test_whatever_the_ids_and_texts_nothing_is_lost(ids: list[str], texts: list[CanonicalRow], largest: int) -> None:
    rows: list[CanonicalRow] = [*hand_made.manifest(), *texts]
    rows += [hand_made.service(identifier, "Ö", "N\u2028", description="\r\n\x85") for identifier in ids]
    rows += [hand_made.contact(identifier, 0, "web", identifier) for identifier in ids]
    layout = plan_layout(rows, REGIONS, largest)
    shards = cut_into_shards(rows, layout)
    with tempfile.TemporaryDirectory() as folder:
        path = hand_made.build(Path(folder), rows).path
        connection = opened(path)
        assert dict(BuiltShards(connection, shards, layout)) == shards
        connection.close()
        build_from_shards(shards, Path(folder) / "again")
        assert (Path(folder) / "again").read_bytes() == path.read_bytes()
    assert stream_digest(shards)[0] == len(canonical_bytes(rows))
