"""Regions from admission to retirement: tables, preparation, signatures of their own people, what a client accepts."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.store.hand_made import contact, manifest, service

from guide_app.core.errors import UntrustedContentError
from guide_app.publisher import ceremony
from guide_app.publisher.cli import main
from guide_app.publisher.keys import load_any_public_key, load_keys, make_key
from guide_app.publisher.publication import open_publication, region_rows_path, write_metadata_tree
from guide_app.publisher.regions.signing import EARLY, prepare_regions, sign_region, signed_regions
from guide_app.publisher.regions.table import (
    RegionTable,
    add_region,
    load_table,
    retire_region,
    rotate_region,
    save_table,
)
from guide_app.publisher.renewing import renew
from guide_app.publisher.signatures import SigningError
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import CanonicalRow, canonical_bytes
from guide_app.store.shards import cut_into_shards, layout_of
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.regions import check_rows, describe_regions, read_regions, signed_rows
from guide_app.updates.trust import carried_root, verify_installed

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PASSPHRASE = b"six words that nobody would guess"
EDITORS = ("root-1", "root-2", "targets-1", "targets-2", "snapshot-1", "timestamp-1")
PACK = b"what would hold all rows"
ROWS: tuple[CanonicalRow, ...] = (
    *manifest(),
    service("de-line", "Beispiel", "Beispiellinie"),
    contact("de-line", 0, "phone", "+491"),
    service("no-line", "Eksempel", "Eksempellinje"),
    service("pl-line", "Przyklad", "Linia"),
    contact("pl-line", 0, "phone", "+481"),
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Give folders with keys: the editors' and three regions', an old and a new set for one of them."""
    place = tmp_path_factory.mktemp("people")
    owners = {"editors": EDITORS, "pl": ("pl-1", "pl-2", "pl-3"), "pl-new": ("pl-4", "pl-5"), "no": ("no-1",)}
    for owner, names in owners.items():
        (place / owner).mkdir()
        for name in names:
            make_key(place / owner, name, PASSPHRASE)
    return {owner: place / owner for owner in owners}


def _keys(people: Mapping[str, Path], owner: str) -> list[Any]:
    return [load_any_public_key(path) for path in sorted(people[owner].glob("*.public.pem"))]


def _sign(people: Mapping[str, Path], owner: str, release: Path, region: str) -> int:
    return sign_region(release, region, load_keys(people[owner], PASSPHRASE))


@pytest.fixture
def release(tmp_path: Path, people: Mapping[str, Path]) -> Path:
    """Give a release with its root and two regions."""
    folder = tmp_path / "release"
    ceremony.write_root(folder, people["editors"], now=NOW)
    ceremony.sign_file(folder / "metadata/root.json", load_keys(people["editors"], PASSPHRASE))
    table = add_region(RegionTable({}), "pl", ["pl-"], _keys(people, "pl"), 2)
    save_table(folder, add_region(table, "no", ["sj-", "no-"], _keys(people, "no"), 1))
    return folder


def _start(release: Path, version: int, rows: Iterable[CanonicalRow] = ROWS, now: datetime = NOW) -> tuple[str, ...]:
    """Write targets that describe rows, as the making of a release does, and prepare the regions."""
    build_snapshot(rows, release / "guide.sqlite")
    ceremony.write_targets(release, version=version, now=now)
    table = load_table(release)
    shards = cut_into_shards(rows, layout_of((), table.prefixes()))
    path = release / "metadata/targets.json"
    tree = json.loads(path.read_bytes())
    custom = tree["signed"]["targets"]["guide.sqlite"]["custom"]
    custom["shards"] = {name: _measure(content) for name, content in shards.items()}
    custom |= {"pack": _measure(PACK), "rows": _measure(canonical_bytes(rows))}
    custom |= {"regions": describe_regions(table.prefixes())} if table.active() else {}
    path.write_text(json.dumps(tree, sort_keys=True, separators=(",", ":")), encoding="ascii")
    return prepare_regions(release, shards, now=now)


