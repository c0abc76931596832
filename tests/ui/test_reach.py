"""Every service of the guide can be reached in three actions from the first screen, without writing a letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from tests.ui.desks import ReaderMaker, desk_of, settle

from guide_app.core.values import LanguageCode, NeedId
from guide_app.store.search import Query, search


@pytest.mark.parametrize("country", [None, "LB", "US"])
def test_every_service_stands_behind_a_need(open_reader: ReaderMaker, country: str | None) -> None:
    """A need, then its row: two actions; with a country chosen first, three."""
    reader = open_reader(country=country)
    snapshot = reader._opened.snapshot
    assert snapshot is not None
    reached = set()
    for card in desk_of(reader).start.cards:
        query = Query(need=card.need, country=reader.session.country, language=LanguageCode("en"), limit=None)
        reached |= {hit.id for hit in search(snapshot, query).hits}
    everything = {hit.id for hit in search(snapshot, Query(limit=None)).hits}
    assert len(everything) == snapshot.size > 800
    assert everything - reached == set()


def test_the_list_of_a_need_holds_every_service_it_has(open_reader: ReaderMaker) -> None:
    reader = open_reader(country="LB")
    snapshot = reader._opened.snapshot
    assert snapshot is not None
    desk = desk_of(reader)
    for card in desk.start.cards:
        desk.start.need_chosen.emit(card.need)
        settle()
        assert desk.results is not None
        model = desk.results.list.model()
        while model.canFetchMore(QModelIndex()):
            model.fetchMore(QModelIndex())
        rows = [model.service_at(row) for row in range(model.rowCount())]  # type: ignore[attr-defined]
        listed = {service for service in rows if service is not None}
        query = Query(need=NeedId(card.need), country=reader.session.country, limit=None)
        assert listed == {hit.id for hit in search(snapshot, query).hits}
        desk.go_back()


def test_pressing_a_need_and_a_row_opens_the_service(open_reader: ReaderMaker) -> None:
    reader = open_reader(country="LB", size=(640, 480))
    desk = desk_of(reader)
    desk.start.cards[0].click()
    settle()
    assert desk.results is not None
    assert desk.service is not None
    row = desk.results.list.model().first_service_row()  # type: ignore[attr-defined]
    desk.results.list.clicked.emit(desk.results.list.model().index(row, 0))
    settle()
    assert desk.service.isVisible()
    assert desk.service.shown is not None
    assert "LB" in desk.service.shown.service_areas


def test_a_number_is_seen_within_one_action(open_reader: ReaderMaker) -> None:
    """In a wide window the best service for a need stands beside the list with its number."""
    desk = desk_of(open_reader(country="US"))
    desk.start.cards[0].click()
    assert desk.results is not None
    desk.results.show_first()
    settle()
    assert desk.service is not None
    assert desk.service.shown is not None
    assert desk.service.shown.contacts
