"""The client on the file systems of sticks: exFAT, by FUSE where the kernel has none, and FAT where the kernel has it.

Needs root for loop devices. A machine that cannot mount fails here and says what is missing.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.updates.stick_room import enter

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 120


def test_everything_works_on_the_file_systems_of_sticks() -> None:
    paths = dict(os.environ) | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(enter(), check=False, capture_output=True, text=True, timeout=LIMIT, env=paths, cwd=ROOT)
    assert done.returncode == 0, f"a stick cannot be mounted or used here: {done.stderr[-2000:]}"
    said = json.loads(done.stdout)
    kernel = Path("/proc/filesystems").read_text(encoding="utf-8").split()
    assert set(said) >= {"exfat", *({"vfat"} & set(kernel))}
    assert {kind: [name for name, good in tried.items() if not good] for kind, tried in said.items()} == {
        kind: [] for kind in said
    }
