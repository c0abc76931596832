"""A copy on a drive of its own, such as a stick: whether the drive is still there.

No guess at what is "removable": a disk on a cable calls itself fixed, a card in a slot does not. A copy that lies where
neither the system nor the person's own folder lies is on a drive that can go, and looking costs some microseconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_SYSTEM_BLOCKS: Final = Path("/sys/dev/block")
"""Linux: what is plugged in, by number; gone at once when it is pulled out, while its files still seem to be there."""


class Drive:
    """Remembers which drive a folder is on."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder.

        Raises:
            OSError: it cannot be looked at.
        """
        self._folder = folder
        found = folder.stat()
        self._known = (found.st_dev, found.st_ino)
        block = _block_of(found.st_dev)
        self._block = block if block is not None and block.exists() else None

    def is_gone(self) -> bool:
        """Say whether the folder is there no more: unmounted, pulled out, moved, or something else in its place."""
        try:
            found = self._folder.stat()
        except OSError:
            return True
        if (found.st_dev, found.st_ino) != self._known:
            return True
        return self._block is not None and not self._block.exists()


def find_own_drive(folder: Path, others: Iterable[Path]) -> Drive | None:
    """Give the drive of a folder; None: one of the other folders is on it too, or it cannot be told.

    Args:
        folder: where the program lies.
        others: where the system and the person's own files lie; those that cannot be looked at do not count.
    """
    try:
        number = folder.stat().st_dev
        return None if number in set(_numbers(others)) else Drive(folder)
    except OSError:
        return None


def fixed_folders() -> tuple[Path, ...]:
    """Give where the system and the person's own files lie."""
    system = os.environ.get("SystemRoot", "") or os.sep  # noqa: SIM112 - so is it written on Windows
    home = os.path.expanduser("~")  # noqa: PTH111 - without a home it stays "~", where Path.home() fails
    return Path(system), Path(home)


def _numbers(folders: Iterable[Path]) -> Iterable[int]:
    for folder in folders:
        try:
            yield folder.stat().st_dev
        except OSError:
            continue


def _block_of(number: int) -> Path | None:
    if not hasattr(os, "major") or not _SYSTEM_BLOCKS.is_dir():
        return None
    return _SYSTEM_BLOCKS / f"{os.major(number)}:{os.minor(number)}"
