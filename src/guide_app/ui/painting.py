"""The few shapes that everything is drawn with: a box with a fine line, and the ring of the keyboard's focus."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QTextLayout, QTextOption

from guide_app.ui.theme import RADIUS

_RING: Final = 2.0
_ENDLESS: Final = 16_000.0
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATE: Final = re.compile("[\u2066-\u2069]")


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


def paint_line(painter: QPainter, text: str, font: QFont, box: QRectF, direction: Qt.LayoutDirection) -> int:
    """Draw one line of text from the leading side with the painter's pen, cut with an ellipsis where it does not fit.

    Args:
        font: not the painter's, which looks its letters up anew after each change.

    Returns:
        The width that was used, in pixels.
    """
    metrics = QFontMetrics(font)
    line = _lay_line(text, font, direction)
    if line.width > box.width() + 1:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width()) + 1))
        line = _lay_line(shown, font, direction)
    left = box.left() if direction == Qt.LayoutDirection.LeftToRight else box.right() - line.width
    base = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent()
    line.layout.draw(painter, QPointF(left, round(base) - line.ascent))
    return line.width


class _Line(NamedTuple):
    """A text on one line, laid out once to be measured and drawn: each by itself would shape the letters again."""

    layout: QTextLayout
    width: int
    ascent: float


def _lay_line(text: str, font: QFont, direction: Qt.LayoutDirection) -> _Line:
    if direction == Qt.LayoutDirection.LeftToRight and not _RIGHT_TO_LEFT.search(text):
        text = _ISOLATE.sub("", text)  # where nothing runs the other way they only cost time
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(direction))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_ENDLESS)
    layout.endLayout()
    if not line.isValid():
        return _Line(layout, 0, 0.0)
    return _Line(layout, ceil(line.naturalTextWidth()), line.ascent())


@lru_cache(maxsize=2)
def _option(direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption()
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    # Taken as it stands, not mirrored: the line begins at its left, wherever that is put.
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return option
