"""A line of a guide: words, some of them strong, and links that keyboard, finger and screen reader reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from guide_app.core.guides import Line, Span, text_of
from guide_app.ui.accessible import set_role
from guide_app.ui.lines import lay_lines, range_of
from guide_app.ui.painting import paint_focus_ring
from guide_app.ui.theme import GAP, NEAR, TARGET, TINY, ToneName, scaled, tone
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.painted import PaintedButton

READING: Final = 660
"""Widest line, in pixels at a body size of sixteen: about seventy letters."""
_MARKER: Final = 30
"""Room for a number or a point before a line."""


class RichText(Text):
    """A paragraph, or an item of a list. Its links are buttons that lie over their words."""

    link_wanted = Signal(str)
    """What a link leads to: `guide:<id>`, `need:<id>` or `exercise:<id>`."""

    def __init__(self, line: Line, *, marker: str = "", said: str = "", tone_name: ToneName | None = None) -> None:
        """Show a line.

        Args:
            line: its pieces.
            marker: stands before it; empty: nothing does.
            said: all of it for those who hear it, where that is more than its words: an item of a list.
            tone_name: the ink is that of a tone; None: of the page.
        """
        super().__init__("")
        set_role(self, "item" if said else "paragraph")
        self._line = line
        self._marker = marker
        self._tone = tone_name
        self.inset = scaled(_MARKER) if marker else 0
        self.setText(text_of(line))
        self.setAccessibleName(said or self.text())
        self.links = [_Link(span.text, start, self) for start, span in self._linked()]
        for link, (_, span) in zip(self.links, self._linked(), strict=True):
            link.setProperty("target", span.target)
            link.clicked.connect(self._on_link_clicked)

    def ink(self) -> QColor:
        """Give the colour of the letters."""
        return super().ink() if self._tone is None else tone(self.palette(), self._tone).ink

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Give what is strong, and what is a link."""
        ranges, start = [], 0
        for span in self._line:
            if span.strong or span.target:
                look = range_of(self.text(), start, len(span.text))
                if span.strong:
                    look.format.setFontWeight(QFont.Weight.DemiBold)
                if span.target:
                    look.format.setFontUnderline(True)
                    colour = self.palette().color(QPalette.ColorRole.Link) if self._tone is None else self.ink()
                    look.format.setForeground(colour)
                ranges.append(look)
            start += len(span.text)
        return ranges

    def sizeHint(self) -> QSize:
        """Ask for a whole line of the column.

        The height follows from the width, and layouts ask for it at this one first: at the one that will be shown all
        words are laid out once.
        """
        beside = 2 * GAP if isinstance(self.parentWidget(), Card) else 0
        return QSize(scaled(READING) - beside, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self.lay_anew()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put each link where its words are now."""
        super().resizeEvent(event)
        self._place_links()

    def showEvent(self, event: QShowEvent) -> None:
        """Put each link where its words are: letters may have come since."""
        super().showEvent(event)
        self._place_links()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and what stands before them."""
        super().paintEvent(event)
        if self._marker:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            lines = lay_lines(self._marker, self.font(), float(self.inset - NEAR), self.layoutDirection())
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            lines.layout.draw(painter, QPointF(self.width() - self.inset + NEAR if right else 0, 0))

    def _linked(self) -> Iterator[tuple[int, Span]]:
        start = 0
        for span in self._line:
            if span.target:
                yield start, span
            start += len(span.text)

    def _place_links(self) -> None:
        """Give each link its words, and around them as much of what is free as a finger needs."""
        rects = [self.rects_of(link.start, len(link.words)) for link in self.links]
        taken = [_region(each, 0, self.rect()) for each in rects]
        for number, link in enumerate(self.links):
            region = _region(rects[number], TARGET, self.rect())
            for other, there in enumerate(taken):
                if other != number:
                    region -= there
            taken[number] = region
            link.take(region, rects[number])

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if link is not None:
            self.link_wanted.emit(str(link.property("target")))


class _Link(PaintedButton):
    """The button of a link: the words below it are drawn by their line."""

    framed = False

    def __init__(self, words: str, start: int, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.words = words
        self.start = start
        self._rects: list[QRectF] = []

    def take(self, region: QRegion, rects: list[QRectF]) -> None:
        """Lie where the words are, `rects`, and answer within `region`; both as the line's widget counts."""
        place = region.boundingRect()
        self.setGeometry(place)
        self.setMask(region.translated(-place.topLeft()))
        self._rects = [rect.translated(-place.left(), -place.top()) for rect in rects]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring of the keyboard around the words; they themselves are there already."""
        if self.hasFocus() and self._ringed:
            painter = QPainter(self)
            for rect in self._rects:
                paint_focus_ring(painter, rect.adjusted(-2, 0, 2, 0), self.palette(), radius=TINY)


def _region(rects: list[QRectF], lowest: int, within: QRect) -> QRegion:
    region = QRegion()
    for rect in rects:
        more = max(0.0, (lowest - rect.height()) / 2)
        region += QRegion(rect.adjusted(-TINY, -more, TINY, more).toAlignedRect() & within)
    return region
