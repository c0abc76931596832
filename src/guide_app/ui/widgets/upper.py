"""What stands above a list and must never be cut: as high as what it holds, and scrolled where that is too high."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.theme import TARGET
from guide_app.ui.widgets.thin_bar import ThinBar


class Upper(QScrollArea):
    """Holds one widget. What gets the keyboard's focus in it is brought into view."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        set_role(self, "plain")  # as in a column: Qt's own interface gives children that are gone
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(ThinBar())
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._most = 10_000
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._held = held
        self.setWidget(held)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def set_most(self, most: int) -> None:
        """Be at most so many pixels high."""
        if most != self._most:
            self._most = most
            self.setMaximumHeight(most)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of what it holds, as far as it may be that high."""
        layout = self._held.layout()
        assert layout is not None  # noqa: S101 - what is held has parts
        return min(self._most, layout.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        """Ask for all of what it holds."""
        return QSize(self._held.sizeHint().width(), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Give way to a low window."""
        return QSize(self._held.minimumSizeHint().width(), TARGET)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when what it holds has changed."""
        if watched is self._held and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._held.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 0)
