"""SIGKILL at any write of a real process on a real disk loses the last edit at most, and leaves no second file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.notes.amounts import numbers

ROOT: Final = Path(__file__).resolve().parents[2]


def test_what_was_saved_is_there_after_any_kill(tmp_path: Path) -> None:
    points = numbers(150, 10_000)
    folder = tmp_path / "stick"
    folder.mkdir()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.notes.killed", str(folder), str(points.start), str(len(points))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == 0, killed.stderr
    assert json.loads(killed.stdout) == {"points": len(points), "wrong": {}}
