"""A road in memory: the tree of a server as a dictionary, with every fault that a test asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import MissingError, TooLongError
from guide_app.updates.transports.parts import prepare_part
from guide_app.updates.transports.transport import CHUNK, Kind, PartFile, Watch, check_path


class MemoryTransport:
    """Serves `files` (path -> content) as if by `kind`; `asked` keeps the paths in order, `carried` the bytes."""

    def __init__(self, files: Mapping[str, bytes], *, kind: Kind = "https") -> None:
        self.files = dict(files)
        self.kind: Kind = kind
        self.offline = kind in {"folder", "zip"}
        self.asked: list[str] = []
        self.carried = 0
        self.errors: dict[str, UpdateError] = {}
        """Path -> what happens instead of an answer."""
        self.breaks_after: dict[str, int] = {}
        """Path -> bytes after which the line breaks, once; a later fetch goes on from there."""
        self.closed = False

    def read(self, path: str, most: int, watch: Watch | None = None) -> bytes:
        if watch is not None:
            watch.check()
        content = self._answer(path)
        if len(content) > most:
            raise TooLongError(path)
        self.carried += len(content)
        return content

    def fetch(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        content = self._answer(path)
        if len(content) > length:
            raise TooLongError(path)
        end = self.breaks_after.pop(path, len(content))
        watch.progress(prepare_part(part, length), length)
        while part.done < end:
            chunk = content[part.done : min(end, part.done + CHUNK)]
            part.append(chunk)
            self.carried += len(chunk)
            watch.progress(part.done, length)
        if part.done < length:
            raise UpdateError("broken_off", f"{path} broke off.")

    def close(self) -> None:
        self.closed = True

    def _answer(self, path: str) -> bytes:
        self.asked.append(check_path(path))
        if path in self.errors:
            raise self.errors[path]
        try:
            return self.files[path]
        except KeyError as error:
            raise MissingError(path) from error


def tree_of(folder: Path) -> dict[str, bytes]:
    """Read a folder as such a dictionary."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
