"""The list of services for what a person wrote or chose, best first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from guide_app.core.values import Country, CountryCode, ServiceId
from guide_app.store.search import Hit, Nearness, Query
from guide_app.ui.choices import Choice, ChoiceWords
from guide_app.ui.models.results import FIRST, ResultsModel
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.sentences import law
from guide_app.ui.theme import GAP, NEAR, STEP, scaled
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.chooser import Chooser
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.result_list import ResultList
from guide_app.ui.words import Words

Search = Callable[[Query], tuple[Hit, ...]]
_SETTLED: Final = 150
"""Milliseconds after the last change until the first service is shown beside the list."""
_ANY_CITY: Final = ""
_BESIDE: Final = 320
_TALL: Final = 340


class ResultsPage(QWidget):
    """Reports the service to show beside it, the one to open, and which way a person wants on."""

    service_pointed = Signal(str)
    """To be shown beside the list, where there is room; empty: none."""
    service_opened = Signal(str)
    city_chosen = Signal(str)
    search_wanted = Signal()
    country_cleared = Signal()
    needs_wanted = Signal()

    def __init__(self, words: Words, search: Search, model: ResultsModel) -> None:
        """Make the page.

        Args:
            words: the reader's language.
            search: finds services.
            model: an empty list that reads rows by itself.
        """
        super().__init__()
        self._words = words
        self._search = search
        self._query = Query()
        self._model = model
        model.setParent(self)
        text = words.messages.text
        self.title = Heading("", "body")
        self.count = Text("", "small", second=True)
        self.city = Chooser(text("City"), "place", ChoiceWords(text("City"), text("Write the first letters")))
        self.city.chosen.connect(self.city_chosen)
        self.law = _Slot()
        self.list = ResultList(model, text("Services"))
        self.list.service_pointed.connect(self._on_list_service_pointed)
        self.list.service_opened.connect(self.service_opened)
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
        hits = self._find(FIRST)
        more = self._find if len(hits) >= FIRST else None
        self._model.show(hits, self._headings(query.country), more)
        self.list.doItemsLayout()  # by itself it would wait for another turn, and everything be painted twice
        self.list.scrollToTop()
        self.title.set_heading(title)
        self.title.setVisible(bool(title))
        self.count.setText(self._say_count(len(hits), more=more is not None))
        self._stack.setCurrentIndex(0 if hits else 1)
        if not hits:
            self._show_ways_on()
        self._settled.start()

    def show_cities(self, cities: tuple[tuple[str, str], ...], chosen: str | None) -> None:
        """Offer the towns of the chosen country, as (town, its name); none: no chooser."""
        any_city = self._words.messages.text("Any city")
        self.city.setVisible(bool(cities))
        self.city.set_choices((Choice(_ANY_CITY, any_city), *(Choice(city, name, city) for city, name in cities)))
        self.city.set_current(chosen or _ANY_CITY, dict(cities).get(chosen or "", any_city))

    def show_law(self, country: Country | None) -> None:
        """Say calmly what the law of the chosen country is, where it punishes."""
        sentence = "" if country is None else law(country, self._words.messages)
        self.law.fill(Remark(sentence, "info", "calm") if sentence else None)

    def mark(self, service: ServiceId) -> None:
        """Mark the line of a service."""
        row = self._model.row_of(service)
        if row >= 0:
            self._settled.stop()
            self.list.point_at(row)

    def show_first(self) -> None:
        """Report the service that is listed first, without waiting for the person to settle."""
        self._settled.stop()
        self.service_pointed.emit(self._model.service_at(self._model.first_service_row()) or "")

    def focus_list(self) -> None:
        """Bring the keyboard into the list."""
        if not self.list.currentIndex().isValid():
            self.list.point_at(self._model.first_service_row())
        (self.list if self._stack.currentIndex() == 0 else self._empty).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chooser of towns below the count where there is little room."""
        before = self._top.direction(), self.law.isHidden()
        beside = event.size().width() >= scaled(_BESIDE)
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._top.setAlignment(self.city, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeading)
        self.law.allow(event.size().height() >= scaled(_TALL))
        if (self._top.direction(), self.law.isHidden()) != before:
            lay_out_again(self)
        super().resizeEvent(event)

    def _find(self, limit: int) -> tuple[Hit, ...]:
        query = self._query
        return self._search(Query(query.text, query.need, query.country, query.city, query.language, limit))

    def _lay_out(self) -> None:
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setContentsMargins(GAP + 2, 0, GAP, 0)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.title)
        said.addWidget(self.count)
        top.addLayout(said, 1)
        top.addWidget(self.city)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(NEAR)
        column.addLayout(top)
        column.addWidget(self.law)
        column.addLayout(self._stack, 1)
        # Only now: a stack shows its first widget at once, and one without a parent would be a window.
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    def _build_empty(self) -> QWidget:
        text = self._words.messages.text
        empty = QWidget()
        empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(empty)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(STEP)
        column.addWidget(Heading(text("Nothing found for these words"), "body"))
        column.addWidget(
            Text(text("Try one word instead of several, or another word for the same thing. Any language will do."))
        )
        self._widen = TextButton(text("Search in all countries"), "globe")
        self._widen.clicked.connect(self.country_cleared)
        needs = TextButton(text("See what there is, need by need"), "back")
        needs.clicked.connect(self.needs_wanted)
        for button in (self._widen, needs):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        empty.setFocusProxy(needs)
        return empty

    def _show_ways_on(self) -> None:
        query = self._query
        elsewhere = query.country is not None and bool(self._search(Query(query.text, query.need, limit=1)))
        self._widen.setVisible(elsewhere)

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

    def _say_count(self, count: int, *, more: bool) -> str:
        messages = self._words.messages
        if count == 0:
            return messages.text("No services")
        if more:
            # Translators: above the list; there are more services than are listed so far
            return messages.text("More than {count} services, best first", count=count)
        return messages.plural("{count} service", "{count} services, best first", count)

    def _on_list_service_pointed(self, service: str) -> None:
        self._settled.stop()
        self.service_pointed.emit(service)


class _Slot(QWidget):
    """A place for one widget, or for none."""

    def __init__(self) -> None:
        super().__init__()
        self._full = False
        self._allowed = True
        row = QVBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def fill(self, widget: QWidget | None) -> None:
        """Put a widget here instead of the one before."""
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        if widget is not None:
            layout.addWidget(widget)
        self._full = widget is not None
        self.setVisible(self._full and self._allowed)

    def allow(self, allowed: bool) -> None:
        """Say whether there is room for it."""
        self._allowed = allowed
        self.setVisible(self._full and self._allowed)
