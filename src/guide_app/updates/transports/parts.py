"""Files that have come in part: in memory, or on a disk where the next attempt finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import from_disk
from guide_app.updates.packs import check_file
from guide_app.updates.release import Measure
from guide_app.updates.transports.transport import PartFile


class MemoryPart:
    """A part that leaves no trace."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        self._content = bytearray()

    @property
    def done(self) -> int:
        """Bytes that are there."""
        return len(self._content)

    def append(self, chunk: bytes) -> None:
        """Keep more."""
        self._content += chunk

    def restart(self) -> None:
        """Forget what is there."""
        self._content.clear()

    def content(self) -> bytes:
        """Give all that is there."""
        return bytes(self._content)


class DiskPart:
    """A part in `<folder>/<sha256>.part`; what a killed program leaves of it is taken up again.

    Each chunk is handed to the system at once, without a buffer of ours. It is not forced onto the disk: after a power
    cut the hash tells, and it comes anew.
    """

    def __init__(self, folder: Path, sha256: str) -> None:
        self.sha256 = sha256
        self.path = folder / f"{sha256}.part"
        self._done = self._length()

    @property
    def done(self) -> int:
        """Bytes that are there."""
        return self._done

    def append(self, chunk: bytes) -> None:
        """Keep more.

        Raises:
            UpdateError: `full`, `read_only` or `storage`.
        """
        try:
            with self.path.open("ab", buffering=0) as file:
                if file.tell() != self._done:  # left in the middle of a write that failed
                    file.truncate(self._done)
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
        except OSError as error:
            raise from_disk(error) from error
        self._done += len(chunk)

    def restart(self) -> None:
        """Forget what is there.

        Raises:
            UpdateError: `full`, `read_only` or `storage`.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise from_disk(error) from error
        self._done = 0

    def content(self) -> bytes:
        """Give all that is there.

        Raises:
            UpdateError: `unreadable`.
        """
        if not self._done:
            return b""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UpdateError("unreadable", f"{self.path} cannot be read: {error}.") from error

    def _length(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise UpdateError("unreadable", f"{self.path} cannot be read: {error}.") from error


class WholePart(PartFile, Protocol):
    """A part that can be read when it is finished."""

    @property
    def sha256(self) -> str:
        """Hex: what it must be in the end."""

    def content(self) -> bytes:
        """Give all that is there.

        Raises:
            UpdateError: `unreadable`.
        """


def check_part(part: WholePart, length: int) -> bytes:
    """Give a finished part's bytes if they are those that were signed for; otherwise forget them.

    Raises:
        UpdateError: `wrong_hash`; `unreadable`, `full`, `read_only`, `storage` from the disk.
    """
    content = part.content()
    try:
        check_file(content, Measure(length, part.sha256))
    except UpdateError:
        part.restart()
        raise
    return content


def prepare_part(part: PartFile, length: int) -> int:
    """Give where to go on, in bytes; a part longer than its file is worth nothing and starts anew.

    Raises:
        UpdateError: `full`, `read_only` or `storage`.
    """
    if part.done > length:
        part.restart()
    return part.done
