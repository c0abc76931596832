"""Where things lie in the file: a head that is never written again, and two slots that take turns.

    | head, 32 KiB | slot 0 | slot 1 |        256 KiB in all, or twice that, or twice again ...

When the content outgrows its slot the file doubles. The new version goes to slot 1 of the larger layout, which lies
wholly behind the old end: nothing that was there is touched until the new version stands. All begins at multiples of
16 KiB, so that a write that is cut short inside one page of a disk never reaches into the other slot.
"""

from __future__ import annotations

from typing import Final, NamedTuple

KIB: Final = 1024
HEAD: Final = 32 * KIB
SMALLEST: Final = 256 * KIB
STEPS: Final = 7
"""Sizes of a file: 256 KiB, 512 KiB, ... 16 MiB."""


class Slot(NamedTuple):
    """A place for one sealed version: `step` says how often the file was doubled, `side` which of the two."""

    step: int
    side: int

    @property
    def size(self) -> int:
        """Length in bytes."""
        return (size_of(self.step) - HEAD) // 2

    @property
    def start(self) -> int:
        """First byte in the file."""
        return HEAD + self.side * self.size

    @property
    def end(self) -> int:
        """First byte after it."""
        return self.start + self.size

    @property
    def other(self) -> Slot:
        """Its neighbour in the same layout."""
        return Slot(self.step, 1 - self.side)

    @property
    def label(self) -> bytes:
        """What its seal is bound to, so that a slot moved elsewhere does not open."""
        return b"notebook slot %d %d" % self


def size_of(step: int) -> int:
    """Give the length in bytes of a file that was doubled so many times."""
    return SMALLEST << step


LARGEST: Final = size_of(STEPS - 1)


def slots_within(length: int) -> tuple[Slot, ...]:
    """Give every slot that lies wholly within a file of this length: it depends on nothing else.

    More than two, since a file that was cut short while it grew, or that lost its end, is read by its older layout.
    """
    slots = (Slot(step, side) for step in range(STEPS) for side in (0, 1))
    return tuple(slot for slot in slots if slot.end <= length)
