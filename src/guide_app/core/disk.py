"""The seam to the disk: what files that must survive need of it, and nothing else. Tests have a twin that loses power.

The notebook is kept through it (`Disk`), and so are updates, which need folders as well (`FolderDisk`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

_BINARY: Final = getattr(os, "O_BINARY", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe in the place of a file must not hold the program up."""
_TRIES: Final = 25
_BETWEEN_S: Final = 0.1
_SCANNED: Final = threading.Event()
"""Never set: what only Windows waits for tells nobody when it is over."""


class OpenFile(Protocol):
    """A file open for writing; leaving the `with` closes it. Every method may raise OSError."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def length(self) -> int:
        """Length in bytes."""
        ...

    def read(self, most: int) -> bytes:
        """Give its first bytes, at most so many."""
        ...

    def write(self, start: int, content: bytes) -> None:
        """Write in place; behind the end the file grows."""
        ...

    def cut(self, length: int) -> None:
        """Take off what stands behind this length."""
        ...

    def sync(self) -> None:
        """Come back when all that was written is on the medium, as far as the system knows."""
        ...


class Disk(Protocol):
    """Files by their path. Every method may raise OSError."""

    def read(self, path: Path, most: int) -> bytes:
        """Give the first bytes of a file, at most so many; none of what is no ordinary file."""
        ...

    def make(self, path: Path) -> OpenFile:
        """Make a file that is not there yet, readable by its owner alone; FileExistsError where one is."""
        ...

    def change(self, path: Path) -> OpenFile:
        """Open an ordinary file to be written in place; PermissionError where it is something else."""
        ...

    def remove(self, path: Path) -> None:
        """Take a file out of its folder."""
        ...

    def sync_folder(self, path: Path) -> None:
        """Bring the name of a file, or its absence, to the medium where the system can be asked to."""
        ...


class FolderDisk(Disk, Protocol):
    """Files and folders by their path. Every method may raise OSError."""

    def make_folder(self, path: Path) -> None:
        """Make a folder that is not there yet, for its owner alone; FileExistsError where one is."""
        ...

    def rename(self, path: Path, name: Path) -> None:
        """Give a folder a name beside the old one that nothing has."""
        ...

    def remove_folder(self, path: Path) -> None:
        """Take an empty folder out of the one that it stands in."""
        ...


class RealFile:
    """A file of this computer."""

    def __init__(self, descriptor: int) -> None:
        """Take over a descriptor."""
        self._descriptor = descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        os.close(self._descriptor)

    def length(self) -> int:
        """As `OpenFile.length`."""
        return os.fstat(self._descriptor).st_size

    def read(self, most: int) -> bytes:
        """As `OpenFile.read`."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        parts = []
        while most > 0 and (part := os.read(self._descriptor, most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)

    def write(self, start: int, content: bytes) -> None:
        """As `OpenFile.write`."""
        os.lseek(self._descriptor, start, os.SEEK_SET)
        left = memoryview(content)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def cut(self, length: int) -> None:
        """As `OpenFile.cut`."""
        os.ftruncate(self._descriptor, length)

    def sync(self) -> None:
        """As `OpenFile.sync`."""
        if sys.platform == "darwin":
            import fcntl

            # There, fsync leaves it in the drive's own memory; not every file system knows the stronger one.
            with contextlib.suppress(OSError):
                fcntl.fcntl(self._descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(self._descriptor)


class RealDisk:
    """The file systems of this computer."""

    def read(self, path: Path, most: int) -> bytes:
        """As `Disk.read`."""
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)
        with RealFile(descriptor) as file:
            return file.read(most) if _is_ordinary(descriptor) else b""

    def make(self, path: Path) -> OpenFile:
        """As `Disk.make`."""
        return RealFile(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600))

    def change(self, path: Path) -> OpenFile:
        """As `Disk.change`."""
        descriptor = os.open(path, os.O_RDWR | _BINARY | _NO_WAIT)
        if not _is_ordinary(descriptor):
            os.close(descriptor)
            raise PermissionError(errno.EACCES, "not an ordinary file")
        return RealFile(descriptor)

    def remove(self, path: Path) -> None:
        """As `Disk.remove`."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """As `FolderDisk.make_folder`."""
        path.mkdir(0o700)

    def rename(self, path: Path, name: Path) -> None:
        """As `FolderDisk.rename`. Windows does it after a while if something, such as a scanner, looks into it."""
        if sys.platform == "win32":
            for _ in range(_TRIES):
                with contextlib.suppress(PermissionError):
                    path.rename(name)
                    return
                _SCANNED.wait(_BETWEEN_S)
        path.rename(name)

    def remove_folder(self, path: Path) -> None:
        """As `FolderDisk.remove_folder`."""
        path.rmdir()

    def sync_folder(self, path: Path) -> None:
        """As `Disk.sync_folder`."""
        if sys.platform != "win32":
            # Some file systems of sticks and networks do not know how to: then there is nothing to be asked.
            with contextlib.suppress(OSError):
                descriptor = os.open(path.parent, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)


def _is_ordinary(descriptor: int) -> bool:
    return stat.S_ISREG(os.fstat(descriptor).st_mode)
