"""A stick: a file system of its own, mounted where that is allowed, and pulled out at once as a real one is.

Without root a plain folder stands for it: made read-only by its rights, and moved away instead of unmounted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path


class Stick:
    """What is plugged in; `folder` is where it is seen."""

    def __init__(self, folder: Path, *, is_mounted: bool) -> None:
        self.folder = folder
        self.is_mounted = is_mounted
        self._is_in = True

    def write_protect(self) -> None:
        """Let nothing be written to it any more, by anybody."""
        if self.is_mounted:
            _run("mount", "-o", "remount,ro", str(self.folder))
            return
        for path in (self.folder, *self.folder.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)

    def pull_out(self) -> None:
        """Take it away while it is in use."""
        if not self._is_in:
            return
        self._is_in = False
        if self.is_mounted:
            _run("umount", "--lazy", str(self.folder))
        else:
            self.folder.rename(self.folder.with_name("gone"))


@contextlib.contextmanager
def plug_in(folder: Path, kilobytes: int | None = None) -> Iterator[Stick]:
    """Give an empty stick; where it can be mounted, it holds no more than this."""
    folder.mkdir()
    size = ("-o", f"size={kilobytes}k") if kilobytes is not None else ()
    mounted = os.geteuid() == 0 and _run("mount", "-t", "tmpfs", *size, "stick", str(folder))
    stick = Stick(folder, is_mounted=mounted)
    try:
        yield stick
    finally:
        stick.pull_out()
        for left in (folder, folder.with_name("gone")):
            for path in left.rglob("*") if left.is_dir() else ():
                path.chmod(path.stat().st_mode | 0o200)
            shutil.rmtree(left, ignore_errors=True)


def _run(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, check=False).returncode == 0
