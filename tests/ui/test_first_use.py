"""What stands before the first screen: it says what leaving cannot do, and one key leads on. Nothing is noted of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import ReaderMaker, accessible, click, desk_of, focused, place_in_window, press, settle

from guide_app.app import Reader, first_session
from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.safety.kept import what_is_safer, what_leaving_does, what_leaving_does_not
from guide_app.ui.pages.first_use import FirstUsePage
from guide_app.ui.session import FIRST_USE, LEAVING, WHAT_STAYS, Place
from guide_app.ui.widgets.buttons import LinkButton

KEY = Qt.Key
BEFORE = Place(FIRST_USE)


def page_of(reader: Reader) -> FirstUsePage:
    page = desk_of(reader).find_page(FIRST_USE)
    assert isinstance(page, FirstUsePage)
    return page


def said(page: QWidget) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel)}


def test_every_start_begins_before_the_first_screen() -> None:
    assert first_session(None).place == BEFORE


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_all_of_it_in_the_readers_language(open_reader: ReaderMaker, language: str) -> None:
    reader = open_reader(language, place=BEFORE)
    text = Messages(reader.session.language, reader._locales).text
    honest = {*what_leaving_does(text), *what_leaving_does_not(text), *what_is_safer(text)}
    assert honest <= said(page_of(reader))
    # who hears the button that has the keyboard hears all of it too
    description = page_of(reader).begin.accessibleDescription()
    assert all(sentence in description for sentence in honest)


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_one_key_leads_to_the_first_screen_and_nothing_leads_back(open_reader: ReaderMaker, key: Qt.Key) -> None:
    reader = open_reader(place=BEFORE)
    desk = desk_of(reader)
    desk.focus_first()
    assert focused(reader) is page_of(reader).begin
    press(reader, key)
    assert desk.start.isVisible()
    assert focused(reader) is desk.start.search.field
    press(reader, KEY.Key_Escape)
    assert reader.session.place == Place()


def test_no_key_of_the_window_leads_past_it(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=BEFORE)
    desk_of(reader).focus_first()
    press(reader, KEY.Key_Escape, KEY.Key_Slash)
    press(reader, KEY.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    press(reader, KEY.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert reader.session.place == BEFORE
    assert not desk_of(reader).footer.isVisible()


def test_f6_goes_round_the_button_and_the_way_out(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=BEFORE)
    desk = desk_of(reader)
    desk.focus_first()
    press(reader, KEY.Key_F6)
    assert focused(reader) is desk.header.leave
    press(reader, KEY.Key_F6)
    assert focused(reader) is page_of(reader).begin


def test_the_language_is_changed_on_it(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=BEFORE)
    before = said(page_of(reader))
    reader._on_language_chosen("ja")
    settle()
    assert reader.session.place == BEFORE
    assert page_of(reader).isVisible()
    assert not before & said(page_of(reader))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 480), (400, 800), (320, 240)])
def test_the_button_is_in_sight_however_small_the_window(
    open_reader: ReaderMaker, size: tuple[int, int], scale: float
) -> None:
    reader = open_reader("de", place=BEFORE, size=size, scale=scale)
    begin = page_of(reader).begin
    assert reader.window.rect().contains(place_in_window(begin))
    assert begin.visibleRegion().boundingRect() == begin.rect()
    assert begin.height() >= 44


def test_it_is_found_again_beside_the_way_out(open_reader: ReaderMaker) -> None:
    reader = open_reader("ar")
    header = desk_of(reader).header
    gap = place_in_window(header.help).left() - place_in_window(header.leave).right()
    assert 0 < gap < 24  # mirrored: the way out stands at the left
    assert accessible(header.help).text(QAccessible.Text.Name) == header.help.accessibleName() != ""
    click(header.help)
    assert reader.session.place == Place(LEAVING)
    assert not header.help.isVisible()
    press(reader, KEY.Key_Escape)
    assert reader.session.place == Place()
    assert header.help.isVisible()


def test_what_stays_is_one_press_away_and_leads_back(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=BEFORE)
    link = page_of(reader).findChild(LinkButton)
    assert link is not None
    click(link)
    assert reader.session.place == Place(WHAT_STAYS)
    press(reader, KEY.Key_Escape)
    assert reader.session.place == BEFORE
    assert focused(reader) is page_of(reader).begin


def test_the_first_screen_is_made_while_this_page_is_read(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    desk = desk_of(open_reader(place=BEFORE))
    qtbot.waitUntil(lambda: desk._start is not None)
    assert not desk.start.isVisible()
