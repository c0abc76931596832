"""The one window: a plain title, and one desk at a time inside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

_FIRST_SIZE: Final = QSize(1180, 820)
_SMALLEST: Final = QSize(320, 240)


class MainWindow(QWidget):
    """Holds what is shown and reports the keys for text size."""

    text_size_wanted = Signal(int)
    """+1 larger, -1 smaller, 0 as at the start."""

    def __init__(self, title: str) -> None:
        """Make an empty window; `title` is neutral and the same in every screen."""
        super().__init__()
        self.setWindowTitle(title)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setMinimumSize(_SMALLEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def build_rest(self) -> None:
        """Make the shortcuts: what the first screen did not need."""
        from PySide6.QtGui import QKeySequence, QShortcut

        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("step", step)
            shortcut.activated.connect(self._on_shortcut_activated)

    def put(self, inside: QWidget) -> None:
        """Show something instead of what was shown before."""
        before = self._inside
        self._inside = inside
        self._column.addWidget(inside)
        # At once: what is not shown yet cannot have the keyboard in a window that waits for its own turn.
        inside.show()
        if before is not None:
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()

    def take_first_size(self) -> None:
        """Take a comfortable size in the middle of the screen, all of a small one."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = _FIRST_SIZE.boundedTo(room.size())
        self.resize(size)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        self.move(place.topLeft())

    def _on_shortcut_activated(self) -> None:
        shortcut = self.sender()
        if shortcut is not None:
            self.text_size_wanted.emit(int(shortcut.property("step")))
