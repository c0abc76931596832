"""The notebook's window: making, opening, writing, closing. What is written is saved at each pause."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.ui.desks import ReaderMaker, click, press, settle
from tests.ui.notebooks import (
    PASSPHRASE,
    ask_to_make,
    ask_to_open,
    contents_of,
    dialog_of,
    make,
    note_of,
    notebook_page,
    reader_of_notes,
    said,
    wait_until_idle,
)

from guide_app.app import Reader
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY
from guide_app.ui.notebook.entry import EntryView
from guide_app.ui.notebook.passphrases import MakeDialog
from guide_app.ui.session import Place
from guide_app.ui.widgets.file_dialog import FileDialog

HERE = Place("notebook")


@pytest.fixture
def reader(open_reader: ReaderMaker) -> Reader:
    return reader_of_notes(open_reader)


def test_it_says_what_it_is_before_it_is(reader: Reader) -> None:
    words = said(reader)
    for part in ("You do not need it", "encrypted", "Others can see", "If the passphrase is forgotten", "no other key"):
        assert part in words
    assert reader.keeper.path is None


def test_a_notebook_is_made_written_closed_and_opened(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "any name.dat"
    make(reader, path, qtbot)
    click(contents_of(reader).new)
    QTest.keyClicks(note_of(reader).field.edit, "first line\rsecond")
    assert reader.keeper.state == "waiting"
    qtbot.waitUntil(lambda: reader.keeper.state == "saved")
    assert Notebook.open(path, PASSPHRASE, CHEAP).content.notes[0].text == "first line\nsecond"
    press(reader, Qt.Key.Key_Escape)
    click(contents_of(reader).close_button)
    wait_until_idle(qtbot, reader.keeper)
    assert isinstance(notebook_page(reader).view, EntryView)
    assert reader.keeper.content is EMPTY
    assert "first line" not in said(reader)
    ask_to_open(reader, path, PASSPHRASE, qtbot)
    assert "first line" in said(reader)
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_two_that_differ_make_nothing(reader: Reader, tmp_path: Path) -> None:
    dialog = ask_to_make(reader, tmp_path / "n")
    dialog.accept()
    settle()
    assert "A passphrase is needed." in said(reader)
    for field, text in zip(dialog._fields, ("one thing", "another"), strict=True):
        QTest.keyClicks(field.line, text)
    dialog.accept()
    settle()
    assert "The two are not the same." in said(reader)
    assert [field.text() for field in dialog._fields] == ["one thing", "another"]
    assert not list(tmp_path.iterdir())


def test_strength_is_said_in_words_while_one_writes(reader: Reader, tmp_path: Path) -> None:
    dialog = ask_to_make(reader, tmp_path / "n")
    first = dialog._fields[0].line
    assert "Four or five words" in said(reader)
    QTest.keyClicks(first, "password")
    assert "This would be found quickly. It has a word that is tried first." in said(reader)
    QTest.keyClicks(first, " tram gravel lantern oboe thistle")
    assert "This holds." in said(reader)
    assert first.accessibleDescription() == "This holds."


@pytest.mark.parametrize(
    ("place", "remedy"),
    [("taken", "Choose another name"), ("gone/n", "Put it back"), ("/sys/n", "choose another place")],
)
def test_what_stands_in_the_way_is_named_with_its_remedy(
    reader: Reader, qtbot: QtBot, tmp_path: Path, place: str, remedy: str
) -> None:
    path = tmp_path / place
    (tmp_path / "taken").write_bytes(b"mine")
    page = notebook_page(reader)
    page.door.ask_for_new_passphrase(path)
    dialog = dialog_of(reader)
    assert isinstance(dialog, MakeDialog)
    for field in dialog._fields:
        QTest.keyClicks(field.line, PASSPHRASE)
    dialog.accept()
    wait_until_idle(qtbot, reader.keeper)
    words = said(reader)
    assert f"\u201c\u2068{path.name}\u2069\u201d" in words
    assert remedy in words
    assert [field.text() for field in dialog._fields] == [PASSPHRASE] * 2, "nothing has to be written again"
    assert (tmp_path / "taken").read_bytes() == b"mine"


def test_no_file_that_is_there_can_be_chosen_for_a_new_one(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    click(notebook_page(reader).view.make)  # type: ignore[attr-defined]
    chooser = dialog_of(reader)
    assert isinstance(chooser, FileDialog)
    chooser._show_folder(tmp_path)
    chooser.name.set_text("taken")
    chooser.accept()
    assert dialog_of(reader) is chooser
    assert "A file with this name is there already. Please choose another name." in said(reader)


def test_a_notebook_that_nobody_waits_for_any_more_is_taken_away(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ask_to_make(reader, tmp_path / "n")
    for field in dialog._fields:
        QTest.keyClicks(field.line, PASSPHRASE)
    dialog.accept()
    dialog.reject()
    wait_until_idle(qtbot, reader.keeper)
    assert reader.keeper.path is None
    assert not list(tmp_path.iterdir())


def test_wrong_passphrase_and_random_file_get_the_same_words(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    real, other = tmp_path / "a", tmp_path / "b"
    Notebook.create(real, PASSPHRASE, CHEAP)
    other.write_bytes(bytes(range(256)) * 1024)
    answers = set()
    for path in (real, other):
        dialog = ask_to_open(reader, path, "wrong", qtbot)
        assert dialog.outcome.wrong is not None
        answers.add(dialog.outcome.wrong.label.text())
        assert dialog._passphrase.text() == "wrong"
        assert reader.keeper.path is None
        dialog.reject()
        settle()
    assert len(answers) == 1
    assert "nobody can tell which" in answers.pop()
