"""A notebook for tests of its window: cheap to open, on a disk in memory or on a real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.notes.memory_disk import MemoryDisk
from tests.ui.desks import ReaderMaker, click, desk_of, settle
from tests.ui.spoken import texts_of

from guide_app.app import Reader
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import Answer, Content, FinishedExercise, Note, SafetyPlan, TrayItem
from guide_app.ui.notebook.contents import ContentsView
from guide_app.ui.notebook.entry import EntryView
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.page import NotebookPage
from guide_app.ui.notebook.passphrases import MakeDialog, OpenDialog
from guide_app.ui.notebook.writing import NoteView
from guide_app.ui.session import Place
from guide_app.ui.widgets.file_dialog import FileDialog

PASSPHRASE: Final = "four quiet words here"
FILE: Final = Path("holiday.dat")
WRITTEN: Final = Content(
    notes=(
        Note("1", "A letter\nThat I am fine, and that I would like to come on Sunday", changed=date(2026, 11, 20)),
        Note("2", "رسالة إلى أختي\nاليوم كان طويلًا", changed=date(2026, 11, 2)),
        Note("3", "Books"),
    ),
    safety_plan=SafetyPlan(own_ways=("a walk by the sea", "music")),
    tray=(TrayItem("service", "us-trans-lifeline-hotline"), TrayItem("service", "gone since")),
    finished=(FinishedExercise("breathing", date(2026, 11, 1), (Answer("1", "calmer"),)),),
)
THINGS_WRITTEN: Final = frozenset(
    {
        FILE.name,
        "A letter",
        "That I am fine, and that I would like to come on Sunday",
        "رسالة إلى أختي",
        "اليوم كان طويلًا",
        "Books",
        "breathing",
        "calmer",
        "abc",
        "Nour",
        "B",
        "K",
    }
)
"""What a person wrote, or named: nobody translates it."""


def cheap_keeper(reader: Reader) -> Keeper:
    """Give the reader's keeper, whose keys cost nothing."""
    reader.keeper._kdf = CHEAP
    return reader.keeper


def reader_of_notes(open_reader: ReaderMaker) -> Reader:
    """Open the page of notes; keys cost nothing there."""
    reader = open_reader(place=Place("notebook"))
    cheap_keeper(reader)
    return reader


def notebook_page(reader: Reader) -> NotebookPage:
    """Give the page, which must have been made."""
    page = desk_of(reader).find_page("notebook")
    assert isinstance(page, NotebookPage)
    return page


def open_in_memory(reader: Reader, content: Content = WRITTEN, disk: MemoryDisk | None = None) -> Notebook:
    """Open a notebook that is on no disk of this computer."""
    keeper = cheap_keeper(reader)
    keeper.lock()
    notebook = Notebook.create(FILE, PASSPHRASE, CHEAP, content=content, disk=disk or MemoryDisk())
    keeper._take(notebook, lambda: None)
    desk_of(reader).open_page("notebook")
    settle()
    return notebook


def wait_until_idle(qtbot: QtBot, keeper: Keeper) -> None:
    """Wait until nothing is computed or saved."""
    qtbot.waitUntil(lambda: not keeper._queue.is_busy)
    settle()


def said(reader: Reader) -> str:
    """Give all that can be read, or is told, on the screen."""
    return "\n".join(texts_of(reader.window))


def contents_of(reader: Reader) -> ContentsView:
    """Give the view of what is in the notebook."""
    view = notebook_page(reader).view
    assert isinstance(view, ContentsView)
    return view


def note_of(reader: Reader) -> NoteView:
    """Give the view of one note."""
    view = notebook_page(reader).view
    assert isinstance(view, NoteView)
    return view


def dialog_of(reader: Reader) -> object:
    """Give the dialog that the page opened."""
    page = notebook_page(reader)
    return page._dialog or page.door.dialog


def ask_to_make(reader: Reader, path: Path) -> MakeDialog:
    """Go as far as being asked for a passphrase."""
    entry = notebook_page(reader).view
    assert isinstance(entry, EntryView)
    click(entry.make)
    chooser = dialog_of(reader)
    assert isinstance(chooser, FileDialog)
    chooser._show_folder(path.parent)
    chooser.name.set_text(path.name)
    chooser.accept()
    settle()
    dialog = dialog_of(reader)
    assert isinstance(dialog, MakeDialog)
    return dialog


def ask_to_open(reader: Reader, path: Path, passphrase: str, qtbot: QtBot) -> OpenDialog:
    """Choose a file and try a passphrase."""
    notebook_page(reader).door.ask_for_passphrase(path)
    dialog = dialog_of(reader)
    assert isinstance(dialog, OpenDialog)
    QTest.keyClicks(dialog._passphrase.line, passphrase)
    dialog.accept()
    wait_until_idle(qtbot, reader.keeper)
    return dialog


def make(reader: Reader, path: Path, qtbot: QtBot) -> None:
    """Make a notebook."""
    dialog = ask_to_make(reader, path)
    for field in dialog._fields:
        QTest.keyClicks(field.line, PASSPHRASE)
    dialog.accept()
    wait_until_idle(qtbot, reader.keeper)
