"""The panel of filters: what it shows, how it is driven, where it stands, and that it forgets."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from tests.ui.desks import ReaderMaker, accessible, click, desk_of, focused, place_in_window, press, settle
from tests.ui.filter_parts import TALK, choose, count_now, keys, open_filters, option, panel_of, results_of

from guide_app.core.values import CountryCode, NeedId
from guide_app.store.filters import Filters, mask
from guide_app.store.tokens import CHANNELS
from guide_app.ui.narrowing import COUNTRY_ONLY, NOW, THEN, Narrowing
from guide_app.ui.session import Place, Session
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.option import Option
from guide_app.ui.widgets.pills import Pill

KEY = Qt.Key
NAME = QAccessible.Text.Name


def test_the_panel_is_made_when_it_is_first_wanted(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=TALK, country="DE")
    assert panel_of(reader) is None
    parts = open_filters(reader)
    assert parts.panel.isVisible()
    assert panel_of(reader) is parts.panel


def test_every_answer_says_how_many_it_leaves(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    snapshot = parts.reader._opened.snapshot
    assert snapshot is not None
    found = parts.results.found.services
    for channel in set(CHANNELS) - {"form", "web"}:
        wanted = (found & mask(snapshot, Filters(channels=(channel,)), CountryCode("DE"))).bit_count()
        name = accessible(option(parts.panel, f"channels:{channel}")).text(NAME)
        assert re.search(r", (\d+) services?$", name)
        assert name.endswith(f", {wanted} service" if wanted == 1 else f", {wanted} services")
    name = accessible(option(parts.panel, NOW)).text(NAME)
    assert re.fullmatch(r"Open now, \d+ services?", name)
    assert "unknown hours" in accessible(option(parts.panel, NOW)).text(QAccessible.Text.Description)


def test_an_answer_that_leaves_nothing_cannot_be_chosen_but_can_be_read(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    choose(parts, "promises:asks_guardians")
    options = parts.panel.options()
    empty = [each for each in options if each._left == 0]
    assert empty
    for each in options:
        assert each.isEnabled() is (each._left != 0 or each.isChecked())
    assert all(accessible(each).text(NAME).endswith(", 0 services") for each in empty)


def test_what_is_chosen_can_always_be_taken_back(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    for key in ("promises:asks_guardians", "promises:anonymous", "languages:ar", "channels:in_person"):
        parts.panel.toggled.emit(key, True)
        settle()
    count_now(parts.reader)
    assert option(parts.panel, "channels:in_person").isEnabled()
    choose(parts, "channels:in_person")
    assert parts.reader.session.narrowing.channels == ()


def test_filters_with_keys_alone(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=TALK, country="DE")
    results_of(reader).above.filters.setFocus()
    press(reader, KEY.Key_Return)
    panel = panel_of(reader)
    assert panel is not None
    options = [each for each in panel.options() if each.isEnabled()]
    assert focused(reader) is options[0]
    press(reader, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up)
    assert focused(reader) is option(panel, NOW)
    press(reader, KEY.Key_Space)
    assert reader.session.narrowing.hours == NOW
    assert focused(reader) is option(panel, NOW)
    press(reader, KEY.Key_Up, KEY.Key_Up)
    assert focused(reader) is [each for each in panel.options() if each.isEnabled()][-1]
    press(reader, KEY.Key_Escape)
    assert not panel.isVisible()
    assert focused(reader) is results_of(reader).above.filters
    assert reader.session.place.page == "results"


def test_tab_walks_from_question_to_question(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    seen = []
    for _ in range(8):
        seen.append(focused(parts.reader))
        press(parts.reader, KEY.Key_Tab)
    assert option(parts.panel, "hours:") in seen
    assert option(parts.panel, "channels:phone") in seen
    assert option(parts.panel, NOW) not in seen  # arrows lead there: one stop for answers that exclude each other


def test_f6_goes_to_the_filters_too(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    desk_of(parts.reader).header.search.setFocus()
    press(parts.reader, KEY.Key_F6)
    here = focused(parts.reader)
    assert here is not None
    assert parts.panel.isAncestorOf(here)
    press(parts.reader, KEY.Key_F6)
    assert focused(parts.reader) is parts.results.list


def test_assistive_tools_meet_headings_groups_and_roles(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    headings = {heading.text() for heading in parts.panel.findChildren(Heading)}
    assert {"Filters", "Opening hours", "How to reach them", "Answers in", "Where", "For whom"} <= headings
    assert accessible(parts.panel).role() == QAccessible.Role.Grouping
    assert accessible(option(parts.panel, NOW)).role() == QAccessible.Role.RadioButton
    assert accessible(option(parts.panel, "channels:phone")).role() == QAccessible.Role.CheckBox
    choose(parts, "channels:phone")
    assert accessible(option(parts.panel, "channels:phone")).state().checked


def test_everything_can_be_hit_by_a_finger(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    choose(parts, "channels:phone")
    targets: list[QWidget] = [*parts.panel.options(), parts.panel.close_button, parts.panel.clear]
    press(parts.reader, KEY.Key_Escape)
    targets += parts.results.above.bar._widgets
    assert all(min(target.height(), target.width()) >= 44 for target in targets if isinstance(target, Option | Pill))
    assert parts.panel.close_button.height() >= 44


def test_the_panel_clears_all_too(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    assert not parts.panel.clear.isEnabled()
    for key in ("channels:phone", COUNTRY_ONLY, THEN):
        choose(parts, key)
    click(parts.panel.clear)
    count_now(parts.reader)
    assert parts.reader.session.narrowing.keys == ()
    assert [each.isChecked() for each in (option(parts.panel, "hours:"), option(parts.panel, "place:"))] == [True, True]
    assert not option(parts.panel, "channels:phone").isChecked()


@pytest.mark.parametrize(
    ("size", "seen"),
    [((1180, 820), (True, True, True)), ((900, 700), (True, True, False)), ((400, 800), (True, False, False))],
)
def test_where_the_panel_stands(open_reader: ReaderMaker, size: tuple[int, int], seen: tuple[bool, bool, bool]) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE", size=size))
    service = desk_of(parts.reader).service
    assert service is not None
    assert (parts.panel.isVisible(), parts.results.isVisible(), service.isVisible()) == seen
    assert parts.panel.shown.isVisible() is (not seen[1])
    press(parts.reader, KEY.Key_Escape)
    assert parts.results.isVisible()
    assert not parts.panel.isVisible()
    assert parts.reader.session.place.page == "results"


def test_in_a_narrow_window_all_ways_back_lead_to_the_list(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE", size=(400, 800)))
    desk = desk_of(parts.reader)
    for way in (parts.panel.shown, parts.panel.close_button, desk.header.back):
        assert parts.panel.isVisible()
        click(way)
        assert (parts.panel.isVisible(), parts.results.isVisible()) == (False, True)
        assert parts.reader.session.place.page == "results"
        click(parts.results.above.filters)
    assert re.fullmatch(r"Show \d+ services", parts.panel.shown.shown_text())


def test_writing_leads_from_the_filters_to_the_list(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE", size=(400, 800)))
    desk_of(parts.reader).header.search.text_written.emit("lawyer")
    settle()
    assert (parts.panel.isVisible(), parts.results.isVisible()) == (False, True)


def test_a_window_made_narrow_keeps_the_panel_and_a_wide_one_has_all(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    parts.reader.window.resize(QSize(420, 800))
    settle()
    assert (parts.panel.isVisible(), parts.results.isVisible()) == (True, False)
    parts.reader.window.resize(QSize(1180, 820))
    settle()
    assert (parts.panel.isVisible(), parts.results.isVisible()) == (True, True)


def test_filters_outlive_language_and_text_size_but_not_the_session(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    choose(parts, "channels:phone")
    parts.reader._on_language_chosen("ar")
    settle()
    panel = panel_of(parts.reader)
    assert panel is not None
    assert panel.isVisible()
    assert option(panel, "channels:phone").isChecked()
    assert Session(parts.reader.session.language).narrowing == Narrowing()
    assert not Session(parts.reader.session.language).filters_open


def test_another_time_is_asked_for_by_day_and_hour(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    assert not parts.panel.day.isVisible()
    choose(parts, THEN)
    assert parts.panel.day.isVisible()
    assert [accessible(chooser).text(NAME).split(":")[0] for chooser in (parts.panel.day, parts.panel.time)] == [
        "Day",
        "Time of day",
    ]
    parts.panel.day.chosen.emit("3")
    parts.panel.time.chosen.emit(str(14 * 60 + 30))
    settle()
    count_now(parts.reader)
    then = parts.reader.session.narrowing.then
    assert then == (3, 14 * 60 + 30)
    assert "Wednesday" in parts.panel.day.shown_text() or parts.panel.day.shown_text() == "Today"
    assert "14:30" in parts.panel.time.shown_text()
    assert option(parts.panel, THEN)._left is not None


def test_distances_are_asked_for_only_around_a_town(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    assert not [key for key in keys(parts.panel) if key.startswith("radius")]
    parts.results.above.city_chosen.emit("Berlin")
    settle()
    count_now(parts.reader)
    assert [key for key in keys(parts.panel) if key.startswith("radius")] == [
        f"radius:{n}" for n in (10, 25, 50, 100, 200)
    ]
    left = [option(parts.panel, f"radius:{n}")._left or 0 for n in (10, 25, 50, 100, 200)]
    assert left == sorted(left)
    choose(parts, "radius:25")
    assert parts.reader.session.narrowing.place == "radius:25"
    parts.results.above.city_chosen.emit("")
    settle()
    assert parts.reader.session.narrowing.place == ""


def test_regions_are_those_of_the_chosen_country(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK._replace(need=None), country="DE"))
    assert "region:Berlin" in keys(parts.panel)
    choose(parts, "region:Berlin")
    desk_of(parts.reader).header.country_chosen.emit("GB")
    settle()
    count_now(parts.reader)
    assert parts.reader.session.narrowing.place == ""
    assert "region:Berlin" not in keys(parts.panel)
    assert "region:England" in keys(parts.panel)


def test_without_a_country_there_is_no_question_of_regions(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country=None))
    assert [key for key in keys(parts.panel) if key.startswith(("place", "region", "radius"))] == ["place:"]


def test_more_languages_are_shown_when_asked_for(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK._replace(need=None), country="DE"))
    section = next(each for each in parts.panel._sections if each.title == "Answers in")
    assert len(section.shown_options()) == 6
    assert section.shown_options()[0] is section._options["languages:en"]  # the reader's own
    click(section._more)
    assert len(section.shown_options()) > 20
    choose(parts, "channels:phone")
    assert len(section.shown_options()) > 20


def test_answers_keep_their_place_under_the_finger(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    before = keys(parts.panel)
    for key in ("channels:phone", "languages:ar", "promises:free"):
        choose(parts, key)
    assert keys(parts.panel) == before


def test_needs_of_the_first_screen_can_be_chosen_in_the_panel(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=TALK, country="DE"))
    assert option(parts.panel, "need:talk").isChecked()
    option(parts.panel, "need:legal").setFocus()
    choose(parts, "need:legal")
    assert parts.reader.session.place.need == NeedId("legal")
    assert parts.results.above.title.text() == "Legal help"
    assert focused(parts.reader) is option(parts.panel, "need:legal")
    choose(parts, "need:")
    assert parts.reader.session.place.need is None


def test_beside_written_words_a_need_narrows_and_goes_with_the_words(open_reader: ReaderMaker) -> None:
    parts = open_filters(open_reader(place=Place("results", text="berlin"), country="DE"))
    before = parts.results.found.services.bit_count()
    choose(parts, "need:legal")
    assert parts.reader.session.narrowing.need == NeedId("legal")
    assert parts.results.found.services.bit_count() <= before
    desk_of(parts.reader).header.search.text_written.emit("")
    settle()
    assert parts.reader.session.narrowing.need is None


@pytest.mark.parametrize("size", [(1180, 820), (400, 800)])
def test_the_panel_is_mirrored(open_reader: ReaderMaker, size: tuple[int, int]) -> None:
    places = []
    for language in ("en", "ar"):
        parts = open_filters(open_reader(language, place=TALK, country="DE", size=size))
        places.append(
            [place_in_window(each) for each in (parts.panel, parts.panel.close_button, parts.panel.options()[0])]
        )
    for left, right in zip(*places, strict=True):
        assert left.left() == size[0] - right.right() - 1
        assert left.width() == right.width()
