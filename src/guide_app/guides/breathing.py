"""Paced breathing: at which phase one is at a moment, found from the clock alone.

No tick is counted: a window that was late, or asleep, shows the right phase at the next look, and nothing drifts.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Phase = Literal["in", "hold", "out", "rest"]
"""rest: hold with empty lungs."""
PHASES: Final[tuple[Phase, ...]] = ("in", "hold", "out", "rest")
LONGEST: Final = 12
"""Counts of the longest phase that somebody can choose."""


class Pattern(NamedTuple):
    """Counts of each phase; a count is a second. A phase of nought counts is left out."""

    breathe_in: int
    hold: int
    breathe_out: int
    rest: int

    @property
    def counts(self) -> tuple[tuple[Phase, int], ...]:
        """The phases that there are, with their counts."""
        return tuple((phase, count) for phase, count in zip(PHASES, self, strict=True) if count)

    @property
    def length(self) -> int:
        """Seconds of one breath."""
        return sum(self)

    def changed(self, phase: Phase, by: int) -> Pattern:
        """Make a phase longer or shorter, within what is bearable: breath goes in and out, the rest can be left out."""
        at = PHASES.index(phase)
        least = 1 if phase in {"in", "out"} else 0
        counts = list(self)
        counts[at] = max(least, min(LONGEST, counts[at] + by))
        return Pattern(*counts)


SQUARE: Final = Pattern(4, 4, 4, 4)
LONG_OUT: Final = Pattern(4, 7, 8, 0)
FREE: Final = Pattern(3, 0, 5, 0)
"""With which counts of one's own begin."""


class Moment(NamedTuple):
    """Where a breath is."""

    phase: Phase
    fraction: float
    """Of the phase, from 0 up to but not 1."""
    second: int
    """Of the phase, from 1: what is counted aloud."""
    round: int
    """Whole breaths before this one."""
    until_count: float
    """Seconds until the next count or phase."""

    @property
    def width(self) -> float:
        """How wide the chest is, 0 to 1; it begins and ends slowly."""
        if self.phase in {"hold", "rest"}:
            return 1.0 if self.phase == "hold" else 0.0
        eased = self.fraction * self.fraction * (3 - 2 * self.fraction)
        return eased if self.phase == "in" else 1.0 - eased


class Breathing(NamedTuple):
    """A rhythm that goes on until it is paused. All moments are seconds of one clock that never runs backwards."""

    pattern: Pattern
    began: float
    paused: float | None = None
    """When; None: it goes on."""

    def at(self, now: float) -> Moment:
        """Say where the breath is."""
        elapsed = max(0.0, (now if self.paused is None else self.paused) - self.began)
        rounds, into = divmod(elapsed, self.pattern.length)
        *before, (phase, length) = self.pattern.counts
        for each, seconds in before:
            if into < seconds:
                phase, length = each, seconds
                break
            into -= seconds
        # Rounding may leave a hair more than a phase has.
        count = min(length - 1, int(into))
        return Moment(phase, min(into / length, 1 - 1e-9), count + 1, int(rounds), count + 1 - into)

    def pause(self, now: float) -> Breathing:
        """Stand still."""
        return self if self.paused is not None else self._replace(paused=now)

    def resume(self, now: float) -> Breathing:
        """Go on where it stood still."""
        if self.paused is None:
            return self
        return self._replace(began=self.began + (now - self.paused), paused=None)
