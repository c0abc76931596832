"""A disk in memory that does what the worst disk does: fills up, breaks off in the middle, and loses power.

When power fails, of what was written since the last `sync` any sectors of 512 bytes may be there and any may not, in
any order; a file that grew may have any length in between, with zeros where nothing arrived; a new name may be gone.
"""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

SECTOR: Final = 512


class PowerCutError(BaseException):
    """The computer is dark. No code of a program sees that, so nothing may catch it."""


class Kept(NamedTuple):
    """One file: what the program sees, and what is on the medium for certain."""

    now: bytearray
    durable: bytearray


POWER_CUT: Final = 0
"""In the place of an errno."""


class MemoryFile:
    """As `disk.OpenFile`."""

    def __init__(self, disk: MemoryDisk, kept: Kept) -> None:
        self._disk = disk
        self._kept = kept

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        pass

    def length(self) -> int:
        return len(self._kept.now)

    def read(self, most: int) -> bytes:
        return bytes(self._kept.now[:most])

    def write(self, start: int, content: bytes) -> None:
        fault = self._disk.meets()
        if fault:
            content = content[: self._disk.chance.randrange(len(content))]
        now = self._kept.now
        now.extend(bytes(max(start - len(now), 0)))
        now[start : start + len(content)] = content
        self._disk.suffer(fault)

    def cut(self, length: int) -> None:
        fault = self._disk.meets()
        if not fault:
            del self._kept.now[length:]
        self._disk.suffer(fault)

    def sync(self) -> None:
        fault = self._disk.meets()
        if fault is None:
            self._kept.durable[:] = self._kept.now
        self._disk.suffer(fault)


class MemoryDisk:
    """As `disk.Disk`, with faults at chosen calls."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self.files: dict[Path, Kept] = {}
        self.names: set[Path] = set()
        """Whose entry in the folder is on the medium."""
        self.faults: dict[int, int] = {}
        """By the number of the call, from 0: its errno, or POWER_CUT."""
        self.calls = 0
        """That wrote something, so far."""
        self.chance = chance or random.Random(0)

    def meets(self) -> int | None:
        fault = self.faults.get(self.calls)
        self.calls += 1
        return fault

    def suffer(self, fault: int | None) -> None:
        if fault == POWER_CUT:
            raise PowerCutError
        if fault is not None:
            raise OSError(fault, os.strerror(fault))

    def put(self, path: Path, content: bytes) -> None:
        """Lay a file there that has always been there."""
        self.files[path] = Kept(bytearray(content), bytearray(content))
        self.names.add(path)

    def bytes_of(self, path: Path) -> bytes:
        return bytes(self._get(path).now)

    def read(self, path: Path, most: int) -> bytes:
        return bytes(self._get(path).now[:most])

    def make(self, path: Path) -> MemoryFile:
        if path in self.files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        fault = self.meets()
        if not fault:
            self.files[path] = Kept(bytearray(), bytearray())
        self.suffer(fault)
        return MemoryFile(self, self.files[path])

    def change(self, path: Path) -> MemoryFile:
        return MemoryFile(self, self._get(path))

    def remove(self, path: Path) -> None:
        fault = self.meets()
        if not fault:
            del self.files[path]
        self.suffer(fault)

    def sync_folder(self, path: Path) -> None:
        """As on a real disk: no error is ever told."""
        if self.meets() == POWER_CUT:
            raise PowerCutError
        self.names |= {path} & set(self.files)

    def after_power_cut(self) -> MemoryDisk:
        """Give what is found when the computer starts again."""
        found = MemoryDisk(self.chance)
        for path, kept in self.files.items():
            if path in self.names or self.chance.random() < 0.5:  # a coin
                found.put(path, _survivors(kept, self.chance))
        return found

    def _get(self, path: Path) -> Kept:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self.files[path]


def _survivors(kept: Kept, chance: random.Random) -> bytes:
    """Mix old and new sectors. `luck` is drawn once, so that nearly all and nearly nothing occur as well."""
    shorter, longer = sorted((len(kept.durable), len(kept.now)))
    length = chance.choice((shorter, longer, chance.randint(shorter, longer)))
    luck = chance.choice((0.0, 0.02, 0.5, 0.98, 1.0))
    mixed = bytearray(kept.durable[:length].ljust(length, b"\0"))
    now = kept.now.ljust(length, b"\0")
    for at in range(0, length, SECTOR):
        end = min(at + SECTOR, length)
        if mixed[at:end] != now[at:end] and chance.random() < luck:
            mixed[at:end] = now[at:end]
    return bytes(mixed)
