"""A release signed by several people, each with a folder of their own."""

from __future__ import annotations

import argparse
import getpass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.store import hand_made

from guide_app.publisher import ceremony
from guide_app.publisher.ceremony_command import add_release_command
from guide_app.publisher.keys import load_keys, make_development_keys, make_key
from guide_app.publisher.signatures import SigningError
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import carried_root, verify_installed

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PASSPHRASE = b"six words that nobody would guess"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "guide.sqlite").write_bytes(b"SQLite format 3\0 and so on")
    return folder


@pytest.fixture
def people(tmp_path: Path) -> dict[str, Path]:
    """Give each holder's folder by the key's name; `public` holds what they handed on."""
    public = tmp_path / "public"
    public.mkdir()
    folders = {"public": public}
    for name in ("root-anna", "root-ben", "root-cem", "targets-dina", "targets-eli", "snapshot-1", "timestamp-1"):
        folders[name] = tmp_path / name
        _join(folders, name)
    return folders


def _join(folders: dict[str, Path], name: str) -> None:
    folder = folders["public"].parent / name
    folder.mkdir()
    make_key(folder, name, PASSPHRASE)
    (folders["public"] / f"{name}.public.pem").write_bytes((folder / f"{name}.public.pem").read_bytes())
    folders[name] = folder


def _sign_by(path: Path, people: dict[str, Path], *names: str) -> int:
    return [ceremony.sign_file(path, load_keys(people[name], PASSPHRASE)) for name in names][-1]


def _finish(release: Path, people: dict[str, Path], version: int) -> None:
    online = (*load_keys(people["snapshot-1"], PASSPHRASE), *load_keys(people["timestamp-1"], PASSPHRASE))
    ceremony.finish(release, online, version=version, now=NOW)


def _release(release: Path, people: dict[str, Path]) -> None:
    metadata = release / "metadata"
    assert ceremony.write_root(release, people["public"], now=NOW) == 1
    assert _sign_by(metadata / "root.json", people, "root-anna") == 1
    assert _sign_by(metadata / "root.json", people, "root-cem") == 0
    ceremony.write_targets(release, version=1, now=NOW)
    assert _sign_by(metadata / "targets.json", people, "targets-dina") == 1
    assert _sign_by(metadata / "targets.json", people, "targets-eli") == 0
    _finish(release, people, 1)


def test_a_release_by_seven_keys(release: Path, people: dict[str, Path]) -> None:
    _release(release, people)
    verified = verify_installed(release, trusted_root=carried_root(release))
    assert not verified.development

    (release / "guide.sqlite").write_bytes(b"SQLite format 3\0 with news")
    ceremony.write_targets(release, version=2, now=NOW)
    _sign_by(release / "metadata/targets.json", people, "targets-eli", "targets-dina")
    _finish(release, people, 2)
    assert verify_installed(release, trusted_root=carried_root(release)).version == 2

    _finish(release, people, 3)
    assert verify_installed(release, trusted_root=carried_root(release)).version == 2


def test_a_root_key_is_replaced(release: Path, people: dict[str, Path]) -> None:
    _release(release, people)
    carried = carried_root(release)
    (people["public"] / "root-anna.public.pem").unlink()
    _join(people, "root-frida")

    assert ceremony.write_root(release, people["public"], now=NOW) == 2
    root = release / "metadata/root.json"
    with pytest.raises(SigningError):
        _sign_by(root, people, "root-anna")
    assert _sign_by(root, people, "root-frida") == 2
    assert _sign_by(root, people, "root-ben") == 1
    assert _sign_by(root, people, "root-cem") == 0
    _finish(release, people, 2)

    for trusted in (carried, carried_root(release)):
        assert verify_installed(release, trusted_root=trusted).version == 1
        assert judge_with_tuf(release, trusted_root=trusted).version == 1


def test_nobody_signs_for_another_file(release: Path, people: dict[str, Path]) -> None:
    _release(release, people)
    ceremony.write_targets(release, version=2, now=NOW)
    (release / "guide.sqlite").write_bytes(b"something else")
    with pytest.raises(SigningError, match="another file"):
        _sign_by(release / "metadata/targets.json", people, "targets-dina")


def test_a_release_is_not_finished_before_all_have_signed(release: Path, people: dict[str, Path]) -> None:
    _release(release, people)
    ceremony.write_targets(release, version=2, now=NOW)
    _sign_by(release / "metadata/targets.json", people, "targets-dina")
    with pytest.raises(SigningError, match="1 more"):
        _finish(release, people, 2)


def test_a_release_has_no_development_keys(release: Path, tmp_path: Path) -> None:
    make_development_keys(tmp_path / "keys", now=NOW)
    with pytest.raises(SigningError, match="development"):
        ceremony.write_root(release, tmp_path / "keys", now=NOW)


def test_the_same_by_commands(
    release: Path, people: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _question: PASSPHRASE.decode())
    parser = argparse.ArgumentParser()
    add_release_command(parser.add_subparsers())

    def run(*words: str | Path) -> str:
        arguments = parser.parse_args(["release", *map(str, words)])
        assert arguments.run(arguments) == 0
        return capsys.readouterr().out

    hand_made.build(release, hand_made.stock())  # the command makes packs, so it wants a real one
    root, targets = (release / "metadata" / name for name in ("root.json", "targets.json"))
    said = run("root", release, "--public", people["public"])
    assert said.count("\n  root") == 3
    assert "1 more" in run("sign", root, "--keys", people["root-ben"])
    assert "no more" in run("sign", root, "--keys", people["root-cem"])
    run("targets", release, "--version", "5")
    run("sign", targets, "--keys", people["targets-dina"])
    assert "no more" in run("sign", targets, "--keys", people["targets-eli"])
    online = people["public"].parent / "online"
    online.mkdir()
    for name in ("snapshot-1", "timestamp-1"):
        (online / f"{name}.pem").write_bytes((people[name] / f"{name}.pem").read_bytes())
    assert "signed and good" in run("finish", release, "--keys", online, "--version", "5")
    assert verify_installed(release, trusted_root=carried_root(release)).version == 5
