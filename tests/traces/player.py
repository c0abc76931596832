"""Plays a session of `sessions.yaml` on a real window, and gives all that should not be, seen from outside."""

from __future__ import annotations

import contextlib
import os
import signal
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.bench.screen import Program
from tests.journeys.room import DEADLINE_S, Room, Thing, Things, clipboard_of, is_ready
from tests.traces import outside
from tests.traces.outside import Finding
from tests.traces.stage import SHARED, Stage, built, lower_memory, subject
from tests.traces.strace import processes_in, read_deeds
from tests.traces.words import SHORTEST, found_in, spoor, telling
from Xlib import X
from Xlib.protocol.event import ClientMessage

from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder
from guide_app.core.values import LanguageCode

_QUIET_S: Final = 0.15
_SPARE: Final = 1 << 20
"""Bytes that a program without memory may still take."""
_STOPS: Final = 80
"""Presses of Tab after which a thing is not reached any more."""
_KEYS: Final = {" ": "space", "/": "slash", ".": "period", "-": "minus", "_": "Shift_L+underscore", "+": "KP_Add"}
_SIGNALS: Final = {"SEGV": signal.SIGSEGV, "ABRT": signal.SIGABRT, "KILL": signal.SIGKILL, "TERM": signal.SIGTERM}
_ISOLATES: Final = {0x2066: None, 0x2068: None, 0x2069: None}


@dataclass(frozen=True, slots=True)
class Script:
    """What is done in a session, where, and how it ends."""

    name: str
    kind: Mapping[str, Any]
    steps: Sequence[Mapping[str, Any]]
    end: str
    subject: Sequence[str] = field(default_factory=subject)
    starts_itself: bool = False
    """Whether the program may start its own commands; else it may start nothing."""


def play(script: Script, room: Room) -> list[Finding]:
    """Play a session and give what was found; nothing, where all is well."""
    with built(script.kind, _surrounding(room)) as stage:
        before = outside.tree(*stage.watched, *SHARED)
        segments = outside.shared_memory()
        player = _Player(script, room, stage)
        with (
            stage.said.open("wb") as said,
            room.screen.program(stage.command(script.subject), output=said.fileno()) as program,
        ):
            try:
                player.play(program)
            finally:
                player.kill()
        after = outside.tree(*stage.watched, *SHARED)
        found = [*player.found, *outside.changes(before, after, but=frozenset(player.named))]
        found += _deeds(stage, player.named, starts_itself=script.starts_itself)
        forms = spoor(player.canaries)
        found += outside.canaries_in((stage.own, *SHARED), forms)
        found += [Finding("left", f"{name} is held") for name, _ in outside.selections(room.screen)]
        ours = processes_in(stage.log)
        found += [
            Finding("left", f"shared memory {segment}")
            for segment, maker in outside.shared_memory().items()
            if maker in ours and segment not in segments
        ]
        words = stage.said.read_bytes()
        found += [Finding("words", words.decode("utf-8", "replace"))] if words.strip() else []
    return found


def _surrounding(room: Room) -> Mapping[str, str]:
    return {"DISPLAY": room.screen.name, "DBUS_SESSION_BUS_ADDRESS": room.environment["DBUS_SESSION_BUS_ADDRESS"]}


def _deeds(stage: Stage, named: set[str], *, starts_itself: bool) -> Iterator[Finding]:
    may_start = '"-B", "-P", "-m", "guide_app", "' if starts_itself else ""
    deeds = read_deeds(stage.log, may_write=frozenset(named), may_start=may_start)
    yield from (Finding("file", line) for line in deeds.files)
    yield from (Finding("socket", line) for line in deeds.sockets)
    yield from (Finding("program", line) for line in deeds.programs)


