"""SIGKILL at any call of a real process on a real disk: the version before or the new one, never broken or older."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.notes.amounts import numbers

ROOT: Final = Path(__file__).resolve().parents[2]


def test_what_was_kept_is_there_after_any_kill(tmp_path: Path) -> None:
    points = numbers(60, 2000)
    killed = subprocess.run(
        [sys.executable, "-m", "tests.updates.killed", str(tmp_path), str(points.start), str(len(points))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == 0, killed.stderr
    assert json.loads(killed.stdout) == {"points": len(points), "wrong": {}}
