"""A second pair of eyes on our own windows, for the time when the first is busy: on X11, beside the one Qt has.

A thread of its own listens, on a connection of its own, to the keys and presses that the X server sends to our
windows anyway, and to nothing else: not to other windows, and not while another program has the keyboard. It sleeps
until there is one. At a third Shift, or a press on the way out, it asks the main thread whether it has seen that too;
where no answer comes in time, it takes our windows off the screen and ends the process itself. So leaving works while
the main thread computes, waits for a disk or for an input method that does not answer.

It cannot help while something in C holds the interpreter's lock, and it does not see fingers: the X server tells a
touch to one program alone. On Wayland, Windows and macOS there is no second pair of eyes.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Callable, Iterable
from threading import Event, Thread
from time import monotonic
from typing import Final, NamedTuple, Self

from guide_app.safety.leaving import ShiftCounter

PATIENCE: Final = 0.03
"""Seconds that the main thread has to answer."""
_XCB: Final = "libxcb.so.1"
_XCB_INPUT: Final = "libxcb-xinput.so.0"
_KEY_PRESS: Final = 2
_KEY_RELEASE: Final = 3
_MAPPING: Final = 34
_EXTENSION: Final = 35
_XI_BUTTON_PRESS: Final = 4
_EVENT_MASK: Final = 1 << 11
"""`XCB_CW_EVENT_MASK`: what a client wants to hear of a window."""
_KEYS: Final = 0b11
"""`XCB_EVENT_MASK_KEY_PRESS | XCB_EVENT_MASK_KEY_RELEASE`."""
_ALL_POINTERS: Final = 1
"""`XCB_INPUT_DEVICE_ALL_MASTER`."""
_OTHER_MODIFIERS: Final = 0b1001100
"""Ctrl, Alt and Super in the state of a key."""
_LEFT_BUTTON: Final = 1
_FIRST_VERSION: Final = (2, 2)
_LOCAL: Final = (":", "unix:")


class Area(NamedTuple):
    """The way out in a window, in the display server's pixels."""

    window: int
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, window: int, x: float, y: float) -> bool:
        """Whether a place of a window is inside."""
        return window == self.window and self.left <= x < self.right and self.top <= y < self.bottom


class KeyEvent(NamedTuple):
    """A key that went to a window of ours, as the X server tells it."""

    is_press: bool
    code: int
    time: int
    state: int


class Reading:
    """Says of what is seen whether it asks to leave. The clock is the caller's, the codes of Shift the X server's."""

    def __init__(self) -> None:
        self.shifts: frozenset[int] = frozenset()
        self.area: Area | None = None
        self._counter = ShiftCounter()
        self._presses: list[float] = []
        self._down: int | None = None
        self._released: tuple[int, int] | None = None

    def key(self, event: KeyEvent, at: float) -> float | None:
        """Take note of a key; give the moment of the first of three presses, where this was the third."""
        if not event.is_press:
            # Some drivers let go what was never pressed.
            self._released = (event.code, event.time) if event.code == self._down else None
            self._down = None
            return None
        # A key held down is let go and pressed again in the same moment, as X11 tells it.
        repeats = self._released == (event.code, event.time)
        self._down = event.code
        is_shift, with_modifiers = event.code in self.shifts, bool(event.state & _OTHER_MODIFIERS)
        if not repeats:
            self._presses = [*self._presses, at][-3:]
        if self._counter.press(is_shift=is_shift, at=at, is_repeat=repeats, with_modifiers=with_modifiers):
            self._counter = ShiftCounter()
            return self._presses[0]
        return None

    def button(self, window: int, button: int, x: float, y: float) -> bool:
        """Take note of a press of a button of the mouse; True: it was on the way out."""
        self._counter.cancel()
        return button == _LEFT_BUTTON and self.area is not None and self.area.holds(window, x, y)


