"""A still picture beside words that say the same."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from guide_app.ui.icons import paint_icon
from guide_app.ui.theme import scaled

_SIDE: Final = 20


class Icon(QWidget):
    """Assistive tools pass over it."""

    def __init__(self, name: str, side: int = _SIDE, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setFixedSize(scaled(side), scaled(side))

    def ink(self) -> QColor:
        """Give the colour of the lines."""
        return self.palette().color(self._role)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it at the bottom of its place."""
        side = self.width()
        box = QRectF(0, self.height() - side, side, side)
        paint_icon(QPainter(self), self._name, box, self.ink(), self.layoutDirection())
