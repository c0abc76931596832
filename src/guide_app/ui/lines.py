"""Lines of text with even room between them, whatever the script's font asks for.

Fonts of different scripts differ much in the height they claim; a page of both would look uneven.
"""

from __future__ import annotations

from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

ENDLESS: Final = 16_000.0
"""A width at which nothing wraps."""

_PITCH: Final = 1.5
_PITCH_ARABIC: Final = 1.65
"""From one line to the next, in terms of the size of the letters; marks above and below need more."""


class Lines(NamedTuple):
    """A text that is laid out."""

    layout: QTextLayout
    size: QSize


def lay_lines(
    text: str,
    font: QFont,
    width: float,
    direction: Qt.LayoutDirection,
    strong_parts: tuple[str, ...] = (),
    *,
    foreign: bool = False,
) -> Lines:
    """Break a text into lines.

    Args:
        text: plain; a line feed begins a new line.
        font: with its size in pixels.
        width: of a line, in pixels; `ENDLESS` for as wide as it is.
        direction: of the page; the lines stand at that side.
        strong_parts: parts to be shown semi-bold, in the order they stand.
        foreign: the words run from left to right, whatever the page does: a text in another language.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight if foreign else direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    right = direction == Qt.LayoutDirection.RightToLeft
    # Alignment is taken as it stands, not mirrored; without a width to fill there is nothing to align.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if right and width < ENDLESS else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    if strong_parts:
        layout.setFormats(_strong_ranges(text, strong_parts))
    pitch = font.pixelSize() * (_PITCH_ARABIC if right and not foreign else _PITCH)
    y, widest = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, y + (pitch - line.height()) / 2))
        y += pitch
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return Lines(layout, QSize(ceil(widest) + 1, ceil(y)))


def _strong_ranges(text: str, parts: tuple[str, ...]) -> list[QTextLayout.FormatRange]:
    ranges, begin = [], 0
    for part in parts:
        begin = text.find(part, begin)
        if begin < 0:
            break
        strong = QTextLayout.FormatRange()
        # Qt counts in UTF-16; what is marked are numbers in texts of one unit a letter.
        strong.start, strong.length = begin, len(part)
        strong.format.setFontWeight(QFont.Weight.DemiBold)
        ranges.append(strong)
        begin += len(part)
    return ranges
