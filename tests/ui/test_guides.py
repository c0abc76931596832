"""Guides in the window: read by blocks, gone through by keys, looked through for a word, found beside services."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from tests.ui.desks import ReaderMaker, accessible, click, desk_of, focused, press, settle, write
from tests.ui.screens import guide_page

from guide_app.app import Reader
from guide_app.core.guides import GuideId, text_of
from guide_app.core.languages import LANGUAGES
from guide_app.core.values import LanguageCode, NeedId
from guide_app.store.guides import guide_titles, read_guide
from guide_app.ui.guides.finding import find_in
from guide_app.ui.guides.rich import RichText
from guide_app.ui.pages.guide_shelf import ShelfPage
from guide_app.ui.session import GUIDE, SHELF, Place
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.painted import PaintedButton
from guide_app.ui.widgets.way_card import WayCard

KEY = Qt.Key
ROLE = QAccessible.Role
ROOMY, NARROW = (1180, 820), (640, 480)


def opened(open_reader: ReaderMaker, what: str, language: str = "en", size: tuple[int, int] = ROOMY) -> Reader:
    """Open a guide from the first screen, as a link does."""
    reader = open_reader(language, size=size)
    desk_of(reader).open_page(GUIDE, what)
    guide_page(reader)
    settle()
    return reader


def top_in_view(reader: Reader, widget: QWidget) -> int:
    """Give how far below the top of what is seen a widget begins, in pixels."""
    return widget.mapTo(guide_page(reader).column.viewport(), widget.rect().topLeft()).y()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_block_is_met_by_itself(open_reader: ReaderMaker, language: str) -> None:
    reader = opened(open_reader, "pressure-to-change", language)
    assert reader._opened.snapshot is not None
    guide = read_guide(reader._opened.snapshot, GuideId("pressure-to-change"), LanguageCode(language))
    page = guide_page(reader)
    texts = [
        text
        for block in page.blocks[3:-1]
        for text in ([block] if isinstance(block, Text) else block.findChildren(Text))
    ]
    said = [text.text() for text in texts if not isinstance(text.parentWidget(), TextButton)]
    wanted = [text_of(line) for block in guide.blocks if block.kind != "exercise" for line in block.lines]
    assert said == wanted
    roles = {ROLE.Heading: "heading", ROLE.Paragraph: "paragraph", ROLE.ListItem: "item"}
    for block, widget in zip(guide.blocks, page.blocks[3:-1], strict=True):
        if block.kind in {"heading", "paragraph"}:
            assert roles[accessible(widget).role()] == block.kind
        elif block.kind in {"steps", "list", "branches"}:
            assert accessible(widget).role() == ROLE.List
            items = [accessible(item) for item in widget.findChildren(RichText)]
            assert {item.role() for item in items} == {ROLE.ListItem}
            names = [item.text(QAccessible.Text.Name) for item in items]
            assert all(str(len(names)) in name for name in names)
            assert names[1].startswith("2")
        elif block.kind in {"note", "caution"}:
            remark = widget if block.kind == "note" else widget.findChildren(QWidget)[0]
            assert accessible(remark).role() == ROLE.Note


def test_links_in_a_sentence_are_buttons_in_the_order_of_reading(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "next-hour")
    page, reached = guide_page(reader), []
    links = [link for text in page.findChildren(RichText) for link in text.links]
    assert len(links) >= 5
    for _ in range(60):
        press(reader, KEY.Key_Tab)
        reached.append(focused(reader))
    assert [each for each in reached if each in links][: len(links)] == links
    for link in links:
        assert accessible(link).role() == ROLE.Button
        assert accessible(link).text(QAccessible.Text.Name) == link.words
        line = link.parentWidget()
        assert line is not None
        assert line.rect().contains(link.geometry())
        assert not link.mask().isEmpty()


def test_tab_goes_from_the_outline_through_the_text_to_the_end(open_reader: ReaderMaker) -> None:
    for size in (ROOMY, NARROW):
        reader = opened(open_reader, "school", size=size)
        page, reached = guide_page(reader), []
        assert page.outline is not None
        assert page.blocks, "all of it is made"
        content = page._content
        assert content is not None
        page.outline.links[0].setFocus()
        wanted = [*page.outline.links, *content.findChildren(PaintedButton)]
        wanted = [button for button in dict.fromkeys(wanted) if button.isVisible()]
        for _ in wanted:
            reached.append(focused(reader))
            press(reader, KEY.Key_Tab)
        assert reached == wanted


@pytest.mark.parametrize(("target", "place"), [("guide:after-violence", GUIDE), ("need:talk-crisis", "results")])
def test_a_link_leads_on_and_back_leads_to_where_it_stands(open_reader: ReaderMaker, target: str, place: str) -> None:
    reader = opened(open_reader, "next-hour", size=NARROW)
    page = guide_page(reader)
    link = next(
        link for text in page.findChildren(RichText) for link in text.links if link.property("target") == target
    )
    link.setFocus()
    settle()
    before = page.column.verticalScrollBar().value()
    assert before > 0
    press(reader, KEY.Key_Return)
    assert reader.session.place.page == place
    press(reader, KEY.Key_Escape)
    assert (reader.session.place.page, reader.session.place.what) == (GUIDE, "next-hour")
    assert abs(page.column.verticalScrollBar().value() - before) < page.column.height()
    assert page.column.verticalScrollBar().value() > 0


@pytest.mark.parametrize("size", [ROOMY, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_outline_jumps_and_brings_the_keyboard(
    open_reader: ReaderMaker, language: str, size: tuple[int, int]
) -> None:
    reader = opened(open_reader, "next-hour", language, size)
    page = guide_page(reader)
    assert page.outline is not None
    assert len(page.outline.links) == len(page.headings) >= 3
    beside = page.outline.mapTo(page, page.outline.rect().center()).x() - page.column.geometry().center().x()
    if size == ROOMY:
        assert (beside > 0) is (language == "ar")
    page.outline.links[2].setFocus()
    press(reader, KEY.Key_Return)
    assert focused(reader) is page.headings[2]
    assert 0 <= top_in_view(reader, page.headings[2]) <= 40


def test_a_hard_part_can_be_skipped(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "next-hour", size=NARROW)
    page = guide_page(reader)
    skip = next(button for button in page.findChildren(TextButton) if button.shown_text() == "Skip this part")
    heading = next(one for one in page.headings if one.text() == "The rest of the hour")  # type: ignore[attr-defined]
    click(skip)
    assert focused(reader) is heading
    assert 0 <= top_in_view(reader, heading) <= 40


def test_finding_marks_counts_and_goes_round(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "next-hour", size=NARROW)
    page = guide_page(reader)
    press(reader, KEY.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    bar = page.find_bar
    assert focused(reader) is bar.box.field
    write(reader, "breath")
    marked = [text for text in page.findChildren(Text) if text._marks]
    total = sum(len(text._marks) for text in marked)
    assert total == sum(text.text().lower().count("breath") for text in bar._texts) >= 3
    assert bar.count.text() == f"Place 1 of {total}"
    first = bar.place
    for number in (*range(2, total + 1), 1):
        press(reader, KEY.Key_Return)
        assert bar.count.text() == f"Place {number} of {total}"
        assert bar.place is not None
        assert top_in_view(reader, bar.place) + bar.place.height() >= 0
        assert top_in_view(reader, bar.place) < page.column.viewport().height()
    assert bar.place is first
    click(bar.previous)
    assert bar.count.text() == f"Place {total} of {total}"
    last = bar.place
    bar.box.setFocus()
    write(reader, "qq")
    assert bar.count.text() == "This word does not stand here."
    assert not any(text._marks for text in page.findChildren(Text))
    press(reader, KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Escape)
    assert bar.isHidden()
    assert reader.session.place.page == GUIDE
    assert last is not None
    assert focused(reader) in page.blocks or isinstance(focused(reader), RichText)


def test_words_are_found_whatever_their_accents() -> None:
    assert list(find_in("Élan, elan und ELAN", "elan")) == [(0, 4), (6, 4), (15, 4)]
    assert list(find_in("Straße", "strasse")) == [(0, 6)]
    assert list(find_in("e\u0301te\u0301", "ete")) == [(0, 5)]
    assert list(find_in("إلى البيت", "الى")) == [(0, 3)]
    assert list(find_in("カミングアウト", "かみんぐ")) == [(0, 4)]
    assert list(find_in("anything", " ")) == []


def test_where_one_was_is_known_until_the_end_and_not_longer(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "school", size=NARROW)
    page, desk = guide_page(reader), desk_of(reader)
    page._on_heading_wanted(3)
    settle()
    at = reader.session.read["school"]
    assert page.blocks[at] is page.headings[2]
    desk.open_page(GUIDE, "next-hour")
    settle()
    assert page.column.verticalScrollBar().value() == 0
    desk.go_back()
    settle()
    assert 0 <= top_in_view(reader, guide_page(reader).headings[2]) <= 40
    reader.session.language = LanguageCode("ar")
    reader.rebuild()
    settle()
    assert 0 <= top_in_view(reader, guide_page(reader).headings[2]) <= 60
    bar = guide_page(reader).column.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert reader.session.read["school"] == 0


def test_keys_turn_the_pages_and_change_the_size(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "school", size=NARROW)
    bar = guide_page(reader).column.verticalScrollBar()
    press(reader, KEY.Key_PageDown)
    assert bar.value() > 0
    press(reader, KEY.Key_PageUp)
    assert bar.value() == 0
    press(reader, KEY.Key_Down)
    assert bar.value() > 0
    high = guide_page(reader).column.verticalScrollBar().maximum()
    press(reader, KEY.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert guide_page(reader).column.verticalScrollBar().maximum() > high
    assert reader.session.place == Place(GUIDE, what="school")


def test_the_end_leads_to_services_and_to_the_neighbours(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "breathing-and-grounding")
    page = guide_page(reader)
    ways = {str(card.property("target")): card for card in page.findChildren(WayCard)}
    assert {"guide:next-hour", "guide:safety-plan"} <= set(ways)
    assert reader._opened.snapshot is not None
    needs = read_guide(reader._opened.snapshot, GuideId("breathing-and-grounding"), LanguageCode("en")).needs
    assert [way for way in ways if way.startswith("need:")] == [f"need:{need}" for need in needs]
    click(ways["guide:safety-plan"])
    assert reader.session.place.what == "safety-plan"
    assert focused(reader) is guide_page(reader).blocks[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shelf_has_every_guide_in_a_group(open_reader: ReaderMaker, language: str) -> None:
    reader = open_reader(language)
    click(desk_of(reader).start.guides)
    page = desk_of(reader).find_page(SHELF)
    assert isinstance(page, ShelfPage)
    assert reader._opened.snapshot is not None
    titles = guide_titles(reader._opened.snapshot, LanguageCode(language))
    there = [str(card.property("target")) for card in page.cards]
    assert sorted(each for each in there if each.startswith("guide:")) == sorted(
        f"guide:{title.id}" for title in titles
    )
    assert "More guides" not in [text.text() for text in page.findChildren(Text)]
    click(page.cards[0])
    assert reader.session.place == Place(GUIDE, what="next-hour")


def test_guides_stand_above_services_and_open_where_the_word_is(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="cannot sleep"), country="DE")
    desk = desk_of(reader)
    assert desk.results is not None
    model, view = desk.results._model, desk.results.list
    guides = [model.guide_at(row) for row in range(5) if model.is_guide(row)]
    assert "next-hour#2" in guides
    assert len(guides) == 3
    assert desk.results.above.count.text().startswith("3 guides · ")
    desk.header.search.setFocus()
    press(reader, KEY.Key_Down)
    assert model.service_at(view.currentIndex().row()) is not None
    for _ in range(6):
        press(reader, KEY.Key_Up)
        if model.guide_at(view.currentIndex().row()) == "next-hour#2":
            break
    press(reader, KEY.Key_Return)
    assert reader.session.place == Place(GUIDE, what="next-hour#2")
    assert focused(reader) is guide_page(reader).headings[1]
    press(reader, KEY.Key_Escape)
    assert reader.session.place.page == "results"


def test_a_need_shows_its_guides_and_a_low_window_fewer(open_reader: ReaderMaker) -> None:
    for size, most in ((ROOMY, 3), (NARROW, 1)):
        reader = open_reader(place=Place("results", need=NeedId("moment")), size=size)
        results = desk_of(reader).results
        assert results is not None
        assert sum(results._model.is_guide(row) for row in range(6)) == most
        assert results._model.service_at(results._model.first_service_row()) is not None


def test_where_no_service_is_found_a_guide_is(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=Place("results", text="qqqqxyz"))
    results = desk_of(reader).results
    assert results is not None
    instead = [card for card in results.findChildren(WayCard) if card.property("guide")]
    listed = [results._model.guide_at(row) for row in range(3) if results._model.is_guide(row)]
    assert instead or listed


def test_a_guide_is_put_aside_and_found_again(open_reader: ReaderMaker) -> None:
    reader = opened(open_reader, "school")
    keep = next(button for button in guide_page(reader).findChildren(TextButton) if "Keep" in button.shown_text())
    click(keep)
    assert [(item.kind, item.id) for item in reader.keeper.tray] == [("guide", "school")]
    desk_of(reader).open_page("notebook")
    settle()
    notes = desk_of(reader).find_page("notebook")
    assert notes is not None
    (card,) = (card for card in notes.findChildren(WayCard) if card.property("item") == "guide:school")
    click(card)
    assert reader.session.place == Place(GUIDE, what="school")
