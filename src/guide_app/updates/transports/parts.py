"""Files that have come in part: in memory, or on a disk where the next attempt finds them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import from_disk
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


def check_part(part: MemoryPart | DiskPart, length: int) -> bytes:
    """Give a finished part's bytes if they are those that were signed for; otherwise forget them.

    Raises:
        UpdateError: `wrong_hash`; `unreadable`, `full`, `read_only`, `storage` from the disk.
    """
    content = part.content()
    if len(content) == length and hashlib.sha256(content).hexdigest() == part.sha256:
        return content
    part.restart()
    raise UpdateError("wrong_hash", f"What came is not the file that was signed for ({part.sha256[:8]}).")


def prepare_part(part: PartFile, length: int) -> int:
    """Give where to go on, in bytes; a part longer than its file is worth nothing and starts anew.

    Raises:
        UpdateError: `full`, `read_only` or `storage`.
    """
    if part.done > length:
        part.restart()
    return part.done
