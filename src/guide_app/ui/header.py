"""The bar at the top of every screen: where one is, the choosers, and the way out in its corner."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.ui.choices import Choice, ChoiceWords
from guide_app.ui.painting import paint_strip
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import GAP, NEAR
from guide_app.ui.widgets.buttons import IconButton, LeaveButton
from guide_app.ui.widgets.chooser import Chooser
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.search_box import SearchBox

NO_COUNTRY: Final = ""
_SEARCH_NEEDS: Final = 300
# The forms, by what they give up; the first gives up the hint of the keys.
_SEARCH_BELOW: Final = 2
_COMPACT: Final = 3
_NAMELESS: Final = 4
_TIGHTEST: Final = 5
_COLUMNS: Final = 7


class Header(QWidget):
    """Shows and reports.

    As the window narrows it gives up, in this order: the hint of the keys, the place of the search field, the words
    of the choosers, the program's name, and last the words of the way out, never its corner.
    """

    back_wanted = Signal()
    leave_wanted = Signal()
    help_wanted = Signal()
    """What does leaving do, and what does it not do?"""
    language_chosen = Signal(str)
    country_chosen = Signal(str)
    countries_wanted = Signal()
    """The list of countries is about to open: fill it by `set_countries`."""

    def __init__(self, messages: Messages, *, with_choosers: bool = True) -> None:
        super().__init__()
        text = messages.text
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._no_country = text("No country chosen")
        # Translators: name of the button with an arrow that goes back to the screen before
        self.back = IconButton("back", text("Back"))
        # Translators: the program's name; neutral on purpose, it says nothing of the topic
        self.title = Text(text("Guide"), strong=True)
        self.search = SearchBox(
            # Translators: shown in the empty search field
            placeholder=text("Say it in your own words, in any language"),
            # Translators: shown in the empty search field where that is too narrow for the longer sentence
            shorter=text("In your own words"),
            # Translators: visible label of the search field on the page of results
            label_text=text("Search", context="label of the field"),
        )
        self.language = Chooser(text("Language"), "globe")
        self.country = Chooser(
            text("Country"),
            "place",
            # Translators: shown in the empty field that narrows the list of countries
            ChoiceWords(text("Country"), text("Write the first letters")),
        )
        # Translators: name of the small button beside "Leave now"
        self.help = IconButton("info", text("What leaving does and does not do"))
        self.leave = LeaveButton(
            # Translators: the button that closes the program at once; two words
            text("Leave now"),
            # Translators: the keys that do the same; "Shift" as it stands on keyboards of your language
            text("Shift ×3"),
            text("Closes this window at once. Pressing Shift three times does the same."),
        )
        self.back.clicked.connect(self.back_wanted)
        self.leave.pressed.connect(self.leave_wanted)  # not on the release: what is late can be too late
        self.help.clicked.connect(self.help_wanted)
        self.language.chosen.connect(self.language_chosen)
        self.country.chosen.connect(self.country_chosen)
        self.country.opened.connect(self.countries_wanted)
        self._choosers = (self.language, self.country) if with_choosers else ()
        if not with_choosers:
            for part in (self.language, self.country, self.help):
                part.hide()
        self._level = -1
        self._grid = self._build_grid()
        self.show_search(shown=False)
        self.back.hide()

    def set_language(self, language: LanguageCode) -> None:
        """Show the language of the program, all of them named by themselves."""
        self.language.set_choices(tuple(Choice(code, name) for code, name in LANGUAGES.items()))
        self.language.set_current(language, LANGUAGES[language])

    def set_country(self, code: CountryCode | None, name: str) -> None:
        """Show the chosen country; None: none is."""
        self.country.set_current(code or NO_COUNTRY, name if code else self._no_country)
        self._fit()

    def set_countries(self, countries: tuple[tuple[CountryCode, str], ...], left: dict[CountryCode, int]) -> None:
        """Say which countries can be chosen, and how many services each leaves; "none" comes first."""
        choices = (Choice(code, name, code, left.get(code)) for code, name in countries)
        self.country.set_choices((Choice(NO_COUNTRY, self._no_country), *choices))

    def show_search(self, *, shown: bool) -> None:
        """Show the search field, or not."""
        if self.search.isHidden() is shown:
            self.search.setVisible(shown)
            self._fit()

    def show_back(self, *, shown: bool) -> None:
        """Show the way back, or not."""
        if self.back.isHidden() is shown:
            self.back.setVisible(shown)
            self._fit()

    def show_help(self, *, shown: bool) -> None:
        """Show the way to what leaving does and does not do, or not."""
        if self.help.isHidden() is shown:
            self.help.setVisible(shown)
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Let the window be as narrow as the tightest form."""
        return QSize(240, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the form that fits."""
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line below."""
        line = QRectF(0, self.height() - 1, self.width(), 1)
        paint_strip(QPainter(self), line, self.palette().color(QPalette.ColorRole.Mid))

    def _build_grid(self) -> QGridLayout:
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP, NEAR, GAP, NEAR)
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(NEAR)
        parts = (self.back, self.title, self.search, self.language, self.country, self.help, self.leave)
        for column, widget in enumerate(parts):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(2, 1)
        return grid

    def _fit(self) -> None:
        """Take the roomiest form that fits the width."""
        levels = range(_TIGHTEST + 1)
        level = next((level for level in levels if self._needed(level) <= self.width()), _TIGHTEST)
        self._shrink(level)
        if level != self._level:
            self._apply(level)
            lay_out_again(self)

    def _needed(self, level: int) -> int:
        """Give the width of a form."""
        self._shrink(level)
        parts = [self.leave, *self._choosers, *(part for part in (self.back, self.help) if not part.isHidden())]
        if level < _NAMELESS:
            parts.append(self.title)
        width = sum(part.sizeHint().width() for part in parts) + _COLUMNS * NEAR + 2 * GAP
        searching = _SEARCH_NEEDS if not self.search.isHidden() and level < _SEARCH_BELOW else 0
        return int(width + searching)

    def _shrink(self, level: int) -> None:
        """Let the buttons take the room they have in a form: each gives up one thing more than the one before."""
        self.leave.set_level(2 if level >= _TIGHTEST else 1 if level >= 1 else 0)
        for chooser in self._choosers:
            chooser.set_compact(level >= _COMPACT)

    def _apply(self, level: int) -> None:
        """Take a form."""
        self._level = level
        self._grid.removeWidget(self.search)
        if level >= _SEARCH_BELOW:
            self._grid.addWidget(self.search, 1, 0, 1, _COLUMNS)
        else:
            self._grid.addWidget(self.search, 0, 2)
        self.title.setVisible(level < _NAMELESS)
