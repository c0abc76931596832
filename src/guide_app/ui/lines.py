"""Lines of text with even room between them, whatever the script's font asks for.

Fonts of different scripts differ much in the height they claim; a page of both would look uneven.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    formats: Sequence[QTextLayout.FormatRange] = (),
    *,
    foreign: bool = False,
    centred: bool = False,
) -> Lines:
    """Break a text into lines.

    Args:
        text: plain; a line feed begins a new line.
        font: with its size in pixels.
        width: of a line, in pixels; `ENDLESS` for as wide as it is.
        direction: of the page; the lines stand at that side.
        formats: parts that look otherwise than the rest.
        foreign: the words run from left to right, whatever the page does: a text in another language.
        centred: the lines stand in the middle of the width.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight if foreign else direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    right = direction == Qt.LayoutDirection.RightToLeft
    # Alignment is taken as it stands, not mirrored; without a width to fill there is nothing to align.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if right and width < ENDLESS else Qt.AlignmentFlag.AlignLeft)
    if centred and width < ENDLESS:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.setTextOption(option)
    if formats:
        layout.setFormats(formats)
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


def strong_ranges(text: str, parts: Iterable[str]) -> list[QTextLayout.FormatRange]:
    """Give the format that shows parts of a text semi-bold; `parts` in the order they stand."""
    ranges, begin = [], 0
    for part in parts:
        begin = text.find(part, begin)
        if begin < 0:
            break
        ranges.append(range_of(text, begin, len(part)))
        ranges[-1].format.setFontWeight(QFont.Weight.DemiBold)
        begin += len(part)
    return ranges


def range_of(text: str, start: int, length: int) -> QTextLayout.FormatRange:
    """Give a range of a text for Qt, which counts in UTF-16, with a format to be filled."""
    found = QTextLayout.FormatRange()
    found.start, found.length = units(text[:start]), units(text[start : start + length])
    return found


def units(text: str) -> int:
    """Count as Qt does: a sign outside of the basic plane is two."""
    return len(text) + sum(sign > "\uffff" for sign in text)
