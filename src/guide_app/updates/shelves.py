"""Where the update client keeps signed metadata while it works: in memory, or in a folder that survives a power cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from guide_app.core.disk import RealDisk
from guide_app.core.files import write_atomically
from guide_app.updates.trust import open_regular

ROOT_VERSION: Final = re.compile(r"[1-9][0-9]{0,9}\.root\.json")
"""File name of a root by its version."""


class Shelf(Protocol):
    """Keeps metadata files by name: `root.json`, `3.root.json`, `timestamp.json`, `<role>.json`."""

    def load(self, name: str) -> bytes:
        """Give a file.

        Raises:
            OSError: it is not there or cannot be read.
        """

    def save(self, name: str, content: bytes) -> None:
        """Keep a file, in place of an older one of its name.

        Raises:
            OSError: it cannot be written.
        """


class MemoryShelf:
    """Keeps files in memory: nothing is written before all of it has been found good, and perhaps not then."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def load(self, name: str) -> bytes:
        """Give a file.

        Raises:
            FileNotFoundError: it is not there.
        """
        try:
            return self.files[name]
        except KeyError as error:
            raise FileNotFoundError(name) from error

    def save(self, name: str, content: bytes) -> None:
        """Keep a file."""
        self.files[name] = content


class FolderShelf:
    """Keeps plain files in a folder, older roots in one of their own, where python-tuf has them too.

    No links, which FAT does not have and Windows does not give to everybody; each file is written whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> bytes:
        """Give a file.

        Raises:
            OSError: it is not there or cannot be read.
        """
        with open_regular(self._place(name)) as file:
            return file.read()

    def save(self, name: str, content: bytes) -> None:
        """Keep a file; after a power cut the old or the new one is there.

        Raises:
            OSError: it cannot be written.
        """
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, content)
        RealDisk().sync_folder(place)

    def _place(self, name: str) -> Path:
        return self._folder / "root_history" / name if ROOT_VERSION.fullmatch(name) else self._folder / name
