"""The two slots of a kept state: each names one folder, and the one with the higher number counts.

They are written in turn and in place, so while one is being written the other stands. A slot is one line of 512
bytes, a sector of the smallest disk, with a sum: one that was written by half says nothing, as does a missing one.
Nothing is trusted because a slot names it: the folder's signatures decide (`updates.trust`).

The start reads this, so it imports nothing that the start check does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from guide_app.updates.digest import sha256
from guide_app.updates.trust import read_if_there

NAMES: Final = ("current.a", "current.b")
LENGTH: Final = 512
"""Bytes."""
_MARK: Final = "guide-slot"
_ALLOWED: Final = frozenset("0123456789abcdef-.")


class Slot(NamedTuple):
    """What a slot says."""

    number: int
    """Grows with each update: the higher one is the later one."""
    folder: str
    """Name of a folder beside the slot."""


def encode(slot: Slot) -> bytes:
    """Write a slot, `LENGTH` bytes."""
    text = f"{_MARK} {slot.number} {slot.folder}"
    return f"{text} {sha256(text.encode())}".ljust(LENGTH - 1).encode() + b"\n"


def decode(content: bytes) -> Slot | None:
    """Read a slot; None: it is damaged, half written, or nobody wrote it."""
    try:
        mark, number, folder, _sum = content.decode("ascii").split()
        slot = Slot(int(number), folder)
    except ValueError:
        return None
    if mark != _MARK or slot.number < 1 or not _is_plain(folder) or encode(slot) != content:
        return None
    return slot


def read_slots(state: Path) -> dict[str, Slot]:
    """Read the slots of a state, name -> what it says, the later one first; none where there is no state."""
    return slots_of({name: read_if_there(state / name, LENGTH + 1) for name in NAMES})


def slots_of(contents: Mapping[str, bytes]) -> dict[str, Slot]:
    """Give what slots say, the later one first; those that say nothing are left out."""
    found = {name: slot for name in contents if (slot := decode(contents[name])) is not None}
    return dict(sorted(found.items(), key=lambda entry: -entry[1].number))


def _is_plain(folder: str) -> bool:
    """Say whether a name can only be that of a folder beside the slot: `123-0a1b2c3d`."""
    return folder[0].isdigit() and set(folder) <= _ALLOWED
