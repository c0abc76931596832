"""The open window moves to newer knowledge: at the same place, at a good moment, and lets the older go."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desks import SERVICE, ReaderMaker, click, desk_of, focused, settle
from tests.ui.renewals import GONE_GUIDE, Copies, Voice, at_updates, end_updates, form_of, updating_of
from tests.ui.test_updates import copies, voice  # noqa: F401 - fixtures

from guide_app.app import Reader
from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.store.snapshot import Snapshot
from guide_app.ui.narrowing import Narrowing
from guide_app.ui.session import GUIDE, SHELF, UPDATES, Place, Session
from guide_app.ui.updates.arriving import open_folder
from guide_app.ui.updates.moving import Moving, settle_in
from guide_app.ui.widgets.card import Notice
from guide_app.ui.widgets.dialog import Dialog

STAYS = ServiceId("lb-embrace-lifeline")
TALK = NeedId("talk")


@pytest.fixture
def reader(open_reader: ReaderMaker, copies: Copies, voice: Voice) -> Iterator[Reader]:  # noqa: F811
    made = at_updates(open_reader, copies, voice)
    yield made
    end_updates(made)


def moving_of(reader: Reader) -> Moving:
    moving = updating_of(reader).parent()
    assert isinstance(moving, Moving)
    return moving


def go(reader: Reader, place: Place, *behind: Place) -> None:
    reader.session.behind[:] = behind
    desk_of(reader)._show(place)
    settle()
    results = desk_of(reader).results
    if results is not None:
        results.show_first()
    desk_of(reader).focus_first()
    settle()


def bring(reader: Reader, copies: Copies) -> Snapshot:  # noqa: F811
    """Have the newer copy here; give what was in use before."""
    before = reader._opened.snapshot
    assert before is not None
    moving_of(reader).move(open_folder(copies.newer, copies.older, 7))
    settle()
    return before


def notices(reader: Reader) -> list[Notice]:
    return [notice for notice in desk_of(reader).findChildren(Notice) if notice.isVisible()]


@pytest.mark.parametrize(
    "place",
    [
        Place(),
        Place("results", text="lawyer"),
        Place("results", need=TALK),
        Place("service", need=TALK, service=STAYS),
        Place(SHELF),
        Place(GUIDE, what="pressure-to-change"),
        Place("about"),
        Place(UPDATES),
    ],
)
def test_the_place_is_the_same(reader: Reader, copies: Copies, place: Place) -> None:  # noqa: F811
    go(reader, place, Place(), Place("about"))
    reader.window.setFocus()  # nobody is writing
    desk_of(reader).header.back.setFocus()
    desk = desk_of(reader)
    before = bring(reader, copies)
    assert desk_of(reader) is not desk
    assert reader._opened.version == 8
    assert reader.session.place == place
    assert reader.session.behind == [Place(), Place("about")]
    assert notices(reader) == []
    assert "2027" in desk_of(reader).footer._known.text()
    with pytest.raises(apsw.ConnectionClosedError):
        before.select("SELECT 1")


def test_a_service_that_is_gone_leads_to_its_list_with_a_word(reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place("service", need=TALK, service=SERVICE))
    bring(reader, copies)
    assert reader.session.place == Place("results", need=TALK)
    assert len(notices(reader)) == 1
    desk_of(reader).open_page("about")
    settle()
    assert notices(reader) == []


def test_a_guide_that_is_gone_leads_to_the_shelf(reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place(GUIDE, what=f"{GONE_GUIDE}#1"))
    bring(reader, copies)
    assert reader.session.place == Place(SHELF)
    assert len(notices(reader)) == 1


def test_words_for_searching_and_their_cursor_stay(reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place("results", text="lawyer"))
    field = desk_of(reader).header.search.field
    field.setFocus()
    field.setCursorPosition(2)
    bring(reader, copies)
    again = desk_of(reader).header.search.field
    assert focused(reader) is again
    assert (again.text(), again.cursorPosition()) == ("lawyer", 2)


def test_the_marked_line_keeps_its_mark_and_the_keyboard(reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place("results", text="lawyer"))
    results = desk_of(reader).results
    assert results is not None
    results.focus_list()
    results.list.point_at(results.list.currentIndex().row() + 1)
    marked = results.marked()
    assert marked is not None
    bring(reader, copies)
    again = desk_of(reader).results
    assert again is not None
    assert focused(reader) is again.list
    assert again.marked() == marked


def test_who_writes_or_answers_is_not_disturbed(reader: Reader, copies: Copies) -> None:  # noqa: F811
    form = form_of(reader)
    click(form.road.options["internet"])
    assert form.fields is not None
    assert form.fields.address is not None
    form.fields.address.setFocus()
    settle()
    desk = desk_of(reader)
    before = bring(reader, copies)
    assert desk_of(reader) is desk
    assert before.select("SELECT 1") == [(1,)]
    form.share.click()
    settle()
    assert desk_of(reader) is desk
    [dialog] = reader.window.findChildren(Dialog)
    dialog.reject()
    settle()
    form.look.setFocus() if desk_of(reader) is desk else None
    settle()
    assert desk_of(reader) is not desk
    assert reader.session.place == Place(UPDATES)


@pytest.mark.parametrize("place", [Place("notebook"), Place("exercise", what="letter")])
def test_pages_of_ones_own_are_left_alone_until_another_is_shown(
    reader: Reader,
    copies: Copies,  # noqa: F811
    place: Place,
) -> None:
    go(reader, place)
    desk = desk_of(reader)
    bring(reader, copies)
    assert desk_of(reader) is desk
    go(reader, Place("about"))
    assert desk_of(reader) is not desk
    assert reader.session.place == Place("about")


def test_what_was_not_shown_yet_is_let_go_with_the_window(reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place("notebook"))
    newer = open_folder(copies.newer, copies.older, 7)
    moving_of(reader).move(newer)
    updating_of(reader).end()
    with pytest.raises(apsw.ConnectionClosedError):
        newer.snapshot.select("SELECT 1")


def test_how_far_a_page_was_read_stays(qtbot: QtBot, reader: Reader, copies: Copies) -> None:  # noqa: F811
    go(reader, Place("about"))
    page = desk_of(reader)._stack.reading()
    assert page is not None
    page.verticalScrollBar().setValue(300)
    bring(reader, copies)
    again = desk_of(reader)._stack.reading()
    assert again is not None
    assert again is not page
    qtbot.waitUntil(lambda: again.verticalScrollBar().value() == 300)


def test_choices_that_mean_nothing_any_more_are_dropped(copies: Copies) -> None:  # noqa: F811
    session = Session(LanguageCode("en"), CountryCode("LB"))
    setattr(session, "city", "No such town")  # noqa: B010 - so that types do not know it
    session.narrowing = Narrowing(need=NeedId("no such need"), channels=("phone",))
    session.place = Place("results", need=NeedId("gone"), text="lawyer", service=SERVICE)
    session.behind = [Place("service", service=SERVICE), Place("service", service=STAYS)]
    newer = open_folder(copies.newer, copies.older, 7)
    settle_in(session, newer.snapshot)
    assert session.country == CountryCode("LB")
    assert session.city is None
    assert session.narrowing == Narrowing(channels=("phone",))
    assert session.place == Place("results", text="lawyer")
    assert session.behind == [Place("results"), Place("service", service=STAYS)]
    abroad = Session(LanguageCode("en"), CountryCode("XX"))
    settle_in(abroad, newer.snapshot)
    assert abroad.country is None
    newer.snapshot.close()
