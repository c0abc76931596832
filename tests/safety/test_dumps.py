"""A crash leaves no picture of the memory: asked of the kernel, in processes that end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
ASK = """
import ctypes, os, resource, signal
from guide_app.safety.dumps import close_memory, keep_no_dumps
{calls}
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.parametrize(("calls", "told"), [("keep_no_dumps()", "(1, 1) 1"), ("close_memory()", " 0")])
def test_each_guard_holds(calls: str, told: str) -> None:
    command = [sys.executable, "-c", ASK.format(calls=calls)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.read().strip()
        _, status = os.waitpid(process.pid, 0)
        process.returncode = -os.WTERMSIG(status)
    assert line.endswith(told)
    assert os.WTERMSIG(status) == signal.SIGSEGV
    assert not os.WCOREDUMP(status)