def _measure(content: bytes) -> list[int | str]:
    return [len(content), hashlib.sha256(content).hexdigest()]


def _publish_first(release: Path, people: Mapping[str, Path]) -> None:
    """Bring out version 1, signed by both regions."""
    _start(release, 1)
    for region in ("no", "pl"):
        _sign(people, region, release, region)
    _finish(release, people, 1)


def _finish(release: Path, people: Mapping[str, Path], version: int, now: datetime = NOW) -> None:
    editors = load_keys(people["editors"], PASSPHRASE)
    ceremony.sign_file(release / "metadata/targets.json", editors)
    ceremony.finish(release, editors, version=version, now=now)


def _as_a_client(release: Path, rows: Iterable[CanonicalRow] = ROWS) -> set[str]:
    """Accept a release as a client does that installs it; give the regions that signed."""
    place = release / "metadata"
    targets, snapshot = ((place / f"{role}.json").read_bytes() for role in ("targets", "snapshot"))
    custom = json.loads(targets)["signed"]["targets"]["guide.sqlite"]["custom"]
    regions = read_regions(custom)
    files = {region.name: (place / f"{region.name}.json").read_bytes() for region in regions}
    shards = cut_into_shards(rows, layout_of((), {region.name: region.ids for region in regions}))
    check_rows(regions, shards, signed_rows(targets, snapshot, files))
    return set(files)


def test_the_whole_way(release: Path, people: Mapping[str, Path]) -> None:
    assert _start(release, 1) == ("no", "pl")
    with pytest.raises(SigningError, match="no has not signed"):
        _finish(release, people, 1)
    assert _sign(people, "no", release, "no") == 0
    assert _sign(people, "pl", release, "pl") == 0
    _finish(release, people, 1)
    root = carried_root(release)
    assert (
        verify_installed(release, trusted_root=root).version == judge_with_tuf(release, trusted_root=root).version == 1
    )
    assert _as_a_client(release) == {"no", "pl"}


def test_only_who_has_changed_signs_again(release: Path, people: Mapping[str, Path]) -> None:
    _publish_first(release, people)
    changed = (*ROWS[:-1], contact("pl-line", 0, "phone", "+482"))

    assert _start(release, 2, changed) == ("pl",)
    _sign(people, "pl", release, "pl")
    _finish(release, people, 2)
    assert _as_a_client(release, changed) == {"no", "pl"}
    versions = {
        name: json.loads((release / f"metadata/{name}.json").read_bytes())["signed"]["version"] for name in ("no", "pl")
    }
    assert versions == {"no": 1, "pl": 2}

    later = NOW + timedelta(days=181) - EARLY
    assert _start(release, 3, changed, later) == ("no", "pl")


def test_a_threshold_takes_two_people(release: Path, people: Mapping[str, Path], tmp_path: Path) -> None:
    _start(release, 1)
    _sign(people, "no", release, "no")
    for name, missing in (("pl-1", 1), ("pl-3", 0)):
        stick = tmp_path / name
        stick.mkdir()
        shutil.copy(people["pl"] / f"{name}.pem", stick)
        assert sign_region(release, "pl", load_keys(stick, PASSPHRASE)) == missing
    assert set(signed_regions(release)) == {"no.json", "pl.json"}


def test_other_keys_sign_from_the_next_release_on(release: Path, people: Mapping[str, Path]) -> None:
    _publish_first(release, people)
    save_table(release, rotate_region(load_table(release), "pl", _keys(people, "pl-new"), None))

    assert _start(release, 2) == ("pl",)
    with pytest.raises(SigningError, match="None of these keys"):
        _sign(people, "pl", release, "pl")
    assert _sign(people, "pl-new", release, "pl") == 0
    _finish(release, people, 2)
    assert _as_a_client(release) == {"no", "pl"}


