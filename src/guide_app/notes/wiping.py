"""Destroying a notebook: an action of its own, never a part of leaving."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final, Literal

from guide_app.core.disk import Disk, RealDisk
from guide_app.notes.errors import storage_errors
from guide_app.notes.layout import HEAD

Limit = Literal["flash", "file_system", "copies", "name", "memory", "evidence"]
"""What wiping cannot promise, for the window to put into words:

- flash: sticks, memory cards and SSDs write elsewhere what they are told to overwrite, and keep the old cells.
- file_system: so do file systems with journals of content, snapshots or copy-on-write.
- copies: backups, synchronised folders and other copies stay.
- name: the file's name, size and dates may remain in the folder, in lists of recent files, on a deleted list.
- memory: swap and hibernation may hold what was open.
- evidence: what is destroyed can not be shown to a lawyer or a court any more.
"""
LIMITS: Final[tuple[Limit, ...]] = ("flash", "file_system", "copies", "name", "memory", "evidence")
_PIECE: Final = 1 << 20


def wipe(path: Path, *, disk: Disk | None = None) -> tuple[Limit, ...]:
    """Overwrite a file with chance, cut it to nothing, remove it; give what that cannot promise.

    Its head goes first: without the salt no passphrase opens the rest, wherever a disk may keep it. It takes any
    ordinary file, since nobody can tell a notebook from another; the window asks before. A link goes with its file.

    Raises:
        StorageRefusedError: read-only, or not an ordinary file; untouched.
        StorageMissingError, StorageFailedError, StorageFullError: it may be partly overwritten.
    """
    disk = disk or RealDisk()
    with storage_errors():
        real = Path(os.path.realpath(path))  # unlike Path.resolve, it bears a link that leads to itself
        with disk.change(real) as file:
            length = file.length()
            for start, end in ((0, min(HEAD, length)), (0, length)):
                for at in range(start, end, _PIECE):
                    file.write(at, secrets.token_bytes(min(_PIECE, end - at)))
                file.sync()
            file.cut(0)
            file.sync()
        disk.remove(real)
        if path.is_symlink():
            disk.remove(path)
        disk.sync_folder(real)
    return LIMITS
