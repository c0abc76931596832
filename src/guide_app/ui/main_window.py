"""The one window: a plain title, one desk at a time inside, and sheets that take its place for a while."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.ui.widgets.buttons import LeaveButton

_FIRST_SIZE: Final = QSize(1180, 820)
_SMALLEST: Final = QSize(320, 240)


class MainWindow(QWidget):
    """Holds what is shown and reports the keys for text size."""

    text_size_wanted = Signal(int)
    """+1 larger, -1 smaller, 0 as at the start."""
    leave_wanted = Signal()
    """The way out of a sheet was pressed."""

    def __init__(self, title: str) -> None:
        """Make an empty window; `title` is neutral and the same in every screen."""
        super().__init__()
        self.setWindowTitle(title)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setMinimumSize(_SMALLEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._way_out: LeaveButton | None = None
        self._sheets: list[tuple[QWidget, QWidget | None]] = []
        """Each with what had the keyboard before it, the upper last."""

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
        inside.setVisible(not self._sheets)
        if before is not None:
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()

    def find_way_out(self) -> QWidget | None:
        """Give the way out that is shown now."""
        if self._way_out is None or not shiboken6.isValid(self._way_out) or not self._way_out.isVisible():
            self._way_out = next((each for each in self.findChildren(LeaveButton) if each.isVisible()), None)
        return self._way_out

    def put_over(self, sheet: QWidget) -> None:
        """Show a sheet in place of what is there, until it is taken off; meanwhile nobody reaches or hears the rest."""
        self._sheets.append((sheet, self.focusWidget()))
        self._column.addWidget(sheet)
        sheet.show()
        self._show_uppermost()

    def take_off(self, sheet: QWidget) -> None:
        """Show again what was there before a sheet, and give it the keyboard back."""
        found = next(pair for pair in self._sheets if pair[0] is sheet)
        self._sheets.remove(found)
        self._show_uppermost()
        sheet.hide()
        self._column.removeWidget(sheet)
        sheet.deleteLater()
        before = found[1]
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> QWidget | None:
        """Let go of all that was put here, sheets without an answer; give what goes last, None if nothing was here."""
        for sheet, _ in self._sheets:
            sheet.hide()
            self._column.removeWidget(sheet)
            sheet.deleteLater()
        self._sheets.clear()
        before = self._inside
        self.put(QWidget())
        return before

    def take_first_size(self) -> None:
        """Take a comfortable size in the middle of the screen, all of a small one."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = _FIRST_SIZE.boundedTo(room.size())
        self.resize(size)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        self.move(place.topLeft())

    def _show_uppermost(self) -> None:
        layers = [self._inside, *(sheet for sheet, _ in self._sheets)]
        for layer in layers:
            if layer is not None:
                layer.setVisible(layer is layers[-1])

    def _on_shortcut_activated(self) -> None:
        if self._sheets:  # another text size makes everything anew: what is half written on a sheet would be lost
            return
        shortcut = self.sender()
        if shortcut is not None:
            self.text_size_wanted.emit(int(shortcut.property("step")))