def test_a_retired_region_is_never_forgotten(release: Path, people: Mapping[str, Path]) -> None:
    _publish_first(release, people)
    editors = [key for key in _keys(people, "editors") if key.keyid in _ids(people, "targets")]
    save_table(release, retire_region(load_table(release), "pl", editors, 2))

    assert _start(release, 2) == ("pl",)
    with pytest.raises(SigningError, match="None of these keys"):
        _sign(people, "pl", release, "pl")
    assert _sign(people, "editors", release, "pl") == 0
    _finish(release, people, 2)
    assert _as_a_client(release) == {"no"}  # its rows are the editors' now
    meta = json.loads((release / "metadata/snapshot.json").read_bytes())["signed"]["meta"]
    assert set(meta) == {"targets.json", "no.json", "pl.json"}
    with pytest.raises(SigningError, match="never again"):
        add_region(load_table(release), "pl", ["pl-"], _keys(people, "pl"), 2)
    assert _start(release, 3) == ()


def _ids(people: Mapping[str, Path], role: str) -> set[str]:
    return {str(load_any_public_key(path).keyid) for path in people["editors"].glob(f"{role}-*.public.pem")}


def test_rows_outside_a_region_are_not_signed(release: Path, people: Mapping[str, Path]) -> None:
    _start(release, 1)
    foreign = canonical_bytes([service("de-line", "Beispiel", "Beispiellinie")])
    with pytest.raises(SigningError, match="outside its range"):
        prepare_regions(release, {"region-pl": foreign, "region-no": b""}, now=NOW)
    with pytest.raises(SigningError, match="no shard"):
        prepare_regions(release, {"region-pl": b""}, now=NOW)
    (release / "regions/pl.rows").write_bytes(foreign)
    with pytest.raises(SigningError, match="outside its range"):
        _sign(people, "pl", release, "pl")
    (release / "regions/pl.rows").write_bytes(canonical_bytes([service("pl-other", "Inny", "Inna")]))
    with pytest.raises(SigningError, match="not those that are to be signed"):
        _sign(people, "pl", release, "pl")


def test_a_release_with_other_rows_than_a_region_signed(release: Path, people: Mapping[str, Path]) -> None:
    _start(release, 1)
    for region in ("no", "pl"):
        _sign(people, region, release, region)
    signed = (release / "metadata/pl.json").read_bytes()
    _start(release, 2, ROWS[:-1])
    (release / "metadata/pl.json").write_bytes(signed)
    with pytest.raises(SigningError, match="other rows"):
        signed_regions(release)


def test_a_publication_with_regions(release: Path, people: Mapping[str, Path], tmp_path: Path) -> None:
    _publish_first(release, people)
    _publish(release, tmp_path / "publish")

    publication = open_publication(tmp_path / "publish")
    assert {"metadata/1.pl.json", "metadata/1.no.json"} <= set(publication.metadata)
    assert len([path for path in publication.targets if path.endswith(".rows")]) == 2

    renewal = renew(tmp_path / "publish", load_keys(people["editors"], PASSPHRASE), now=NOW + timedelta(days=130))
    assert renewal.version == 2
    assert [line.split()[0] for line in renewal.warnings] == ["no.json", "pl.json", "targets.json"]
    assert open_publication(tmp_path / "publish").version == 2


def _publish(release: Path, publish: Path) -> None:
    """Lay a publication out, as the last step of a release does."""
    metadata = {path.name: path.read_bytes() for path in (release / "metadata").iterdir()}
    tree = json.loads(metadata["targets.json"])["signed"]["targets"]["guide.sqlite"]
    (publish / "targets/packs").mkdir(parents=True)
    (publish / f"targets/packs/{_measure(PACK)[1]}.full").write_bytes(PACK)
    shutil.copy(release / "guide.sqlite", publish / f"targets/{tree['hashes']['sha256']}.guide.sqlite")
    signed = signed_rows(
        metadata["targets.json"], metadata["snapshot.json"], {name: metadata[f"{name}.json"] for name in ("no", "pl")}
    )
    for name, rows in signed.items():
        path = publish / region_rows_path(name, rows)
        path.parent.mkdir(parents=True)
        shutil.copy(release / f"regions/{name}.rows", path)
    write_metadata_tree(publish, metadata)


