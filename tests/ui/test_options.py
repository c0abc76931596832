"""The page of options: each choice holds at once, pictures are asked about first, a file is kept only if asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from tests.ui.desks import ReaderMaker, click, desk_of, focused, press, settle
from tests.ui.test_capture import Told

from guide_app.app import Reader
from guide_app.core.values import CountryCode
from guide_app.safety.options import Options
from guide_app.safety.settings import HEAD
from guide_app.ui.capture import CaptureShield
from guide_app.ui.keeping import Keeping
from guide_app.ui.pages.options import OptionsPage
from guide_app.ui.session import OPTIONS, Place
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.file_dialog import FileDialog

KEY = Qt.Key
HERE = Place(OPTIONS)


def page_of(reader: Reader) -> OptionsPage:
    page = desk_of(reader).find_page(OPTIONS)
    assert isinstance(page, OptionsPage)
    return page


def keeping_of(reader: Reader) -> Keeping:
    keeping = page_of(reader).findChild(Keeping)
    assert keeping is not None
    return keeping


def said(reader: Reader) -> str:
    return " ".join(label.text() for label in page_of(reader).findChildren(QLabel) if label.isVisible())


def test_a_choice_holds_at_once_and_survives_another_language(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=HERE)
    assert reader.session.options == Options()
    click(page_of(reader).instead.options["browser"])
    assert reader.session.options.instead == "browser"
    reader._on_language_chosen("ar")
    settle()
    page = page_of(reader)
    assert [key for key, option in page.instead.options.items() if option.isChecked()] == ["browser"]
    click(page.instead.options["nothing"])
    assert reader.session.options == Options()


def test_idle_minutes_are_chosen_where_there_is_a_cover(open_reader: ReaderMaker) -> None:
    messages = page_of(open_reader(place=HERE)).messages
    page = OptionsPage(messages, Options(), "not here")
    heard: list[Options] = []
    page.options_chosen.connect(heard.append)
    page.idle.options["5"].click()
    page.idle.options["never"].click()
    assert [options.idle_minutes for options in heard] == [5, None]
    assert "cover" in page.instead.options
    page.deleteLater()


def test_answers_are_reached_and_given_with_the_keyboard(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=HERE)
    options = list(page_of(reader).instead.options.values())
    options[0].setFocus()
    press(reader, KEY.Key_Down)
    assert focused(reader) is options[1]
    press(reader, KEY.Key_Up, KEY.Key_Up)
    assert focused(reader) is options[-1]
    press(reader, KEY.Key_Space)
    assert options[-1].isChecked()


def test_pictures_of_the_screen_cannot_be_kept_out_here(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=HERE)
    option = page_of(reader).capture.options["on"]
    assert not option.isEnabled()
    assert "Not possible" in option.accessibleDescription()


def test_pictures_are_asked_about_first(open_reader: ReaderMaker) -> None:
    reader, told = open_reader(), Told()
    reader._capture = CaptureShield(told, listened_to=lambda: False)
    desk_of(reader).open_page(OPTIONS)
    settle()
    option = page_of(reader).capture.options["on"]
    click(option)
    asked = reader.window.findChild(Dialog)
    assert asked is not None
    assert told.windows == {}
    assert "Magnifiers" in " ".join(label.text() for label in asked.findChildren(QLabel))
    asked.reject()
    settle()
    assert not option.isChecked()
    assert reader.session.options == Options()
    click(option)
    asked = reader.window.findChild(Dialog)
    assert asked is not None
    asked.accept()
    settle()
    assert told.windows[int(reader.window.winId())]
    assert reader.session.options.capture_protection
    click(option)  # switching it off is not asked about
    assert not told.windows[int(reader.window.winId())]
    assert not reader.session.options.capture_protection


def test_what_is_kept_is_loaded_again(open_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = open_reader("ar", place=HERE, country="LB", scale=1.5)
    click(page_of(reader).instead.options["calculator"])
    keeping_of(reader).save(tmp_path / "s.txt")
    assert "s.txt" in said(reader)
    assert [file.name for file in tmp_path.iterdir()] == ["s.txt"]
    later = open_reader("en", place=HERE, country=None)
    keeping_of(later).load(tmp_path / "s.txt")
    settle()
    session = later.session
    assert (session.language, session.country, session.text_scale) == ("ar", CountryCode("LB"), 1.5)
    assert session.options.instead == "calculator"
    assert session.place == HERE
    assert "s.txt" in said(later)
    assert page_of(later).instead.options["calculator"].isChecked()


def test_a_bad_file_is_named_with_its_line_and_changes_nothing(open_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = open_reader(place=HERE)
    path = tmp_path / "s.txt"
    path.write_text(f"{HEAD}\nlanguage: ar\nidle: soon\n", encoding="utf-8")
    keeping_of(reader).load(path)
    settle()
    for word in ("s.txt", "line 3", "idle: soon", "load it again"):
        assert word in said(reader).replace("\u2068", "").replace("\u2069", "")
    assert reader.session.language == "en"
    path.write_text("a letter", encoding="utf-8")
    keeping_of(reader).load(path)
    assert HEAD in said(reader)


def test_a_place_that_takes_no_file_is_told(open_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = open_reader(place=HERE)
    keeping_of(reader).save(Path("/proc/s.txt"))
    assert "another place" in said(reader)
    keeping_of(reader).save(tmp_path / "none" / "s.txt")
    assert "another place" in said(reader)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing is left half done


@pytest.mark.parametrize("button", ["Save to a file", "Load from a file"])
def test_the_chooser_of_files_is_ours_and_writes_nothing_by_itself(open_reader: ReaderMaker, button: str) -> None:
    reader = open_reader(place=HERE)
    page = page_of(reader)
    (page.save_wanted if button.startswith("Save") else page.load_wanted).emit()
    settle()
    asked = reader.window.findChild(FileDialog)
    assert asked is not None
    assert asked.leave.isVisible()
    asked.reject()
    settle()
    assert page.isVisible()
