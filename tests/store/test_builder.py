from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store import hand_made

from guide_app.core.errors import SnapshotBuildError, SnapshotFormatError
from guide_app.store.builder import APPLICATION_ID, build_snapshot
from guide_app.store.rows import CanonicalRow, canonical_bytes
from guide_app.store.schema import SCHEMA_VERSION, TABLES, column_names

_BUILD_ELSEWHERE = """
import sys
from pathlib import Path
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import parse_rows
build_snapshot(parse_rows(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))
heavy = {"tuf", "babel", "yaml", "phonenumbers", "sqlite_utils", "cryptography", "opening_hours", "sqlite3", "PySide6"}
print(sorted(heavy & set(sys.modules)))
"""

_LIMITED = """
import resource, signal, sys
from pathlib import Path
from guide_app.core.errors import SnapshotBuildError
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import parse_rows
rows = list(parse_rows(Path(sys.argv[1]).read_bytes()))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    build_snapshot(rows, Path(sys.argv[2]))
except SnapshotBuildError as error:
    print("refused:", error)
"""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content(path: Path) -> list[CanonicalRow]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return [
            (table, row)
            for table in TABLES
            for row in connection.execute(f"SELECT {', '.join(column_names(table))} FROM {table}")
        ]
    finally:
        connection.close()


def test_shuffled_rows_another_folder_another_name_same_bytes(tmp_path: Path) -> None:
    rows = hand_made.stock()
    first = hand_made.build(tmp_path, rows)
    other = tmp_path / "other ß folder" / "again.db"
    other.parent.mkdir()
    for seed in range(3):
        build_snapshot(random.Random(seed).sample(rows, len(rows)), other)
        assert sha256(other) == first.sha256


def test_another_process_with_other_surroundings_makes_the_same_bytes_with_light_imports(tmp_path: Path) -> None:
    rows = hand_made.stock()
    expected = hand_made.build(tmp_path, rows).sha256
    stream = tmp_path / "rows"
    stream.write_bytes(canonical_bytes(rows))
    for number, surroundings in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "77", "TZ": "America/Lima"}),
    ):
        out = tmp_path / f"{number}.sqlite"
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", _BUILD_ELSEWHERE, str(stream), str(out)],
            env={**os.environ, **surroundings, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "[]"
        assert sha256(out) == expected


def test_the_file_is_sound_and_holds_the_very_rows(tmp_path: Path) -> None:
    rows = hand_made.stock()
    path = hand_made.build(tmp_path, rows).path
    assert canonical_bytes(content(path)) == canonical_bytes(rows)
    connection = apsw.Connection(str(path))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA freelist_count").fetchall() == [(0,)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%VIRTUAL%'").fetchall() == [(0,)]
    connection.close()


def test_the_header_says_what_it_is_and_nothing_of_the_machine(tmp_path: Path) -> None:
    path = hand_made.build(tmp_path, hand_made.stock()).path
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert header[24:28] == header[92:96] == (1).to_bytes(4, "big")
    # the number of pages is believed only while the two counters agree
    assert int.from_bytes(header[28:32], "big") * int.from_bytes(header[16:18], "big") == path.stat().st_size


def test_services_are_numbered_by_what_comes_first(tmp_path: Path) -> None:
    path = hand_made.build(tmp_path, hand_made.stock()).path
    connection = apsw.Connection(str(path))
    numbered = connection.execute("SELECT prior, id FROM services ORDER BY rowid").fetchall()
    assert numbered == sorted(numbered)
    assert connection.execute("SELECT min(rowid), max(rowid), count(*) FROM services").fetchone() == (1, 14, 14)
    connection.close()


