"""Leaving: everything off the screen first, then the clipboard, then the program is gone.

Key presses are seen before any widget sees them, in every window of the program: in the main one, in menus and
in dialogs. Only windows are watched, not widgets, so that each press counts once and nothing else is slowed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from guide_app.safety.leaving import ShiftCounter
from guide_app.ui.clipboard import Clipboard

_POINTING: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_OTHER_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class LeaveNow(QObject):
    """The way out, by the button or by Shift three times."""

    def __init__(self, clipboard: Clipboard, end: Callable[[int], object] = os._exit) -> None:
        """Watch the windows of the running application.

        Args:
            clipboard: gives back what we copied.
            end: ends the process at once; nothing is saved, so nothing has to be finished.
        """
        super().__init__()
        self._clipboard = clipboard
        self._end = end
        self._counter = ShiftCounter()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)

    def leave(self) -> None:
        """Hide everything, give back the clipboard, end."""
        for window in QGuiApplication.topLevelWindows():
            window.setVisible(False)
        # Returns when the display server has done it.
        QGuiApplication.sync()
        self._clipboard.take_back()
        QGuiApplication.sync()
        self._end(0)

    def watch(self, window: QWindow) -> None:
        """See the keys of a window. Watching it again changes nothing: Qt keeps a filter once."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count presses of Shift; from the third on every key is swallowed."""
        kind = event.type()
        if kind in _POINTING:
            return self._counter.cancel()
        if kind == QEvent.Type.KeyRelease:
            return self._counter.left
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._counter.press(
            is_shift=event.key() == Qt.Key.Key_Shift,
            at=monotonic(),
            is_repeat=event.isAutoRepeat(),
            with_modifiers=bool(event.modifiers() & _OTHER_MODIFIERS),
        ):
            self.leave()
            return True
        return False

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        """Watch each window that gets the keyboard, and those open beside it."""
        if window is not None:
            self.watch(window)
