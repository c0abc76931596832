"""What there is to show: the newest snapshot that can be trusted, opened, closed, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guide_app.core.errors import GuideError
from guide_app.core.values import Manifest
from guide_app.store.snapshot import Snapshot
from guide_app.updates.kept import newest_first
from guide_app.updates.trust import carried_root, open_first_trusted


class Opened:
    """What a start found: a verified snapshot that is open, or none; and why others were refused."""

    def __init__(
        self, folders: Sequence[Path], root_folder: Path, *, places: Sequence[Path] = (), at_once: bool = True
    ) -> None:
        """Verify, then open.

        Args:
            folders: where snapshots may lie, the preferred first.
            root_folder: the embedded copy, whose root is the one to trust.
            places: where updates may have been kept, which go before if they are newer.
            at_once: whether to do so now; else when `open` is called.
        """
        self._folders = tuple(folders)
        self._root_folder = root_folder
        self._places = tuple(places)
        self.reasons: tuple[str, ...] = ()
        self.snapshot: Snapshot | None = None
        self.manifest: Manifest | None = None
        self.development = False
        if at_once:
            self.open()

    def close(self) -> None:
        """Let go of the snapshot."""
        if self.snapshot is not None:
            self.snapshot.close()
        self.snapshot, self.manifest = None, None

    def open(self) -> None:
        """Verify, then open; nothing is taken over from the last time."""
        self.close()
        start = open_first_trusted(newest_first(self._folders, self._places), carried_root(self._root_folder))
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
        self.development = start.verified.development