@pytest.mark.parametrize(
    ("name", "ids", "threshold", "why"),
    [
        ("PL", ["pl-"], 1, "no name"),
        ("targets", ["pl-"], 1, "no name"),
        ("pl", ["pl"], 1, "begin with"),
        ("pl", [], 1, "begin with"),
        ("pl", ["pl-"], 0, "at least 0"),
        ("pl", ["pl-"], 4, "at least 4"),
        ("pl", ["no-"], 1, "two regions"),
        ("pl", ["no-oslo-"], 1, "two regions"),
        ("no", ["pl-"], 1, "never again"),
    ],
)
def test_tables_that_are_refused(
    name: str, ids: list[str], threshold: int, why: str, people: Mapping[str, Path]
) -> None:
    table = add_region(RegionTable({}), "no", ["no-"], _keys(people, "no"), 1)
    with pytest.raises(SigningError, match=why):
        add_region(table, name, ids, _keys(people, "pl"), threshold)


def test_one_key_is_one_regions(people: Mapping[str, Path]) -> None:
    table = add_region(RegionTable({}), "no", ["no-"], _keys(people, "no"), 1)
    with pytest.raises(SigningError, match="two regions"):
        add_region(table, "pl", ["pl-"], _keys(people, "no"), 1)
    for unknown in (retire_region, rotate_region):
        with pytest.raises(SigningError, match="no region pl"):
            unknown(table, "pl", _keys(people, "pl"), 1)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"pl": {}}', '{"pl": {"ids": ["pl-"], "keys": ["zz"], "threshold": 1}}', '{"pl": 7}']
)
def test_a_table_that_cannot_be_read(content: str, tmp_path: Path) -> None:
    (tmp_path / "regions.json").write_text(content, encoding="ascii")
    with pytest.raises(SigningError):
        load_table(tmp_path).delegations()


def test_by_commands(
    release: Path, people: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE.decode())

    def run(*words: str | Path) -> str:
        assert main(["regions", *map(str, words)]) == 0
        return capsys.readouterr().out

    run("rotate", release, "no", "--public", people["pl-new"], "--threshold", "2")
    assert "2 region(s), 0 retired" in run("list", release)
    run("retire", release, "no")
    _start(release, 1)
    said = run("sign", release, "pl")
    assert "pl-line" in said
    assert "signature" not in said
    assert "no more" in run("sign", release, "pl", "--keys", people["pl"])
    assert "retired" in run("sign", release, "no", "--keys", people["editors"])
    _finish(release, people, 1)
    _start(release, 2, (*ROWS[:-1], contact("pl-line", 0, "phone", "+482")))
    said = run("sign", release, "pl")
    assert "+481" in said
    assert "+482" in said
    assert run("add", release, "jp", "--ids", "jp-", "--public", people["no"], "--threshold", "1").count("\n  ") == 1
    assert "2 region(s), 1 retired" in run("list", release)
    assert main(["regions", "sign", str(release), "xx", "--keys", str(people["no"])]) == 1


def test_python_tuf_refuses_a_snapshot_that_forgets(release: Path, people: Mapping[str, Path]) -> None:
    """Why a retired region stays: the reason is not ours."""
    _publish_first(release, people)
    path = release / "metadata/snapshot.json"
    tree = json.loads(path.read_bytes())
    del tree["signed"]["meta"]["pl.json"]
    path.write_text(json.dumps(tree, sort_keys=True, separators=(",", ":")), encoding="ascii")
    with pytest.raises(UntrustedContentError):
        verify_installed(release, trusted_root=carried_root(release))
