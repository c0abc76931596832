"""What is accepted, which folder is taken, and what a start costs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.updates.signed_set import SignedSet

from guide_app.core.errors import UntrustedContentError
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import carried_root, open_first_trusted, verify_installed


def _put(folder: Path, spoilt: SignedSet | None = None) -> bytes:
    return (spoilt or SignedSet()).write(folder)


def _real() -> SignedSet:
    real = SignedSet()
    real.trees["root"]["development"] = False
    real.target["custom"]["development"] = False
    return real


def test_a_release_is_no_development_build(tmp_path: Path) -> None:
    root = _put(tmp_path, _real())
    assert not verify_installed(tmp_path, trusted_root=root).development
    assert not judge_with_tuf(tmp_path, trusted_root=root).development


def test_an_expired_guide_can_still_be_read_and_the_judge_says_so(tmp_path: Path) -> None:
    old = SignedSet()
    old.trees["timestamp"]["expires"] = "2020-01-14T08:00:00Z"
    old.trees["snapshot"]["expires"] = "2020-01-30T08:00:00Z"
    root = _put(tmp_path, old)

    assert verify_installed(tmp_path, trusted_root=root).version == 7
    judgement = judge_with_tuf(tmp_path, trusted_root=root)

    assert judgement.published == "2026-11-23T08:00:00Z"
    assert judgement.expired(datetime(2020, 1, 14, 7, 59, 59, tzinfo=UTC)) == ()
    assert judgement.expired(datetime(2020, 1, 14, 8, tzinfo=UTC)) == ("timestamp",)
    assert judgement.expired(datetime(2026, 1, 1, tzinfo=UTC)) == ("timestamp", "snapshot")
    assert judgement.expired(datetime(2030, 1, 1, tzinfo=UTC)) == ("root", "timestamp", "snapshot", "targets")


def test_custom_may_say_more_than_this_program_knows(tmp_path: Path) -> None:
    newer = SignedSet()
    newer.target["custom"]["deltas"] = [["rows", 7]]
    newer.target["custom"]["schema"] = 2
    root = _put(tmp_path, newer)
    assert verify_installed(tmp_path, trusted_root=root).version == 7
    assert judge_with_tuf(tmp_path, trusted_root=root).version == 7


def test_roots_may_follow_each_other(tmp_path: Path) -> None:
    rotated = SignedSet()
    rotated.rotate("root-1", joining="root-4")
    assert rotated.carried is not None
    root = _put(tmp_path / "one", rotated)
    rotated.older_roots["2.root.json"] = rotated.rotate("root-2", joining="root-5")
    rotated.older_roots["3.root.json"] = rotated.rotate("root-3", joining="root-6")
    _put(tmp_path / "three", rotated)

    for folder in (tmp_path / "one", tmp_path / "three"):
        assert verify_installed(folder, trusted_root=root).version == 7
        assert judge_with_tuf(folder, trusted_root=root).version == 7
        assert verify_installed(folder, trusted_root=carried_root(folder)).version == 7


def test_just_enough_signatures_are_enough(tmp_path: Path) -> None:
    few = SignedSet()
    few.signers |= {"root": ["root-2", "root-3"], "targets": ["targets-1", "targets-3"]}
    root = _put(tmp_path, few)
    assert verify_installed(tmp_path, trusted_root=root).version == 7
    assert judge_with_tuf(tmp_path, trusted_root=root).version == 7


def test_the_first_good_folder_is_taken(tmp_path: Path) -> None:
    installed, previous, embedded = (tmp_path / name for name in ("installed", "previous", "embedded"))
    root = _put(embedded)
    _put(previous)
    _put(installed)
    (installed / "guide.sqlite").write_bytes(b"something else")

    start = open_first_trusted([tmp_path / "nothing", installed, previous, embedded], root)

    assert start.verified is not None
    assert start.verified.path == previous / "guide.sqlite"
    assert [(refusal.folder, refusal.code) for refusal in start.refused] == [
        (tmp_path / "nothing", "missing"),
        (installed, "length"),
    ]
    assert start.refused[1].text == "guide.sqlite has 14 bytes, but 4112 were signed for."


def test_nothing_good_is_no_exception(tmp_path: Path) -> None:
    start = open_first_trusted([tmp_path], carried_root(tmp_path))
    assert start.verified is None
    assert [refusal.code for refusal in start.refused] == ["no_root"]
    assert open_first_trusted([], b"").verified is None


def test_a_release_never_opens_what_a_development_build_signed(tmp_path: Path) -> None:
    release_root = _put(tmp_path / "release", _real())
    _put(tmp_path / "development")
    start = open_first_trusted([tmp_path / "development"], release_root)
    assert [refusal.code for refusal in start.refused] == ["root_version"]


@pytest.mark.parametrize("name", ["with\0zero", "x" * 5000, "\udcff"])
def test_odd_paths(name: str, tmp_path: Path) -> None:
    root = _put(tmp_path)
    for judge in (verify_installed, judge_with_tuf):
        with pytest.raises(UntrustedContentError):
            judge(tmp_path / name, trusted_root=root)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["guide.sqlite", "metadata/targets.json", "metadata"])
def test_files_that_may_not_be_read(name: str, tmp_path: Path) -> None:
    root = _put(tmp_path)
    (tmp_path / name).chmod(0)
    with pytest.raises(UntrustedContentError) as refused:
        verify_installed(tmp_path, trusted_root=root)
    assert refused.value.code == "unreadable"
    (tmp_path / name).chmod(0o700)


def test_checking_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    root = _put(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    verify_installed(tmp_path, trusted_root=root)
    judge_with_tuf(tmp_path, trusted_root=root)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_start_check_does_not_load_what_only_the_judge_needs(tmp_path: Path) -> None:
    _put(tmp_path)
    program = (
        "import sys; from pathlib import Path; from guide_app.updates.trust import *; folder = Path(sys.argv[1]);"
        "early = set(sys.modules); verify_installed(folder, trusted_root=carried_root(folder));"
        "print(*sorted({name.partition('.')[0] for name in early} & {'cryptography', 'tuf', 'securesystemslib'}),"
        "*sorted({name.partition('.')[0] for name in sys.modules} & {'tuf', 'securesystemslib', 'urllib3'}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": "src"},
    )
    assert (run.stdout.strip(), run.stderr) == ("", "")
