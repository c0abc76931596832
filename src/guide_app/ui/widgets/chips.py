"""Small round boxes of a few words, as widgets and as paint for rows of a list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from guide_app.ui.icons import paint_icon
from guide_app.ui.lines import lay_lines
from guide_app.ui.painting import paint_box, paint_line, place
from guide_app.ui.theme import STEP, TINY, Tone, ToneName, scaled, sized, tone

_ICON: Final = 15
_BESIDE: Final = 6
_AROUND: Final = 8
_UNBOUND: Final = 16_777_215
_MOST_KEPT: Final = 200


def chip_font() -> QFont:
    """Give the font of the words in a chip."""
    return sized(QApplication.font(), "small", strong=True)


def chip_size(text: str, icon: str, room: int = _UNBOUND) -> QSize:
    """Give the size of a chip with these words, which wrap where the room, in pixels, is too narrow for one line."""
    metrics = QFontMetrics(chip_font())
    beside = 2 * STEP + ((scaled(_ICON) + _BESIDE) if icon else 0)
    width = metrics.horizontalAdvance(text) + beside
    if width <= room:
        return QSize(width, metrics.height() + _AROUND)
    lines = lay_lines(text, chip_font(), float(max(1, room - beside)), Qt.LayoutDirection.LeftToRight)
    return QSize(room, lines.size.height() + _AROUND)


def paint_chip(
    painter: QPainter, box: QRectF, text: str, icon: str, colours: Tone, direction: Qt.LayoutDirection
) -> None:
    """Draw a chip in a box of the size that `chip_size` gives."""
    plain = colours.ground.value() in {0, 255} and colours.ground.saturation() == 0
    radius = min(box.height() / 2, QFontMetrics(chip_font()).height() / 2 + TINY)
    paint_box(painter, box, colours.ground, colours.ink if plain else colours.ground, radius=radius)
    left = float(STEP)
    if icon:
        spot = place(box, left - 2, scaled(_ICON), direction)
        top = box.center().y() - scaled(_ICON) / 2
        paint_icon(painter, icon, QRectF(spot.left(), top, scaled(_ICON), scaled(_ICON)), colours.ink, direction)
        left += scaled(_ICON) + _BESIDE - 2
    painter.setPen(colours.ink)
    words = place(box, left, box.width() - left - STEP + 3, direction)
    if QFontMetrics(chip_font()).horizontalAdvance(text) <= words.width() + 1:
        paint_line(painter, text, chip_font(), words, direction)
    else:
        lines = lay_lines(text, chip_font(), words.width() - 3, direction)
        lines.layout.draw(painter, QPointF(words.left(), words.center().y() - lines.size.height() / 2))


class ChipStock:
    """Chips of a list, each drawn once: the same few words stand in most lines, and one costs as much as a line."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, int, Qt.LayoutDirection, int, float], QPixmap] = {}

    def chip(
        self, text: str, icon: str, colours: Tone, direction: Qt.LayoutDirection, room: int, ratio: float
    ) -> QPixmap:
        """Give a chip as an image with see-through corners.

        Args:
            text: its words.
            icon: its sign; empty: none.
            colours: of words and ground.
            direction: in which the words run.
            room: the widest it may be, in pixels of the widget.
            ratio: the screen's pixels for one of the widget's.
        """
        key = (text, icon, colours.ink.rgba(), colours.ground.rgba(), direction, room, ratio)
        if key not in self._drawn:
            if len(self._drawn) > _MOST_KEPT:
                self._drawn.clear()
            size = chip_size(text, icon, room)
            drawn = QPixmap(size * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            paint_chip(painter, QRectF(QPointF(0, 0), size.toSizeF()), text, icon, colours, direction)
            painter.end()
            self._drawn[key] = drawn
        return self._drawn[key]


class Chip(QLabel):
    """A chip that stands on a page."""

    def __init__(self, text: str, tone_name: ToneName, icon: str = "") -> None:
        super().__init__(text)
        self._tone: ToneName = tone_name
        self._icon = icon
        self.setFont(chip_font())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Make room for the words and the sign."""
        return chip_size(self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window."""
        return QSize(80, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words."""
        return chip_size(self.text(), self._icon, width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, sign and words."""
        size, direction = chip_size(self.text(), self._icon, self.width()), self.layoutDirection()
        box = place(QRectF(self.rect()), 0, size.width(), direction)
        paint_chip(QPainter(self), box, self.text(), self._icon, tone(self.palette(), self._tone), direction)
