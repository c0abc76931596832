"""The few shapes that everything is drawn with: a box with a fine line, and the ring of the keyboard's focus."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen

from guide_app.ui.theme import RADIUS

_RING: Final = 2.0
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKS: Final = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def paint_box(painter: QPainter, box: QRectF, ground: QColor, line: QColor, *, radius: float = RADIUS) -> None:
    """Fill a box with round corners and draw a fine line just inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(line, 1.0))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_focus_ring(painter: QPainter, box: QRectF, palette: QPalette, *, radius: float = RADIUS) -> None:
    """Show where the keyboard is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), _RING))
    inset = _RING / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_strip(painter: QPainter, strip: QRectF, colour: QColor) -> None:
    """Fill a strip, such as a line between parts."""
    # Not `fillRect`: its many forms have Qt's bindings make all of Qt's gradients first.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(strip)


def place(outer: QRectF, left: float, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Give the part of a box that begins `left` pixels from its leading side, mirrored where text runs so."""
    if direction == Qt.LayoutDirection.RightToLeft:
        return QRectF(outer.right() - left - width, outer.top(), width, outer.height())
    return QRectF(outer.left() + left, outer.top(), width, outer.height())


def paint_line(
    painter: QPainter, text: str, box: QRectF, direction: Qt.LayoutDirection, *, middle: bool = False
) -> float:
    """Draw one line of text with the painter's font and pen, cut with an ellipsis where it does not fit.

    Args:
        middle: centre the text across, instead of beginning at the leading side.

    Returns:
        The width that was used, in pixels.
    """
    if direction == Qt.LayoutDirection.LeftToRight and not _RIGHT_TO_LEFT.search(text):
        text = text.translate(_MARKS)  # where nothing runs the other way they only cost time
    metrics = QFontMetrics(painter.font())
    shown, width = text, metrics.horizontalAdvance(text)
    if width > box.width() + 1:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width()) + 1))
        width = metrics.horizontalAdvance(shown)
    if middle:
        left = box.left() + (box.width() - width) / 2
    else:
        left = box.left() if direction == Qt.LayoutDirection.LeftToRight else box.right() - width
    # From a point, not into a box: boxes have Qt lay out a paragraph first, which takes half as long again.
    base = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent()
    painter.setLayoutDirection(direction)
    painter.drawText(QPointF(left, round(base)), shown)
    return width
