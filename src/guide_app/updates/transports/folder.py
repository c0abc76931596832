"""A folder on a stick or a disk, with the same tree as a server."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path
from typing import Literal

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import MissingError, TooLongError
from guide_app.updates.transports.parts import prepare_part
from guide_app.updates.transports.transport import CHUNK, PartFile, Watch, check_path
from guide_app.updates.trust import open_regular


class FolderTransport:
    """Reads a folder that somebody else wrote: no links, no pipes, no devices, never more than asked for."""

    kind: Literal["folder"] = "folder"
    offline = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str, most: int, watch: Watch | None = None) -> bytes:
        """Read a small file whole; see `Transport.read`."""
        if watch is not None:
            watch.check()
        try:
            with self._open(path) as file:
                content = file.read(most + 1)
        except OSError as error:
            raise _unreadable(path, error) from error
        if len(content) > most:
            raise TooLongError(path)
        return content

    def fetch(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        """Copy what is missing of a part; see `Transport.fetch`."""
        try:
            with self._open(path) as file:
                copy_rest(file, path, 0, length, part, watch)
                if file.read(1):
                    raise TooLongError(path)
        except OSError as error:
            raise _unreadable(path, error) from error

    def close(self) -> None:
        """Nothing is held open between reads: the stick can be taken away."""

    def _open(self, path: str) -> BufferedReader:
        parts = check_path(path).split("/")
        place = self._folder
        try:
            for name in parts:
                place /= name
                if place.is_symlink():
                    raise UpdateError("unreadable", f"{path} is a link, which a guide never has.")
            return open_regular(place)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise MissingError(path) from error


def copy_rest(file: BufferedReader, path: str, start: int, length: int, part: PartFile, watch: Watch) -> None:
    """Copy a file that begins at `start` of an open one into a part, from where the part stands.

    Raises:
        UpdateError: `broken_off`, the file ends early; `cancelled`; what the part raises.
        OSError: it cannot be read.
    """
    file.seek(start + prepare_part(part, length))
    watch.progress(part.done, length)
    while part.done < length:
        chunk = file.read(min(CHUNK, length - part.done))
        if not chunk:
            raise UpdateError("broken_off", f"{path} is shorter than it must be.")
        part.append(chunk)
        watch.progress(part.done, length)


def _unreadable(path: str, error: OSError) -> UpdateError:
    return UpdateError("unreadable", f"{path} cannot be read: {error}.")
