"""The way out by one key: Shift, three times within five seconds.

Shift alone writes nothing and is under any hand; pressed three times it collides with no assistive tool (Windows
asks about Sticky Keys at five). Escape does, and GOV.UK's "exit this page" went the same way.
"""

from __future__ import annotations

from typing import Final

PRESSES: Final = 3
WITHIN: Final = 5.0
"""Seconds from the first press to the last, both included."""


class ShiftCounter:
    """Counts presses of Shift, left and right alike, and says when to leave. The clock is the caller's.

    What does not count: a key held down that repeats itself, and Shift used to write a capital, since the letter
    that follows cancels. It leaves on the press, not on the release: what is late can be too late.
    """

    def __init__(self) -> None:
        self._times: tuple[float, ...] = ()
        self._left = False

    @property
    def left(self) -> bool:
        """Whether it has been said to leave; there is no way back."""
        return self._left

    def press(self, *, is_shift: bool, at: float, is_repeat: bool = False, with_modifiers: bool = False) -> bool:
        """Take note of a key press; True: leave, and hand this press to nobody. After that always True.

        Args:
            is_shift: whether it is a Shift key.
            at: when, in seconds of a clock that never goes back.
            is_repeat: whether a key that is held down repeats itself. Shift's own repeats neither count nor cancel.
            with_modifiers: whether Ctrl, Alt or Meta is down: then it is a shortcut and cancels. Alt held and Shift
                pressed again and again walks through keyboard layouts, on Arabic and Russian desktops above all.
        """
        if self._left or (is_shift and is_repeat):
            return self._left
        if not is_shift or with_modifiers:
            self.cancel()
            return False
        recent = tuple(time for time in self._times if 0 <= at - time <= WITHIN)
        self._times = (*recent, at)[-PRESSES:]
        self._left = len(self._times) == PRESSES
        return self._left

    def cancel(self) -> bool:
        """Begin anew, as at a press of a mouse button or a touch; True: leaving already, hand it to nobody."""
        self._times = ()
        return self._left
