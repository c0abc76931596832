"""A server over SFTP. Its key must be known; a person's own keys and agent open it, never a password."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from guide_app.publisher.pushing.folder import PART
from guide_app.publisher.pushing.place import Access, Address, Code, stop

if TYPE_CHECKING:
    import paramiko

_PATIENCE: Final = 60.0
"""Seconds without an answer."""


class SftpPlace:
    """Each file is sent under another name and then renamed, which a server does in one step."""

    def __init__(self, address: Address, access: Access) -> None:
        self._folder = PurePosixPath(address.path)
        self._client = _connect(address, access)
        self._made: set[PurePosixPath] = set()
        with _told(address.host):
            self._sftp = self._client.open_sftp()
            self._sftp.get_channel().settimeout(_PATIENCE)  # type: ignore[union-attr]
        self._host = address.host

    def list(self) -> Mapping[str, int]:
        """Give the files that are there."""
        with _told(self._host):
            return dict(self._walk("metadata")) | dict(self._walk("targets"))

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Read small files."""
        found = {}
        with _told(self._host):
            for path in paths:
                with self._sftp.open(str(self._folder / path), "rb") as file:
                    found[path] = file.read()
        return found

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        """Send files."""
        for path in paths:
            with _told(self._host):
                goal = self._folder / path
                self._make(goal.parent)
                part = goal.with_name(f".{goal.name}{PART}")
                with (folder / path).open("rb") as source:
                    self._sftp.putfo(source, str(part))  # compares the length when it is done
                self._sftp.chmod(str(part), 0o644)
                self._sftp.posix_rename(str(part), str(goal))
            told(path)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""
        with _told(self._host):
            for path in paths:
                self._sftp.remove(str(self._folder / path))

    def close(self) -> None:
        """Close the line."""
        self._client.close()

    def _walk(self, below: str) -> Iterator[tuple[str, int]]:
        try:
            entries = self._sftp.listdir_attr(str(self._folder / below))
        except FileNotFoundError:
            return
        for entry in entries:
            if stat.S_ISDIR(entry.st_mode or 0):
                yield from self._walk(f"{below}/{entry.filename}")
            elif not entry.filename.endswith(PART):
                yield f"{below}/{entry.filename}", entry.st_size or 0

    def _make(self, folder: PurePosixPath) -> None:
        """Make a folder and those above it, but never the one of the address: a wrong letter would publish anywhere."""
        if folder in self._made:
            return
        if folder != self._folder:
            self._make(folder.parent)
            try:
                self._sftp.stat(str(folder))
            except FileNotFoundError:
                self._sftp.mkdir(str(folder), 0o755)
        self._made.add(folder)


def _connect(address: Address, access: Access) -> paramiko.SSHClient:
    import paramiko

    client = paramiko.SSHClient()
    try:
        if access.known_hosts is None:
            client.load_system_host_keys()
        else:
            client.load_system_host_keys(str(access.known_hosts))
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        with _told(address.host, "unreachable"):
            client.connect(
                address.host,
                port=address.port,
                username=address.user,
                key_filename=None if access.identity is None else str(access.identity),
                look_for_keys=access.identity is None,
                allow_agent=access.identity is None,
                timeout=_PATIENCE,
            )
    except BaseException:
        client.close()
        raise
    return client


@contextmanager
def _told(host: str, otherwise: Code = "refused") -> Iterator[None]:
    """Turn what can go wrong on the way into a plain sentence; what the system says besides means `otherwise`."""
    import paramiko

    try:
        yield
    except paramiko.BadHostKeyException:
        stop("host_key", f"{host} has another key than the one that is known for it. Find out why before you go on.")
    except paramiko.AuthenticationException as error:
        stop("login", f"{host} lets none of your keys in: {error}")
    except paramiko.SSHException as error:
        if "not found in known_hosts" in str(error):
            stop("host_key", f"The key of {host} is not known. Compare it with its owner, then add it to known_hosts.")
        stop("unreachable", f"{host}: {error}")
    except (TimeoutError, EOFError, ConnectionError) as error:
        stop("unreachable", f"{host} does not answer: {str(error) or 'the line broke'}")
    except OSError as error:
        stop(otherwise, f"{host}: {error.strerror or error}")