class Lookout:
    """Looks at windows of ours from a thread of its own."""

    def __init__(self, display: _Display, ask: Callable[[float], object], end: Callable[[int], object]) -> None:
        """Look at nothing yet; see `open`."""
        self._display = display
        self._ask = ask
        self._end = end
        self._answered = Event()
        self._reading = Reading()
        self._windows: set[int] = set()
        self.patience = PATIENCE

    @classmethod
    def open(cls, ask: Callable[[float], object], end: Callable[[int], object]) -> Self | None:
        """Begin; None: the display is not on this computer, or lacks what it takes.

        Args:
            ask: called in the lookout's thread at a third Shift or a press on the way out, with the moment from which
                nothing must have cancelled it; must not wait. Whoever has heard it calls `answer`.
            end: ends the process at once.
        """
        if not os.environ.get("DISPLAY", "").startswith(_LOCAL):
            return None
        display = _Display.open()
        if display is None:
            return None
        lookout = cls(display, ask, end)
        lookout._reading.shifts = display.shifts()
        Thread(target=lookout._look, daemon=True).start()
        return lookout

    def watch(self, window: int) -> None:
        """Look at one more window, by the X server's number."""
        if window not in self._windows:
            self._windows.add(window)
            self._display.select(window)

    def place(self, area: Area) -> None:
        """Say where the way out stands now."""
        self._reading.area = area

    def answer(self) -> None:
        """Say that the main thread has heard the question: it leaves by itself, or knows why not."""
        self._answered.set()

    def hide(self, windows: Iterable[int]) -> None:
        """Take windows off the screen at once: Qt first tells each of their parts, and what had the keyboard."""
        self._display.hide(windows)

    def _look(self) -> None:
        while (event := self._display.wait()) is not None:
            at = monotonic()
            kind = event[0] & 0x7F
            since: float | None = None
            if kind in {_KEY_PRESS, _KEY_RELEASE}:
                code, time, state = struct.unpack_from("=xBxxI20xH", event)
                since = self._reading.key(KeyEvent(kind == _KEY_PRESS, code, time, state), at)
            elif kind == _EXTENSION and struct.unpack_from("=H", event, 8) == (_XI_BUTTON_PRESS,):
                button, _root, window = struct.unpack_from("=III", event, 16)
                x, y = struct.unpack_from("=ii", event, 44)
                since = at if self._reading.button(window, button, x / 65536, y / 65536) else None
            elif kind == _MAPPING:
                self._reading.shifts = self._display.shifts()
            if since is not None:
                self._demand(since)

    def _demand(self, since: float) -> None:
        self._answered.clear()
        self._ask(since)
        if not self._answered.wait(self.patience):
            self._display.hide(self._windows)
            self._end(0)


class _Display:
    """The few words of X11 that it takes, through libxcb: errors come as events there and end nothing."""

    def __init__(self, xcb: ctypes.CDLL, input_: ctypes.CDLL | None, connection: int) -> None:
        self._xcb = xcb
        # What does not wait keeps the interpreter's lock: to get it back could take longer than the work.
        self._quick = ctypes.PyDLL(_XCB)
        self._input = input_
        self._connection = ctypes.c_void_p(connection)
        self._free = ctypes.PyDLL(None).free
        xcb.xcb_wait_for_event.restype = ctypes.POINTER(ctypes.c_uint8)
        xcb.xcb_get_modifier_mapping_reply.restype = ctypes.POINTER(ctypes.c_uint8)

    @classmethod
    def open(cls) -> Self | None:
        try:
            xcb = ctypes.CDLL(_XCB)
        except OSError:
            return None
        xcb.xcb_connect.restype = ctypes.c_void_p
        connection = xcb.xcb_connect(None, None)
        if xcb.xcb_connection_has_error(ctypes.c_void_p(connection)):
            xcb.xcb_disconnect(ctypes.c_void_p(connection))
            return None
        return cls(xcb, _load_input(connection), connection)

    def select(self, window: int) -> None:
        """Hear of the keys and presses that go to a window."""
        mask = ctypes.c_uint32(_KEYS)
        self._xcb.xcb_change_window_attributes(self._connection, window, _EVENT_MASK, ctypes.byref(mask))
        if self._input is not None:
            wanted = struct.pack("=HHI", _ALL_POINTERS, 1, 1 << _XI_BUTTON_PRESS)
            self._input.xcb_input_xi_select_events(self._connection, window, 1, wanted)
        self._xcb.xcb_flush(self._connection)

    def wait(self) -> bytes | None:
        """Sleep until there is an event; None: the display is gone."""
        event = self._xcb.xcb_wait_for_event(self._connection)
        if not event:
            return None
        told = ctypes.string_at(event, 32)
        if told[0] & 0x7F == _EXTENSION:  # longer by what it says itself, and by a number of libxcb's own after the 32
            told = ctypes.string_at(event, 36 + 4 * int(struct.unpack_from("=I", told, 4)[0]))
        self._free(event)
        return told

    def shifts(self) -> frozenset[int]:
        """Give the codes of the keys that are Shift, left and right."""
        cookie = self._xcb.xcb_get_modifier_mapping(self._connection)
        reply = self._xcb.xcb_get_modifier_mapping_reply(self._connection, cookie, None)
        if not reply:
            return frozenset()
        each = reply[1]
        codes = frozenset(ctypes.string_at(reply, 32 + each)[32:]) - {0}
        self._free(reply)
        return codes

    def hide(self, windows: Iterable[int]) -> None:
        """Take windows off the screen."""
        for window in windows:
            self._quick.xcb_unmap_window(self._connection, window)
        self._quick.xcb_flush(self._connection)


def _load_input(connection: int) -> ctypes.CDLL | None:
    """Load what tells of presses; None where Qt does not use it either: then a press must be told to Qt alone."""
    if "QT_XCB_NO_XI2" in os.environ:
        return None
    try:
        input_ = ctypes.CDLL(_XCB_INPUT)
    except OSError:
        return None
    input_.xcb_input_xi_query_version_reply.restype = ctypes.POINTER(ctypes.c_uint16)
    place = ctypes.c_void_p(connection)
    cookie = input_.xcb_input_xi_query_version(place, *_FIRST_VERSION)
    reply = input_.xcb_input_xi_query_version_reply(place, cookie, None)
    if not reply:
        return None
    version = (reply[4], reply[5])
    ctypes.PyDLL(None).free(reply)
    return input_ if version >= _FIRST_VERSION else None