class _Player:
    """One session while it is played."""

    def __init__(self, script: Script, room: Room, stage: Stage) -> None:
        self._script = script
        self._room = room
        self._stage = stage
        language = stage.environment["LANG"][:2]
        self._messages = Messages(LanguageCode(language), locale_folder())
        self._pid = 0
        self._program: Program | None = None
        self.canaries: list[str] = []
        self.named: set[str] = set()
        """Files to which a person gave a name: these may be written."""
        self.found: list[Finding] = []

    def play(self, program: Program) -> None:
        program.wait_for_window()
        program.wait_for_paint()
        self._room.screen.focus(program.window)
        self._pid = outside.children(program.process.pid)[0]
        self._program = program
        if self._listens:
            self._room.ears.wait("the first screen", is_ready)
        program.wait_for_rest(_QUIET_S)
        for step in self._script.steps:
            [(verb, argument)] = step.items()
            getattr(self, f"_{verb}")(argument)
            self._look()
        self._end(program)
        left = outside.children(program.process.pid)
        self.found += [Finding("left", f"process {pid}") for pid in left]

    def kill(self) -> None:
        """End the program, however the session went; where it has ended, nothing happens."""
        with contextlib.suppress(OSError):
            if self._pid:
                os.kill(self._pid, signal.SIGKILL)

    @property
    def _is_alive(self) -> bool:
        return Path(f"/proc/{self._pid}").exists()

    @property
    def _listens(self) -> bool:
        return "DBUS_SESSION_BUS_ADDRESS" in self._stage.environment

    def _word(self, name: str) -> str:
        context, _, sentence = name.rpartition("|")
        return self._messages.text(sentence, context=context) if context else self._messages.text(sentence)

    # --- the steps, by their names ---

    def _press(self, name: str) -> None:
        wanted, ears = self._word(name), self._room.ears
        tried = False

        def press(things: Things) -> bool:
            """Find and press it: a page that changes meanwhile has it elsewhere, one that goes by it cannot answer."""
            nonlocal tried
            button = _button(things, wanted)
            if button is None:
                return tried or not self._is_alive
            tried = True
            return ears.try_press(button)

        ears.wait(f"a button {wanted!r}", press)

    def _see(self, name: str) -> None:
        wanted = self._word(name)
        if self._listens:
            self._room.ears.wait(repr(wanted), lambda things: any(thing.name == wanted for thing in things))

    def _reach(self, name: str) -> None:
        wanted = self._word(name)
        self._tab_to(lambda thing: thing.name == wanted)

    def _tab_to(self, wanted: Callable[[Thing], bool]) -> None:
        for _ in range(_STOPS):
            if any(thing.has_focus and wanted(thing) for thing in self._room.ears.things()):
                return
            self._room.screen.press("Tab")
        there = [thing.name for thing in self._room.ears.things() if thing.name]
        raise AssertionError(f"not reached by Tab; there are {there}")

    def _keys(self, keys: Sequence[str]) -> None:
        self._room.screen.press(*keys)
        if not self._listens and self._program is not None:
            self._program.wait_for_rest(_QUIET_S)

    def _write(self, text: str) -> None:
        self._room.screen.press(*(_KEYS.get(letter, letter) for letter in text))
        if len(text) >= SHORTEST:
            self.canaries.append(text)

    def _name(self, name: str) -> None:
        """Give a file in the home its name: it may be written."""
        self.named.add(str(self._stage.own / "home" / name))
        self._room.screen.press(*(_KEYS.get(letter, letter) for letter in name))

    def _find(self, text: str) -> None:
        self._keys(["Control_L+f"])
        if self._listens:
            self._room.ears.wait_for_focus(lambda thing: thing.role == "text")
        self._write(text)
        if self._listens:
            self._room.ears.wait(f"results of {text!r}", lambda things: any(map(_is_row, things)))

    def _open(self, number: int) -> None:
        ears, press = self._room.ears, self._room.screen.press
        ears.wait("a list", lambda things: len(list(filter(_is_row, things))) >= number)
        if not any(thing.has_focus and _is_row(thing) for thing in ears.things()):
            self._tab_to(lambda thing: thing.role in {"text", "list"} or _is_row(thing))
            press("Down")
        row = ears.wait_for_focus(_is_row)
        for _ in range(1, number):
            press("Down")
            before = row
            row = ears.wait_for_focus(lambda thing: _is_row(thing) and thing.name != before.name)  # noqa: B023
        press("Return")
        ears.wait_for_focus(_is_copy)
        self.canaries += [part for part in _parts(row.name) if len(part) >= SHORTEST][:1]

    def _copy(self, number: int) -> None:
        ears, screen = self._room.ears, self._room.screen
        things = ears.wait("contacts", lambda things: len(list(filter(_is_copy, things))) >= number)
        wanted = list(filter(_is_copy, things))[number - 1]
        self._tab_to(lambda thing: thing.name == wanted.name)
        screen.press("space")
        ears.wait("a copy", lambda _: "CLIPBOARD" in dict(outside.selections(screen)))
        held = clipboard_of(screen)
        assert held
        self.canaries += [held] if len(held) >= SHORTEST else []

    # --- looking ---

    def _look(self) -> None:
        """See what others can see now; copied text alone is there because a person wanted it."""
        if not self._is_alive:
            return
        forms = spoor(self.canaries)
        names = [*outside.names_of_process(self._pid)]
        if self._listens:
            names += outside.names_on_bus({**os.environ, **self._stage.environment})
        shown = [("environment", outside.environment_of(self._pid)), *outside.properties(self._room.screen)]
        shown += [
            (f"selection {name}", held) for name, held in outside.selections(self._room.screen) if name != "CLIPBOARD"
        ]
        for where, content in [*shown, *(("name", name.encode()) for name in names)]:
            self.found += [Finding("property", f"{hit} in {where}") for hit in found_in(content, forms)]
        readable = [content.decode("utf-8", "replace") for where, content in shown if where != "environment"]
        for name in (*names, *readable):
            self.found += [Finding("name", f"{word!r} in {name[:200]!r}") for word in telling(name)]
        if outside.dump_size(self._pid) != 1:
            self.found.append(Finding("dump", f"the kernel would write {outside.dump_size(self._pid)} bytes"))

    # --- the end ---

    def _end(self, program: Program) -> None:
        end, screen = self._script.end, self._room.screen
        if end == "leave":
            screen.press("Shift_L", "Shift_L", "Shift_L")
        elif end == "button":
            self._press("Leave now")
        elif end == "close":
            _ask_to_close(program.window)
        elif end == "memory":
            lower_memory(self._pid, _SPARE)
            screen.press("Control_L+f", *"aquiteotherwordofmany", "Escape", "Escape")
            program.wait_for_rest(_QUIET_S)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        else:
            os.kill(self._pid, _SIGNALS[end])
        program.process.wait(DEADLINE_S)
        expected = {"memory": None, **{name: -number for name, number in _SIGNALS.items()}}.get(end, 0)
        assert expected is None or program.process.returncode == expected


def _ask_to_close(window: Any) -> None:
    """Press the window's own button for closing, as a window manager hands it on."""
    display = window.display
    protocols, delete = display.get_atom("WM_PROTOCOLS"), display.get_atom("WM_DELETE_WINDOW")
    message = ClientMessage(window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0]))
    window.send_event(message)
    display.flush()


def _button(things: Things, name: str) -> Thing | None:
    return next((thing for thing in things if thing.name == name and "Press" in thing.actions), None)


def _is_row(thing: Thing) -> bool:
    return thing.role == "list item"


def _is_copy(thing: Thing) -> bool:
    """Whether it is a button that copies a contact: its name holds it, kept together by isolating marks."""
    return thing.role == "push button" and "\u2066" in thing.name


def _parts(name: str) -> list[str]:
    return [part.strip(string.whitespace + string.punctuation) for part in name.translate(_ISOLATES).split(",")]
