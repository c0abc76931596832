"""A process that somebody leads: it ends at once when nobody holds its standard input any more, and with its parent.

The window starts `guide update --json` with a pipe and closes it to cancel. Whatever the process is doing then, on the
disk everything is at every moment as before or as after (`installing`), so nothing has to be tidied up.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import sys
from threading import Thread
from typing import Final

from guide_app.updates.errors import EXIT_CODES

_INPUT: Final = 0
_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of <linux/prctl.h>."""


def is_led() -> bool:
    """Say whether standard input is a pipe or a socket that somebody holds; a terminal or a file leads nobody."""
    try:
        mode = os.fstat(_INPUT).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def end_when_left() -> None:
    """From now on, end as soon as standard input ends, or the parent does; nothing where nobody leads."""
    if is_led():
        _end_with_parent()
        Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    with contextlib.suppress(OSError):
        while os.read(_INPUT, 1 << 12):
            pass
    os._exit(EXIT_CODES["cancelled"])


def _end_with_parent() -> None:
    """Ask Linux to: the pipe tells too, but only while the interpreter can run."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
