"""Hashing while the program loads: what a start must read whole is read beside the import of the window's parts.

Only the time is won here. What is signed for, and whether it is this, is judged by `updates.trust` as always.
"""

from __future__ import annotations

import os
from io import BufferedReader
from pathlib import Path
from threading import Thread
from typing import Final

from guide_app.updates.digest import sha256
from guide_app.updates.trust import open_regular

_LONGEST: Final = 1 << 26
"""Bytes taken into memory at once: in pieces, each would wait for Python's lock, longer than the whole takes."""
_Identity = tuple[int, int, int, int]


class DigestAhead:
    """The SHA-256 of one file, worked out in a thread of its own."""

    def __init__(self, path: Path) -> None:
        """Begin, or leave it where the system gives no thread."""
        self._found: tuple[_Identity, str] | None = None
        self._thread: Thread | None = Thread(target=self._work, args=(path,), daemon=True)
        try:
            self._thread.start()
        except RuntimeError:
            self._thread = None

    def take(self, file: BufferedReader) -> str | None:
        """Wait for the end of the work and give its result once: 64 hexadecimal digits.

        Returns:
            None: it was not this very file as it is now, it could not be read, or it is too long.
        """
        if self._thread is not None:
            self._thread.join()
        found, self._thread, self._found = self._found, None, None
        return found[1] if found is not None and found[0] == _identity(file) else None

    def _work(self, path: Path) -> None:
        try:
            with open_regular(path) as file:
                before = _identity(file)
                if before[2] > _LONGEST:
                    return
                digest = sha256(file.read())
                if _identity(file) == before:
                    self._found = before, digest
        except (OSError, MemoryError):
            return  # whoever asks reads it again and says what is wrong


def _identity(file: BufferedReader) -> _Identity:
    """Tell a file from others and from itself before it was changed."""
    about = os.fstat(file.fileno())
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns
