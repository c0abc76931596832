"""A list of facts: what, and what is known of it, with a fine line between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.painting import paint_focus_ring, paint_strip
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import GAP, STEP, TINY, scaled
from guide_app.ui.widgets.labels import Text

_LABEL: Final = 190
_SIDE_BY_SIDE: Final = 430


class Fact(QWidget):
    """One fact. Where a screen reader listens it can be reached with Tab and is read in one breath."""

    def __init__(self, label: str, values: Sequence[QWidget]) -> None:
        super().__init__()
        self._label = Text(label, "small", second=True)
        self._label.setContentsMargins(0, 1, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(TINY)
        for value in values:
            column.addWidget(value)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, STEP, 0, STEP)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        said = [value.text() for value in values if isinstance(value, Text)]
        set_role(self, "group")
        self.setAccessibleName(f"{label}: {' '.join(said)}")
        if QAccessible.isActive():
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value below its label where there is little room."""
        before = self._row.direction()
        beside = event.size().width() >= scaled(_SIDE_BY_SIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(GAP if beside else TINY)
        self._label.setFixedWidth(scaled(_LABEL)) if beside else self._free_label()
        if self._row.direction() != before:
            lay_out_again(self)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above, and the ring of the focus."""
        painter = QPainter(self)
        paint_strip(painter, QRectF(0, 0, self.width(), 1), self.palette().color(QPalette.ColorRole.Mid))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), self.palette(), radius=TINY)

    def _free_label(self) -> None:
        self._label.setMinimumWidth(0)
        self._label.setMaximumWidth(16_777_215)
