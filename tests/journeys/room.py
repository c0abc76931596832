"""A room with a screen nobody sees and a bus for assistive tools: the real program is started here and listened to.

Keys go through the X server, presses and answers through AT-SPI, as with a person's own tools.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.screen import Program, Screen
from Xlib import X
from Xlib.error import XError

ROOT: Final = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON: Final = "/usr/bin/python3"
DEADLINE_S: Final = 15.0
_PATIENCE_S: Final = 0.1
NEEDED: Final = "xvfb dbus at-spi2-core gir1.2-atspi-2.0 python3-gi"
"""Debian packages."""


class NotHeardError(AssertionError):
    """What a test waited for did not come; says what there was instead."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that assistive tools can know of."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    actions: tuple[str, ...]
    labels: tuple[str, ...]
    path: tuple[int, ...]

    @property
    def is_control(self) -> bool:
        """Whether it can be reached or pressed."""
        pressed = set(self.actions) - {"SetFocus"} and "bar" not in self.role
        return "FOCUSABLE" in self.states or bool(pressed)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is here."""
        return "FOCUSED" in self.states


Things = tuple[Thing, ...]


class Ears:
    """Hears what programs tell assistive tools, through the system's Python."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def things(self, patience_s: float = 0.0) -> Things:
        """Give all that is shown now, or after the next event; the parent before its children."""
        return tuple(_thing(each) for each in self._ask({"do": "tree", "patience": patience_s}))

    def wait(self, what: str, found: Callable[[Things], bool]) -> Things:
        """Listen until the program shows what is waited for.

        It may change while it is read, from the top: wait for something at the top of a page and something below.

        Raises:
            NotHeardError: it did not in time.
        """
        end = time.monotonic() + DEADLINE_S
        while not found(things := self.things()):
            if time.monotonic() > end:
                shown = "\n".join(f"{'  ' * len(thing.path)}{thing.role}: {thing.name}" for thing in things)
                raise NotHeardError(f"{what}: waited in vain; there is\n{shown}")
            self._ask({"do": "focus", "patience": _PATIENCE_S})
        return things

    def wait_for_focus(self, on: Callable[[Thing], bool]) -> Thing:
        """Listen until the program tells that the keyboard is where it should be.

        Raises:
            NotHeardError: it did not in time.
        """
        end = time.monotonic() + DEADLINE_S
        thing: Thing | None = None
        while time.monotonic() < end:
            told = self._ask({"do": "focus", "patience": _PATIENCE_S})
            thing = None if told is None else _thing(told)
            if thing is not None and thing.has_focus and on(thing):
                return thing
        raise NotHeardError(f"the keyboard is elsewhere: {thing}")

    def press(self, thing: Thing) -> None:
        """Do the first action of a thing."""
        assert thing.actions, f"nothing can be done with {thing.name!r}"
        assert self.try_press(thing)

    def try_press(self, thing: Thing) -> bool:
        """Do the first action of a thing, if it is still where it was; say whether it was."""
        return bool(self._ask({"do": "act", "path": thing.path}))

    def press_last(self, thing: Thing) -> None:
        """Do the first action of a thing that ends the program at once: it does not answer any more."""
        assert thing.actions, f"nothing can be done with {thing.name!r}"
        self._ask({"do": "act", "path": thing.path})

    def letters(self) -> str:
        """Give the letters that were told of as they were written, since this was asked last."""
        return str(self._ask({"do": "letters"}))

    def _ask(self, order: Mapping[str, object]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the listener ended"
        return json.loads(answer)


def _thing(told: Mapping[str, Any]) -> Thing:
    return Thing(
        told["role"],
        told["name"],
        told["description"],
        frozenset(told["states"]),
        tuple(told["actions"]),
        tuple(told["labels"]),
        tuple(told["path"]),
    )


@dataclass(frozen=True, slots=True)
class Room:
    """Where the program can be started."""

    screen: Screen
    ears: Ears
    environment: Mapping[str, str]

    @contextlib.contextmanager
    def open_program(
        self, language: str, country_zone: str = "Asia/Beirut", *, begin: bool = True
    ) -> Iterator[Program]:
        """Start the program for somebody with a system of this language and time zone; it has the keyboard then.

        `begin` presses Return on the page before the first screen, as a person does who has read it.
        """
        names = {"LANG": f"{language}.UTF-8", "LANGUAGE": "", "LC_ALL": "", "TZ": country_zone}
        command = [sys.executable, "-m", "guide_app"]
        with self.screen.program(command, {**self.environment, **names}) as program:
            program.wait_for_window()
            program.wait_for_paint()
            self.screen.focus(program.window)
            self.ears.wait("the page before the first screen", is_ready)
            if begin:
                self.screen.press("Return")
                self.ears.wait("the first screen", has_field)
            yield program
        self.ears.wait("the end", lambda things: not any(map(_is_program, things)))


def _is_program(thing: Thing) -> bool:
    """Whether it is an application; a screen reader that listens is one too."""
    return thing.role == "application" and thing.name != "orca"


def is_ready(things: Things) -> bool:
    """Whether a page is there, with its headings."""
    return any(thing.role == "heading" for thing in things)


def has_field(things: Things) -> bool:
    """Whether something can be written, as on the first screen."""
    return any(thing.role in {"text", "entry"} for thing in things)


def missing() -> list[str]:
    """Name the parts of the system that a room needs and this machine lacks."""
    lacking = [tool for tool in ("Xvfb", "dbus-daemon", SYSTEM_PYTHON) if shutil.which(tool) is None]
    if not lacking:
        code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        run = subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, check=False)
        lacking += ["the bindings of AT-SPI"] if run.returncode else []
    service = "dbus-1/services/org.a11y.Bus.service"
    folders = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    if not any((Path(folder) / service).is_file() for folder in folders):
        lacking.append("the bus for assistive tools")
    return lacking


@contextlib.contextmanager
def furnish(folder: Path, *, width: int, height: int) -> Iterator[Room]:
    """Give a room; whatever was started in it ends with it."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "0"}
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(Screen(width=width, height=height))
        environment = {**os.environ, **own, "DISPLAY": screen.name}
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(environment))
        command = [SYSTEM_PYTHON, "-W", "ignore", "-B", str(Path(__file__).with_name("ears.py"))]
        ears = stack.enter_context(
            _running(command, environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        kept = {name: environment[name] for name in (*own, "DBUS_SESSION_BUS_ADDRESS")}
        yield Room(screen, Ears(ears), kept)


def clipboard_of(screen: Screen) -> str | None:
    """Give the text in the clipboard as any other program gets it; None where nobody owns it."""
    display = screen.root.display
    asking = screen.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    clipboard, utf8, place = (display.get_atom(name) for name in ("CLIPBOARD", "UTF8_STRING", "GUIDE_TEST"))
    try:
        asking.convert_selection(clipboard, utf8, place, X.CurrentTime)
        for event in screen.events(DEADLINE_S):
            if event.type == X.SelectionNotify:
                given = asking.get_full_property(event.property, X.AnyPropertyType) if event.property else None
                return None if given is None else bytes(given.value).decode()
    finally:
        with contextlib.suppress(XError):
            asking.destroy()
    return None


@contextlib.contextmanager
def _bus(environment: Mapping[str, str]) -> Iterator[str]:
    """Start a session bus of its own and give its address."""
    read, write = os.pipe()
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--print-address={write}"]
    with _running(command, environment, pass_fds=[write]):
        os.close(write)
        with os.fdopen(read) as pipe:
            yield pipe.readline().strip()


@contextlib.contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str], **how: Any) -> Iterator[subprocess.Popen[Any]]:
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
