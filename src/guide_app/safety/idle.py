"""When nobody is there any more: no key, no pointer and no touch for as long as the person chose."""

from __future__ import annotations

from typing import NamedTuple


class Moment(NamedTuple):
    """One moment on two clocks, in seconds: one never goes back, the other goes on while the computer sleeps."""

    steady: float
    wall: float


class Idle:
    """Keeps the time since the last sign of somebody. The clocks are the caller's."""

    def __init__(self, minutes: int, now: Moment) -> None:
        """Begin as if somebody had just been there."""
        self._limit = minutes * 60.0
        self._last = now

    def is_over(self, now: Moment) -> bool:
        """Say whether nobody was there for the whole time, by either clock: a lid that was shut counts too.

        A wall clock that is set back never makes it longer than by the steady one.
        """
        return max(now.steady - self._last.steady, now.wall - self._last.wall) >= self._limit

    def notice(self, now: Moment) -> bool:
        """Take note of a sign of somebody; False: it comes too late, the time was over before."""
        if self.is_over(now):
            return False
        self._last = now
        return True
