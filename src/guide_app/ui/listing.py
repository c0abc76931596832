"""The list of results with all that narrows it down: searches for a place, and keeps list, chips and panel in step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from guide_app.core.values import CountryCode, NeedId
from guide_app.ui.directory import Directory
from guide_app.ui.narrower import Narrower
from guide_app.ui.pages.results import ResultsPage
from guide_app.ui.session import Place, Session
from guide_app.ui.split import Split


class Listing(QObject):
    """Stands between the desk and the page of results."""

    fit_wanted = Signal()
    """Other parts are to be shown."""

    def __init__(
        self, session: Session, directory: Directory, results: ResultsPage, narrower: Narrower, split: Split
    ) -> None:
        super().__init__(results)
        self._session = session
        self._directory = directory
        self._results = results
        self._narrower = narrower
        self._split = split
        results.above.city_chosen.connect(self._on_city_chosen)
        results.above.city.opened.connect(self._on_cities_wanted)
        narrower.changed.connect(self._on_narrowed)
        narrower.need_wanted.connect(self._on_need_wanted)
        narrower.panel_toggled.connect(self._on_panel_toggled)
        split.put_results(results)
        self.show_place_of_reader()

    def show(self, place: Place) -> None:
        """Search for what a place stands for, narrowed down to what is chosen."""
        results, code = self._results, self._session.country
        query = self._narrower.query(place)
        browsed = place.need if not place.text.strip() else None
        results.show_query(query, self._directory.need_name(browsed) if browsed else "")
        crisis = results.found.crisis
        results.above.show_emergency(self._directory.country(code) if crisis and code else None, shown=crisis)
        self._narrower.list_shown(query, place)
        if place.service is not None:
            results.mark(place.service)

    def show_place_of_reader(self) -> None:
        """Offer the towns of the chosen country, and say its law."""
        code, above = self._session.country, self._results.above
        above.show_cities(self._directory.cities(code) if code is not None else (), self._session.city)
        above.show_law(self._directory.country(code) if code is not None else None)

    def count_countries(self, countries: tuple[tuple[CountryCode, str], ...]) -> dict[CountryCode, int]:
        """Count what of the present list answers in each of these."""
        return self._narrower.count_countries([code for code, _ in countries])

    def ready_panel(self) -> None:
        """Have the panel at hand where it is to be shown."""
        if self._session.filters_open and self._narrower.panel is None:
            self._narrower.count_now()
        if self._narrower.panel is not None:
            self._split.put_panel(self._narrower.panel)

    def uncover(self) -> bool:
        """Close the filters where they stand instead of the list; say whether they did."""
        covered = self._split.is_covered
        if covered:
            self._narrower.close_panel()
        return covered

    def _show_again(self, place: Place) -> None:
        self._session.place = place._replace(page="results", service=None)
        self.show(self._session.place)
        self.fit_wanted.emit()

    def _on_narrowed(self) -> None:
        self._show_again(self._session.place)

    def _on_need_wanted(self, need: str) -> None:
        self._show_again(self._session.place._replace(need=NeedId(need) if need else None))

    def _on_city_chosen(self, city: str) -> None:
        session = self._session
        session.city = city or None
        if session.narrowing.place.startswith("radius"):
            session.narrowing = session.narrowing._replace(place="")
        self.show_place_of_reader()
        self.show(session.place)

    def _on_cities_wanted(self) -> None:
        code = self._session.country
        if code is not None:
            cities = self._directory.cities(code)
            left = self._narrower.count_cities([city for city, _ in cities])
            self._results.above.show_cities(cities, self._session.city, left)

    def _on_panel_toggled(self) -> None:
        self.ready_panel()
        focused: QWidget | None = self._split.focusWidget()
        panel = self._narrower.panel
        held = panel is not None and focused is not None and panel.isAncestorOf(focused)
        self.fit_wanted.emit()
        if panel is not None and self._session.filters_open:
            panel.focus_first()
        elif held:
            self._results.above.filters.setFocus(Qt.FocusReason.OtherFocusReason)
