"""A folder of this machine: a web server's, a mounted disk, a stick."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from guide_app.publisher.pushing.place import stop

PART = ".part"
"""Ending of a file that is on its way; no client asks for one."""


class FolderPlace:
    """Copies bytes only: dates and permissions can fail on sticks, and no client looks at them."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            stop("unreachable", f"{folder} is not a folder. Make it first; a wrong letter would publish elsewhere.")
        self._folder = folder

    def list(self) -> Mapping[str, int]:
        """Give the files that are there."""
        found = {}
        for part in ("metadata", "targets"):
            for path in (self._folder / part).rglob("*"):
                if path.is_file() and not path.name.endswith(PART):
                    found[path.relative_to(self._folder).as_posix()] = path.stat().st_size
        return found

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Read small files."""
        return {path: (self._folder / path).read_bytes() for path in paths}

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        """Copy files, each under another name first."""
        for path in paths:
            goal = self._folder / path
            part = goal.with_name(f".{goal.name}{PART}")
            try:
                goal.parent.mkdir(parents=True, exist_ok=True)
                with (folder / path).open("rb") as source, part.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
                    copy.flush()
                    os.fsync(copy.fileno())
                part.replace(goal)
            except OSError as error:
                part.unlink(missing_ok=True)
                stop("refused", f"{goal} cannot be written: {error.strerror or error}")
            told(path)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""
        for path in paths:
            (self._folder / path).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is open."""
