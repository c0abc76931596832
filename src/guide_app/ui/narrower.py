"""Narrows the list down: makes queries of what is chosen, and keeps panel, chips and counts in step with it.

Counting waits until the list is painted, and is done only while the panel is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from guide_app.core.values import CountryCode, LanguageCode, Need, NeedId
from guide_app.store.filters import UNFILTERED, Counts, Filters, Place
from guide_app.store.query import Found, Query
from guide_app.ui import session as sessions
from guide_app.ui.choices import Choice
from guide_app.ui.clock import here, say_day, say_time
from guide_app.ui.filter_words import FilterWords, Known
from guide_app.ui.narrowing import NEED, Narrowing, Then
from guide_app.ui.pages.above_list import Chosen, Finer
from guide_app.ui.pages.filters import FilterPanel
from guide_app.ui.pages.results import ResultsPage
from guide_app.ui.words import Words

_AFTER_PAINT: Final = 40
"""Milliseconds after the last change until the answers are counted anew."""
_HALF_HOURS: Final = 48
_DAYS: Final = 7


class Counting(NamedTuple):
    """What is asked of the snapshot."""

    search: Callable[[Query], Found]
    passing: Callable[[Filters, CountryCode | None, str | None], int]
    """The services that pass filters, one question left out, as bits."""
    counts: Callable[[int, Filters, Place, datetime], Counts]
    opened: Callable[[int, Filters, CountryCode | None, datetime], tuple[int, int]]
    needs: Callable[[int, Iterable[NeedId]], dict[NeedId, int]]
    countries: Callable[[int, Iterable[CountryCode]], dict[CountryCode, int]]
    cities: Callable[[int, CountryCode, Iterable[str]], dict[str, int]]


class Narrower(QObject):
    """Stands between the session, the page of results and the panel."""

    changed = Signal()
    """Another list is wanted."""
    need_wanted = Signal(str)
    """Another need of the first screen is wanted, while nothing is written; empty: none."""
    panel_toggled = Signal()
    """The panel was opened or closed."""

    def __init__(
        self, words: Words, session: sessions.Session, needs: tuple[Need, ...], counting: Counting, page: ResultsPage
    ) -> None:
        """Listen to the page.

        Args:
            words: the reader's language.
            session: what is chosen.
            needs: all, each of the first screen before its finer ones.
            counting: what is asked of the snapshot.
            page: where the list is.
        """
        super().__init__(page)
        self._words = words
        self._said = FilterWords(words)
        self._session = session
        self._needs = needs
        self._counting = counting
        self._page = page
        self._query = Query()
        self.panel: FilterPanel | None = None
        self._later = QTimer(self, singleShot=True, interval=_AFTER_PAINT)
        self._later.timeout.connect(self.count_now)
        page.above.filters_wanted.connect(self.toggle_panel)
        page.above.filter_toggled.connect(self._on_filter_toggled)
        page.above.filters_cleared.connect(self.clear)

    def query(self, place: sessions.Place) -> Query:
        """Make the query that a place stands for: what is written wins over the need that led here."""
        session = self._session
        need = session.narrowing.need or (None if place.text.strip() else place.need)
        now = here()
        filters = self._filters(now)
        return Query(place.text, need, session.country, session.city, session.language, filters=filters, now=now)

    def list_shown(self, query: Query, place: sessions.Place) -> None:
        """Say above the list what narrows it down; count if the panel is open, a moment later."""
        self._query = query
        narrowing, above = self._session.narrowing, self._page.above
        finer = self._finer(place) if query.need is not None and not place.text.strip() else ()
        shown = {one.key for one in finer}
        keys = [key for key in narrowing.keys if key not in shown]
        above.show_chosen(tuple(Chosen(key, self._answer(key)) for key in keys))
        above.show_finer(finer)
        above.show_widened(self._said.widened(self._page.found.steps))
        if self._session.filters_open:
            self._later.start()

    def toggle_panel(self) -> None:
        """Open the panel, or close it."""
        session = self._session
        session.filters_open = not session.filters_open
        if session.filters_open:
            self.count_now()
        self.panel_toggled.emit()

    def close_panel(self) -> None:
        """Close the panel, if it is open."""
        if self._session.filters_open:
            self.toggle_panel()

    def clear(self) -> None:
        """Take all filters off."""
        self._take(Narrowing())

    def count_now(self) -> None:
        """Show in the panel what each answer would leave."""
        self._later.stop()
        session, query, counting = self._session, self._query, self._counting
        now = here()
        filters = self._filters(now)
        services = self._unfiltered(query)
        anything = self._unfiltered(replace(query, need=None)) if query.need is not None else services
        left = anything & counting.passing(filters, query.country, None)
        known = Known(
            narrowing=session.narrowing,
            counts=counting.counts(services, filters, Place(query.country, query.city), now),
            open_now=counting.opened(services, filters, query.country, now),
            needs=self._needs,
            of_need=counting.needs(left, [need.id for need in self._needs]),
            need=query.need,
            country=query.country,
            city=query.city,
            now=now,
        )
        panel = self._ensure_panel()
        panel.show_questions(self._said.questions(known), known.counts.total, len(session.narrowing.keys))
        panel.show_moment(*self._moments(now))

    def count_cities(self, cities: Iterable[str]) -> dict[str, int]:
        """Count what of the present list stands in towns of the chosen country, wherever it was narrowed to."""
        query = self._query
        return {} if query.country is None else self._counting.cities(self._left_anywhere(), query.country, cities)

    def count_countries(self, countries: Iterable[CountryCode]) -> dict[CountryCode, int]:
        """Count what of the present list answers in countries."""
        return self._counting.countries(self._left_anywhere(), countries)

    def _left_anywhere(self) -> int:
        filters = self._filters(here())
        return self._unfiltered(self._query) & self._counting.passing(filters, self._query.country, "place")

    def _unfiltered(self, query: Query) -> int:
        """Give what a query finds before any filter, as bits."""
        if query == self._query and query.filters == UNFILTERED:
            return self._page.found.services
        return self._counting.search(replace(query, filters=UNFILTERED, limit=1)).services

    def _filters(self, now: datetime) -> Filters:
        narrowing, session = self._session.narrowing, self._session
        question, _, detail = narrowing.place.partition(":")
        return Filters(
            country_only=question == "place" and session.country is not None,
            region=detail if question == "region" else None,
            city=session.city if question == "radius" else None,
            radius_km=int(detail) if question == "radius" and session.city is not None else None,
            open_at=narrowing.moment(now),
            languages=tuple(LanguageCode(code) for code in narrowing.languages),
            channels=narrowing.channels,
            audiences=narrowing.audiences,
            anonymous="anonymous" in narrowing.promises,
            free="free" in narrowing.promises,
            asks_police="asks_police" in narrowing.promises,
            asks_guardians="asks_guardians" in narrowing.promises,
        )

    def _answer(self, key: str) -> str:
        return self._said.answer(key, self._session.narrowing, self._session.country, self._session.city)

    def _finer(self, place: sessions.Place) -> tuple[Finer, ...]:
        """Give the needs below the one that led here, each with what it would leave."""
        below = [need for need in self._needs if need.parent is not None and need.parent == place.need]
        if not below:
            return ()
        services = self._page.found.services
        if self._session.narrowing.need is not None:
            services = self._unfiltered(replace(self._query, need=place.need))
        services &= self._counting.passing(self._query.filters, self._query.country, None)
        left = self._counting.needs(services, [need.id for need in below])
        chosen = self._session.narrowing.need
        return tuple(Finer(f"{NEED}:{need.id}", need.label, left[need.id], need.id == chosen) for need in below)

    def _moments(self, now: datetime) -> tuple[tuple[tuple[Choice, ...], str], tuple[tuple[Choice, ...], str]]:
        """Give the days from today on and the half hours, each with the key of the one chosen."""
        text, language = self._words.messages.text, self._words.language
        then = self._session.narrowing.then or Then(now.isoweekday(), 0)
        monday = datetime(2024, 1, 1)  # noqa: DTZ001 - only its weekday is used
        days = []
        for ahead in range(_DAYS):
            day = (now.isoweekday() - 1 + ahead) % _DAYS + 1
            name = text("Today") if ahead == 0 else say_day(monday.replace(day=day), language)
            days.append(Choice(str(day), name))
        halves = [
            Choice(str(30 * half), say_time(monday.replace(hour=half // 2, minute=30 * (half % 2))))
            for half in range(_HALF_HOURS)
        ]
        minute = then.minute // 30 * 30
        return (tuple(days), str(then.day)), (tuple(halves), str(minute))

    def _ensure_panel(self) -> FilterPanel:
        if self.panel is None:
            self.panel = panel = FilterPanel(self._words)
            panel.toggled.connect(self._on_filter_toggled)
            panel.cleared.connect(self.clear)
            panel.closed.connect(self.close_panel)
            panel.day_chosen.connect(self._on_day_chosen)
            panel.time_chosen.connect(self._on_time_chosen)
        return self.panel

    def _take(self, narrowing: Narrowing) -> None:
        self._session.narrowing = narrowing
        self.changed.emit()
        self._page.announce_count()

    def _on_filter_toggled(self, key: str, yes: bool) -> None:
        question, _, code = key.partition(":")
        tops = {need.id for need in self._needs if need.parent is None}
        if question == NEED and not self._query.text.strip() and (not code or code in tops):
            self._session.narrowing = self._session.narrowing._replace(need=None)
            self.need_wanted.emit(code)
            return
        self._take(self._session.narrowing.chosen(key, yes=yes, now=here()))

    def _on_day_chosen(self, day: str) -> None:
        then = self._session.narrowing.then or Then(1, 0)
        self._take(self._session.narrowing._replace(then=then._replace(day=int(day))))

    def _on_time_chosen(self, minute: str) -> None:
        then = self._session.narrowing.then or Then(1, 0)
        self._take(self._session.narrowing._replace(then=then._replace(minute=int(minute))))
