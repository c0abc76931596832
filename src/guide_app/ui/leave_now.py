"""Leaving: everything off the screen first, then the clipboard, then the program is gone.

Key presses are seen before any widget sees them, in every window of the program: in the main one, in menus and
in dialogs. Only windows are watched, not widgets, so that each press counts once and nothing else is slowed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from threading import Timer
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from guide_app.safety.leaving import ShiftCounter
from guide_app.ui.clipboard import Clipboard

LONGEST: Final = 0.15
"""Seconds after which leaving ends the process whatever holds it up."""
_POINTING: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_PASSING: Final = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip})
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
        self.instead: Callable[[], bool] | None = None
        """Puts something else in the window's place, painted before it returns. True: the program goes on behind it,
        without any trace of what was shown; False, or an error: it ends."""
        self.before_end: list[Callable[[], object]] = []
        """Called when nothing is to be seen any more: short, and never waiting for anything."""
        self._clipboard = clipboard
        self._end = end
        self._counter = ShiftCounter()
        self._leaving = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)

    def leave(self) -> None:
        """Take everything off the screen, give back the clipboard, end. Called again meanwhile it does nothing."""
        if self._leaving:
            return
        self._leaving = True
        # From a thread of its own, in case the display server, the clipboard or a hook holds this one up.
        last = Timer(LONGEST, self._end, (0,))
        last.daemon = True
        last.start()
        covered = self._clear_screen()
        self._let_go()
        if not covered:
            self._end(0)
        last.cancel()
        self._leaving = False
        if covered:
            self._counter = ShiftCounter()  # the cover has a keyboard, and a way out of its own

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

    def _clear_screen(self) -> bool:
        """Take the content off every pixel; say whether something else stands there now, behind which we go on."""
        windows = QGuiApplication.topLevelWindows()
        for window in windows:
            if window.type() in _PASSING:
                window.setVisible(False)
        covered = False
        if self.instead is not None:
            with contextlib.suppress(Exception):
                covered = self.instead()
        if not covered:
            for window in windows:
                window.setVisible(False)
        # Returns when the display server has done it.
        QGuiApplication.sync()
        return covered

    def _let_go(self) -> None:
        """Give back what would outlast the window. What fails must not keep anybody here."""
        for let_go in (self._clipboard.take_back, QGuiApplication.sync, *self.before_end):
            with contextlib.suppress(Exception):
                let_go()

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        """Watch each window that gets the keyboard, and those open beside it."""
        if window is not None:
            self.watch(window)
