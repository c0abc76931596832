"""What was brought is judged again before anything of it is shown, and opened: off the main thread, for it is much."""

from __future__ import annotations

from pathlib import Path

from guide_app.core.errors import GuideError, UntrustedContentError
from guide_app.store.snapshot import Snapshot
from guide_app.ui.opened import Newer
from guide_app.ui.updates.told import Handed
from guide_app.updates.handed import verify_handed
from guide_app.updates.trust import carried_root, verify_installed


def open_folder(folder: Path, root_folder: Path, at_least: int) -> Newer:
    """Verify and open what is kept in a folder.

    Args:
        folder: of `guide.sqlite` and `metadata/`.
        root_folder: the embedded copy, whose root is the one to trust.
        at_least: version of what is in use; nothing older takes its place.

    Raises:
        GuideError: it is not to be trusted, or cannot be opened.
    """
    verified = verify_installed(folder, trusted_root=carried_root(root_folder))
    _refuse_older(verified.version, at_least)
    return _described(Snapshot.open(verified), development=verified.development, version=verified.version, at=folder)


def open_handed(handed: Handed, root_folder: Path, at_least: int) -> Newer:
    """Verify and open what was handed over for this session alone; the arguments as for `open_folder`.

    Raises:
        GuideError: it is not to be trusted, or cannot be opened.
    """
    verified = verify_handed(handed.metadata, handed.content, trusted_root=carried_root(root_folder))
    _refuse_older(verified.version, at_least)
    snapshot = Snapshot.open_content(verified)
    return _described(snapshot, development=verified.development, version=verified.version, at=None)


def _refuse_older(version: int, at_least: int) -> None:
    if version < at_least:
        raise UntrustedContentError(f"Version {version} is older than {at_least}, which is in use.", "version")


def _described(snapshot: Snapshot, *, development: bool, version: int, at: Path | None) -> Newer:
    try:
        return Newer(snapshot, snapshot.manifest(), development, version, at)
    except GuideError:
        snapshot.close()
        raise
