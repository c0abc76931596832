"""The page of updates: nothing by itself, each road with its fields, and every way it can end, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot
from tests.ui.desks import ReaderMaker, click, desk_of, focused, press, settle, write
from tests.ui.renewals import (
    CHECKED,
    FETCHING,
    Copies,
    Voice,
    at_updates,
    end_updates,
    form_of,
    make_copies,
    updates_page,
    updating_of,
    wait_for,
)
from tests.ui.test_updates_child import is_gone, watch_end

from guide_app.app import Reader
from guide_app.core.places import snapshot_folder
from guide_app.ui.session import UPDATES
from guide_app.ui.updates.state import Found, Idle, Working
from guide_app.ui.updates.wanted import Wanted
from guide_app.ui.updates.work import FoundView, WorkView
from guide_app.ui.widgets.file_dialog import FileDialog

KEY = Qt.Key


@pytest.fixture(scope="session")
def copies(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return make_copies(tmp_path_factory.mktemp("copies"), snapshot_folder(bundle) / "guide.sqlite")


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(tmp_path)


@pytest.fixture
def reader(open_reader: ReaderMaker, copies: Copies, voice: Voice) -> Iterator[Reader]:
    made = at_updates(open_reader, copies, voice)
    yield made
    end_updates(made)


def said(reader: Reader) -> str:
    return "\n".join(label.text() for label in updates_page(reader).findChildren(QLabel) if label.isVisible())


def found_view(reader: Reader) -> FoundView:
    view = updates_page(reader).view
    assert isinstance(view, FoundView)
    return view


def test_nothing_is_asked_for_by_itself(reader: Reader) -> None:
    updating = updating_of(reader)
    assert updating.stage == Idle()
    assert not updating._child.is_running
    form = form_of(reader)
    assert form.fields is None
    assert not form.look.isVisible()
    assert "It came with the program." in said(reader)
    assert all(option.accessibleDescription() for option in form.road.options.values())
    assert updating.wanted == Wanted()


def test_each_road_asks_for_what_it_needs(reader: Reader) -> None:
    form = form_of(reader)
    for road, parts in (
        ("internet", {"address"}),
        ("tor", {"address", "proxy", "same"}),
        ("stick", {"choose"}),
        ("neighbour", {"address"}),
    ):
        click(form.road.options[road])
        assert form.fields is not None
        assert {name for name in ("address", "proxy", "same", "choose") if getattr(form.fields, name)} == parts
        assert [key for key, option in form.road.options.items() if option.isChecked()] == [road]
        assert form.keep.options["memory"].isChecked()
        assert form.look.isVisible()


def test_what_is_missing_is_said_and_the_keyboard_goes_there(reader: Reader) -> None:
    form = form_of(reader)
    click(form.road.options["internet"])
    click(form.look)
    assert form.fields is not None
    assert form.fields.address is not None
    assert focused(reader) is form.fields.address.field
    assert "Please write an address first." in said(reader)
    write(reader, "a")
    assert "Please write an address first." not in said(reader)
    click(form.road.options["stick"])
    click(form.look)
    assert focused(reader) is form.fields.choose
    assert updating_of(reader).stage == Idle()


def test_by_keyboard_from_the_address_to_newer_knowledge(
    qtbot: QtBot, reader: Reader, voice: Voice, copies: Copies
) -> None:
    form = form_of(reader)
    click(form.road.options["internet"])
    assert form.fields is not None
    assert form.fields.address is not None
    form.fields.address.field.setFocus()
    write(reader, "knowledge")
    voice.say(CHECKED)
    press(reader, KEY.Key_Return)
    wait_for(qtbot, reader, Found)
    assert voice.words == ["update", "--json", "--from=https://knowledge", "--check"]
    for part in ("6 January 2027", "77", "only what has changed", "3", "10", "1"):
        assert part in said(reader)
    assert focused(reader) is found_view(reader).get
    assert "6 January 2027" in found_view(reader).get.accessibleDescription()
    voice.hand_over(copies)
    press(reader, KEY.Key_Space)
    wait_for(qtbot, reader, Idle)
    assert voice.words == ["update", "--json", "--from=https://knowledge"]
    assert reader._opened.version == 8
    assert reader._opened.folder is None
    assert "Up to date as of 5 January 2027." in said(reader)
    assert "It came in this session, and is kept nowhere." in said(reader)
    assert "5 January 2027" in desk_of(reader).footer._known.text()
    assert focused(reader) is form_of(reader).look
    assert form_of(reader).look.accessibleDescription() == "Up to date as of 5 January 2027."


def test_what_is_kept_is_opened_from_its_folder_and_again_after_a_cover(
    qtbot: QtBot, reader: Reader, voice: Voice, copies: Copies
) -> None:
    updating = updating_of(reader)
    updating.wanted = Wanted("stick", path="x.zip", keep="home")
    done = {"event": "done", "version": 8, "published": "x", "kept": "home", "folder": str(copies.newer)}
    voice.say(done)
    updating.get()
    wait_for(qtbot, reader, Idle)
    assert voice.words[-1] == "--keep=home"
    assert reader._opened.folder == copies.newer
    assert "It is kept in" in said(reader)
    reader._opened.open()
    assert (reader._opened.version, reader._opened.folder) == (8, copies.newer)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"event": "nothing_new", "published": "x", "expired": False}, "Nothing new there. What is in use is"),
        ({"event": "nothing_new", "published": "x", "expired": True}, "Nothing new there, although"),
        ({"event": "error", "code": "unreachable", "text": "y"}, "Nobody answers there."),
        ({"event": "error", "code": "signature", "text": "y"}, "What is there is not what the editors signed"),
        ({"event": "error", "code": "from a later program", "text": "y"}, "It ended without saying why."),
        ({"event": "done", "version": 8, "kept": "memory", "folder": None}, "It ended without saying why."),
        (FETCHING, "It ended without saying why."),
    ],
)
def test_every_end_is_said_in_words(
    qtbot: QtBot, reader: Reader, voice: Voice, line: dict[str, object], sentence: str
) -> None:
    voice.say(line)
    updating = updating_of(reader)
    updating.wanted = Wanted("internet", "x")
    updating.check()
    wait_for(qtbot, reader, Idle)
    assert sentence in said(reader)
    assert focused(reader) is form_of(reader).look
    assert sentence in form_of(reader).look.accessibleDescription()
    assert reader._opened.version == 7


def test_what_is_handed_over_is_judged_again(qtbot: QtBot, reader: Reader, voice: Voice, copies: Copies) -> None:
    """Whatever has come over the process: nothing unsigned, and nothing older, is shown."""
    updating = updating_of(reader)
    done = {"event": "done", "version": 8, "published": "x", "kept": "memory", "folder": None}
    length = copies.content().stat().st_size
    older = copies._replace(newer=copies.older)
    for metadata, content, sentence in (
        (copies.files(), older.content(), "is not what the editors signed"),
        ({}, copies.content(), "There is no guide there."),
    ):
        voice.say(done, {"event": "snapshot", "length": length, "metadata": metadata}, content=content)
        updating.get()
        wait_for(qtbot, reader, Idle)
        assert sentence in said(reader)
        assert reader._opened.version == 7
    reader._opened.version = 9
    voice.hand_over(copies)
    updating.get()
    wait_for(qtbot, reader, Idle)
    assert reader._opened.version == 9
    assert "is not what the editors signed" in said(reader)


def test_what_was_made_long_ago_is_taken_only_when_somebody_says_so(
    qtbot: QtBot, reader: Reader, voice: Voice, copies: Copies
) -> None:
    updating = updating_of(reader)
    updating.wanted = Wanted("stick", path="x.zip")
    voice.say({"event": "error", "code": "very_old", "text": "y"})
    updating.get()
    wait_for(qtbot, reader, Idle)
    form = form_of(reader)
    assert form.anyway.isVisible()
    voice.hand_over(copies)
    click(form.anyway)
    wait_for(qtbot, reader, Idle)
    assert "--accept-old" in voice.words
    assert reader._opened.version == 8
    assert not form_of(reader).anyway.isVisible()


def test_progress_is_shown_and_cancelling_ends_the_process(qtbot: QtBot, reader: Reader, voice: Voice) -> None:
    updating = updating_of(reader)
    voice.say(CHECKED, FETCHING, waits=True)
    updating.get()
    qtbot.waitUntil(lambda: "40" in said(reader))
    assert "77" in said(reader)
    bar = updates_page(reader).findChild(QProgressBar)
    assert bar is not None
    assert bar.value() == 40_000 * 1000 // 76_827
    assert bar.accessibleName() == "Fetching newer knowledge"
    assert updating._child._process is not None
    watched = watch_end(updating._child._process.pid)
    view = updates_page(reader).view
    assert isinstance(view, WorkView)
    assert focused(reader) is view.cancel
    press(reader, KEY.Key_Space)
    assert is_gone(watched)
    assert updating.stage == Idle()
    assert "Cancelled. Nothing has changed." in said(reader)


def test_it_goes_on_while_something_else_is_read_and_in_another_language(
    qtbot: QtBot, reader: Reader, voice: Voice
) -> None:
    updating = updating_of(reader)
    voice.say(FETCHING, waits=True)
    updating.get()
    qtbot.waitUntil(lambda: "40" in said(reader))
    desk_of(reader).open_page("about")
    settle()
    assert isinstance(updating.stage, Working)
    assert updating._child.is_running
    reader._on_language_chosen("de")
    desk_of(reader).open_page(UPDATES)
    settle()
    assert "Neueres wird geholt" in said(reader)
    assert updating._child.is_running


def test_leave_now_leaves_no_process_behind(qtbot: QtBot, reader: Reader, voice: Voice) -> None:
    updating = updating_of(reader)
    voice.say(FETCHING, waits=True)
    updating.get()
    qtbot.waitUntil(lambda: "40" in said(reader))
    assert updating._child._process is not None
    watched = watch_end(updating._child._process.pid)
    press(reader, KEY.Key_Shift, KEY.Key_Shift, KEY.Key_Shift)
    assert reader.leaving._end.codes == [0]  # type: ignore[attr-defined]
    assert is_gone(watched)
    assert updating.wanted == Wanted()


def test_back_leads_from_what_was_found_to_the_choices(qtbot: QtBot, reader: Reader, voice: Voice) -> None:
    updating = updating_of(reader)
    updating.wanted = Wanted("internet", "x")
    voice.say(CHECKED)
    updating.check()
    wait_for(qtbot, reader, Found)
    press(reader, KEY.Key_Escape)
    assert form_of(reader).fields is not None
    assert reader.session.place.page == UPDATES
    updating.check()
    wait_for(qtbot, reader, Found)
    click(found_view(reader).later)
    assert updating.stage == Idle()


def test_a_file_or_a_folder_is_chosen_with_our_own_dialog(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "guide.zip").write_bytes(b"")
    (tmp_path / "other.txt").write_bytes(b"")
    form = form_of(reader)
    click(form.road.options["stick"])
    assert form.fields is not None
    updating_of(reader).wanted = updating_of(reader).wanted._replace(path=str(tmp_path / "before"))
    form._show_road()
    assert form.fields.choose is not None
    click(form.fields.choose)
    [dialog] = reader.window.findChildren(FileDialog)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["guide.zip"]
    click(next(button for button in dialog._buttons if button.text() == "Take this folder"))
    assert updating_of(reader).wanted.path == str(tmp_path)
    assert str(tmp_path) in said(reader)


def test_other_choices_are_kept_in_mind(reader: Reader) -> None:
    form = form_of(reader)
    click(form.road.options["tor"])
    assert form.fields is not None
    assert form.fields.same is not None
    click(form.fields.same.options["same"])
    click(form.keep.options["beside"])
    assert form.fields.proxy is not None
    form.fields.proxy.field.setFocus()
    press(reader, KEY.Key_End)
    write(reader, "1")
    wanted = updating_of(reader).wanted
    assert (wanted.same_for_all, wanted.keep, wanted.proxy) == (True, "beside", "socks5h://127.0.0.1:90501")
    reader._on_language_chosen("ar")
    settle()
    again = form_of(reader)
    assert again.road.options["tor"].isChecked()
    assert again.keep.options["beside"].isChecked()
    assert again.fields is not None
    assert again.fields.same is not None
    assert again.fields.same.options["same"].isChecked()


def test_passing_on_writes_where_somebody_says(qtbot: QtBot, reader: Reader, voice: Voice, tmp_path: Path) -> None:
    form = form_of(reader)
    click(form.share)
    [dialog] = reader.window.findChildren(FileDialog)
    dialog._show_folder(tmp_path)
    assert dialog.name.text() == "guide.zip"
    voice.say({"event": "done", "version": 7, "published": "x", "kept": None, "folder": str(tmp_path / "guide.zip")})
    dialog.accept()
    wait_for(qtbot, reader, Idle)
    assert voice.words == ["export-bundle", "--json", str(tmp_path / "guide.zip")]
    assert "is written" in said(reader)
    assert focused(reader) is form_of(reader).share
    voice.say({"event": "error", "code": "full", "text": "x"})
    form_of(reader).share_to(tmp_path / "guide.zip")
    wait_for(qtbot, reader, Idle)
    assert "There is no room left there." in said(reader)


def test_a_program_that_cannot_be_started_is_said(reader: Reader, tmp_path: Path) -> None:
    updating = updating_of(reader)
    updating._child._command = lambda words: [str(tmp_path / "nothing"), *words]
    updating.check()
    settle()
    assert updating.stage == Idle()
    assert updating.outcome is not None


def test_what_came_for_now_only_is_not_passed_on_without_a_word(
    qtbot: QtBot, reader: Reader, voice: Voice, copies: Copies
) -> None:
    voice.hand_over(copies)
    updating_of(reader).get()
    wait_for(qtbot, reader, Idle)
    assert "What came for this session only is not in it" in said(reader)
