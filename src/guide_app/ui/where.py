"""Where the reader is: the country in the header, and what is chosen there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from guide_app.core.values import Country, CountryCode
from guide_app.ui.directory import Directory
from guide_app.ui.header import Header
from guide_app.ui.session import Session

Countries = tuple[tuple[CountryCode, str], ...]
"""Code and name of each."""


class Where(QObject):
    """Keeps session and header of one mind on the country."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        directory: Directory,
        header: Header,
        count: Callable[[Countries], dict[CountryCode, int]],
    ) -> None:
        """Show the session's language and country in the header.

        Args:
            session: keeps the choice.
            directory: knows the countries.
            header: shows and reports.
            count: says how many services each country would leave; one that is missing is not counted.
        """
        super().__init__(header)
        self._session = session
        self._directory = directory
        self._header = header
        self._count = count
        header.country_chosen.connect(self._on_country_chosen)
        header.countries_wanted.connect(self._on_countries_wanted)
        header.set_language(session.language)
        self._show()

    @property
    def country(self) -> Country | None:
        """The chosen country, if any."""
        code = self._session.country
        return self._directory.country(code) if code is not None else None

    def choose(self, code: CountryCode | None) -> None:
        """Go to another country, or to none."""
        self._session.country = code
        self._session.city = None
        self._session.narrowing = self._session.narrowing.without_place()
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Choose no country."""
        self.choose(None)

    def _show(self) -> None:
        country = self.country
        self._header.set_country(self._session.country, country.name if country is not None else "")

    def _on_countries_wanted(self) -> None:
        countries = self._directory.countries()
        self._header.set_countries(countries, self._count(countries))

    def _on_country_chosen(self, code: str) -> None:
        self.choose(CountryCode(code) if code else None)
