"""python-tuf's client with four things done otherwise: where files are kept, how they come, when it is, and no links.

Whatever is accepted or refused is python-tuf's decision. `reference_time` belongs to an inner class of it; a test tells
when that changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CODES, MissingError, TooLongError
from guide_app.updates.shelves import Shelf

Read = Callable[[str, int], bytes]
"""Reads a small file by its path, at most so many bytes; raises `UpdateError`s."""
_NOT_FOUND = 404


class RoadFetcher(FetcherInterface):
    """Gives python-tuf the bytes that a road brings. What goes wrong on the road stays an `UpdateError`."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """Read a metadata file.

        Raises:
            DownloadHTTPError: it is not there.
            DownloadLengthMismatchError: it is too long.
            UpdateError: anything else.
        """
        try:
            return self._read(url, max_length)
        except MissingError as error:
            raise DownloadHTTPError(str(error), _NOT_FOUND) from error
        except TooLongError as error:
            raise DownloadLengthMismatchError(str(error)) from error

    def _fetch(self, url: str) -> Iterator[bytes]:
        raise NotImplementedError("targets come by Transport.fetch")


class GuideUpdater(Updater):
    """Refreshes metadata on a shelf, at a moment.

    `bootstrap` None trusts the shelf's own `root.json`; the program always gives the root that it carries.

    Raises:
        UpdateError: `root` or `form`: the first root is none.
        OSError: the shelf cannot be read or written.
    """

    def __init__(
        self,
        shelf: Shelf,
        read: Read,
        *,
        bootstrap: bytes | None,
        moment: datetime | None = None,
        base: str = "metadata/",
    ) -> None:
        self._shelf = shelf
        config = UpdaterConfig(max_delegations=256)
        with _judging("root"):
            super().__init__("", base, fetcher=RoadFetcher(read), config=config, bootstrap=bootstrap)
        if moment is not None:
            self._trusted_set.reference_time = moment

    @property
    def root(self) -> Root:
        """The newest root that is trusted."""
        return self._trusted_set.root

    @property
    def timestamp(self) -> Timestamp:
        """The timestamp that is trusted."""
        return self._trusted_set.timestamp

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot metadata that is trusted."""
        return self._trusted_set.snapshot

    @property
    def targets(self) -> Targets:
        """The editors' targets."""
        return self._trusted_set.targets

    def refresh(self) -> None:
        """Bring the four roles up to date, in TUF's order.

        Raises:
            UpdateError: with the word for what is wrong.
            OSError: the shelf cannot be written.
        """
        with _judging("root"):
            self._load_root()
        with _judging("timestamp"):
            self._load_timestamp()
        with _judging("snapshot"):
            self._load_snapshot()
        with _judging("targets"):
            self._load_targets(Targets.type, Root.type)

    def load_region(self, name: str) -> Targets:
        """Bring what a region signs up to date, after `refresh`.

        Raises:
            UpdateError: with the word for what is wrong.
            OSError: the shelf cannot be written.
        """
        with _judging("region"):
            return self._load_targets(name, Targets.type)

    def find_target(self, path: str) -> TargetFile | None:
        """Find what is signed for a path, by the editors or those they delegate to, after `refresh`.

        Raises:
            UpdateError: with the word for what is wrong.
            OSError: the shelf cannot be written.
        """
        with _judging("targets"):
            return self._preorder_depth_first_walk(path)

    def kept(self, name: str) -> Metadata[Any]:
        """Read the file of a role that is trusted, with its signatures.

        Raises:
            OSError: it is not there.
        """
        return Metadata.from_bytes(self._load_local_metadata(name))

    def _load_local_metadata(self, rolename: str) -> bytes:
        return self._shelf.load(_name(rolename))

    def _persist_metadata(self, rolename: str, data: bytes) -> None:
        self._shelf.save(_name(rolename), data)

    def _persist_root(self, version: int, data: bytes) -> None:
        self._shelf.save(f"{version}.root.json", data)
        self._newest_root = data

    def _update_root_symlink(self) -> None:
        """Keep the newest root under its short name, as a file."""
        self._shelf.save("root.json", self._newest_root)

    def _load_root(self) -> None:
        """Follow the roots, from the shelf where they are there and good, else from the road."""
        first = self._trusted_set.root.version + 1
        try:
            for version in range(first, first + self.config.max_root_rotations):
                if not self._follow_kept_root(version):
                    try:
                        data = self._download_metadata(Root.type, self.config.root_max_length, version)
                    except DownloadHTTPError:
                        break  # the newest has been reached
                    self._trusted_set.update_root(data)
                    self._persist_root(version, data)
        finally:
            self._update_root_symlink()

    def _follow_kept_root(self, version: int) -> bool:
        try:
            data = self._shelf.load(f"{version}.root.json")
            self._trusted_set.update_root(data)
        except (OSError, RepositoryError):
            return False
        self._newest_root = data
        return True


def _name(rolename: str) -> str:
    return f"{quote(rolename, '')}.json"


@contextmanager
def _judging(step: str) -> Iterator[None]:
    """Turn python-tuf's complaints into ours; it lets some of Python's own pass through.

    Raises:
        UpdateError: instead of them.
    """
    from securesystemslib.exceptions import Error as SigningLibraryError
    from tuf.api.exceptions import DownloadError

    try:
        yield
    except UpdateError:
        raise
    except DownloadHTTPError as error:
        raise UpdateError("missing", f"{CODES['missing'][1]} ({error})") from error
    except (RepositoryError, DownloadError, SigningLibraryError) as error:
        code = _code_of(error, step)
        raise UpdateError(code, f"{CODES[code][1]} ({step}: {error})") from error
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UpdateError("form", f"{CODES['form'][1]} ({step}: {type(error).__name__})") from error


def _code_of(error: Exception, step: str) -> str:
    always = {DownloadLengthMismatchError: "too_long", ExpiredMetadataError: "expired"}
    here = (
        {UnsignedMetadataError: "signature", LengthOrHashMismatchError: "mix"} if step not in {"root", "region"} else {}
    )
    if type(error) in always | here:
        return (always | here)[type(error)]
    if step in {"root", "region"}:
        return step
    if isinstance(error, BadVersionNumberError):
        # The version in a file differs from the one signed for it; every other one is older than one seen before.
        return "mix" if step == "targets" or str(error).startswith("Expected snapshot version") else "rollback"
    return "mix" if "missing info" in str(error) or "does not contain" in str(error) else "form"
