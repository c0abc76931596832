"""The plain buttons: an icon alone, an icon with a word, a word as a link, and the way out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.ui.icons import paint_icon
from guide_app.ui.painting import paint_box, paint_line, place
from guide_app.ui.theme import GAP, NEAR, STEP, TARGET, TINY, scaled, sized, tone
from guide_app.ui.widgets.painted import PaintedButton, WordButton

_ICON: Final = 18


class IconButton(PaintedButton):
    """An icon alone: it must be given a name for those who do not see it."""

    framed = False

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw the icon in the middle."""
        side = scaled(_ICON) + 2
        inner = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        paint_icon(
            painter, self._icon, inner, self.palette().color(QPalette.ColorRole.WindowText), self.layoutDirection()
        )


class TextButton(WordButton):
    """An icon and a word in a box with a fine line; the main one of several is filled with the accent."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None, *, main: bool = False) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._main = main

    def show_text(self, text: str, icon: str) -> None:
        """Say something else from now on."""
        self.setText(text.replace("&", "&&"))
        self._icon = icon
        self.updateGeometry()
        self.update()

    def beside_words(self) -> int:
        """Leave room for the icon and at both sides."""
        return 2 * STEP + ((scaled(_ICON) + NEAR) if self._icon else 0)

    def words_font(self) -> QFont:
        """Give the font of the words."""
        return sized(QApplication.font(), "body")

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Fill the main one, as long as it can be pressed."""
        if not self._main or not self.isEnabled():
            super().paint_ground(painter, box)
            return
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        paint_box(painter, box, accent, accent)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw icon and word."""
        role = QPalette.ColorRole.HighlightedText if self._main else QPalette.ColorRole.WindowText
        if not self.isEnabled():
            role = QPalette.ColorRole.PlaceholderText
        colour, left = self.palette().color(role), float(STEP)
        if self._icon:
            spot = place(box, left, scaled(_ICON), self.layoutDirection())
            spot = QRectF(spot.left(), box.center().y() - scaled(_ICON) / 2, scaled(_ICON), scaled(_ICON))
            paint_icon(painter, self._icon, spot, colour, self.layoutDirection())
            left += scaled(_ICON) + NEAR
        painter.setPen(colour)
        self.paint_words(painter, place(box, left, box.width() - left - STEP, self.layoutDirection()))


class LinkButton(WordButton):
    """A word that leads on: underlined under the pointer, spoken as a button."""

    framed = False

    def __init__(self, text: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        """Make a link; a quiet one is small and of second rank."""
        super().__init__(text, parent)
        self._quiet = quiet

    def beside_words(self) -> int:
        """Stand flush with the text around it."""
        return 0

    def around_words(self) -> int:
        """Leave room above and below."""
        return NEAR

    def lowest(self) -> int:
        """Be high enough for a finger."""
        return TARGET - NEAR if self._quiet else TARGET

    def words_font(self) -> QFont:
        """Give the font of the words, underlined."""
        font = sized(QApplication.font(), "small" if self._quiet else "body")
        font.setUnderline(True)
        return font

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw the words in the accent's colour."""
        role = QPalette.ColorRole.PlaceholderText if self._quiet else QPalette.ColorRole.Link
        painter.setPen(self.palette().color(role))
        self.paint_words(painter, box)


class LeaveButton(PaintedButton):
    """The way out. It stands in the same corner of every screen and nothing covers it."""

    def __init__(self, text: str, hint: str, description: str, parent: QWidget | None = None) -> None:
        """Make the button.

        Args:
            text: what it does, in two words.
            hint: the keys that do the same.
            description: a sentence that a screen reader adds.
            parent: the widget it stands in.
        """
        super().__init__(text, parent)
        self._hint = hint
        self._level = 0
        self.setMinimumHeight(TARGET)  # a layout without room would take some of its height
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setToolTip(description)

    def set_level(self, level: int) -> None:
        """Take less room: 0 with the hint, 1 without, 2 the icon alone."""
        if level != self._level:
            self._level = level
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Make room for what is shown at this level."""
        width = GAP + scaled(_ICON) + GAP
        if self._level < 2:  # noqa: PLR2004 - the levels are told in set_level
            width += NEAR + QFontMetrics(self._font()).horizontalAdvance(self.shown_text())
        if self._level == 0:
            width += NEAR + QFontMetrics(self._small()).horizontalAdvance(self._hint)
        return QSize(max(TARGET, width), max(TARGET, QFontMetrics(self._font()).height() + 2 * TINY))

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Fill with the tone kept for leaving."""
        ground = tone(self.palette(), "leave").ground
        paint_box(painter, box, ground, ground)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw icon, words, and the hint."""
        ink, direction = tone(self.palette(), "leave").ink, self.layoutDirection()
        if self.hasFocus():
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), NEAR, NEAR)
        left = (box.width() - scaled(_ICON)) / 2 if self._level == 2 else float(GAP)  # noqa: PLR2004 - see set_level
        spot = place(box, left, scaled(_ICON), direction)
        paint_icon(
            painter,
            "leave",
            QRectF(spot.left(), box.center().y() - scaled(_ICON) / 2, scaled(_ICON), scaled(_ICON)),
            ink,
            direction,
        )
        if self._level == 2:  # noqa: PLR2004 - see set_level
            return
        painter.setPen(ink)
        left += scaled(_ICON) + NEAR
        room = place(box, left, box.width() - left, direction)
        used = paint_line(painter, self.shown_text(), self._font(), room, direction)
        if self._level == 0:
            left += used + NEAR
            paint_line(painter, self._hint, self._small(), place(box, left, box.width() - left, direction), direction)

    def _font(self) -> QFont:
        return sized(QApplication.font(), "body", strong=True)

    def _small(self) -> QFont:
        return sized(QApplication.font(), "small")
