"""Writing in the notebook: saved at each pause and on leaving a page, locked on idle and on leaving."""

from __future__ import annotations

import errno
import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.notes.memory_disk import MemoryDisk, MemoryFile
from tests.ui.desks import SERVICE, Left, ReaderMaker, click, desk_of, press, settle
from tests.ui.notebooks import (
    PASSPHRASE,
    WRITTEN,
    ask_to_open,
    cheap_keeper,
    contents_of,
    make,
    note_of,
    notebook_page,
    open_in_memory,
    reader_of_notes,
    said,
    wait_until_idle,
)

from guide_app.app import Reader
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY, Note, TrayItem
from guide_app.safety.options import Options
from guide_app.ui.notebook.entry import EntryView
from guide_app.ui.notebook.keep_row import KeepRow
from guide_app.ui.notebook.keeper import At
from guide_app.ui.notebook.tray import TrayCard
from guide_app.ui.notebook.writing import PlanView
from guide_app.ui.session import Place
from guide_app.ui.widgets.way_card import WayCard

HERE = Place("notebook")


@pytest.fixture
def reader(open_reader: ReaderMaker) -> Reader:
    return reader_of_notes(open_reader)


def test_leaving_a_page_saves(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    notebook_page(reader)._go(At("plan"))
    view = notebook_page(reader).view
    assert isinstance(view, PlanView)
    QTest.keyClicks(view.fields["reasons"].edit, "abc")
    assert not notebook.content.safety_plan.reasons
    desk_of(reader).open_page("about")
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.safety_plan.reasons == ("abc",)
    assert notebook.content.safety_plan.own_ways == WRITTEN.safety_plan.own_ways


def test_another_language_loses_nothing(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    notebook_page(reader)._go(At("note", "3"))
    QTest.keyClicks(note_of(reader).field.edit, " abc")
    reader._on_language_chosen("ar")
    settle()
    assert note_of(reader).field.text() == "Books abc"
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.notes[2].text == "Books abc"


def test_a_note_is_deleted_and_put_back(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    notebook_page(reader)._go(At("note", "2"))
    click(note_of(reader).delete)
    wait_until_idle(qtbot, reader.keeper)
    assert [note.id for note in notebook.content.notes] == ["1", "3"]
    click(contents_of(reader).undo)
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content == WRITTEN
    assert "The note was deleted." not in said(reader)


def test_notes_are_searched(reader: Reader) -> None:
    open_in_memory(reader)
    contents = contents_of(reader)
    QTest.keyClicks(contents.search.field, "sunday")
    settle()
    cards = [card for card in contents.findChildren(WayCard) if card.property("note") and card.isVisible()]
    assert [card.property("note") for card in cards] == ["1"]
    QTest.keyClicks(contents.search.field, "qqq")
    settle()
    assert "No note has these words." in said(reader)


def test_a_note_in_which_nothing_was_written_is_not_kept(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    click(contents_of(reader).new)
    press(reader, Qt.Key.Key_Escape)
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content == WRITTEN


def test_each_line_has_its_own_direction(open_reader: ReaderMaker) -> None:
    for language in ("en", "ar"):
        reader = open_reader(language, place=HERE)
        open_in_memory(reader, EMPTY._replace(notes=(Note("1", "Books\nرسالة"),)))
        notebook_page(reader)._go(At("note", "1"))
        edit = note_of(reader).field.edit
        document = edit.document()
        assert document.firstBlock().textDirection() == Qt.LayoutDirection.LeftToRight
        assert document.lastBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.Start)
        begin = edit.cursorRect(cursor).x()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.movePosition(cursor.MoveOperation.StartOfBlock)
        assert begin < edit.width() / 4
        assert edit.cursorRect(cursor).x() > edit.width() * 3 / 4
        reader.keeper.lock()


def test_a_service_is_put_aside_without_a_notebook_and_comes_into_one(
    open_reader: ReaderMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    reader = open_reader(place=Place("service", service=SERVICE))
    cheap_keeper(reader)
    row = reader.window.findChild(KeepRow)
    assert row is not None
    click(row.keep)
    assert row.keep.accessibleName() == "Kept for later"
    click(row.all)
    assert "Kept until you leave." in said(reader)
    make(reader, tmp_path / "n", qtbot)
    item = TrayItem("service", SERVICE)
    assert Notebook.open(tmp_path / "n", PASSPHRASE, CHEAP).content.tray == (item,)
    reader.keeper.close()
    wait_until_idle(qtbot, reader.keeper)
    assert not reader.keeper.tray
    assert row.keep.accessibleName() == "Keep for later"
    ask_to_open(reader, tmp_path / "n", PASSPHRASE, qtbot)
    assert reader.keeper.tray == (item,)


def test_what_was_put_aside_is_opened_and_taken_off(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    click(contents_of(reader).kept)
    tray = next(card for card in reader.window.findChildren(TrayCard) if card.isVisible())
    assert "Something that this guide does not have" in said(reader)
    click(tray.findChildren(WayCard)[0])
    assert reader.session.place.service == SERVICE
    desk_of(reader).go_back()
    settle()
    reader.keeper.keep(TrayItem("service", SERVICE), kept=False)
    wait_until_idle(qtbot, reader.keeper)
    assert [item.id for item in notebook.content.tray] == ["gone since"]


def test_choices_are_kept_if_wanted_and_come_back(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    make(reader, tmp_path / "n", qtbot)
    contents_of(reader).settings.click()
    reader._on_language_chosen("fr")
    reader._on_text_size_wanted(1)
    options = Options(instead="cover", idle_minutes=5)
    reader.session.options = options
    reader.keeper.close()
    wait_until_idle(qtbot, reader.keeper)
    for language in ("en", "ar"):
        reader._on_language_chosen(language)
        reader._on_text_size_wanted(0)
        reader.session.options = Options()
        settle()
        ask_to_open(reader, tmp_path / "n", PASSPHRASE, qtbot)
        settle()
        session = reader.session
        assert (session.language, session.text_scale, session.options) == ("fr", 1.25, options)
        reader.keeper.close()
        wait_until_idle(qtbot, reader.keeper)


def test_nothing_is_kept_of_choices_unless_wanted(reader: Reader, qtbot: QtBot) -> None:
    notebook = open_in_memory(reader)
    reader._on_language_chosen("fr")
    contents_of(reader).new.click()
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.settings == EMPTY.settings
    notebook_page(reader)._go(At())
    contents_of(reader).settings.click()
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.settings.language == "fr"
    contents_of(reader).settings.click()
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.settings == EMPTY.settings


class HeldDisk(MemoryDisk):
    """A stick that is slow, as long as it is asked to be."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.begun = threading.Event()
        self.go.set()

    def change(self, path: Path) -> MemoryFile:
        self.begun.set()
        assert self.go.wait(60)
        return super().change(path)


def test_a_full_stick_is_named_and_nothing_written_is_lost(reader: Reader, qtbot: QtBot) -> None:
    disk = MemoryDisk()
    notebook = open_in_memory(reader, disk=disk)
    notebook_page(reader)._go(At("note", "3"))
    disk.faults = {disk.calls + call: errno.ENOSPC for call in range(9)}
    QTest.keyClicks(note_of(reader).field.edit, " abc")
    qtbot.waitUntil(lambda: reader.keeper.state == "failed")
    settle()
    assert "No room is left for" in said(reader)
    assert "What was written is still in this window." in said(reader)
    press(reader, Qt.Key.Key_Escape)
    wait_until_idle(qtbot, reader.keeper)
    contents_of(reader).close_button.click()
    wait_until_idle(qtbot, reader.keeper)
    assert reader.keeper.content.notes[2].text == "Books abc", "it is not closed over what is not saved"
    disk.faults = {}
    reader.keeper.save()
    wait_until_idle(qtbot, reader.keeper)
    assert notebook.content.notes[2].text == "Books abc"
    assert "No room is left for" not in said(reader)


def test_leaving_waits_for_no_stick_and_drops_the_key(reader: Reader, qtbot: QtBot) -> None:
    disk = HeldDisk()
    notebook = open_in_memory(reader, disk=disk)
    notebook_page(reader)._go(At("note", "3"))
    disk.go.clear()
    QTest.keyClicks(note_of(reader).field.edit, " abc")
    reader.keeper.save()
    assert disk.begun.wait(60)
    reader.leaving.leave()
    assert isinstance(reader.leaving._end, Left)
    assert reader.leaving._end.codes == [0]
    assert set(notebook._key) == {0}
    assert reader.keeper.content is EMPTY
    disk.go.set()
    wait_until_idle(qtbot, reader.keeper)
    found = Notebook.open(Path("holiday.dat"), PASSPHRASE, CHEAP, disk=disk).content
    assert found.notes[2].text == "Books abc", "what was begun at the pause is finished"


def test_behind_a_cover_nothing_of_it_is_left(reader: Reader, qtbot: QtBot) -> None:
    """As when nobody has touched a key for a while; the pause is long over then, and all is saved."""
    disk = MemoryDisk()
    notebook = open_in_memory(reader, disk=disk)
    notebook_page(reader)._go(At("note", "3"))
    QTest.keyClicks(note_of(reader).field.edit, " abc")
    qtbot.waitUntil(lambda: reader.keeper.state == "saved")
    reader.leaving.instead = lambda: True
    reader.leaving.leave()
    assert set(notebook._key) == {0}
    wait_until_idle(qtbot, reader.keeper)
    assert isinstance(notebook_page(reader).view, EntryView)
    assert not [edit for edit in reader.window.findChildren(QTextEdit) if "Books" in edit.toPlainText()]
    assert not [label for label in reader.window.findChildren(QLabel) if "Books" in label.text()]
    found = Notebook.open(Path("holiday.dat"), PASSPHRASE, CHEAP, disk=disk).content
    assert found.notes[2].text == "Books abc"


def test_what_was_put_aside_is_gone_with_leaving(reader: Reader) -> None:
    reader.keeper.keep(TrayItem("service", SERVICE), kept=True)
    reader.leaving.instead = lambda: True
    reader.leaving.leave()
    settle()
    assert not reader.keeper.tray
    assert not [card for card in reader.window.findChildren(WayCard) if card.property("service")]


def test_the_collector_does_not_run_beside_the_window(reader: Reader, qtbot: QtBot) -> None:
    seen: list[bool] = []
    assert gc.isenabled()
    reader.keeper._queue.run(gc.isenabled, seen.append, lambda _: None)
    wait_until_idle(qtbot, reader.keeper)
    assert seen == [False]
    assert gc.isenabled()
