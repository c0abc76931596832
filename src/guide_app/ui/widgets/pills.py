"""Small round buttons above a list: a finer need to choose, a filter to take off, and the door to all filters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.ui.icons import paint_icon
from guide_app.ui.painting import paint_box, paint_line, place
from guide_app.ui.theme import NEAR, STEP, TARGET, TINY, scaled, sized
from guide_app.ui.widgets.painted import PaintedButton

_ICON: Final = 16


class Pill(PaintedButton):
    """Words in a round box, with a sign before them or behind; a chosen one is filled."""

    def __init__(
        self, text: str, *, icon: str = "", behind: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a pill.

        Args:
            text: what it says.
            icon: a sign before the words.
            behind: a sign behind them.
            key: what it stands for; kept for whoever listens.
            parent: the widget it stands in.
        """
        super().__init__(text, parent)
        self._icon = icon
        self._behind = behind
        self.key = key

    def show_text(self, text: str) -> None:
        """Say something else from now on."""
        if text != self.shown_text():
            self.setText(text.replace("&", "&&"))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Make room for words and signs; high enough for a finger, though drawn a little lower."""
        metrics = QFontMetrics(self._font())
        signs = sum(scaled(_ICON) + NEAR for sign in (self._icon, self._behind) if sign)
        width = metrics.horizontalAdvance(self.shown_text()) + 2 * STEP + 2 + signs
        return QSize(width, max(TARGET, metrics.height() + 2 * NEAR))

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window; the words are cut with an ellipsis."""
        return QSize(min(self.sizeHint().width(), TARGET * 2), self.sizeHint().height())

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Draw the round box."""
        palette, role = self.palette(), QPalette.ColorRole
        tinted = self.isDown() or self._pointed
        ground, line = palette.color(role.AlternateBase if tinted else role.Base), palette.color(role.Dark)
        if self.isChecked():
            ground = line = palette.color(role.Highlight)
        elif not self.isEnabled():
            line = palette.color(role.Mid)
        inner = self._inner(box)
        paint_box(painter, inner, ground, line, radius=inner.height() / 2)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw words and signs."""
        role, direction, inner = QPalette.ColorRole, self.layoutDirection(), self._inner(box)
        ink = self.palette().color(role.WindowText if self.isEnabled() else role.PlaceholderText)
        if self.isChecked():
            ink = self.palette().color(role.HighlightedText)
        side, left, room = scaled(_ICON), float(STEP), inner.width() - 2 * STEP + 2
        top = inner.center().y() - side / 2
        if self._icon:
            spot = place(inner, left - 2, side, direction)
            paint_icon(painter, self._icon, QRectF(spot.left(), top, side, side), ink, direction)
            left += side + NEAR - 2
            room -= side + NEAR - 2
        if self._behind:
            spot = place(inner, inner.width() - STEP - side + 2, side, direction)
            paint_icon(painter, self._behind, QRectF(spot.left(), top, side, side), ink, direction)
            room -= side + NEAR - 2
        painter.setPen(ink)
        paint_line(painter, self.shown_text(), self._font(), place(inner, left, room, direction), direction)

    @staticmethod
    def _inner(box: QRectF) -> QRectF:
        return box.adjusted(0, TINY, 0, -TINY)

    def _font(self) -> QFont:
        return sized(QApplication.font(), "small")


def toggle_pill(text: str, key: str, *, chosen: bool, possible: bool, name: str) -> Pill:
    """Make a pill that is chosen or not."""
    pill = Pill(text, key=key)
    pill.setCheckable(True)
    pill.setChecked(chosen)
    pill.setEnabled(possible or chosen)
    pill.setAccessibleName(name)
    return pill


def removing_pill(text: str, key: str, name: str) -> Pill:
    """Make a pill that takes a filter off."""
    pill = Pill(text, behind="close", key=key)
    pill.setAccessibleName(name)
    pill.setToolTip(name)
    return pill
