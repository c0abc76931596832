"""Kept updates at a start: which folders to try before the program's own copy, the newest first.

Where nobody keeps updates there is no state, and this costs one look at each place where one could be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import SNAPSHOT_NAME
from guide_app.store.verified import VerifiedSnapshot
from guide_app.updates.chain import refuse
from guide_app.updates.installing.slots import read_slots
from guide_app.updates.trust import carried_root, open_first_trusted, read_metadata


def newest_first(own: Sequence[Path], states: Iterable[Path]) -> tuple[Path, ...]:
    """Put folders with snapshots into the order in which they are to be tried.

    What a folder says of its age is not verified here, but when it is tried, whole; who could forge it could as well
    remove it.

    Args:
        own: folders that the program brings, the preferred first.
        states: folders with slots, where they exist.
    """
    kept = [folders for state in states if (folders := _folders_of(state))]
    if not kept:
        return tuple(own)
    # Sorting keeps the order of equals: so of one state the later slot stays before the earlier.
    aged = [(folder, _age(folders[0])) for folders in kept for folder in folders]
    aged += [(folder, _age(folder)) for folder in own]
    return tuple(folder for folder, _ in sorted(aged, key=lambda entry: entry[1], reverse=True))


def open_newest(own: Path, states: Iterable[Path]) -> VerifiedSnapshot:
    """Give the newest snapshot that can be trusted, of kept ones and the program's own, whose root judges them all.

    Raises:
        UntrustedContentError: none can; the reason is that of the program's own.
    """
    start = open_first_trusted(newest_first((own,), states), carried_root(own))
    if start.verified is None:
        last = next(refusal for refusal in start.refused if refusal.folder == own)
        refuse(last.code, last.text)
    return start.verified


def _folders_of(state: Path) -> list[Path]:
    """Give the folders that the slots of a state name and that are there, the later one first."""
    if not state.is_dir():
        return []
    folders = (state / slot.folder for slot in read_slots(state).values())
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def _age(folder: Path) -> tuple[str, int]:
    """Give when the editors published it, and its version, as its targets say; the oldest of all where they cannot."""
    try:
        tree = json.loads(read_metadata(folder, "targets"))["signed"]
        published, version = tree["targets"][SNAPSHOT_NAME]["custom"]["published"], tree["version"]
    except (UntrustedContentError, ValueError, LookupError, TypeError, RecursionError):
        return "", 0
    return (published, version) if isinstance(published, str) and isinstance(version, int) else ("", 0)
