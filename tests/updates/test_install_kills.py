"""SIGKILL at any call of a real process on a real disk: the version before or the new one, never broken or older."""

from __future__ import annotations

from pathlib import Path

from tests.notes.amounts import numbers
from tests.notes.killed import try_points


def test_what_was_kept_is_there_after_any_kill(tmp_path: Path) -> None:
    try_points("tests.updates.killed", tmp_path, numbers(60, 2000))
