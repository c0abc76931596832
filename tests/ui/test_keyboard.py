"""Everything can be done with the keyboard alone, in a sane order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from tests.ui.desks import PLACES, ReaderMaker, desk_of, focused, press, settle, write
from tests.ui.screens import Walk

from guide_app.app import Reader
from guide_app.core.values import ServiceId
from guide_app.ui.widgets.choice_list import ChoiceList
from guide_app.ui.widgets.contact_card import ContactCard
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.need_card import NeedCard

KEY = Qt.Key


def round_by_tab(reader: Reader, most: int = 60) -> list[QWidget]:
    """Press Tab until the focus comes round, and give what had it."""
    seen: list[QWidget] = []
    for _ in range(most):
        press(reader, KEY.Key_Tab)
        widget = focused(reader)
        assert widget is not None
        if widget in seen:
            break
        seen.append(widget)
    return seen


@pytest.mark.parametrize("page", PLACES)
def test_tab_reaches_everything_that_can_be_pressed(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page])
    reached = round_by_tab(reader)
    header = desk_of(reader).header
    assert {header.language, header.country, header.leave} <= set(reached)
    assert desk_of(reader).footer.about in reached
    if page == "start":
        assert set(desk_of(reader).start.cards) <= set(reached)
    if page in {"results", "service"}:
        results, service = desk_of(reader).results, desk_of(reader).service
        assert results is not None
        assert service is not None
        assert results.list in reached
        assert {card.copy for card in service.findChildren(ContactCard)} <= set(reached)


def test_tab_reaches_everything_on_every_screen(walk: Walk) -> None:
    walk.speak("en", 1.0)
    missed = []
    for screen, window in walk.screens():
        part = window.findChild(Dialog) or window
        reached = set(round_by_tab(walk.reader, most=len(part.findChildren(QWidget))))
        stops = {widget for widget in part.findChildren(QWidget) if is_stop(widget)}  # as they are after the round
        groups = {stop.parent() for stop in reached if is_one_of_several(stop)}
        stops = {stop for stop in stops if not (is_one_of_several(stop) and stop.parent() in groups)}
        missed += [f"{screen.name}: {type(stop).__name__} {stop.accessibleName()}" for stop in stops - reached]
    assert not missed


def is_stop(widget: QWidget) -> bool:
    """Whether Tab comes here."""
    takes = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.focusProxy() is None


def is_one_of_several(widget: QWidget) -> bool:
    """Whether it is one of answers that exclude each other: Tab comes to one of them."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()


