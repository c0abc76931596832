"""New dates by the publishing machine alone; and what a publication keeps."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.publisher.publications import publish, read_with_tuf

from guide_app.publisher.cli import main
from guide_app.publisher.keys import load_keys, make_development_keys, make_key
from guide_app.publisher.publication import PublicationError, open_publication, spare_files
from guide_app.publisher.renewing import read_passphrase, renew
from guide_app.publisher.rotating import rotate
from guide_app.publisher.signatures import SigningError

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("renew") / "keys"
    make_development_keys(folder, now=NOW - timedelta(days=20))
    return folder


@pytest.fixture
def publication(tmp_path: Path, keys: Path) -> Path:
    folder = tmp_path / "publish"
    publish(folder, keys, 5, now=NOW - timedelta(days=20))
    return folder


@pytest.fixture
def online(tmp_path: Path, keys: Path) -> Path:
    """Give the folder of the publishing machine: two keys and nothing else."""
    folder = tmp_path / "online"
    folder.mkdir()
    for role in ("snapshot", "timestamp"):
        shutil.copy(keys / f"development-{role}-1.pem", folder)
    return folder


def _signed(path: Path) -> dict[str, str]:
    signed: dict[str, str] = json.loads(path.read_bytes())["signed"]
    return signed


def test_two_keys_are_enough(publication: Path, online: Path, tmp_path: Path) -> None:
    root = (publication / "metadata/1.root.json").read_bytes()
    before = {path.name for path in (publication / "metadata").iterdir()}

    renewal = renew(publication, load_keys(online), now=NOW)

    assert (renewal.version, renewal.warnings) == (6, ())
    assert {path.name for path in (publication / "metadata").iterdir()} - before == {"6.snapshot.json", "6.bundle.zst"}
    assert read_with_tuf(publication, root, tmp_path / "client")[0] == 5
    ends = datetime.fromisoformat(_signed(publication / "metadata/timestamp.json")["expires"])
    assert timedelta(days=7) <= ends - NOW <= timedelta(days=14)
    assert renew(publication, load_keys(online), now=NOW).version == 7


def test_whoever_must_sign_soon_is_named(publication: Path, online: Path) -> None:
    renewal = renew(publication, load_keys(online), now=NOW + timedelta(days=50))
    assert [line.split()[0] for line in renewal.warnings] == ["targets.json"]
    renewal = renew(publication, load_keys(online), now=NOW + timedelta(days=300))
    assert [line.split()[0] for line in renewal.warnings] == ["root.json", "targets.json"]


def test_another_timestamp_key(publication: Path, keys: Path, tmp_path: Path) -> None:
    first = (publication / "metadata/1.root.json").read_bytes()
    release, fresh = tmp_path / "release", tmp_path / "fresh"
    (release / "metadata").mkdir(parents=True)
    shutil.copy(keys / "root.json", release / "metadata")
    fresh.mkdir()
    make_key(fresh, "development-timestamp-2", None)
    shutil.copy(keys / "development-snapshot-1.pem", fresh)
    old = next(key for key in load_keys(keys) if key.public_key.keyid in _timestamp_keys(release)).public_key.keyid
    rotate(release, remove=[old], add=[fresh / "development-timestamp-2.public.pem"], now=NOW)
    words = ["release", "sign", str(release / "metadata/root.json"), "--keys", str(keys)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("getpass.getpass", lambda _: "")
        assert main(words) == 0

    with pytest.raises(SigningError, match="1 more"):
        renew(publication, load_keys(fresh), now=NOW)
    renewal = renew(publication, load_keys(fresh), now=NOW, roots=release / "metadata")

    assert renewal.version == 6
    assert read_with_tuf(publication, first, tmp_path / "client")[0] == 5
    assert renew(publication, load_keys(fresh), now=NOW).version == 7
    with pytest.raises(SigningError, match="1 more"):
        renew(publication, load_keys(keys), now=NOW)


def _timestamp_keys(release: Path) -> list[str]:
    root = json.loads((release / "metadata/root.json").read_bytes())["signed"]
    keyids: list[str] = root["roles"]["timestamp"]["keyids"]
    return keyids


def test_cron_needs_nobody(publication: Path, online: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("unused for development keys\n", encoding="ascii")
    words = ["release", "renew", str(publication), "--keys", str(online), "--passphrase-file", str(secret)]
    secret.chmod(0o644)
    assert main(words) == 1
    assert "chmod 600" in capsys.readouterr().err
    secret.chmod(0o600)
    assert read_passphrase(secret) == b"unused for development keys"
    assert main(words) == 0
    assert "version 6" in capsys.readouterr().out


def test_only_a_whole_publication_is_renewed(publication: Path, online: Path) -> None:
    (publication / "metadata/5.targets.json").unlink()
    before = (publication / "metadata/timestamp.json").read_bytes()
    with pytest.raises(PublicationError, match="missing"):
        renew(publication, load_keys(online), now=NOW)
    assert (publication / "metadata/timestamp.json").read_bytes() == before


def test_a_version_is_published_once(publication: Path, keys: Path) -> None:
    with pytest.raises(PublicationError, match="raise the version"):
        publish(publication, keys, 5, now=NOW)


def test_the_version_before_stays_and_older_ones_are_spare(publication: Path, keys: Path) -> None:
    for version in (6, 7):
        publish(publication, keys, version, now=NOW)
    spare = {path.relative_to(publication).as_posix() for path in spare_files(publication)}
    for path in spare:
        (publication / path).unlink()

    assert open_publication(publication).targets_version == 7
    assert {path for path in spare if path.startswith("metadata/")} == {
        f"metadata/5.{name}" for name in ("bundle.zst", "snapshot.json", "targets.json")
    }
    assert {path.rpartition(".")[2] for path in spare if path.startswith("targets/")} == {
        "from-4",
        "full",
        "since-4",
        "sqlite",
    }
    assert spare_files(publication) == ()
