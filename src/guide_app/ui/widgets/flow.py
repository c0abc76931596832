"""Small things side by side, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guide_app.ui.theme import NEAR


class Flow(QWidget):
    """Lays its widgets out along the line of reading."""

    def __init__(self, widgets: Sequence[QWidget], *, between_lines: int = NEAR) -> None:
        """Lay out these widgets, with so many pixels between their lines."""
        super().__init__()
        self._between_lines = between_lines
        self._widgets: list[QWidget] = []
        self.put(widgets)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead of what was shown before; those that stay keep the keyboard."""
        for old in self._widgets:
            if old not in widgets:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            if widget not in self._widgets:
                kept_away = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and widget.isHidden()
                widget.setParent(self)
                widget.setVisible(not kept_away)
        self._widgets = list(widgets)
        self.fit()

    def fit(self) -> None:
        """Lay out anew: one of the widgets has another size, or is hidden or shown."""
        self.updateGeometry()
        self._arrange(self.width())

    def hasHeightForWidth(self) -> bool:
        """Say that it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = sum(widget.sizeHint().width() + NEAR for widget in self._shown())
        return QSize(width, self.heightForWidth(max(1, width)))

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window."""
        return QSize(80, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put each widget in its place, mirrored where text runs so."""
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        for widget, place in zip(self._shown(), self._places(width), strict=True):
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(width - place.right() - 1)
            widget.setGeometry(place)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        left = top = height = 0
        for widget in self._shown():
            size = widget.sizeHint()
            if size.width() > width:
                size = QSize(width, widget.heightForWidth(width) if widget.hasHeightForWidth() else size.height())
            if left and left + size.width() > width:
                left, top, height = 0, top + height + self._between_lines, 0
            places.append(QRect(left, top, size.width(), size.height()))
            left += size.width() + NEAR
            height = max(height, size.height())
        return places
