"""A scroll bar that keeps quiet: a round handle and nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar

from guide_app.ui.painting import paint_strip

_WIDTH: Final = 12
_HANDLE: Final = 6


class ThinBar(QScrollBar):
    """Stands upright at the edge of what scrolls."""

    def __init__(self, ground: QPalette.ColorRole = QPalette.ColorRole.Window) -> None:
        """Stand on a ground of this colour."""
        super().__init__(Qt.Orientation.Vertical)
        self._ground = ground

    def sizeHint(self) -> QSize:
        """Be thin."""
        return QSize(_WIDTH, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the handle where the style puts it."""
        painter, palette = QPainter(self), self.palette()
        paint_strip(painter, QRectF(self.rect()), palette.color(self._ground))
        if self.maximum() <= self.minimum():
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # dear, and a first screen that fits needs no bar

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        where = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Dark))
        left = (self.width() - _HANDLE) / 2
        handle = QRectF(left, where.top() + 2, _HANDLE, max(_HANDLE, where.height() - 4))
        painter.drawRoundedRect(handle, _HANDLE / 2, _HANDLE / 2)
