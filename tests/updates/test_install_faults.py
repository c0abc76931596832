"""A full, read-only or failing disk at every call: what was in use stays in use, and the next try succeeds."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path
from typing import Final

import pytest
from tests.updates.kept_versions import FailingDisk, content_of, is_good, judge, version_in, write_version

from guide_app.core.disk import RealDisk
from guide_app.core.errors import UntrustedContentError
from guide_app.updates.errors import CancelledError, from_disk
from guide_app.updates.installing.keeping import keep
from guide_app.updates.installing.slots import NAMES

WORDS: Final = {errno.ENOSPC: "full", errno.EROFS: "read_only", errno.EIO: "storage", errno.EDQUOT: "full"}


def calls_of(folder: Path) -> int:
    """Give how many calls an update makes."""
    disk = FailingDisk(10**6, errno.EIO)
    write_version(folder, 1)
    write_version(folder, 2)
    write_version(folder, 3, disk)
    return disk.calls


@pytest.mark.parametrize("number", WORDS)
def test_the_version_before_survives_a_fault_at_any_call(number: int, tmp_path: Path) -> None:
    calls = calls_of(tmp_path / "counted")
    assert calls > 20
    told = set()
    for call in range(calls):
        state = tmp_path / str(call)
        write_version(state, 1)
        write_version(state, 2)
        try:
            write_version(state, 3, FailingDisk(call, number))
        except OSError as error:
            told.add(from_disk(error).code)
            assert version_in(state) in {2, 3}
            assert version_in(state) == 2 or call > 15
        else:
            assert version_in(state) == 3  # only a leftover could not be removed
        write_version(state, 4)
        assert version_in(state) == 4
        assert len({path.name for path in state.iterdir()} - set(NAMES)) == 2
    assert told == {WORDS[number]}


def test_a_state_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Read-only") as raised:
        write_version(tmp_path / "state", 1, FailingDisk(0, errno.EROFS))
    assert from_disk(raised.value).code == "read_only"
    assert not (tmp_path / "state").exists()


def test_what_the_judge_refuses_is_never_pointed_to(tmp_path: Path) -> None:
    write_version(tmp_path, 1)
    content = content_of(2) | {"guide.sqlite": b"something else"}
    with pytest.raises(UntrustedContentError):
        keep(tmp_path, (2, "0" * 64), content, judge, is_good=is_good)
    assert version_in(tmp_path) == 1
    write_version(tmp_path, 2)
    assert not list(tmp_path.glob("build-*"))


def test_a_person_can_change_their_mind_before_each_step(tmp_path: Path) -> None:
    for left in range(100):
        state, asked = tmp_path / str(left), itertools.count()
        write_version(state, 1)

        def check(asked: itertools.count[int] = asked, left: int = left) -> None:
            if next(asked) >= left:
                raise CancelledError

        try:
            keep(state, (2, "0" * 64), content_of(2), judge, is_good=is_good, check=check)
        except CancelledError:
            assert version_in(state) in {1, 2}
        else:
            assert version_in(state) == 2
            return
    raise AssertionError


def test_what_others_laid_beside_stays(tmp_path: Path) -> None:
    tmp_path.joinpath("holiday").mkdir()
    (tmp_path / "holiday" / "picture").write_bytes(b"x")
    (tmp_path / "letter").write_bytes(b"x")
    for version in range(1, 5):
        write_version(tmp_path, version)
    assert {path.name for path in tmp_path.iterdir()} >= {"holiday", "letter"}
    assert (tmp_path / "holiday" / "picture").read_bytes() == b"x"


def test_a_link_among_the_leftovers_leads_nowhere(tmp_path: Path) -> None:
    state, precious = tmp_path / "state", tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"x")
    left = write_version(state, 1)
    (state / "build-1-1.tmp").mkdir()
    (state / "build-1-1.tmp" / "link").symlink_to(precious)
    (state / "9-link").symlink_to(precious)
    write_version(state, 2)
    write_version(state, 3)
    assert (precious / "file").read_bytes() == b"x"
    assert not left.exists()


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = write_version(tmp_path / "state", 1)
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "guide.sqlite").stat().st_mode & 0o077 == 0
    assert RealDisk().read(folder / "guide.sqlite", 6) == b"SQLite"
