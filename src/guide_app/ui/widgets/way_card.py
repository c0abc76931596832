"""A card that leads on: an icon, a few words, and what is behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from guide_app.ui.icons import paint_icon
from guide_app.ui.lines import Lines, lay_lines
from guide_app.ui.painting import place
from guide_app.ui.theme import GAP, STEP, TARGET, scaled, sized
from guide_app.ui.widgets.painted import PaintedButton

_ICON: Final = 26
_NARROWEST: Final = 200


class WayCard(PaintedButton):
    """A card that is pressed to get somewhere. Its words wrap; nothing is cut."""

    def __init__(self, label: str, description: str, icon: str = "", parent: QWidget | None = None) -> None:
        """Make a card; without an icon, or without more than a label, it takes no room for that."""
        super().__init__(label, parent)
        self._description = description
        self._icon = icon
        self._laid: dict[tuple[int, Qt.LayoutDirection], tuple[Lines, Lines | None]] = {}
        self.setAccessibleName(label)
        self.setAccessibleDescription(description)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words with room around them."""
        label, description = self._lay(width)
        return max(TARGET, label.size.height() + _height(description) + 2 * STEP)

    def sizeHint(self) -> QSize:
        """Ask for half a column."""
        return QSize(420, TARGET + 2 * GAP)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(_NARROWEST, 0)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw icon, label and description."""
        direction, palette = self.layoutDirection(), self.palette()
        if self._icon:
            icon = place(box, GAP + 2, scaled(_ICON), direction)
            icon = QRectF(icon.left(), box.center().y() - scaled(_ICON) / 2, scaled(_ICON), scaled(_ICON))
            paint_icon(painter, self._icon, icon, palette.color(QPalette.ColorRole.Highlight), direction)
        label, description = self._lay(self.width())
        width = self._words_width(self.width())
        left = box.width() - STEP - width
        words = place(box, left, width, direction)
        top = (box.height() - label.size.height() - _height(description)) / 2
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        label.layout.draw(painter, QPointF(words.left(), top))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        if description is not None:
            description.layout.draw(painter, QPointF(words.left(), top + label.size.height()))

    def _words_width(self, width: int) -> int:
        return max(40, width - GAP - STEP - (scaled(_ICON) + GAP if self._icon else 0))

    def _lay(self, width: int) -> tuple[Lines, Lines | None]:
        key = (width, self.layoutDirection())
        if key not in self._laid:
            room, font = float(self._words_width(width)), QApplication.font()
            self._laid[key] = (
                lay_lines(self.shown_text(), sized(font, "body", strong=True), room, key[1]),
                lay_lines(self._description, sized(font, "small"), room, key[1]) if self._description else None,
            )
        return self._laid[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Forget how the words lay at other widths."""
        self._laid = {key: laid for key, laid in self._laid.items() if key[0] == event.size().width()}
        super().resizeEvent(event)


def _height(lines: Lines | None) -> int:
    return 0 if lines is None else lines.size.height()
