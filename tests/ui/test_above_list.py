"""What stands above the list: chips, finer needs, what was widened, whom to call; and how far away a service is."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from tests.ui.desks import PLACES, ReaderMaker, accessible, click, desk_of, focused, press, settle, write
from tests.ui.filter_parts import TALK, chips, open_filters, results_of

from guide_app.app import Reader
from guide_app.core.messages import isolate, isolate_by_content
from guide_app.core.values import NeedId
from guide_app.store.filters import Filters
from guide_app.store.query import Found, Hit, Query, Step
from guide_app.ui.clipboard import Clipboard
from guide_app.ui.narrowing import NOW, Narrowing
from guide_app.ui.session import Place
from guide_app.ui.widgets.choice_list import ChoiceList
from guide_app.ui.widgets.pills import Pill

KEY = Qt.Key
NAME = QAccessible.Text.Name


def find_so(reader: Reader, **changes: object) -> None:
    """Have the search find what it finds, but say it so."""
    results = results_of(reader)
    search = results._search
    results._search = lambda query: search(query)._replace(**changes)  # type: ignore[arg-type]
    desk_of(reader)._list(reader.session.place)
    settle()


def test_chips_take_filters_off_one_by_one_and_all_at_once(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    for key in ("channels:phone", "languages:en", NOW):
        parts.panel.toggled.emit(key, True)
        settle()
    assert parts.results.above.filters.shown_text() == "Filters (3)"
    assert chips(parts.results) == []  # the panel beside the list shows them
    press(parts.reader, KEY.Key_Escape)
    assert [pill.key for pill in chips(parts.results)] == [NOW, "channels:phone", "languages:en"]
    first = chips(parts.results)[0]
    assert accessible(first).text(NAME) == "Take off the filter: Open now"
    first.setFocus()
    press(parts.reader, KEY.Key_Return)
    assert [pill.key for pill in chips(parts.results)] == ["channels:phone", "languages:en"]
    assert focused(parts.reader) is parts.results.above.filters
    clear = parts.results.above.bar._widgets[-1]
    assert isinstance(clear, Pill)
    assert clear.shown_text() == "Clear all"
    click(clear)
    assert parts.reader.session.narrowing == Narrowing()
    assert chips(parts.results) == []
    assert parts.results.above.filters.shown_text() == "Filters"


def test_finer_needs_stand_above_the_list_of_their_need(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=TALK, country="DE")
    snapshot = reader._opened.snapshot
    assert snapshot is not None
    finer = [need.id for need in snapshot.needs(reader.session.language, NeedId("talk"))]
    pills = [pill for pill in results_of(reader).above.needs._widgets if isinstance(pill, Pill)]
    assert [pill.key for pill in pills] == [f"need:{need}" for need in finer] != []
    assert re.search(r", \d+ services?$", accessible(pills[0]).text(NAME))
    pills[0].setFocus()
    press(reader, KEY.Key_Return)
    assert reader.session.narrowing.need == finer[0]
    assert results_of(reader)._query.need == finer[0]
    again = [pill for pill in results_of(reader).above.needs._widgets if isinstance(pill, Pill)]
    assert [pill.isChecked() for pill in again] == [True] + [False] * (len(again) - 1)
    assert focused(reader) is again[0]
    assert chips(results_of(reader)) == []
    desk_of(reader).go_back()
    desk_of(reader).start.need_chosen.emit("legal")
    settle()
    assert reader.session.narrowing.need is None


def test_many_finer_needs_leave_room_for_the_list_until_they_are_asked_for(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", need=NeedId("people")), country="DE")
    needs = results_of(reader).above.needs
    few = [pill for pill in needs._widgets if isinstance(pill, Pill)]
    assert [bool(pill.key) for pill in few] == [True, True, True, True, False]
    few[-1].setFocus()
    press(reader, KEY.Key_Space)
    everything = [pill for pill in needs._widgets if isinstance(pill, Pill)]
    assert len(everything) > 5
    assert focused(reader) is everything[4]
    press(reader, KEY.Key_Space)
    assert reader.session.narrowing.keys == (everything[4].key,)
    assert len(needs._widgets) == len(everything)


@pytest.mark.parametrize(("language", "words"), [("en", "widened to"), ("ar", "اتسع البحث")])
def test_what_was_widened_is_said_above_the_list(open_reader: ReaderMaker, language: str, words: str) -> None:
    reader = open_reader(language, place=TALK, country="DE")
    find_so(reader, steps=(Step("wider_area", "DE"),))
    slot = results_of(reader).above.widened
    assert slot.isVisible()
    assert words in slot.sentence
    find_so(reader, steps=())
    assert not slot.isVisible()


def test_numbers_to_call_stand_above_where_a_life_is_at_stake(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="anything"), country="LB")
    find_so(reader, crisis=True)
    above = results_of(reader).above
    assert above.emergency.isVisible()
    assert "112" in above.emergency.sentence
    # Before all else: in a low window what stands above the list is scrolled.
    assert above.emergency.mapTo(above, above.rect().topLeft()).y() < above.bar.y()
    find_so(reader, crisis=False)
    assert not above.emergency.isVisible()


def test_without_a_country_the_numbers_ask_for_one(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="anything"), country=None)
    find_so(reader, crisis=True)
    assert "Choose a country" in results_of(reader).above.emergency.sentence


def test_numbers_to_call_stay_in_the_smallest_window(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="anything"), country="LB", size=(400, 640), scale=2.0)
    find_so(reader, crisis=True, steps=(Step("world"),))
    above = results_of(reader).above
    assert above.emergency.isVisible()
    assert above.widened.isVisible()
    assert not above.needs.isVisible()


def test_an_empty_list_says_that_filters_are_why_and_takes_them_off(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=TALK, country="DE")
    reader.session.narrowing = Narrowing(channels=("phone",))
    find_so(reader, hits=())
    results = results_of(reader)
    assert results._nothing.text() == "No service fits all these filters"
    assert results._unfilter.isVisible()
    click(results._unfilter)
    assert reader.session.narrowing == Narrowing()
    assert results._nothing.text() == "Nothing found for these words"
    assert not results._unfilter.isVisible()


def test_the_list_is_asked_for_what_is_chosen(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=TALK, country="DE")
    asked: list[Query] = []
    results = results_of(reader)
    search = results._search

    def ask(query: Query) -> Found:
        asked.append(query)
        return search(query)

    results._search = ask
    reader.session.city = "Berlin"
    reader.session.narrowing = Narrowing(place="radius:50", promises=("free", "asks_police"), channels=("sms",))
    desk_of(reader)._list(reader.session.place)
    wanted = Filters(city="Berlin", radius_km=50, free=True, asks_police=True, channels=("sms",))
    assert asked[0].filters == wanted
    reader.session.narrowing = Narrowing(hours=NOW, place="region:Bayern")
    desk_of(reader)._list(reader.session.place)
    assert asked[-1].filters.open_at is not None
    assert asked[-1].filters.open_at.utcoffset() is not None
    assert asked[-1].filters.region == "Bayern"


@pytest.mark.parametrize(("language", "said"), [("en", "12 km away"), ("ar", "على بُعد 12 كم")])
def test_the_distance_is_seen_and_heard(open_reader: ReaderMaker, language: str, said: str) -> None:
    reader = open_reader(language, place=TALK, country="DE")
    results = results_of(reader)
    first, second = results.found.hits[:2]
    find_so(reader, hits=(replace_hit(first, 12), replace_hit(second, 0)))
    model = results._model
    row = model.row_of(first.id)
    marked = said.replace("12", isolate("12"))
    assert model.line(row).about.endswith(f" · {marked}")
    assert model.sentence(row).endswith(marked)
    assert "km" not in model.line(model.row_of(second.id)).about


def replace_hit(hit: Hit, away: int) -> Hit:
    return hit._replace(distance_km=away, nearness="country")


def test_towns_and_countries_say_how_many_services_they_leave(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results"), country="DE")
    city = results_of(reader).above.city
    click(city)
    left = {choice.key: choice.left for choice in city._choices}
    assert left["Berlin"] is not None
    assert left["Berlin"] > 3
    assert left[""] is None
    choices = reader.window.findChild(ChoiceList)
    assert choices is not None
    item = next(item for row in range(choices._list.count()) if (item := choices._list.item(row)).text() == "Berlin")
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == f"Berlin: {left['Berlin']}"
    press(reader, KEY.Key_Escape)
    country = desk_of(reader).header.country
    click(country)
    assert all((choice.left or 0) >= 0 for choice in country._choices)
    assert {choice.key: choice.left for choice in country._choices}["DE"]


def test_a_list_of_choices_is_as_high_as_what_is_left_of_it(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    click(desk_of(reader).header.country)
    choices = reader.window.findChild(ChoiceList)
    assert choices is not None
    before = choices.height()
    write(reader, "japa")
    assert choices.height() < before / 3
    press(reader, KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace)
    assert choices.height() == before


def test_no_preview_while_a_tool_listens(open_reader: ReaderMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guide_app.ui.desk.is_listened_to", lambda: True)
    reader = open_reader(place=TALK, country="US")
    service = desk_of(reader).service
    assert service is not None
    assert service.shown is None
    results_of(reader).focus_list()
    press(reader, KEY.Key_Down)
    assert service.shown is None
    press(reader, KEY.Key_Return)
    assert service.shown is not None


@pytest.mark.parametrize(("language", "at_right"), [("en", False), ("ar", True)])
@pytest.mark.parametrize("page", ["start", "results"])
def test_the_cursor_of_an_empty_field_stands_beside_its_hint(
    open_reader: ReaderMaker, page: str, language: str, *, at_right: bool
) -> None:
    desk = desk_of(open_reader(language, place=PLACES[page]))
    field = (desk.start if page == "start" else desk.header).search.field
    settle()
    assert (field.cursorRect().center().x() > field.width() / 2) is at_right


def test_in_mixed_text_arrows_go_where_they_point(open_reader: ReaderMaker) -> None:
    reader = open_reader("ar", place=PLACES["results"])
    field = desk_of(reader).header.search.field
    field.setFocus()
    field.setText("خط Trans خط")
    field.setCursorPosition(len(field.text()))
    reader.window.grab()
    seen = [field.cursorRect().center().x()]
    for _ in range(len(field.text()) * 2):
        press(reader, KEY.Key_Right)
        seen.append(field.cursorRect().center().x())
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_what_is_copied_has_no_invisible_marks(open_reader: ReaderMaker) -> None:
    open_reader("ar")
    Clipboard().put(f"{isolate('+961 1 234')} {isolate_by_content('حلم')}\u200f\u202b")
    assert QGuiApplication.clipboard().text() == "+961 1 234 حلم"
