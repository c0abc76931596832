"""Where nobody watches a terminal, the window's program says nothing: desktops keep what is said there.

What a started program writes to its standard output and error ends up in the system's journal or in a file of the home,
and a library's warning, or the account of an error, may quote what somebody wrote or read.
"""

from __future__ import annotations

import contextlib
import os
from typing import Final

_OUTPUT: Final = (1, 2)


def keep_silent() -> None:
    """Send to nowhere what is said from now on by anybody in this process; a person's own terminal is left alone."""
    with contextlib.suppress(OSError):  # there may be no output at all
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for output in _OUTPUT:
            if nowhere != output and not os.isatty(output):
                os.dup2(nowhere, output)
        if nowhere not in _OUTPUT:
            os.close(nowhere)
