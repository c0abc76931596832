"""SIGKILL at any write of a real process on a real disk loses the last edit at most, and leaves no second file."""

from __future__ import annotations

from pathlib import Path

from tests.notes.amounts import numbers
from tests.notes.killed import try_points


def test_what_was_saved_is_there_after_any_kill(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    try_points("tests.notes.killed", folder, numbers(150, 10_000))
