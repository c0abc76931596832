"""How far each translation has come: a table of two facts, one language below the other where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages, isolate, isolate_by_content
from guide_app.core.translations import Part, Translated
from guide_app.ui.accessible import set_role
from guide_app.ui.painting import paint_strip
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import GAP, NEAR, scaled
from guide_app.ui.widgets.labels import Text

_SIDE_BY_SIDE: Final = 680
_PARTS: Final[tuple[Part, ...]] = ("interface", "words", "guides")


class TranslationTable(QWidget):
    """One line for each language, one column for each part; each cell says whose work it is and how new it is."""

    def __init__(self, facts: Sequence[Translated], messages: Messages) -> None:
        """Make the table.

        Args:
            facts: of every language and part, in the order of the languages.
            messages: the reader's language.
        """
        super().__init__()
        self._messages = messages
        text = messages.text
        # Translators: title of a column: how far the translation of the guides is, which are short texts to act by
        guides = text("Guides", context="translation")
        titles = (text("Language"), text("Interface"), text("Needs and kinds of help"), guides)
        self._said: dict[Text, tuple[str, str]] = {}
        """Cell -> its words below the title of its column, and where there is no column."""
        self._titles = [Text(title, "small", strong=True, parent=self) for title in titles]
        self._rows = [self._build_row(language, facts) for language in dict.fromkeys(fact.language for fact in facts)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._beside: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_role(self, "group")
        self.setAccessibleName(text("Translations"))
        self._arrange(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cells of a language below its name where there is little room."""
        beside = event.size().width() >= scaled(_SIDE_BY_SIDE)
        if beside != self._beside:
            self._arrange(beside=beside)
            lay_out_again(self)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line above each language."""
        painter, line = QPainter(self), self.palette().color(QPalette.ColorRole.Mid)
        for name, *_cells in self._rows:
            paint_strip(painter, QRectF(0, name.geometry().top() - NEAR // 2 - 1, self.width(), 1), line)

    def _build_row(self, language: str, facts: Sequence[Translated]) -> list[Text]:
        known = {fact.part: fact for fact in facts if fact.language == language}
        own_name = next((name for code, name in LANGUAGES.items() if code == language), language)
        cells = [Text(isolate_by_content(own_name), "small", strong=True, parent=self)]
        for part, title in zip(_PARTS, self._titles[1:], strict=True):
            fact = known.get(part)
            said = self._say(fact) if fact else self._messages.text("Original", context="translation")
            cell = Text(said, "small", parent=self)
            cell.setAccessibleName(f"{own_name}, {title.text()}: {said}")
            self._said[cell] = (said, f"{title.text()}: {said}")
            cells.append(cell)
        return cells

    def _say(self, fact: Translated) -> str:
        text = self._messages.text
        origin = {
            # Translators: whose work a translation is: the language it was written in first
            "original": text("Original", context="translation"),
            # Translators: whose work a translation is: a machine's, and nobody has read all of it yet
            "machine": text("Machine translation", context="translation"),
            # Translators: whose work a translation is: people who speak the language have read all of it
            "reviewed": text("Read by people", context="translation"),
        }[fact.origin]
        if fact.origin == "original":
            return origin
        # Translators: how new a translation is: three counts of texts, after labels that need not agree with them
        state = text(
            "current: {current} · outdated: {outdated} · missing: {missing}",
            current=isolate(str(fact.current)),
            outdated=isolate(str(fact.outdated)),
            missing=isolate(str(fact.missing)),
        )
        return f"{origin}\n{state}"

    def _arrange(self, *, beside: bool) -> None:
        self._beside = beside
        while self._grid.takeAt(0) is not None:
            pass
        self._grid.setVerticalSpacing(NEAR if beside else 0)
        for column, stretch in enumerate((2, 3, 3, 3) if beside else (1, 0, 0, 0)):
            self._grid.setColumnStretch(column, stretch)
        for title in self._titles:
            title.setVisible(beside)
        for cell, (below_title, alone) in self._said.items():
            cell.setText(below_title if beside else alone)
        lines = [self._titles, *self._rows] if beside else self._rows
        for at, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                # Alone, each language takes a row more, which keeps it apart from the one before.
                row, place = (at, column) if beside else (at * (len(cells) + 1) + column + 1, 0)
                self._grid.addWidget(cell, row, place)
            self._grid.setRowMinimumHeight(at * (len(cells) + 1), 0 if beside else NEAR)
