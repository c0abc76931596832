"""One at a time: processes that write into the same folder wait for each other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def take_turn(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold an empty file for oneself; it stays where it is, and the system frees it when a process ends in any way.

    Args:
        path: the file, made where it is missing, in a folder that is there.
        on_wait: called once if somebody else holds it, before waiting.

    Raises:
        OSError: the file cannot be written, or the file system knows no locks.
    """
    with path.open("ab") as file:
        if not _is_taken(file, wait=False):
            on_wait()
            while not _is_taken(file, wait=True):
                pass
        yield  # closing the file lets go of it


if sys.platform == "win32":

    def _is_taken(file: BinaryIO, *, wait: bool) -> bool:
        import errno
        import msvcrt

        try:
            # waits ten seconds at most
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                return False
            raise
        return True

else:

    def _is_taken(file: BinaryIO, *, wait: bool) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
