"""Cards in two columns where there is room, else in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import NARROW, STEP, WIDE, scaled


class CardGrid(QWidget):
    """Lays cards out in the order of reading: row by row."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = cards
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(STEP)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        columns = 1 if event.size().width() < scaled(NARROW) - 2 * WIDE else 2
        if columns != self._columns:
            self._arrange(columns)
            lay_out_again(self)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
