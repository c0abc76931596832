"""What is in use before an update, and the place where the new one is to be kept, held for oneself."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import METADATA_NAME, place_at_home, place_beside, snapshot_folder
from guide_app.core.turns import take_turn
from guide_app.store.verified import VerifiedSnapshot
from guide_app.updates.errors import fail
from guide_app.updates.events import Keep
from guide_app.updates.kept import newest_first
from guide_app.updates.trust import (
    carried_root,
    open_first_trusted,
    open_regular,
    read_if_there,
    read_metadata,
    verify_installed,
)
from guide_app.updates.watermark import LONGEST, NOTHING_SEEN, Watermark, as_moment, read_mark

MARK_NAME: Final = "seen.json"
"""Beside each kept snapshot: the newest that was seen when it was written."""
_TURN: Final = "turn"
_FILE: Final = re.compile(r"[a-z0-9.-]{1,60}\.json")
_LARGEST: Final = 1 << 20
"""Bytes of one metadata file."""


class Surroundings(NamedTuple):
    """Where the program's own copy is, and where updates can be kept."""

    own: Path
    """Its snapshot's folder, whose root is the one to trust."""
    places: Mapping[Keep, Path]
    """Without `memory`, which is no place."""

    @classmethod
    def of(cls, bundle: Path) -> Surroundings:
        """Give those of a program with this bundle."""
        places: dict[Keep, Path] = {"beside": place_beside(bundle)}
        home = place_at_home()
        return cls(snapshot_folder(bundle), places | ({"home": home} if home is not None else {}))


class InUse(NamedTuple):
    """What a start would open now."""

    root: bytes
    """The one that the program carries."""
    verified: VerifiedSnapshot | None
    """None: nothing is good any more; then everything has to be fetched."""
    metadata: Mapping[str, bytes]
    """File name -> content, of what is in use."""
    mark: Watermark = NOTHING_SEEN
    """The newest that was ever seen, as far as any kept folder knows."""
    floor: datetime | None = None
    """When the program's own copy was published: nothing older is taken."""


def find_in_use(around: Surroundings) -> InUse:
    """Find what a start would open, and the metadata beside it.

    Raises:
        UpdateError: `no_guide`: the program carries no root of trust.
    """
    root = carried_root(around.own)
    if not root:
        fail("no_guide", "the program carries no root of trust")
    folders = newest_first((around.own,), around.places.values())
    start = open_first_trusted(folders, root)
    marks = [read_mark(read_if_there(folder / MARK_NAME, LONGEST + 1)) for folder in folders]
    mark = max(marks, key=lambda mark: (mark.root, mark.published))
    floor = _published(around.own)
    if start.verified is None:
        return InUse(root, None, {"root.json": root}, mark, floor)
    return InUse(root, start.verified, read_metadata_files(start.verified.path.parent), mark, floor)


def read_metadata_files(folder: Path) -> dict[str, bytes]:
    """Read all metadata files that lie beside a snapshot, those of the regions and older roots as well.

    Raises:
        UpdateError: `no_guide`: one cannot be read.
    """
    files = {}
    try:
        for path in sorted((folder / METADATA_NAME).iterdir()):
            if _FILE.fullmatch(path.name):
                with open_regular(path) as file:
                    files[path.name] = file.read(_LARGEST)
    except OSError as error:
        fail("no_guide", str(error))
    return files


@contextlib.contextmanager
def held(state: Path | None) -> Iterator[None]:
    """Hold the place where updates are kept for oneself, and make it where it is not there yet; None: nothing to hold.

    Raises:
        UpdateError: `busy`: another process holds it.
        OSError: it cannot be made or written.
    """
    if state is None:
        yield
        return
    is_new = not state.is_dir()
    if is_new:
        state.parent.mkdir(parents=True, exist_ok=True)
        state.mkdir(0o700)
    try:
        with take_turn(state / _TURN, _refuse_to_wait):
            yield
    finally:
        if is_new and {path.name for path in state.iterdir()} <= {_TURN}:
            # Nothing came of it: then nothing is left of it.
            with contextlib.suppress(OSError):
                (state / _TURN).unlink(missing_ok=True)
                state.rmdir()


def _refuse_to_wait() -> NoReturn:
    fail("busy")


def is_good(folder: Path, root: bytes) -> bool:
    """Say whether a start would open this folder."""
    try:
        verify_installed(folder, trusted_root=root)
    except UntrustedContentError:
        return False
    return True


def _published(folder: Path) -> datetime | None:
    """Give when a folder's timestamp was signed, as it says itself; None: it says nothing."""
    try:
        return as_moment(str(json.loads(read_metadata(folder, "timestamp"))["signed"]["published"]))
    except (UntrustedContentError, ValueError, LookupError, TypeError, RecursionError):
        return None
