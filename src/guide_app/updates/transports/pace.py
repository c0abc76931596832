"""When a line is too slow to wait for: pure arithmetic over moments."""

from __future__ import annotations

from typing import Final, NamedTuple

from guide_app.updates.errors import fail


class Patience(NamedTuple):
    """How long a server is waited for."""

    connect: float = 60
    """Seconds to find the server, reach it and agree on a key with it."""
    silence: float = 60
    """Seconds without a byte."""
    window: float = 60
    """Seconds in which at least `least` bytes must come while more are due."""
    least: int = 60 * 128
    """Bytes; 128 a second is a tenth of the slowest telephone line."""


TOR: Final = Patience(connect=180, silence=120, window=120, least=120 * 128)
"""Circuits are slow to be built, and pause."""


class Pace:
    """Judges one answer: it must begin, go on, and not drip. Moments are seconds of a clock that never steps."""

    def __init__(self, patience: Patience, now: float) -> None:
        self._patience = patience
        self._begun = False
        self._last = now
        self._window = now
        self._in_window = 0

    def begin(self, now: float) -> None:
        """Note that the server has begun to answer."""
        self._begun = True
        self._last = self._window = now

    def add(self, count: int, now: float) -> None:
        """Note that bytes have come."""
        self._last = now
        self._in_window += count

    def check(self, now: float) -> None:
        """Go on waiting or not.

        Raises:
            UpdateError: `too_slow`.
        """
        limit = self._patience.silence + (0 if self._begun else self._patience.connect)
        if now - self._last > limit:
            fail("too_slow", f"nothing came for {limit:g} seconds")
        if self._begun and now - self._window >= self._patience.window:
            if self._in_window < self._patience.least:
                fail("too_slow", f"{self._in_window} bytes in {self._patience.window:g} seconds")
            self._window, self._in_window = now, 0
