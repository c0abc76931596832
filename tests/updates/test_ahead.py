"""A digest that was begun before the program is loaded saves time and decides nothing."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from tests.updates.signed_set import SignedSet

from guide_app.core.errors import UntrustedContentError
from guide_app.updates import ahead as ahead_module
from guide_app.updates import trust
from guide_app.updates.ahead import DigestAhead
from guide_app.updates.trust import open_first_trusted, verify_installed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some"
    path.write_bytes(b"what is said" * 9000)
    return path


def _take(ahead: DigestAhead, path: Path) -> str | None:
    with path.open("rb") as opened:
        return ahead.take(opened)


def test_it_is_the_digest_of_that_file_once(file: Path) -> None:
    ahead = DigestAhead(file)
    assert _take(ahead, file) == sha256(file.read_bytes()).hexdigest()
    assert _take(ahead, file) is None


def test_another_file_of_the_same_content_has_none(file: Path, tmp_path: Path) -> None:
    ahead = DigestAhead(file)
    other = tmp_path / "other"
    other.write_bytes(file.read_bytes())
    assert _take(ahead, other) is None


def test_a_file_that_was_changed_since_has_none(file: Path) -> None:
    ahead = DigestAhead(file)
    assert ahead._thread is not None
    ahead._thread.join()
    content = file.read_bytes()
    file.write_bytes(b"X" + content[1:])
    os.utime(file, ns=(1, 1))  # however coarse the clock of the disk is
    assert _take(ahead, file) is None


@pytest.mark.parametrize("what", ["missing", "folder", "pipe", "too long", "no thread"])
def test_where_nothing_comes_it_is_read_as_always(
    what: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = file
    if what == "missing":
        place = tmp_path / "nowhere"
    elif what == "folder":
        place = tmp_path
    elif what == "pipe":
        place = tmp_path / "pipe"
        os.mkfifo(place)
    elif what == "too long":
        monkeypatch.setattr(ahead_module, "_LONGEST", 100)
    else:
        monkeypatch.setattr(Thread, "start", _refuse)
    assert _take(DigestAhead(place), file) is None


def _refuse(_thread: Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_a_start_takes_it_and_reads_the_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = SignedSet().write(tmp_path)
    ahead = DigestAhead(tmp_path / "guide.sqlite")
    monkeypatch.delattr(trust, "sha256_of")
    start = open_first_trusted((tmp_path,), root, ahead=ahead)
    assert start.verified is not None
    with pytest.raises(NameError):
        verify_installed(tmp_path, trusted_root=root)


def test_a_spoilt_file_is_refused_as_always(tmp_path: Path) -> None:
    root = SignedSet().write(tmp_path)
    snapshot = tmp_path / "guide.sqlite"
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    with pytest.raises(UntrustedContentError) as refused:
        verify_installed(tmp_path, trusted_root=root, ahead=DigestAhead(snapshot))
    assert refused.value.code == "hash"


def test_what_was_spoilt_after_it_was_hashed_is_refused(tmp_path: Path) -> None:
    root = SignedSet().write(tmp_path)
    snapshot = tmp_path / "guide.sqlite"
    ahead = DigestAhead(snapshot)
    assert ahead._thread is not None
    ahead._thread.join()
    content = bytearray(snapshot.read_bytes())
    content[-1] ^= 1
    snapshot.write_bytes(content)
    os.utime(snapshot, ns=(1, 1))
    with pytest.raises(UntrustedContentError) as refused:
        verify_installed(tmp_path, trusted_root=root, ahead=ahead)
    assert refused.value.code == "hash"
