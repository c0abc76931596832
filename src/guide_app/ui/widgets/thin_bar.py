"""A scroll bar that keeps quiet: a round handle and nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar

from guide_app.ui.painting import paint_strip

_WIDTH: Final = 12
_HANDLE: Final = 6
_BUTTON: Final = 14
"""Pixels that Qt's Fusion style keeps at either end for a button; nothing is drawn there."""
_SHORTEST: Final = 26
"""Pixels of the shortest handle of that style."""


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
        top, height = handle_of(self.height(), (self.minimum(), self.maximum()), self.pageStep(), self.sliderPosition())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Dark))
        left = (self.width() - _HANDLE) / 2
        handle = QRectF(left, top + 2, _HANDLE, max(_HANDLE, height - 4))
        painter.drawRoundedRect(handle, _HANDLE / 2, _HANDLE / 2)


def handle_of(length: int, ends: tuple[int, int], page: int, at: int) -> tuple[int, int]:
    """Give where the handle begins and how long it is, in pixels, just as Qt's Fusion style places what is dragged.

    To ask the style itself is dear: its class brings a hundred enums, and the first screen may need a bar.

    Args:
        length: of the bar, in pixels.
        ends: the least and the greatest value.
        page: how much is seen at once, in the same unit.
        at: the value.
    """
    span, room = ends[1] - ends[0], length - 2 * _BUTTON
    handle = min(room, max(_SHORTEST, page * room // (span + page)))
    return _BUTTON + ((at - ends[0]) * (room - handle) * 2 + span) // (2 * span), handle
