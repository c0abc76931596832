"""A line of the list as a card: a box, its name, what it is, whether it is open, and how to reach it.

Each is drawn once into an image and kept for a while: from letter to letter most of the list stays, and the words of a
card cost many times what its image does.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from guide_app.ui.icons import paint_icon
from guide_app.ui.models.results import Line
from guide_app.ui.painting import paint_box, paint_line, place
from guide_app.ui.theme import GAP, NEAR, STEP, TINY, ToneName, scaled, sized, tone
from guide_app.ui.widgets.chips import ChipStock, chip_size

_MOST_PIXELS: Final = 2_000_000
"""Of all images together; four bytes each."""
_MOST_BOXES: Final = 8
_STATE_ICON: Final = "clock"
_REMARK_ICON: Final = "caution"
_SIGN: Final = 24
_WORTHWHILE: Final = 3
"""Words need so many times their height to say anything."""
_ChipOf = tuple[str, str, ToneName]
"""Words, icon, tone."""
_KeyOfCard = tuple[Line, int, int, int, Qt.LayoutDirection, float, bool]


class CardLook(NamedTuple):
    """How a card is to look besides what it says."""

    palette: QPalette
    direction: Qt.LayoutDirection
    ratio: float
    """The screen's pixels for one of the widget's."""
    pointed: bool
    """Whether the pointer is over it."""


class ResultCards:
    """Gives the cards of one list, in the type size of the time when it was made."""

    def __init__(self, states: tuple[str, ...], remarks: tuple[str, ...]) -> None:
        """Draw nothing yet.

        Args:
            states: all states that a card may show.
            remarks: all remarks that it may show.
        """
        self._states = states
        self._remarks = remarks
        self._cards: dict[_KeyOfCard, QPixmap] = {}
        self._pixels = 0
        self._boxes: dict[tuple[int, int, int, float, bool], QPixmap] = {}
        self._chips = ChipStock()
        font = QApplication.font()
        self._name_font = sized(font, "body", strong=True)
        self._small_font = sized(font, "small")
        self._name_height = QFontMetrics(self._name_font).height() + TINY
        self._small_height = QFontMetrics(self._small_font).height() + TINY
        self._heights: dict[int, tuple[int, int]] = {}

    def height(self, width: int) -> int:
        """Give the height of every card so wide; both in pixels."""
        chips, last = self._height_of_chips(width)
        # The lowest line of cards ends with the same room as the highest begins.
        return 2 * STEP + self._name_height + self._small_height + NEAR + chips + TINY + last

    def guide_height(self) -> int:
        """Give the height of a card that stands for a guide, in pixels."""
        return 2 * STEP + self._name_height + self._small_height

    def card(self, line: Line, size: QSize, look: CardLook) -> QPixmap:
        """Give the image of a card.

        Args:
            line: what it says.
            size: in pixels of the widget.
            look: its colours and side.
        """
        key = (line, size.width(), size.height(), look.palette.cacheKey(), *look[1:])
        if key not in self._cards:
            drawn = self._draw(line, size, look)
            self._pixels += drawn.width() * drawn.height()
            while self._cards and self._pixels > _MOST_PIXELS:
                oldest = self._cards.pop(next(iter(self._cards)))
                self._pixels -= oldest.width() * oldest.height()
            self._cards[key] = drawn
        return self._cards[key]

    def _height_of_chips(self, width: int) -> tuple[int, int]:
        """Give the height of the line of chips, and of the last one, where a remark stands if it must; in pixels."""
        room = width - 2 * GAP
        if room not in self._heights:
            wide = (
                [chip_size(text, _STATE_ICON) for text in self._states],
                [chip_size(text, _REMARK_ICON) for text in self._remarks],
            )
            beside = sum(max(size.width() for size in sizes) for sizes in wide) + NEAR <= room
            fitted = [chip_size(text, _STATE_ICON, room).height() for text in self._states]
            below = [chip_size(text, _REMARK_ICON, room).height() for text in self._remarks]
            self._heights[room] = max(fitted), self._small_height if beside else max(self._small_height, *below)
        return self._heights[room]

    def _box(self, size: QSize, look: CardLook) -> QPixmap:
        """Give the empty card: drawn once for a width, since smooth corners cost more than all the words."""
        key = (size.width(), size.height(), look.palette.cacheKey(), look.ratio, look.pointed)
        if key not in self._boxes:
            if len(self._boxes) > _MOST_BOXES:
                self._boxes.clear()
            role = QPalette.ColorRole
            ground = look.palette.color(role.AlternateBase if look.pointed else role.Base)
            box = QPixmap(size * look.ratio)
            box.setDevicePixelRatio(look.ratio)
            # Without see-through corners it is copied, not blended.
            box.fill(look.palette.color(role.Window))
            drawing = QPainter(box)
            paint_box(drawing, QRectF(0, 0, size.width(), size.height()), ground, look.palette.color(role.Mid))
            drawing.end()
            self._boxes[key] = box
        return self._boxes[key]

    def _draw(self, line: Line, size: QSize, look: CardLook) -> QPixmap:
        drawn = QPixmap(self._box(size, look))
        painter = QPainter(drawn)
        name = QRectF(GAP, STEP, size.width() - 2 * GAP, self._name_height)
        if line.guide:
            name = self._draw_sign(painter, size, look)
        self._write(painter, line.name, name, look, strong=True)
        about = QRectF(name.left(), name.bottom(), name.width(), self._small_height)
        self._write(painter, line.about, about, look)
        if line.guide:
            painter.end()
            return drawn
        chips, last = self._height_of_chips(size.width())
        states = QRectF(GAP, about.bottom() + NEAR - 2, name.width(), chips)
        self._draw_chips(painter, line, states, QRectF(GAP, states.bottom() + TINY + 2, name.width(), last), look)
        painter.end()
        return drawn

    def _draw_sign(self, painter: QPainter, size: QSize, look: CardLook) -> QRectF:
        """Draw the sign of a guide, and give the room for its title beside it."""
        side, box = scaled(_SIGN), QRectF(0, 0, size.width(), size.height())
        spot = place(box, GAP, side, look.direction)
        spot = QRectF(spot.left(), box.center().y() - side / 2, side, side)
        paint_icon(painter, "guide", spot, look.palette.color(QPalette.ColorRole.Highlight), look.direction)
        beside = place(box, 2 * GAP + side, box.width() - 3 * GAP - side, look.direction)
        return QRectF(beside.left(), STEP, beside.width(), self._name_height)

    def _write(self, painter: QPainter, text: str, box: QRectF, look: CardLook, *, strong: bool = False) -> None:
        font = self._name_font if strong else self._small_font
        role = QPalette.ColorRole.WindowText if strong else QPalette.ColorRole.PlaceholderText
        painter.setPen(look.palette.color(role))
        paint_line(painter, text, font, box, look.direction)

    def _draw_chips(self, painter: QPainter, line: Line, box: QRectF, below: QRectF, look: CardLook) -> None:
        """Draw the state, what is remarked, and the ways to reach it.

        Args:
            painter: of the card.
            line: what it says.
            box: the line of chips.
            below: the line after it, where a remark without room goes on, and the ways to reach it stand.
            look: of the card.
        """
        left, behind = self._draw_chip(painter, box, 0.0, (line.state, _STATE_ICON, line.tone), look), 0.0
        for remark in line.remarks:
            width = chip_size(remark, _REMARK_ICON).width()
            chip: _ChipOf = (remark, _REMARK_ICON, "later")
            if not behind and left + width <= box.width():
                left = self._draw_chip(painter, box, left, chip, look)
            else:
                behind = self._draw_chip(painter, below, behind, chip, look)
        rest = below.width() - behind
        if rest > self._small_height * _WORTHWHILE:
            self._write(painter, line.reach, place(below, behind, rest, look.direction), look)

    def _draw_chip(self, painter: QPainter, box: QRectF, left: float, chip: _ChipOf, look: CardLook) -> float:
        """Draw a chip so far from the leading side, and give how far the next one is from it."""
        text, icon, tone_name = chip
        colours = tone(look.palette, tone_name)
        drawn = self._chips.chip(text, icon, colours, look.direction, int(box.width() - left), look.ratio)
        size = drawn.deviceIndependentSize()
        spot = place(box, left, size.width(), look.direction)
        painter.drawPixmap(QPointF(spot.left(), spot.center().y() - size.height() / 2), drawn)
        return left + size.width() + NEAR
