"""The list of guides and services for what a person wrote or chose, best first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from guide_app.core.values import CountryCode, ServiceId
from guide_app.store.filters import UNFILTERED
from guide_app.store.guide_search import MOST, GuideHit
from guide_app.store.query import Found, Hit, Nearness, Query
from guide_app.ui.accessible import announce
from guide_app.ui.models.results import FIRST, ResultsModel
from guide_app.ui.pages.above_list import AboveList
from guide_app.ui.theme import NEAR, STEP, scaled
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.result_list import ResultList
from guide_app.ui.widgets.upper import Upper
from guide_app.ui.widgets.way_card import WayCard
from guide_app.ui.words import Words

Search = Callable[[Query], Found]
Guides = Callable[[Query, Found], tuple[GuideHit, ...]]
_UPPER: Final = 0.55
"""What stands above the list takes at most this part of the height; it scrolls where it needs more."""
_SETTLED: Final = 150
"""Milliseconds after the last change until the first service is shown beside the list."""
_ROOMY: Final = 440
_TALL: Final = 680


class ResultsPage(QWidget):
    """Reports the service to show beside it, the one to open, and which way a person wants on."""

    service_pointed = Signal(str)
    """To be shown beside the list, where there is room; empty: none."""
    service_opened = Signal(str)
    guide_opened = Signal(str)
    search_wanted = Signal()
    country_cleared = Signal()
    needs_wanted = Signal()

    def __init__(self, words: Words, search: Search, guides: Guides, model: ResultsModel) -> None:
        """Make the page.

        Args:
            words: the reader's language.
            search: finds services.
            guides: gives the guides that belong beside them; where there are no services at least one.
            model: an empty list that reads rows by itself.
        """
        super().__init__()
        self._words = words
        self._search = search
        self._guides = guides
        self._query = Query()
        self._model = model
        model.setParent(self)
        self.found = Found(())
        """What the search found last."""
        self._beside: tuple[GuideHit, ...] = ()
        self._most_guides = MOST
        self.above = AboveList(words)
        self.list = ResultList(model, words.messages.text("Services"))
        self.list.service_pointed.connect(self._on_list_service_pointed)
        self.list.service_opened.connect(self.service_opened)
        self.list.guide_opened.connect(self.guide_opened)
        self.list.search_wanted.connect(self.search_wanted)
        self._empty = self._build_empty()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self.show_first)
        self._lay_out()

    def show_query(self, query: Query, title: str) -> None:
        """Search and list.

        Args:
            query: what to look for; its limit is the page's own.
            title: the need that was chosen, or nothing.
        """
        self._query = query
        self.found = self._search(replace(query, limit=FIRST))
        self._beside = self._guides(query, self.found)
        self._fill()
        self.above.title.set_heading(title)
        self.above.title.setVisible(bool(title))
        self._stack.setCurrentIndex(0 if self.found.hits else 1)
        if not self.found.hits:
            self._show_ways_on()
        self._settled.start()

    def mark(self, service: ServiceId) -> None:
        """Mark the line of a service; one that is not listed is still the one to stay with."""
        self._settled.stop()
        row = self._model.row_of(service)
        if row >= 0:
            self.list.point_at(row)

    def marked(self) -> ServiceId | None:
        """Give the service whose line is marked."""
        row = self.list.currentIndex().row()
        return self._model.service_at(row) if row >= 0 else None

    def show_first(self) -> None:
        """Report the service that is listed first, without waiting for the person to settle."""
        self._settled.stop()
        self.service_pointed.emit(self._model.service_at(self._model.first_service_row()) or "")

    def announce_count(self) -> None:
        """Have a screen reader say how many there are now."""
        announce(self.above.count, self.above.count.text())

    def focus_list(self) -> None:
        """Bring the keyboard into the list."""
        if not self.list.currentIndex().isValid():
            self.list.point_at(self._model.first_service_row())
        (self.list if self._stack.currentIndex() == 0 else self._see_needs).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show less above the list where there is little height, and leave the list its part in any case."""
        height = event.size().height()
        self._upper.set_most(round(height * _UPPER))
        self.above.allow(roomy=height >= scaled(_ROOMY), tall=height >= scaled(_TALL))
        super().resizeEvent(event)
        most = MOST if height >= scaled(_TALL) else 1
        if most != self._most_guides:
            self._most_guides = most
            pointed = self._model.service_at(self.list.currentIndex().row())
            self._fill()
            if pointed is not None:
                self.list.point_at(self._model.row_of(pointed))

    def _fill(self) -> None:
        """List what was found last, with as many guides as there is height for."""
        hits, guides = self.found.hits, self._beside[: self._most_guides]
        more = self._find if len(hits) >= FIRST else None
        self._model.show(hits, self._headings(self._query.country), more, guides)
        self.list.lay_out()
        self.above.count.setText(self._say_count(self.found.total, len(guides)))

    def _find(self, limit: int) -> tuple[Hit, ...]:
        return self._search(replace(self._query, limit=limit)).hits

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(NEAR)
        self._upper = Upper(self.above)
        column.addWidget(self._upper)
        column.addLayout(self._stack, 1)
        # Only now: a stack shows its first widget at once, and one without a parent would be a window.
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    def _build_empty(self) -> Column:
        text = self._words.messages.text
        empty = Column(spacing=STEP)
        column = empty.body
        self._nothing = Heading("", "body")
        self._advice = Text("")
        column.addWidget(self._nothing)
        column.addWidget(self._advice)
        self._unfilter = TextButton(text("Clear all filters"), "close")
        self._unfilter.clicked.connect(self.above.filters_cleared)
        self._widen = TextButton(text("Search in all countries"), "globe")
        self._widen.clicked.connect(self.country_cleared)
        self._see_needs = TextButton(text("See what there is, need by need"), "back")
        self._see_needs.clicked.connect(self.needs_wanted)
        for button in (self._unfilter, self._widen, self._see_needs):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        # Translators: heading where no service was found, over a text to read
        column.addWidget(Heading(text("A guide instead"), "body"))
        self._instead = QVBoxLayout()
        self._instead.setSpacing(STEP)
        column.addLayout(self._instead)
        column.addStretch(1)
        return empty

    def _show_ways_on(self) -> None:
        self._show_instead()
        query, text = self._query, self._words.messages.text
        filtered = query.filters != UNFILTERED
        elsewhere = query.country is not None and bool(self._search(Query(query.text, query.need, limit=1)).hits)
        self._nothing.set_heading(
            text("No service fits all these filters") if filtered else text("Nothing found for these words")
        )
        self._advice.setText(
            text("Take some of them off: much is not known of many services, and what is unknown fits no filter.")
            if filtered
            else text("Try one word instead of several, or another word for the same thing. Any language will do.")
        )
        self._unfilter.setVisible(filtered)
        self._widen.setVisible(elsewhere and not filtered)

    def _show_instead(self) -> None:
        while (old := self._instead.takeAt(0)) is not None:
            if (card := old.widget()) is not None:
                card.hide()
                card.deleteLater()
        for row, guide in enumerate(self._beside[: self._most_guides]):
            way = WayCard(guide.title, guide.heading, "guide")
            way.setProperty("guide", self._model.guide_at(row))
            way.clicked.connect(self._on_instead_clicked)
            self._instead.addWidget(way)

    def _headings(self, country: CountryCode | None) -> dict[Nearness, str]:
        if country is None:
            return {}
        text, name = self._words.messages.text, self._words.name("country", country)
        city = self._query.city
        return {
            "city": self._words.name("city", city) if city else name,
            "country": name,
            "world": text("World-wide"),
            # Translators: heading in the list of results
            "elsewhere": text("In other countries"),
        }

    def _say_count(self, count: int, guides: int) -> str:
        messages = self._words.messages
        if count == 0:
            return messages.text("No services")
        services = messages.plural("{count} service", "{count} services, best first", count)
        said = messages.plural("{count} guide", "{count} guides", guides) if guides else ""
        return " · ".join(filter(None, (said, services)))

    def _on_instead_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.guide_opened.emit(str(card.property("guide")))

    def _on_list_service_pointed(self, service: str) -> None:
        self._settled.stop()
        self.service_pointed.emit(service)
