"""A program as its X server sees it: when its window is mapped, painted, hidden, and when the process is gone.

Nothing here knows the program's code, and nothing polls: it waits for the X server's events and for the kernel's word
that a process has ended.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import XError
from Xlib.ext import damage, xtest

_SMALLEST_WINDOW: Final = 200
_TIMEOUT_S: Final = 60.0
_QUIET_S: Final = 1.0
"""A window that painted nothing for so long is at rest."""
_COLOURS_OF_A_SCREEN: Final = 3
_LONGEST_REST_S: Final = 5.0
"""Some programs never stop painting: a blinking cursor, a turning wheel."""
_FLAT_SAMPLE: Final = 97
"""Every so many pixels are looked at: a prime, so that no column is missed."""


class NothingShownError(Exception):
    """The program ended, or showed no window in time."""


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process, and proportional memory (PSS) of it and its children at rest."""

    mapped_ms: float
    painted_ms: float
    usable_ms: float
    """Where a page comes first: until what is behind it is painted, its key pressed as soon as it was seen."""
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process and its children hold, in MB."""

    pss: float
    """Proportional set size: with its share of what is mapped from files, which the system may drop at any time."""
    anonymous: float
    """What is in no file: that is the program's own cost."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Milliseconds from the last key."""

    hidden_ms: float
    gone_ms: float


