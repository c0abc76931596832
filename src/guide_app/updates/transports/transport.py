"""The one seam between updates and the world: a road gives files by name, whole or from where they broke off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, Literal, Protocol

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CancelledError

Kind = Literal["https", "tor", "mirror", "folder", "zip"]
CHUNK: Final = 1 << 16
"""Bytes; no road holds back more than this before it is kept, so no more is lost when the line breaks."""
_LONGEST_PATH: Final = 255


class Watch:
    """Looks on while bytes arrive, and can stop them from any thread; a road asks every 50 ms at least.

    `on_progress(done, total)`, in bytes, is called in the thread that fetches.
    """

    def __init__(self, on_progress: Callable[[int, int], object] | None = None) -> None:
        self._on_progress = on_progress
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Let the fetching end with `CancelledError`."""
        self._cancelled.set()

    def check(self) -> None:
        """Go on or not.

        Raises:
            CancelledError: somebody stopped it.
        """
        if self._cancelled.is_set():
            raise CancelledError

    def progress(self, done: int, total: int) -> None:
        """Tell how many of how many bytes are there.

        Raises:
            CancelledError: somebody stopped it.
        """
        self.check()
        if self._on_progress is not None:
            self._on_progress(done, total)


class PartFile(Protocol):
    """What has come so far of one file, named by the sha256 that it must have in the end."""

    @property
    def done(self) -> int:
        """Bytes that are there."""

    def append(self, chunk: bytes) -> None:
        """Keep more.

        Raises:
            UpdateError: `full`, `read_only` or `storage`.
        """

    def restart(self) -> None:
        """Forget what is there: the file comes from its beginning.

        Raises:
            UpdateError: `full`, `read_only` or `storage`.
        """


class Transport(Protocol):
    """One road to one repository; paths are those of the static tree, `metadata/timestamp.json`."""

    @property
    def kind(self) -> Kind:
        """Name of the road."""

    @property
    def offline(self) -> bool:
        """Whether nothing newer can be had on this road, so that an expired guide may still be good."""

    def read(self, path: str, most: int, watch: Watch | None = None) -> bytes:
        """Read a small file whole, at most `most` bytes.

        Raises:
            MissingError: it is not there.
            TooLongError: it is longer.
            CancelledError: the watch was told to stop.
            UpdateError: it cannot be had; the code is one of `updates.errors.CODES`.
        """

    def fetch(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        """Add to a part, from where it stands, until it has `length` bytes. What they are is not judged here.

        Raises:
            MissingError: it is not there.
            TooLongError: it is longer.
            CancelledError: the watch was told to stop; the part stays for another time.
            UpdateError: it cannot be had; the code is one of `updates.errors.CODES`.
        """

    def close(self) -> None:
        """Let go of connections and files."""


def check_path(path: str) -> str:
    """Give a path of the repository back if it can only mean a file inside it, on every system.

    Raises:
        UpdateError: `bad_address`.
    """
    good = path.isascii() and path.isprintable() and not set(path) & set('\\:*?"<>|#')
    if not good or len(path) > _LONGEST_PATH or {"", ".", ".."} & set(path.split("/")):
        raise UpdateError("bad_address", f"{path!r} is no path inside a repository.")
    return path
