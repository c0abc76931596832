"""The notebook as a whole: another passphrase, the version before, and its end, which can be rehearsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.ui.desks import ReaderMaker, click, desk_of, press, settle
from tests.ui.notebooks import (
    PASSPHRASE,
    WRITTEN,
    contents_of,
    dialog_of,
    make,
    notebook_page,
    open_in_memory,
    reader_of_notes,
    said,
    wait_until_idle,
)

from guide_app.app import Reader
from guide_app.notes.errors import NotebookLockedError
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY, Note
from guide_app.notes.wiping import LIMITS
from guide_app.ui.notebook.care import BeforeDialog, Said, WipeDialog
from guide_app.ui.notebook.entry import EntryView
from guide_app.ui.notebook.passphrases import ChangeDialog
from guide_app.ui.notebook.words import what_wiping_cannot
from guide_app.ui.session import Place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "any name"


@pytest.fixture
def reader(open_reader: ReaderMaker, qtbot: QtBot, path: Path) -> Reader:
    """Give a reader with an open notebook that has a note."""
    reader = reader_of_notes(open_reader)
    make(reader, path, qtbot)
    reader.keeper.put(EMPTY._replace(notes=(Note("1", "first"),)))
    wait_until_idle(qtbot, reader.keeper)
    notebook_page(reader)._show()
    settle()
    return reader


def wipe_dialog(reader: Reader) -> WipeDialog:
    click(contents_of(reader).wipe)
    dialog = dialog_of(reader)
    assert isinstance(dialog, WipeDialog)
    dialog._clock.setInterval(60_000)
    return dialog


def change(reader: Reader, qtbot: QtBot, old: str, new: str) -> ChangeDialog:
    click(contents_of(reader).passphrase)
    dialog = dialog_of(reader)
    assert isinstance(dialog, ChangeDialog)
    for field, text in zip(dialog._fields, (old, new, new), strict=True):
        QTest.keyClicks(field.line, text)
    dialog.accept()
    wait_until_idle(qtbot, reader.keeper)
    return dialog


def test_another_passphrase_opens_it_and_the_old_one_does_not(reader: Reader, qtbot: QtBot, path: Path) -> None:
    change(reader, qtbot, PASSPHRASE, "other words of mine")
    assert dialog_of(reader) is None
    assert Notebook.open(path, "other words of mine", CHEAP).content.notes[0].text == "first"
    with pytest.raises(NotebookLockedError):
        Notebook.open(path, PASSPHRASE, CHEAP)
    reader.keeper.put(EMPTY._replace(notes=(Note("1", "second"),)))
    wait_until_idle(qtbot, reader.keeper)
    assert Notebook.open(path, "other words of mine", CHEAP).content.notes[0].text == "second"


def test_a_wrong_old_passphrase_changes_nothing(reader: Reader, qtbot: QtBot, path: Path) -> None:
    before = path.read_bytes()
    dialog = change(reader, qtbot, "wrong", "other words of mine")
    assert dialog_of(reader) is dialog
    assert "This passphrase does not open this file" in said(reader)
    assert path.read_bytes() == before


def test_the_version_before_comes_back_and_goes_again(reader: Reader, qtbot: QtBot, path: Path) -> None:
    reader.keeper.put(EMPTY._replace(notes=(Note("1", "second"), Note("2", "more"))))
    wait_until_idle(qtbot, reader.keeper)
    for there in ("first", "second"):
        contents_of(reader).before.click()
        wait_until_idle(qtbot, reader.keeper)
        dialog = dialog_of(reader)
        assert isinstance(dialog, BeforeDialog)
        dialog.accept()
        wait_until_idle(qtbot, reader.keeper)
        assert Notebook.open(path, PASSPHRASE, CHEAP).content.notes[0].text == there
        assert there in said(reader)


def test_where_there_is_no_version_before_it_says_so(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_reader(place=Place("notebook"))
    open_in_memory(reader, WRITTEN)
    contents_of(reader).before.click()
    wait_until_idle(qtbot, reader.keeper)
    assert isinstance(dialog_of(reader), Said)
    assert "The file holds no version before this one." in said(reader)


def test_destroying_says_first_what_it_does_and_cannot(reader: Reader) -> None:
    dialog = wipe_dialog(reader)
    words = said(reader)
    assert "It may destroy evidence" in words
    assert "You have five seconds to cancel." in words
    # Flash and file systems are told in one sentence, evidence apart.
    assert len(what_wiping_cannot(dialog._messages)) == len(LIMITS) - 2
    assert all(sentence in words for sentence in what_wiping_cannot(dialog._messages))
    assert not dialog.destroy_button.isEnabled()


def test_a_rehearsal_goes_all_the_way_and_touches_nothing(reader: Reader, qtbot: QtBot, path: Path) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    dialog = wipe_dialog(reader)
    click(dialog.rehearse)
    assert "Rehearsal: nothing is destroyed. In 5 seconds." in said(reader)
    dialog._clock.setInterval(1)
    qtbot.waitUntil(lambda: not dialog._clock.isActive())
    assert "would be destroyed. It is untouched." in said(reader)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert reader.keeper.path == path
    dialog.reject()
    settle()
    assert "first" in said(reader)


@pytest.mark.parametrize("by", ["button", "key", "back"])
def test_within_five_seconds_it_can_be_cancelled(reader: Reader, path: Path, by: str) -> None:
    before = path.read_bytes()
    dialog = wipe_dialog(reader)
    dialog.sure.click()
    click(dialog.destroy_button)
    assert "The notebook will be destroyed. In 5 seconds." in said(reader)
    if by == "button":
        assert reader.window.focusWidget() is dialog.cancel
        press(reader, Qt.Key.Key_Space)
        assert "Cancelled. Nothing was destroyed." in said(reader)
    elif by == "key":
        press(reader, Qt.Key.Key_Escape)
    else:
        click(dialog.header.back)
    assert not dialog_of(reader) or not dialog._clock.isActive()
    assert path.read_bytes() == before
    assert reader.keeper.path == path


def test_it_is_destroyed_and_nothing_is_left_on_the_screen(reader: Reader, qtbot: QtBot, path: Path) -> None:
    dialog = wipe_dialog(reader)
    dialog.sure.click()
    click(dialog.destroy_button)
    dialog._clock.setInterval(1)
    qtbot.waitUntil(lambda: not path.exists())
    wait_until_idle(qtbot, reader.keeper)
    assert "is gone." in said(reader)
    click(dialog.cancel)
    assert isinstance(notebook_page(reader).view, EntryView)
    assert "first" not in said(reader).split("\n")
    assert not list(path.parent.iterdir())


def test_leaving_in_the_five_seconds_destroys_nothing(reader: Reader, path: Path) -> None:
    dialog = wipe_dialog(reader)
    dialog.sure.click()
    click(dialog.destroy_button)
    before = path.read_bytes()
    reader.leaving.instead = lambda: True
    reader.leaving.leave()
    settle()
    assert dialog_of(reader) is None
    assert not reader.window.findChildren(WipeDialog)
    assert path.read_bytes() == before


def test_what_could_not_be_destroyed_is_named(reader: Reader, qtbot: QtBot, path: Path) -> None:
    dialog = wipe_dialog(reader)
    path.unlink()
    dialog.sure.click()
    click(dialog.destroy_button)
    dialog._clock.setInterval(1)
    qtbot.waitUntil(lambda: reader.keeper.path is None)
    wait_until_idle(qtbot, reader.keeper)
    assert "is not there: its stick was taken out" in said(reader)
    assert dialog.cancel.isEnabled()


def test_the_footer_says_what_is_kept(reader: Reader, qtbot: QtBot) -> None:
    footer = desk_of(reader).footer
    assert footer._kept.text() == "Only your notebook is kept"
    reader._on_language_chosen("de")
    assert desk_of(reader).footer._kept.text() == "Nur dein Notizbuch bleibt erhalten"
    reader._on_language_chosen("en")
    reader.keeper.close()
    wait_until_idle(qtbot, reader.keeper)
    assert desk_of(reader).footer._kept.text() == "Nothing you do here is kept"