class Screen:
    """An X server without a screen, and one eye on it."""

    def __init__(self, *, width: int = 1280, height: int = 800) -> None:
        self._size = f"{width}x{height}x24"
        self._close = contextlib.ExitStack()
        self.name = ""
        self.root: Any = None
        self._display: Any = None

    def __enter__(self) -> Self:
        server = shutil.which("Xvfb")
        if server is None:
            raise FileNotFoundError("Xvfb is missing: apt-get install xvfb")
        read, write = os.pipe()
        arguments = ["-displayfd", str(write), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"]
        process = subprocess.Popen(
            [server, *arguments], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        self._close.callback(_stop, process)
        with os.fdopen(read) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self._display = Display(self.name)
        self._close.callback(self._display.close)
        self._display.damage_query_version()
        self.root = self._display.screen().root
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.watch(self.root)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close.close()

    @contextlib.contextmanager
    def program(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None, *, output: int = subprocess.DEVNULL
    ) -> Iterator[Program]:
        """Start a program on this screen; whatever is left of it is ended on the way out.

        Args:
            command: what is started.
            environment: beside that of the tests.
            output: the file descriptor to which it speaks.
        """
        self.drain()
        env = {**os.environ, **(environment or {}), "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
        started = time.perf_counter()
        process = subprocess.Popen(list(command), env=env, stdout=output, stderr=output)
        try:
            yield Program(self, process, started)
        finally:
            _stop(process)

    def events(self, timeout_s: float, *, or_end_of: int | None = None) -> Iterator[Any]:
        """Give events as they come, until none came for `timeout_s` seconds or the process of that pidfd ended."""
        ends = [] if or_end_of is None else [or_end_of]
        while True:
            while self._display.pending_events():
                yield self._display.next_event()
            ready, _, _ = select.select([self._display.fileno(), *ends], [], [], timeout_s)
            if not ready or (ends and ends[0] in ready and not self._display.pending_events()):
                return

    def watch(self, window: Any) -> None:
        """Hear of every change of a window's pixels from now on."""
        window.damage_create(damage.DamageReportRawRectangles)
        self._display.sync()

    def press(self, *keys: str) -> None:
        """Press and release keys by their X names, one after the other: `Return`, `Control_L+f`."""
        for chord in keys:
            codes = [self._display.keysym_to_keycode(XK.string_to_keysym(key)) for key in chord.split("+")]
            for code in codes:
                xtest.fake_input(self._display, X.KeyPress, code)
            for code in reversed(codes):
                xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def type(self, text: str) -> None:
        """Type small letters, digits and spaces."""
        self.press(*("space" if letter == " " else letter for letter in text))

    def click(self, x: int, y: int) -> None:
        """Click with the left button at a place of the screen."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        for kind in (X.ButtonPress, X.ButtonRelease):
            xtest.fake_input(self._display, kind, 1)
        self._display.sync()

    def focus(self, window: Any) -> None:
        """Give a window the keyboard: there is no window manager that would."""
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def pixels(self, window: Any) -> bytes:
        """Give what a window shows, four bytes a pixel; nothing where it is gone."""
        try:
            size = window.get_geometry()
            image = window.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data
        except XError:
            return b""
        return image.encode("latin-1") if isinstance(image, str) else bytes(image)

    def drain(self) -> None:
        """Forget what has been heard so far."""
        self._display.sync()
        while self._display.pending_events():
            self._display.next_event()


class Program:
    """One program on the screen, from its start to its end."""

    def __init__(self, screen: Screen, process: subprocess.Popen[bytes], started: float) -> None:
        self.process = process
        self.window: Any = None
        self.width = self.height = 0
        self._screen = screen
        self._started = started
        self._shown: set[int] = set()

    def wait_for_window(self) -> float:
        """Wait until its first real window is mapped; give the milliseconds since the start."""
        with _end_of(self.process) as end:
            for event in self._screen.events(_TIMEOUT_S, or_end_of=end):
                if self._note(event) and (size := _large(event.window)):
                    self.window = event.window
                    self.width, self.height = size
                    return self._since_start()
        raise NothingShownError(f"no window; exit code {self.process.poll()}")

    def wait_for_paint(self) -> float:
        """Wait until the window is more than one flat colour; give the milliseconds since the start."""
        self._screen.watch(self.window)
        if _is_painted(self._screen.pixels(self.window)):
            return self._since_start()
        with _end_of(self.process) as end:
            for event in self._screen.events(_TIMEOUT_S, or_end_of=end):
                self._note(event)
                if _is_damage(event) and _is_painted(self._screen.pixels(self.window)):
                    return self._since_start()
        raise NothingShownError("nothing was painted")

    def turn_page_by(self, key: str) -> float:
        """Press a key and wait until most of the window is painted anew; give the milliseconds since the start."""
        self._screen.focus(self.window)
        self._screen.drain()
        self._screen.press(key)
        with _end_of(self.process) as end:
            for event in self._screen.events(_TIMEOUT_S, or_end_of=end):
                self._note(event)
                if _is_damage(event) and event.area.height > self.height / 2:
                    return self._since_start()
        raise NothingShownError("no other page was painted")

    def wait_for_rest(self, quiet_s: float = _QUIET_S) -> None:
        """Wait until nothing has changed on its window for a while, but not for ever."""
        end = time.perf_counter() + _LONGEST_REST_S
        for event in self._screen.events(quiet_s):
            self._note(event)
            if time.perf_counter() > end:
                return

    def wait_for_change(self, before: bytes) -> bool:
        """Wait until the screen shows something else than `before`; say whether it ever did."""
        for event in self._screen.events(_LONGEST_REST_S):
            self._note(event)
            if _is_damage(event) and self._screen.pixels(self._screen.root) != before:
                return True
        return self._screen.pixels(self._screen.root) != before

    def leave_by(self, *keys: str) -> Leaving:
        """Press keys, the last of which should end the program; measure from that one."""
        self._screen.focus(self.window)
        self.wait_for_rest()
        self._screen.press(*keys[:-1])
        pressed = time.perf_counter()
        self._screen.press(keys[-1])
        hidden = None
        with _end_of(self.process) as end:
            for event in self._screen.events(_TIMEOUT_S, or_end_of=end):
                self._note(event)
                if hidden is None and not self._shown:
                    hidden = time.perf_counter()
        gone = time.perf_counter()
        if self.process.poll() is None:
            raise NothingShownError("the program is still there")
        return Leaving(((hidden or gone) - pressed) * 1000, (gone - pressed) * 1000)

    def memory(self) -> Memory:
        """Give what the process and its children hold at this moment."""
        total, todo = dict.fromkeys(("Pss:", "Anonymous:"), 0), [self.process.pid]
        while todo:
            process = Path("/proc") / str(todo.pop())
            with contextlib.suppress(OSError):
                rows = (process / "smaps_rollup").read_text().splitlines()
                for name, size, *_ in map(str.split, rows[1:]):
                    if name in total:
                        total[name] += int(size)
                for task in (process / "task").iterdir():
                    todo += map(int, (task / "children").read_text().split())
        if not total["Pss:"]:
            raise PermissionError("the program closes its memory to others: measure it as root")
        return Memory(total["Pss:"] / 1024, total["Anonymous:"] / 1024)

    def _since_start(self) -> float:
        return (time.perf_counter() - self._started) * 1000

    def _note(self, event: Any) -> bool:
        """Keep book of what is shown; say whether the event shows something new."""
        if event.type == X.MapNotify:
            self._shown.add(event.window.id)
            return True
        if event.type in {X.UnmapNotify, X.DestroyNotify}:
            self._shown.discard(event.window.id)
        return False


def measure_start(
    screen: Screen, command: Sequence[str], environment: Mapping[str, str] | None = None, *, begin: str = ""
) -> Start:
    """Start a program, wait until it rests, and end it; `begin` is the key that leads past its first page, if any."""
    with screen.program(command, environment) as program:
        mapped = program.wait_for_window()
        usable = painted = program.wait_for_paint()
        if begin:
            usable = program.turn_page_by(begin)
        program.wait_for_rest()
        return Start(mapped, painted, usable, program.memory().pss)


@contextlib.contextmanager
def _end_of(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Give a file descriptor that becomes readable when the process ends."""
    descriptor = os.pidfd_open(process.pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _large(window: Any) -> tuple[int, int] | None:
    """Give the size of a window that is more than a tooltip."""
    try:
        size = window.get_geometry()
    except XError:
        return None
    if min(size.width, size.height) < _SMALLEST_WINDOW:
        return None
    return size.width, size.height


def _is_damage(event: Any) -> bool:
    return type(event).__name__ == "DamageNotify"


def _is_painted(pixels: bytes) -> bool:
    seen = {pixels[place : place + 3] for place in range(0, len(pixels), 4 * _FLAT_SAMPLE)}
    return len(seen) >= _COLOURS_OF_A_SCREEN


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
