"""Releases one after another: packs, deltas, what changed in words, and a folder that a client accepts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.publisher.conftest import Run
from tests.publisher.publications import read_with_tuf
from tests.store import hand_made

from guide_app.publisher import ceremony
from guide_app.publisher.keys import load_keys, make_development_keys
from guide_app.publisher.publication import open_publication
from guide_app.publisher.releasing import history
from guide_app.publisher.releasing.making import MakingError, read_rows
from guide_app.publisher.releasing.telling import changes_in_words
from guide_app.store.rows import CanonicalRow, canonical_bytes
from guide_app.store.schema import SCHEMA_VERSION, column_names
from guide_app.store.shards import cut_into_shards
from guide_app.updates.packs import apply_changes, apply_delta, decode_full
from guide_app.updates.release import MOST_DELTAS, Release, read_release
from guide_app.updates.trust import carried_root, verify_installed

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
COLUMNS = column_names("services")


def changed(rows: Iterable[CanonicalRow], service: str, **fields: Any) -> list[CanonicalRow]:
    """Give the rows with some fields of a service set anew."""
    return [
        (table, tuple(fields.get(column, value) for column, value in zip(COLUMNS, values, strict=True)))
        if table == "services" and values[0] == service
        else (table, values)
        for table, values in rows
    ]


STOCK = hand_made.stock()
WEEKS = [
    STOCK,
    [*STOCK, hand_made.service("pl-help", "Pomoc", "Telefon"), hand_made.contact("pl-help", 0, "phone", "116123")],
    changed(STOCK, "us-hotline", cost="paid", opening_hours="Mo-Fr 09:00-17:00"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def release(run: Run, place: Path, version: int, rows: list[CanonicalRow], *words: str) -> str:
    """Make a release of some rows with all its steps at once; give what was said."""
    folder = place / "compiled"
    folder.mkdir(exist_ok=True)
    snapshot = hand_made.build(folder, rows).path
    code, out, err = run("release", "all", "release", "--snapshot", snapshot, "--version", version, "--quick", *words)
    assert (code, err) == (0, "")
    return out


def described(place: Path) -> Release:
    tree = json.loads((place / "release/metadata/targets.json").read_bytes())
    found = read_release(tree["signed"]["targets"]["guide.sqlite"]["custom"])
    assert found is not None
    return found


def test_three_releases_and_every_way_from_one_to_the_next(place: Path, run: Run) -> None:
    said = [release(run, place, number, rows) for number, rows in zip((3, 5, 8), WEEKS, strict=True)]
    assert "nothing to compare" in said[0]
    assert "pl-help: Pomoc, Telefon" in said[1].partition("Services added: 1")[2]
    assert "Services retired: 1" in said[2]
    for line in ("us-hotline: Hotline 24, Night line", "cost: free -> paid", "Delta from version 3: "):
        assert line in said[2]
    found, tree = described(place), place / "release/publish"
    assert {*found.deltas} == {3, 5}
    assert found.changes is not None
    assert found.changes.since == 3
    publication = open_publication(tree)
    assert (publication.version, publication.targets_version) == (8, 8)
    targets = {path: (tree / path).read_bytes() for path in publication.targets}
    after = cut_into_shards(WEEKS[2], found.layout)
    assert decode_full(targets[f"targets/{found.pack_path}"], found) == after
    for version, rows in ((3, WEEKS[0]), (5, WEEKS[1])):
        base = cut_into_shards(rows, found.layout)
        assert apply_delta(base, targets[f"targets/{found.delta_path(version)}"], found) == after
        assert apply_changes(base, targets[f"targets/{found.changes_path}"], found) == after
    root = carried_root(place / "release")
    assert read_with_tuf(tree, root, place / "client")[0] == 8
    assert verify_installed(place / "release", trusted_root=root).version == 8


def test_only_as_many_releases_are_kept_as_get_a_delta(place: Path) -> None:
    (place / "release").mkdir()
    for version in range(1, MOST_DELTAS + 4):
        history.keep_rows(place / "release", version, hand_made.manifest())
    assert history.kept_versions(place / "release") == [*range(4, MOST_DELTAS + 4)]


def test_a_dry_run_says_all_and_writes_nothing(place: Path, run: Run) -> None:
    release(run, place, 1, WEEKS[0])
    snapshot = place / "release/guide.sqlite"
    hand_made.build(place / "release", WEEKS[1])
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    code, out, err = run("release", "targets", "release", "--version", 2, "--quick", "--dry-run")
    assert (code, err) == (0, "")
    assert "Services added: 1" in out
    assert "Delta from version 1" in out
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert canonical_bytes(read_rows(snapshot)) == canonical_bytes(WEEKS[1])


def test_the_same_again_changes_nothing_but_dates(place: Path, run: Run) -> None:
    release(run, place, 1, WEEKS[0])
    assert "Nothing has changed." in release(run, place, 2, WEEKS[0])
    found = described(place)
    assert found.deltas[1].length == len(b"[]\n")


def test_a_version_that_was_is_not_released_again(place: Path, run: Run) -> None:
    release(run, place, 4, WEEKS[0])
    code, _, err = run("release", "targets", "release", "--version", 4, "--quick")
    assert code == 1
    assert "higher number" in err


def test_from_another_schema_leads_no_delta(place: Path, run: Run) -> None:
    release(run, place, 1, WEEKS[0])
    older = [row for row in WEEKS[0] if row[1][0] != "schema_version"]
    history.keep_rows(place / "release", 1, [*older, ("manifest", ("schema_version", str(SCHEMA_VERSION - 1)))])
    assert "no delta leads from it" in release(run, place, 2, WEEKS[1])
    assert not described(place).deltas
    assert described(place).changes is None


def test_damaged_history_is_named(place: Path, run: Run) -> None:
    release(run, place, 1, WEEKS[0])
    path = place / "release/history/1.rows.zst"
    path.write_bytes(path.read_bytes()[:-1])
    code, _, err = run("release", "targets", "release", "--version", 2, "--quick")
    assert code == 1
    assert "1.rows.zst is damaged" in err


def test_a_file_that_its_rows_do_not_build_is_refused(place: Path, run: Run) -> None:
    release(run, place, 1, WEEKS[0])
    path = place / "release/guide.sqlite"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE more (x)")
    connection.close()
    code, _, err = run("release", "targets", "release", "--version", 2, "--quick")
    assert code == 1
    assert "build another file" in err
    path.write_bytes(b"no guide")
    code, _, err = run("release", "targets", "release", "--version", 2, "--quick")
    assert code == 1
    assert "not a guide" in err


def test_nobody_signs_what_describes_other_rows(place: Path) -> None:
    folder, keys = place / "release", place / "keys"
    make_development_keys(keys, now=NOW)
    (folder / "metadata").mkdir(parents=True)
    (folder / "metadata/root.json").write_bytes((keys / "root.json").read_bytes())
    hand_made.build(folder, WEEKS[0])
    other = cut_into_shards(WEEKS[1], described_layout())
    length = sum(map(len, other.values()))
    described = {
        "shards": {name: [len(content), "0" * 64] for name, content in other.items()},
        "rows": [length, "0" * 64],
        "pack": [1, "0" * 64],
    }
    ceremony.write_targets(folder, version=1, now=NOW, described=described)
    with pytest.raises(MakingError, match="other rows"):
        ceremony.sign_file(folder / "metadata/targets.json", load_keys(keys))


def test_a_region_signs_its_rows_and_they_are_published(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "six words that nobody would guess")
    release(run, place, 1, WEEKS[0])
    assert run("keys", "new", "pl-1", "--folder", "polish")[0] == 0
    words = ("--ids", "pl-", "--public", "polish", "--threshold", 1)
    assert run("regions", "add", "release", "pl", *words)[0] == 0
    hand_made.build(place / "release", WEEKS[1])
    code, out, _ = run("release", "targets", "release", "--version", 2, "--quick")
    assert code == 0
    assert "region pl has to sign" in out
    assert "no more" in run("regions", "sign", "release", "pl", "--keys", "polish")[1]
    for step in (("sign", "release/metadata/targets.json"), ("finish", "release", "--version", 2)):
        assert run("release", *step, "--keys", "keys/development")[0] == 0
    rows = cut_into_shards(WEEKS[1], described(place).layout)["region-pl"]
    assert b"Pomoc" in rows
    publication = open_publication(place / "release/publish")
    assert [path for path in publication.targets if path.endswith(".rows")]
    assert rows in [(place / "release/publish" / path).read_bytes() for path in publication.targets]


def test_what_changed_is_said_in_words() -> None:
    old = [
        *STOCK,
        ("names", ("need_words", "legal", "pl", "prawnik")),
        ("guides", ("panic", 0, "[]", "[]")),
        ("guide_texts", ("panic", "ar", "x", "y", "original", "2026-01-01", 0, "[]")),
    ]
    new = changed(STOCK, "de-cafe", description="Tea on Thursdays, and someone to talk to about anything that is.")
    new = [row for row in new if row[1][:2] not in {("us-hotline", 0), ("gb-lions", 1)}]
    new += [
        hand_made.contact("us-hotline", 0, "phone", "989"),
        hand_made.contact("gb-lions", 1, "web", "https://lions.example"),
        ("names", ("need_words", "legal", "pl", "prawnik\nadwokat")),
        ("guide_texts", ("panic", "ar", "z", "y", "original", "2026-01-01", 0, "[]")),
    ]
    assert list(changes_in_words(old, new)) == [
        "Services changed: 3",
        "  de-cafe: Café Zitrone, Offener Abend",
        "      description: ...talk to about suicide or anything else. -> ...talk to about anything that is.",
        "  gb-lions: Løwe & Şahin, Lawyers for Łódź",
        "      email: post@lions.example taken away",
        "      web: https://lions.example added",
        "  us-hotline: Hotline 24, Night line",
        "      phone: 988 -> 989",
        "Besides: 3",
        "  guide panic: ar",
        "  guides: panic",
        "  names of need_words: pl",
    ]


def described_layout() -> Any:
    from guide_app.store.shards import Layout

    return Layout({}, {})
