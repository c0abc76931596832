"""A notebook in the real program: made, written in, closed, opened; killed while somebody writes, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.room import DEADLINE_S, Room, Thing, Things
from tests.journeys.tours import ZONE, button, holds

from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder
from guide_app.core.values import LanguageCode
from guide_app.notes.layout import SMALLEST

NAME = "zz holiday"
PASSPHRASE = "tram gravel lantern oboe"


class Notebook:
    """The way through the notebook's pages, by keys where one writes and by actions elsewhere."""

    def __init__(self, room: Room, language: str) -> None:
        self._room = room
        self._text = Messages(LanguageCode(language), locale_folder()).text

    def press(self, name: str) -> None:
        """Press a button as soon as it is there."""
        name = self._text(name)
        self._room.ears.press(button(self.wait(holds("push button", name)), name))

    def wait(self, found: Callable[[Things], bool]) -> Things:
        return self._room.ears.wait("the notebook", found)

    def focus(self, role: str, name: str = "") -> Thing:
        wanted = self._text(name) if name else ""
        return self._room.ears.wait_for_focus(lambda thing: thing.role == role and wanted in thing.name)

    def make(self) -> None:
        self.press("Make a notebook")
        self.focus("text")
        self._room.screen.type(NAME)
        self._room.screen.press("Return")
        self.focus("password text", "Passphrase")
        self._room.ears.letters()
        self._room.screen.type(PASSPHRASE)
        self._room.screen.press("Tab")
        self.focus("password text", "Once more")
        self._room.screen.type(PASSPHRASE)
        self._room.screen.press("Return")
        self.wait(holds("push button", self._text("New note")))

    def open(self) -> None:
        self.press("Open a notebook")
        self._room.ears.wait_for_focus(lambda thing: thing.role in {"list", "list item"})
        self._room.screen.press("End", "Return")
        self.focus("password text", "Passphrase")
        self._room.screen.type(PASSPHRASE)
        self._room.screen.press("Return")
        self.wait(holds("push button", self._text("New note")))

    def write(self, words: str) -> None:
        """Write a note and wait for the pause."""
        self.press("New note")
        self.focus("text", "What is on your mind")
        self._room.screen.type(words)
        saved = self._text("Saved", context="state of a text")
        self.wait(holds("label", saved))

    def notes(self) -> set[str]:
        """Give the names of the notes in the list, without marks of direction."""
        things = self.wait(holds("push button", self._text("New note")))
        return {thing.name.strip("\u2068\u2069") for thing in things if thing.role == "push button"}


@pytest.fixture
def notes_file(wide_room: Room) -> Iterator[Path]:
    path = Path(wide_room.environment["HOME"]) / NAME
    yield path
    path.unlink(missing_ok=True)


def test_made_written_closed_opened_killed_and_opened_again(wide_room: Room, notes_file: Path) -> None:
    notebook = Notebook(wide_room, "en")
    with wide_room.open_program("en", ZONE) as program:
        notebook.press("Notes")
        notebook.make()
        told = wide_room.ears.letters()
        assert not set(told) & set(PASSPHRASE.replace(" ", "")), told
        assert notes_file.stat().st_size == SMALLEST
        notebook.write("first words")
        wide_room.screen.press("Escape")
        notebook.press("Close the notebook")
        notebook.open()
        assert "first words" in notebook.notes()
        notebook.write("second words")
        wide_room.screen.type(" and more")
        program.process.kill()
        assert program.process.wait(DEADLINE_S)
    with wide_room.open_program("en", ZONE) as program:
        notebook.press("Notes")
        notebook.open()
        names = notebook.notes()
        assert "first words" in names
        assert [name for name in names if name.startswith("second words")]
        wide_room.screen.press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(DEADLINE_S) == 0
    assert [item.name for item in notes_file.parent.iterdir() if item.name.startswith("zz")] == [NAME]


def test_leaving_while_a_key_is_made(wide_room: Room, notes_file: Path) -> None:
    """The passphrase takes half a second and more: Leave now does not wait for it."""
    notebook = Notebook(wide_room, "en")
    with wide_room.open_program("en", ZONE) as program:
        notebook.press("Notes")
        notebook.make()
        notebook.press("Close the notebook")
        notebook.press("Open a notebook")
        wide_room.ears.wait_for_focus(lambda thing: thing.role in {"list", "list item"})
        wide_room.screen.press("End", "Return")
        notebook.focus("password text", "Passphrase")
        wide_room.screen.type(PASSPHRASE)
        wide_room.screen.press("Return")
        wide_room.screen.press("Shift_L", "Shift_L", "Shift_L")
        assert program.process.wait(DEADLINE_S) == 0
    assert notes_file.exists()
