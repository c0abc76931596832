from __future__ import annotations

import os
import pty
import subprocess
import sys

SAYING = """
import os, sys
from guide_app.safety.silence import keep_silent
keep_silent()
print("a query", flush=True)
os.write(2, b"a query")
raise RuntimeError("a query")
"""
COMMAND = [sys.executable, "-c", SAYING]


def test_what_nobody_watches_stays_empty() -> None:
    done = subprocess.run(COMMAND, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_without_any_output_it_works_too() -> None:
    done = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *COMMAND], check=False)
    assert done.returncode == 1


def test_a_terminal_is_left_alone() -> None:
    ours, theirs = pty.openpty()
    try:
        subprocess.run(COMMAND, stdout=theirs, stderr=theirs, check=False)
        assert os.read(ours, 4096).count(b"a query") >= 1
    finally:
        os.close(ours)
        os.close(theirs)
