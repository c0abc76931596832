"""The start check: nothing of a snapshot is read before its signatures, length and hash have been found good.

The root is part of the program's own folder: `carried_root` reads it from the embedded copy, or one is taken that
follows from it, version by version, each signed by a threshold of the keys before it. A folder from elsewhere is judged
by that root and never by its own. The embedded copy brings its root with it, so for it the check finds damage and
half a replacement, not somebody who can replace the whole program's folder: they can replace the program as well.
Against them only a comparison from outside helps; `guide verify` prints the root's sha256 for it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.store.verified import VerifiedSnapshot
from guide_app.updates.chain import LIMITS, Root, Target, check_chain, load_root, next_root, peek_version, refuse
from guide_app.updates.digest import sha256_of

if TYPE_CHECKING:
    from guide_app.updates.ahead import DigestAhead

MOST_ROTATIONS: Final = 256
"""How many roots ahead of the carried one may be followed; the same number as python-tuf's."""


class Refusal(NamedTuple):
    """A folder that was not opened, and why: a fixed word, and a sentence in English for those who look closer."""

    folder: Path
    code: str
    text: str


class TrustedStart(NamedTuple):
    """What a start may open (None: nothing), and what was refused before it."""

    verified: VerifiedSnapshot | None
    refused: tuple[Refusal, ...]


def carried_root(folder: Path) -> bytes:
    """Read the root that the program carries from its embedded copy, empty where there is none.

    It is trusted as the program's code is, because it lies beside it; call this with the program's own folder only.

    An empty root trusts nothing: `verify_installed` then refuses every folder with `no_root`.
    """
    try:
        return read_metadata(folder, "root")
    except UntrustedContentError:
        return b""


def open_first_trusted(
    folders: Sequence[Path], trusted_root: bytes, *, ahead: DigestAhead | None = None
) -> TrustedStart:
    """Take the first folder that is good, in the order given; keep why those before it were refused.

    Args:
        folders: where snapshots lie.
        trusted_root: the root that the program carries.
        ahead: the digest of one of their files, if it was begun before.
    """
    refused: list[Refusal] = []
    for folder in folders:
        try:
            return TrustedStart(verify_installed(folder, trusted_root=trusted_root, ahead=ahead), tuple(refused))
        except UntrustedContentError as error:
            refused.append(Refusal(folder, error.code, str(error)))
    return TrustedStart(None, tuple(refused))


def verify_installed(folder: Path, *, trusted_root: bytes, ahead: DigestAhead | None = None) -> VerifiedSnapshot:
    """Verify `guide.sqlite` and `metadata/` of a folder, whole, against the root that the program carries.

    Expired metadata is accepted: without a network nothing newer can come, and an old guide is better than none.
    Readers see its date instead.

    Raises:
        UntrustedContentError: for anything else than a whole, valid chain and the very file it names.
    """
    root = _root_of(folder, trusted_root)
    parts = {role: read_metadata(folder, role) for role in ("timestamp", "snapshot", "targets")}
    target = check_chain(root, timestamp=parts["timestamp"], snapshot=parts["snapshot"], targets=parts["targets"])
    path = folder / SNAPSHOT_NAME
    check_file(path, target, ahead)
    return VerifiedSnapshot(path, target.length, target.sha256, target.version, target.development)


def check_file(path: Path, target: Target, ahead: DigestAhead | None = None) -> None:
    """Compare a file with what was signed for: first its length, which costs nothing, then its sha256.

    Raises:
        UntrustedContentError: it cannot be read or differs.
    """
    try:
        with open_regular(path) as file:
            length = os.fstat(file.fileno()).st_size
            if length != target.length:
                refuse("length", f"{path.name} has {length} bytes, but {target.length} were signed for.")
            digest = (ahead.take(file) if ahead is not None else None) or sha256_of(file)
    except FileNotFoundError:
        refuse("missing", f"{path.name} is missing.")
    except (OSError, ValueError) as error:
        refuse("unreadable", f"{path.name} cannot be read: {error}")
    if digest != target.sha256:
        refuse("hash", f"{path.name} is not the file that was signed for.")


def read_metadata(folder: Path, role: str, *, version: int | None = None) -> bytes:
    """Read one metadata file, or an older root by its version (`2.root.json`), never more than it may hold.

    Raises:
        UntrustedContentError: it cannot be read or is too long.
    """
    name = f"{role}.json" if version is None else f"{version}.{role}.json"
    try:
        with open_regular(folder / METADATA_NAME / name) as file:
            content = file.read(LIMITS[role] + 1)
    except FileNotFoundError:
        refuse("missing", f"{name} is missing.")
    except (OSError, ValueError) as error:
        refuse("unreadable", f"{name} cannot be read: {error}")
    if len(content) > LIMITS[role]:
        refuse("too_long", f"{name} is longer than it may be.")
    return content


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file. A pipe or a device in its place is refused at once instead of waited for.

    Raises:
        OSError: it cannot be opened or is not a regular file.
    """
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - Path.open takes no opener; the caller closes
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("not a regular file")
    return file


def read_if_there(path: Path, most: int) -> bytes:
    """Read at most so many bytes of a regular file; none where there is none or it cannot be read."""
    try:
        with open_regular(path) as file:
            return file.read(most)
    except OSError:
        return b""


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _root_of(folder: Path, trusted_root: bytes) -> Root:
    """Find the root that judges a folder: the carried one, or what follows from it by the folder's own roots."""
    return follow_roots(trusted_root, lambda version: read_metadata(folder, "root", version=version))


def follow_roots(trusted_root: bytes, read: Callable[[int | None], bytes]) -> Root:
    """Find the root that judges: the carried one, or what follows from it, version by version.

    Args:
        trusted_root: the one that the program carries.
        read: gives the root of a version that lies beside what is judged; None: the newest.

    Raises:
        UntrustedContentError: none does, or `read` raised it.
    """
    root = load_root(trusted_root)
    newest = read(None)
    if newest == trusted_root:
        return root
    ahead = peek_version(newest, "root") - root.version
    if not 0 < ahead <= MOST_ROTATIONS:
        refuse("root_version", "The root of this folder is another or an older one than the program's own.")
    for version in range(root.version + 1, root.version + ahead):
        root = next_root(root, read(version))
    return next_root(root, newest)
