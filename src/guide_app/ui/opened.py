"""What there is to show: the newest snapshot that can be trusted, opened, closed, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from guide_app.core.errors import GuideError
from guide_app.core.values import Manifest
from guide_app.store.snapshot import Snapshot
from guide_app.updates.ahead import DigestAhead
from guide_app.updates.kept import newest_first
from guide_app.updates.trust import carried_root, open_first_trusted


class Newer(NamedTuple):
    """A verified snapshot that is open, to take the place of the one in use."""

    snapshot: Snapshot
    manifest: Manifest
    development: bool
    version: int
    folder: Path | None
    """Where it lies; None: in memory alone."""


class Opened:
    """What a start found: a verified snapshot that is open, or none; and why others were refused."""

    def __init__(
        self,
        folders: Sequence[Path],
        root_folder: Path,
        *,
        places: Sequence[Path] = (),
        at_once: bool = True,
        ahead: DigestAhead | None = None,
    ) -> None:
        """Verify, then open.

        Args:
            folders: where snapshots may lie, the preferred first.
            root_folder: the embedded copy, whose root is the one to trust.
            places: where updates may have been kept, which go before if they are newer.
            at_once: whether to do so now; else when `open` is called.
            ahead: what was begun of it before.
        """
        self._folders = tuple(folders)
        self._root_folder = root_folder
        self._places = tuple(places)
        self.reasons: tuple[str, ...] = ()
        self.snapshot: Snapshot | None = None
        self.manifest: Manifest | None = None
        self.development = False
        self.version = 0
        """Of the signed files: a higher one is newer."""
        self.folder: Path | None = None
        """Where it lies; None: in memory alone, or nothing is open."""
        if at_once:
            self.open(ahead)

    def close(self) -> None:
        """Let go of the snapshot."""
        if self.snapshot is not None:
            self.snapshot.close()
        self.snapshot, self.manifest, self.folder = None, None, None

    @property
    def root_folder(self) -> Path:
        """The embedded copy, whose root is the one to trust."""
        return self._root_folder

    def take(self, newer: Newer) -> Snapshot | None:
        """Show a newer snapshot from now on; where it lies is looked first, should all be opened again.

        Returns:
            The one before, still open: what shows it must go first.
        """
        before, self.snapshot = self.snapshot, newer.snapshot
        self.manifest, self.development, self.version = newer.manifest, newer.development, newer.version
        self.folder, self.reasons = newer.folder, ()
        if newer.folder is not None:
            self._folders = (newer.folder, *(folder for folder in self._folders if folder != newer.folder))
        return before

    def open(self, ahead: DigestAhead | None = None) -> None:
        """Verify, then open; nothing is taken over from the last time."""
        self.close()
        folders = newest_first(self._folders, self._places)
        start = open_first_trusted(folders, carried_root(self._root_folder), ahead=ahead)
        self.reasons = tuple(refusal.code for refusal in start.refused)
        if start.verified is None:
            return
        try:
            snapshot = Snapshot.open(start.verified)
            self.manifest = snapshot.manifest()
        except GuideError as error:
            self.reasons = (*self.reasons, type(error).__name__)
            return
        self.snapshot = snapshot
        self.development, self.version = start.verified.development, start.verified.version
        self.folder = start.verified.path.parent
