"""The shape one breathes with: a calm disc, and a ring in it that grows and shrinks as the chest does.

The ring alone moves. Disc and words are drawn once for each count, so that a frame costs little; while nothing moves
nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from guide_app.guides.breathing import Moment, Phase
from guide_app.ui.painting import paint_line
from guide_app.ui.theme import Size, scaled, sized, tone

Form = Literal["moving", "still", "words"]
"""still: the ring stands, for those who asked their system for less motion; words: no ring and no disc."""
_SMALLEST_RING: Final = 0.62
_LARGEST_RING: Final = 0.97
"""In terms of the disc."""
_PEN: Final = 2.0
_SIZES: Final[tuple[Size, ...]] = ("title", "body", "small")
DISC: Final = 300
"""Pixels across, at text of the first size and where there is room."""


class BreathingShape(QWidget):
    """Shows a moment of a breath; it knows no clock."""

    def __init__(self, words: Mapping[Phase, str], form: Form) -> None:
        """Make a shape that shows nothing yet.

        Args:
            words: what is said of each phase, in a word or two.
            form: how it is shown.
        """
        super().__init__()
        self._words = words
        self.form: Form = form
        self._moment: Moment | None = None
        self._drawn: tuple[object, QPixmap] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.take_room(QSize(scaled(DISC), scaled(DISC)))

    @property
    def moves(self) -> bool:
        """Whether what is shown now changes between two counts."""
        return self.form == "moving" and self._moment is not None and self._moment.phase in {"in", "out"}

    def take_room(self, room: QSize) -> None:
        """Be as large as it may in so much room; words alone need little height."""
        side = min(scaled(DISC), room.width(), room.height())
        self.setFixedSize(side, round(3.4 * sized(self.font(), "title").pixelSize()) if self.form == "words" else side)

    def show_moment(self, moment: Moment) -> None:
        """Show where the breath is; nothing is drawn where it would look the same."""
        before, self._moment = self._moment, moment
        same = before is not None and (before.phase, before.second) == (moment.phase, moment.second)
        if not same or self.moves:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc, words and ring."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground())
        if self.form == "words" or self._moment is None:
            return
        wide = 1.0 if self.form == "still" else self._moment.width
        radius = (_SMALLEST_RING + (_LARGEST_RING - _SMALLEST_RING) * wide) * self.width() / 2 - _PEN / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _PEN))
        painter.drawEllipse(QRectF(self.rect()).center(), radius, radius)

    def _ground(self) -> QPixmap:
        """Give disc and words, drawn anew where they changed."""
        moment, palette, ratio = self._moment, self.palette(), self.devicePixelRatioF()
        now = (moment and (moment.phase, moment.second), self.form, self.size(), palette.cacheKey(), ratio)
        if self._drawn is None or self._drawn[0] != now:
            ground = QPixmap(self.size() * ratio)
            ground.setDevicePixelRatio(ratio)
            ground.fill(palette.color(QPalette.ColorRole.Window))
            painter = QPainter(ground)
            ink = palette.color(QPalette.ColorRole.WindowText)
            if self.form != "words":
                calm = tone(palette, "calm")
                contrast = palette.color(QPalette.ColorRole.Mid) == ink
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(ink, 1.0) if contrast else Qt.PenStyle.NoPen)
                painter.setBrush(calm.ground)
                painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            if moment is not None:
                self._paint_words(painter, moment, ink)
            painter.end()
            self._drawn = (now, ground)
        return self._drawn[1]

    def _paint_words(self, painter: QPainter, moment: Moment, ink: QColor) -> None:
        said, room = self._words[moment.phase], self.width() * (1.0 if self.form == "words" else _SMALLEST_RING * 0.92)
        # All words in the size that the longest of them needs: they must not grow and shrink with the phases.
        fonts = [sized(QApplication.font(), size, strong=True) for size in _SIZES]
        widest = max(self._words.values(), key=lambda words: QFontMetrics(fonts[0]).horizontalAdvance(words))
        font = next((each for each in fonts if QFontMetrics(each).horizontalAdvance(widest) <= room), fonts[-1])
        painter.setPen(ink)
        pitch = 1.45 * font.pixelSize()
        middle = QPointF(self.width() / 2, self.height() / 2)
        for line, words in enumerate((said, str(moment.second))):
            width = min(float(self.width()), QFontMetrics(font).horizontalAdvance(words) + 2.0)
            top = middle.y() + (line - 1) * pitch
            paint_line(painter, words, font, QRectF(middle.x() - width / 2, top, width, pitch), self.layoutDirection())
