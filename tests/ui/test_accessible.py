"""What assistive tools see: names, roles, labels, headings; nothing without a name."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QWidget
from tests.ui.desks import PLACES, ReaderMaker, accessible, click, desk_of, visible_widgets

from guide_app.ui.widgets.contact_card import ContactCard
from guide_app.ui.widgets.facts import Fact
from guide_app.ui.widgets.labels import Heading, Text

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    return [widget for widget in visible_widgets(root) if isinstance(widget, kinds)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", PLACES)
def test_no_control_is_without_a_name(open_reader: ReaderMaker, page: str, language: str) -> None:
    reader = open_reader(language, place=PLACES[page])
    found = controls(reader.window)
    assert len(found) > 3
    unnamed = [widget for widget in found if not accessible(widget).text(NAME).strip()]
    assert unnamed == []


@pytest.mark.parametrize("page", PLACES)
def test_every_field_has_a_label_that_is_seen(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page])
    buddies = {label.buddy() for label in visible_widgets(reader.window) if isinstance(label, QLabel)}
    fields = [widget for widget in visible_widgets(reader.window) if isinstance(widget, QLineEdit | QComboBox)]
    assert all(field in buddies for field in fields)


@pytest.mark.parametrize("page", PLACES)
def test_headings_are_headings(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page])
    headings = [widget for widget in visible_widgets(reader.window) if isinstance(widget, Heading)]
    assert headings
    assert {accessible(heading).role() for heading in headings} == {QAccessible.Role.Heading}
    assert all(accessible(heading).text(NAME) == heading.text() for heading in headings)


def test_the_search_field_is_named_by_the_question(open_reader: ReaderMaker) -> None:
    field = accessible(desk_of(open_reader()).start.search.field)
    assert field.text(NAME) == "What do you need right now?"
    assert field.role() == QAccessible.Role.EditableText


def test_the_way_out_says_what_it_does(open_reader: ReaderMaker) -> None:
    leave = accessible(desk_of(open_reader()).header.leave)
    assert (leave.role(), leave.text(NAME)) == (QAccessible.Role.Button, "Leave now")
    assert "Shift" in leave.text(DESCRIPTION)


def test_a_need_says_what_is_behind_it(open_reader: ReaderMaker) -> None:
    card = accessible(desk_of(open_reader()).start.cards[0])
    assert (card.text(NAME), bool(card.text(DESCRIPTION))) == ("Talk to someone now", True)


def test_choosers_say_what_is_chosen(open_reader: ReaderMaker) -> None:
    header = desk_of(open_reader()).header
    assert accessible(header.language).text(NAME) == "Language: English"
    assert accessible(header.country).text(NAME) == "Country: Lebanon"
    actions = accessible(header.country).actionInterface()
    assert actions is not None
    assert "Press" in actions.actionNames()


def test_a_row_is_one_whole_sentence(open_reader: ReaderMaker) -> None:
    results = desk_of(open_reader(place=PLACES["results"], country="US")).results
    assert results is not None
    view = accessible(results.list)
    names = [view.child(row).text(NAME) for row in range(8)]
    said = next(name for name in names if "Phone" in name)
    assert said.count(",") >= 3
    assert any(word in said for word in ("Open", "Closed", "Hours unknown"))


def test_copying_is_named_with_what_it_copies_and_described_with_what_it_leaves(open_reader: ReaderMaker) -> None:
    service = desk_of(open_reader(place=PLACES["service"])).service
    assert service is not None
    copy = accessible(service.findChildren(ContactCard)[0].copy)
    assert "565" in copy.text(NAME)
    assert "call list" in copy.text(DESCRIPTION)


def test_copied_is_said(open_reader: ReaderMaker) -> None:
    service = desk_of(open_reader(place=PLACES["service"])).service
    assert service is not None
    copy = service.findChildren(ContactCard)[0].copy
    click(copy)
    assert accessible(copy).text(NAME) == "Copied"


def test_facts_are_read_in_one_breath(open_reader: ReaderMaker) -> None:
    service = desk_of(open_reader(place=PLACES["service"])).service
    assert service is not None
    said = [accessible(fact).text(NAME) for fact in service.findChildren(Fact)]
    assert any(sentence.startswith("Answers in: English") for sentence in said)


def test_english_texts_are_marked_as_such_elsewhere(open_reader: ReaderMaker) -> None:
    service = desk_of(open_reader("ar", place=PLACES["service"])).service
    assert service is not None
    assert service.shown is not None
    label = next(each for each in service.findChildren(Text) if each.text() == service.shown.description)
    assert label.locale().name().startswith("en")
    assert label.foreign


@pytest.mark.parametrize("page", ["start", "about"])
def test_a_page_that_scrolls_has_no_part_beyond_its_last(open_reader: ReaderMaker, page: str) -> None:
    """A tool counts the parts and asks for the last one; meanwhile the bar may be gone."""
    desk = desk_of(open_reader(place=PLACES[page], size=(640, 480)))
    shown = desk.start if page == "start" else desk.find_page(page)
    assert shown is not None
    interface = accessible(shown)
    assert interface.child(interface.childCount()) is None
