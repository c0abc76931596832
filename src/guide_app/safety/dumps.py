"""If the program crashes, nobody keeps a picture of its memory, and no window speaks of it.

What it does not reach: Linux notes in its own log that a program of this name was ended by a fault, macOS writes a
report of the crash, without memory, and the swap of any system may hold what was in memory.
"""

from __future__ import annotations

import sys
from typing import Final

_NO_DUMPABLE: Final = 4
"""`PR_SET_DUMPABLE` of Linux's prctl."""
_ERROR_MODE: Final = 0x0001 | 0x0002 | 0x8000
"""Of Windows: no window for a missing disk, for a fault, for a file that cannot be opened."""


def keep_no_dumps() -> None:
    """Have the system write no memory of ours into a file. Costs nothing; the first thing of a start."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_ERROR_MODE)
    else:
        import resource

        # One byte, not none: of none the programs to which Linux hands a crash are still told, of one they are not.
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def close_memory() -> None:
    """On Linux, hide our memory from other programs of the same person, and from whatever gathers crashes.

    After the window is up: desktops look at who asks them for colours, and may refuse one that is closed.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_NO_DUMPABLE, 0, 0, 0, 0)