def test_a_new_build_takes_the_place_of_the_old_in_one_step(tmp_path: Path) -> None:
    path = hand_made.build(tmp_path, hand_made.stock()).path
    before = sha256(path)
    with path.open("rb") as reader:  # on other systems a reader may keep the old one open
        build_snapshot(hand_made.manifest(), path)
        assert hashlib.sha256(reader.read()).hexdigest() == before
    assert sha256(path) != before
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208 - hidden files too
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_empty_stock_is_a_snapshot_too(tmp_path: Path) -> None:
    with hand_made.open_stock(tmp_path, hand_made.manifest()) as snapshot:
        assert snapshot.size == 0
        assert snapshot.manifest().published == "2026-11-23"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (("needs", ("talk", 1, "again", None)), "same key"),
        (("needs", ("big", 2**63, "x", None)), "cannot be stored"),
        (("needs", ("half", 1, "\udc80", None)), "cannot be stored"),
        (("needs", ("short", 1)), "has 4 values"),
        (hand_made.contact("nobody", 0, "phone", "1"), "belongs to the service 'nobody'"),
        (hand_made.service("x", "O", "N", also_json="no json"), "a list of texts is expected, not 'no json'"),
        (hand_made.service("x", "O", "N", needs_json=[1]), "a list of texts is expected"),
        (hand_made.service("x", "O", "N", audience_json={}), "a list of texts is expected"),
        (hand_made.service("x", "O", "N", also_json=["gb-lions-old"]), "fit together"),
    ],
)
def test_a_wrong_row_leaves_nothing_behind(row: Any, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(SnapshotBuildError, match=complaint):
        build_snapshot([*hand_made.stock(), row], tmp_path / "guide.sqlite")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("known", [{"schema_version": SCHEMA_VERSION + 1}, {"fold_version": 0}])
def test_rows_of_another_version_are_not_built(known: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(SnapshotFormatError, match=next(iter(known))):
        build_snapshot(hand_made.manifest(**known), tmp_path / "guide.sqlite")
    with pytest.raises(SnapshotFormatError, match="missing"):
        build_snapshot([], tmp_path / "guide.sqlite")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotBuildError, match="nowhere"):
        build_snapshot(hand_made.stock(), tmp_path / "nowhere" / "guide.sqlite")


@pytest.mark.parametrize("limit", [0, 4096, 20_000, 60_000])
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_half_one(limit: int, tmp_path: Path) -> None:
    path = hand_made.build(tmp_path, hand_made.stock()).path
    before = sha256(path)
    stream = tmp_path / "rows"
    stream.write_bytes(canonical_bytes(hand_made.stock()))
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(stream), str(path), str(limit)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("refused:"), done.stdout + done.stderr
    assert sha256(path) == before
    assert sorted(os.listdir(tmp_path)) == [path.name, "rows"]  # noqa: PTH208 - hidden files too


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=40)
@given(
    texts=st.lists(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), max_size=6),
    chance=st.randoms(use_true_random=False),
)
def test_whatever_the_texts_the_build_is_sound_and_the_same(
    texts: list[tuple[str, str, str, str]],
    chance: random.Random,
) -> None:
    rows = hand_made.manifest()
    for number, (organization, name, description, value) in enumerate(texts):
        rows.append(hand_made.service(f"s{number}", organization, name, description=description, city=value or None))
        rows.append(hand_made.contact(f"s{number}", 0, "web", value))
        rows.append(("names", ("need_words", "people", f"x{number}", description)))
    with tempfile.TemporaryDirectory() as folder:
        first = hand_made.build(Path(folder), rows)
        assert canonical_bytes(content(first.path)) == canonical_bytes(rows)
        chance.shuffle(rows)
        assert hand_made.build(Path(folder), rows).sha256 == first.sha256


def test_lists_in_rows_are_text_that_the_index_understands(tmp_path: Path) -> None:
    path = hand_made.build(tmp_path, hand_made.stock()).path
    connection = apsw.Connection(str(path))
    joined = connection.execute("SELECT * FROM joined_ids").fetchall()
    assert joined == [("gb-lions-old", "gb-lions")]
    assert json.loads(connection.execute("SELECT value_json FROM manifest WHERE key = 'languages'").get) == ["en", "ar"]
    connection.close()
