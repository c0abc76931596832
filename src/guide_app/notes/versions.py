"""The versions that stand in a file, and where the next one goes."""

from __future__ import annotations

from typing import Final, NamedTuple

from guide_app.notes.errors import NotebookFullError
from guide_app.notes.layout import SMALLEST, STEPS, Slot, slots_within
from guide_app.notes.sealing import OVERHEAD, unseal

FIRST: Final = 1
"""Number of the version that a notebook is made with."""


class Version(NamedTuple):
    """One saved state of the whole notebook."""

    number: int
    slot: Slot
    fresh: bytes
    """Random bytes that only this one has."""
    text: bytes
    """As `format_content` gives it."""


def find_versions(file: bytes, key: bytearray) -> tuple[Version, ...]:
    """Give what the key opens, newest first: commonly the last version and the one before it, or nothing.

    Every slot that fits into the file is tried, whatever the others gave, so that the work depends on the length
    alone. A file shorter than any notebook is filled up with zeros to cost the same.
    """
    file = file.ljust(SMALLEST, b"\0")
    found = []
    for slot in slots_within(len(file)):
        opened = unseal(key, slot.label, file[slot.start : slot.end])
        if opened is not None:
            found.append(Version(opened.number, slot, opened.fresh, opened.text))
    return tuple(sorted(found, key=lambda version: version.number, reverse=True))


def step_for(text: bytes) -> int:
    """Give how often a file must have been doubled to hold a text.

    Raises:
        NotebookFullError: no step is large enough.
    """
    for step in range(STEPS):
        if len(text) <= Slot(step, 0).size - OVERHEAD:
            return step
    raise NotebookFullError("The notebook is full.")


def slot_after(newest: Slot, text: bytes) -> Slot:
    """Give the slot for the next version: never the newest one, nor anything that it overlaps.

    Raises:
        NotebookFullError: the text fits into none. A file never shrinks: that would tell how much was taken out.
    """
    step = step_for(text)
    return Slot(step, 1) if step > newest.step else newest.other
