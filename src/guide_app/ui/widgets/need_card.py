"""One of the needs of the first screen: an icon, a few words, and what is behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from guide_app.core.values import Need, NeedId
from guide_app.ui.icons import paint_icon
from guide_app.ui.painting import place
from guide_app.ui.theme import GAP, STEP, TINY, scaled, sized
from guide_app.ui.widgets.painted import PaintedButton

_ICON: Final = 26
_NARROWEST: Final = 200
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class NeedCard(PaintedButton):
    """A card that opens the services for a need. Its words wrap; nothing is cut."""

    def __init__(self, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(need.label, parent)
        self.need: NeedId = need.id
        self._description = need.description
        self._icon = need.icon
        self.setAccessibleName(need.label)
        self.setAccessibleDescription(need.description)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words with room around them."""
        label, description = self._heights(width)
        return label + TINY + description + 2 * GAP

    def sizeHint(self) -> QSize:
        """Ask for half a column."""
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(_NARROWEST, 0)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw icon, label and description."""
        direction, palette = self.layoutDirection(), self.palette()
        icon = place(box, GAP + 2, scaled(_ICON), direction)
        icon = QRectF(icon.left(), box.center().y() - scaled(_ICON) / 2, scaled(_ICON), scaled(_ICON))
        paint_icon(painter, self._icon, icon, palette.color(QPalette.ColorRole.Highlight), direction)
        left = GAP + scaled(_ICON) + GAP
        words = place(box, left, box.width() - left - STEP, direction)
        label, description = self._heights(self.width())
        top = (box.height() - label - TINY - description) / 2
        painter.setLayoutDirection(direction)
        painter.setFont(self._label_font())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(words.left(), top, words.width(), label), _WRAPPED, self.shown_text())
        painter.setFont(self._description_font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        below = QRectF(words.left(), top + label + TINY, words.width(), description + 2)
        painter.drawText(below, _WRAPPED, self._description)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRectF(0, 0, max(40, width - GAP - scaled(_ICON) - GAP - STEP), 10_000).toRect()
        label = QFontMetrics(self._label_font()).boundingRect(room, _WRAPPED, self.shown_text()).height()
        return label, QFontMetrics(self._description_font()).boundingRect(room, _WRAPPED, self._description).height()

    def _label_font(self) -> QFont:
        return sized(QApplication.font(), "body", strong=True)

    def _description_font(self) -> QFont:
        return sized(QApplication.font(), "small")