def test_tab_follows_the_order_of_reading(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    desk.start.search.setFocus()
    order = round_by_tab(reader)
    assert order[: len(desk.start.cards)] == desk.start.cards


def test_a_need_and_a_row_with_keys_alone(open_reader: ReaderMaker) -> None:
    reader = open_reader(country="US")
    desk = desk_of(reader)
    desk.start.search.setFocus()
    press(reader, KEY.Key_Down)
    assert isinstance(focused(reader), NeedCard)
    press(reader, KEY.Key_Return)
    assert desk.results is not None
    assert desk.service is not None
    assert focused(reader) is desk.results.list
    press(reader, KEY.Key_Down, KEY.Key_Return)
    assert desk.service.shown is not None
    assert isinstance(focused(reader), QWidget)
    assert desk.service.isAncestorOf(focused(reader))  # type: ignore[arg-type]


def test_writing_on_the_first_screen_searches(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    desk.start.search.setFocus()
    write(reader, "helpline")
    assert desk.header.search.text() == "helpline"
    assert focused(reader) is desk.header.search.field
    assert desk.results is not None
    assert desk.results.list.model().rowCount() > 5
    press(reader, KEY.Key_Down)
    assert focused(reader) is desk.results.list
    press(reader, KEY.Key_Up)
    assert focused(reader) is desk.header.search.field


@pytest.mark.parametrize("size", [(640, 480), (1180, 820)])
def test_escape_and_alt_left_go_back_and_never_leave(open_reader: ReaderMaker, size: tuple[int, int]) -> None:
    for key, modifier in (
        (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        reader = open_reader(size=size)
        desk = desk_of(reader)
        desk.start.need_chosen.emit("talk")
        settle()
        press(reader, KEY.Key_Return)
        seen = [str(reader.session.place.page)]
        for _ in range(3):
            press(reader, key, modifier=modifier)
            seen.append(reader.session.place.page)
        assert seen == ["service", "results", "start", "start"]
        assert reader.window.isVisible()


@pytest.mark.parametrize("page", PLACES)
def test_slash_and_control_f_lead_to_a_search_field(open_reader: ReaderMaker, page: str) -> None:
    for key, modifier in (
        (KEY.Key_Slash, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_F, Qt.KeyboardModifier.ControlModifier),
    ):
        reader = open_reader(place=PLACES[page])
        desk = desk_of(reader)
        desk.header.leave.setFocus()
        press(reader, key, modifier=modifier)
        assert focused(reader) in {desk.header.search.field, desk.start.search.field}


def test_a_slash_can_be_searched_for(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["results"])
    desk = desk_of(reader)
    desk.header.search.setFocus()
    write(reader, "24/7")
    assert desk.header.search.text() == "24/7"


def test_f6_goes_round_the_parts(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    desk = desk_of(reader)
    desk.header.search.setFocus()
    seen = []
    for _ in range(4):
        press(reader, KEY.Key_F6)
        seen.append(focused(reader))
    assert desk.results is not None
    assert desk.service is not None
    assert seen[0] is desk.results.list
    assert seen[1] is not None
    assert desk.service.isAncestorOf(seen[1])
    assert seen[2:] == [desk.header.leave, desk.header.search.field]


def test_a_country_is_found_by_its_first_letters(open_reader: ReaderMaker) -> None:
    reader = open_reader(country=None)
    desk = desk_of(reader)
    desk.header.country.setFocus()
    press(reader, KEY.Key_Return)
    write(reader, "japa")
    press(reader, KEY.Key_Return)
    assert reader.session.country == "JP"
    assert focused(reader) is desk.header.country
    assert "Japan" in desk.header.country.accessibleName()


def test_a_list_of_choices_closes_at_escape_and_gives_the_focus_back(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    desk.header.language.setFocus()
    press(reader, KEY.Key_Space)
    choices = reader.window.findChild(ChoiceList)
    assert choices is not None
    assert choices.isVisible()
    press(reader, KEY.Key_Escape)
    assert not choices.isVisible()
    assert focused(reader) is desk.header.language
    assert reader.session.place.page == "start"


def test_the_language_is_chosen_with_keys(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk_of(reader).header.language.setFocus()
    press(reader, KEY.Key_Return, KEY.Key_Home, KEY.Key_Return)
    assert reader.session.language == "ar"
    assert focused(reader) is desk_of(reader).header.language


def test_return_copies_a_number(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    service = desk_of(reader).service
    assert service is not None
    service.focus_first()
    press(reader, KEY.Key_Return)
    assert QGuiApplication.clipboard().text() == "+18775658860"


def test_text_grows_and_shrinks_with_keys_and_stays_at_its_place(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    heights = [desk_of(reader).header.title.fontMetrics().height()]
    for key in (KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_0):
        press(reader, key, modifier=Qt.KeyboardModifier.ControlModifier)
        heights.append(desk_of(reader).header.title.fontMetrics().height())
    assert heights[0] < heights[1] < heights[2]
    assert heights[2] > heights[3] == heights[1]
    assert heights[4] == heights[0]
    service = desk_of(reader).service
    assert service is not None
    assert service.shown is not None
    assert service.shown.id == ServiceId("us-trans-lifeline-hotline")


@pytest.mark.parametrize("page", ["start", "service", "about"])
def test_a_long_page_is_turned_by_its_keys(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page], size=(640, 480))
    desk = desk_of(reader)
    shown = {"start": desk.start, "service": desk.service, "about": desk.find_page("about")}[page]
    assert isinstance(shown, QScrollArea)
    desk.footer.about.setFocus()
    bar = shown.verticalScrollBar()
    press(reader, KEY.Key_PageDown)
    lower = bar.value()
    assert lower > 0
    press(reader, KEY.Key_PageUp)
    assert bar.value() < lower
