"""A page that scrolls: one column, never wider than people read well, in the middle of what there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.theme import COLUMN, GAP, NARROW, WIDE, scaled
from guide_app.ui.widgets.thin_bar import ThinBar


class Column(QScrollArea):
    """Holds widgets one below the other; what gets the keyboard's focus is brought into view."""

    def __init__(self, *, ground: QPalette.ColorRole = QPalette.ColorRole.Window, spacing: int = GAP) -> None:
        super().__init__()
        # Qt's own interface of a scroll area gives children that are gone to a tool that asks while a bar is hidden:
        # the program would end.
        set_role(self, "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(ThinBar(ground))
        self.setBackgroundRole(ground)
        self._outer = QWidget()
        self._outer.setBackgroundRole(ground)
        self._outer.setAutoFillBackground(True)
        row = QHBoxLayout(self._outer)
        row.setSpacing(0)
        row.addStretch(1)
        self._inner = QWidget()
        self._inner.setMaximumWidth(scaled(COLUMN))
        row.addWidget(self._inner, 10_000)
        row.addStretch(1)
        self._row = row
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)
        self._fit(self.width())
        self.setWidget(self._outer)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def limit(self, widest: int) -> None:
        """Be at most so wide, in pixels at a body size of sixteen."""
        self._inner.setMaximumWidth(scaled(widest))

    def minimumSizeHint(self) -> QSize:
        """Be as small as need be: everything can be scrolled to."""
        return QSize(160, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep less room at the sides where there is little."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        side = side_of(width)
        if self._row.contentsMargins().left() != side:
            self._row.setContentsMargins(side, side, side, WIDE)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inner.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, WIDE)


def side_of(width: int) -> int:
    """Give the room at the sides of a column in a view so wide, in pixels."""
    return WIDE if width >= NARROW / 2 + WIDE else GAP
