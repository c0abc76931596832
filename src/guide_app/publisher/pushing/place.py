"""Where a publication can be pushed, and how a place is told from an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal, NoReturn, Protocol
from urllib.parse import urlsplit

from guide_app.core.errors import GuideError

Code = Literal["address", "tool", "unreachable", "host_key", "login", "refused", "older", "exists"]
ROADS: Final = ("folder", "sftp", "rsync+ssh", "s3")


class PushError(GuideError):
    """A publication was not pushed, or not all of it; what clients see there is whole. `code` is a fixed word."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


def stop(code: Code, text: str) -> NoReturn:
    """Raise the one error of pushing."""
    raise PushError(code, text)


class Place(Protocol):
    """A folder somewhere. Paths are below it, with slashes."""

    def list(self) -> Mapping[str, int]:
        """Give the files that are there: path -> bytes.

        Raises:
            PushError: nothing can be learnt.
        """

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Read small files that are there.

        Raises:
            PushError: one of them cannot be read.
        """

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        """Send files of a folder, in any order; each appears whole or not at all, and replaces what was there.

        `told` is called with each path when its file is there.

        Raises:
            PushError: not all of them are there now.
        """

    def remove(self, paths: Sequence[str]) -> None:
        """Take files away.

        Raises:
            PushError: one of them is still there.
        """

    def close(self) -> None:
        """Let go of the line."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to push to, taken apart."""

    road: Literal["folder", "sftp", "rsync+ssh", "s3"]
    path: str
    """Folder on this machine or the server; for S3 what stands before each name, without slashes around it."""
    host: str = ""
    """Server, or the name of the bucket."""
    port: int = 22
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """How to come in, where an address cannot say it."""

    identity: Path | None = None
    """Private key for SSH; None: the agent's and the usual ones."""
    known_hosts: Path | None = None
    """Keys of servers; None: the person's own file."""
    endpoint: str | None = None
    """Address of the S3 server; None: the service that invented it."""
    region: str | None = None


def parse_address(where: str) -> Address:
    """Read where to push to: a folder, `sftp://`, `rsync+ssh://user@host:port/folder` or `s3://bucket/prefix`.

    Raises:
        PushError: `address`.
    """
    if "://" not in where:
        return Address("folder", where)
    parts = urlsplit(where)
    try:
        port = parts.port or 22
    except ValueError:
        stop("address", f"{where}: the port is no number.")
    if parts.password is not None:
        stop("address", "A password in an address is seen by everybody on this machine: use a key.")
    if parts.query or parts.fragment or not parts.hostname:
        stop("address", f"{where} is not an address such as sftp://user@host/folder.")
    if ".." in PurePosixPath(parts.path).parts:
        stop("address", f"{where}: an address has no `..`.")
    if parts.scheme == "s3":
        return Address("s3", parts.path.strip("/"), parts.hostname)
    if parts.scheme not in {"sftp", "rsync+ssh"}:
        stop("address", f"{where}: what can be pushed to is a folder, sftp://, rsync+ssh:// or s3://.")
    if not parts.path.strip("/") or any(character in parts.path for character in "'\"\\$`;&|<>*?[]() \n"):
        stop("address", f"{where}: name a folder on the server, of plain letters.")
    road: Literal["sftp", "rsync+ssh"] = "sftp" if parts.scheme == "sftp" else "rsync+ssh"
    if parts.hostname.startswith("-") or (parts.username or "").startswith("-"):
        stop("address", f"{where} would be read as an option.")
    return Address(road, parts.path.rstrip("/"), parts.hostname, port, parts.username)


def open_place(where: str, access: Access) -> Place:
    """Open the place of an address.

    Raises:
        PushError: it is no address, or it cannot be reached.
    """
    address = parse_address(where)
    if address.road == "sftp":
        from guide_app.publisher.pushing.sftp import SftpPlace

        return SftpPlace(address, access)
    if address.road == "rsync+ssh":
        from guide_app.publisher.pushing.rsync import RsyncPlace

        return RsyncPlace(address, access)
    if address.road == "s3":
        from guide_app.publisher.pushing.s3 import S3Place

        return S3Place(address, access)
    from guide_app.publisher.pushing.folder import FolderPlace

    return FolderPlace(Path(address.path))
