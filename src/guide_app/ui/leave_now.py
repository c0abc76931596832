"""Leaving: everything off the screen first, then the clipboard, then the program is gone.

Key presses are seen before any widget sees them, in every window of the program: in the main one, in menus and
in dialogs. Only windows are watched, not widgets, so that each press counts once and nothing else is slowed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from _thread import start_new_thread
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPointerEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.safety.leaving import ShiftCounter
from guide_app.ui.clipboard import Clipboard

if TYPE_CHECKING:
    from guide_app.safety.lookout import Lookout

LONGEST: Final = 0.15
"""Seconds after which leaving ends the process whatever holds it up."""
_POINTING: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_SETTING: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Resize,
        QEvent.Type.Expose,
    }
)
"""After these a menu may be open, and the way out may stand elsewhere."""
_SETTLED: Final = 20
"""Milliseconds after the last of them until that is looked at: keys that follow one another do not wait for it."""
_PATIENCE_FOR_COVER: Final = 0.1
"""Seconds that a busy program has to show a cover, before its window simply goes."""
_TURN: Final = 0.0005
"""Seconds."""
_PASSING: Final = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip})
_OTHER_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class LeaveNow(QObject):
    """The way out, by the button or by Shift three times."""

    asked = Signal(float)
    """From the lookout's thread: it has seen somebody leave; not heard in time, it ends the process by itself."""

    def __init__(
        self, clipboard: Clipboard, end: Callable[[int], object] = os._exit, parent: QObject | None = None
    ) -> None:
        """Watch the windows of the running application.

        Args:
            clipboard: gives back what we copied.
            end: ends the process at once; nothing is saved, so nothing has to be finished.
            parent: what it ends with, and whatever it still waits for then.
        """
        super().__init__(parent)
        self.instead: Callable[[], bool] | None = None
        """Puts something else in the window's place, painted before it returns. True: the program goes on behind it,
        without any trace of what was shown; False, or an error: it ends."""
        self.find_button: Callable[[], QWidget | None] | None = None
        """Gives the way out that is shown now."""
        self.before_end: list[Callable[[], object]] = []
        """Called when nothing is to be seen any more: short, and never waiting for anything."""
        self._clipboard = clipboard
        self._end = end
        self._counter = ShiftCounter()
        self._cancelled = 0.0
        self._leaving = False
        self._lookout: Lookout | None = None
        self._setting = QTimer(self)
        self._setting.setSingleShot(True)
        self._setting.setInterval(_SETTLED)
        self._setting.timeout.connect(self._on_setting_timeout)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)

    def leave(self) -> None:
        """Take everything off the screen, give back the clipboard, end. Called again meanwhile it does nothing."""
        if self._leaving:
            return
        self._leaving = True
        # A bare thread: one of `threading` is waited for until it runs, which takes long where much else does.
        done = Event()
        start_new_thread(self._end_at_last, (done,))
        covered = self._clear_screen()
        self._let_go()
        if not covered:
            self._end(0)
        done.set()
        self._leaving = False
        if covered:
            self.cancel()  # what the lookout saw of it meanwhile is done
            self._counter = ShiftCounter()  # the cover has a keyboard, and a way out of its own

    def cancel(self) -> None:
        """Begin to count anew: what was pressed until now was meant for something else, as the cover knows."""
        self._cancelled = monotonic()
        self._counter.cancel()

    def watch(self, window: QWindow) -> None:
        """See the keys of a window. Watching it again changes nothing: Qt keeps a filter once."""
        window.installEventFilter(self)
        if self._lookout is not None:
            self._lookout.watch(int(window.winId()))

    def look_out(self) -> None:
        """Have a second pair of eyes on our windows, where the system has a way for that; see `safety.lookout`."""
        if QGuiApplication.platformName() != "xcb":
            return
        from guide_app.safety.lookout import Lookout

        self.asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)
        self._lookout = Lookout.open(self.asked.emit, self._end)
        # Where the main thread computes in Python, the other one waits so long for its turn, several times.
        sys.setswitchinterval(_TURN)
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self.watch(window)
        self._setting.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count presses of Shift; from the third on every key is swallowed."""
        kind = event.type()
        if kind in _SETTING:
            self._setting.start()
        if kind in _POINTING:
            return self._point(event)
        if kind == QEvent.Type.KeyRelease:
            return self._counter.left
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._press(event)

    def _point(self, event: QEvent) -> bool:
        """Take note of a press of a button of the mouse or of a finger; True: it is swallowed.

        What hangs over the window, as a menu does, takes the first press to close itself: not one on the way out.
        """
        self._cancelled = monotonic()
        swallowed = self._counter.cancel()
        if not swallowed and isinstance(event, QPointerEvent) and QApplication.activePopupWidget() is not None:
            button = self._button()
            place = event.point(0).globalPosition().toPoint()
            if button is not None and button.rect().contains(button.mapFromGlobal(place)):
                self.leave()
                return True
        return swallowed

    def _press(self, event: QKeyEvent) -> bool:
        """Count a press; True: it is swallowed."""
        now, is_shift = monotonic(), event.key() == Qt.Key.Key_Shift
        with_modifiers = bool(event.modifiers() & _OTHER_MODIFIERS)
        if not is_shift or with_modifiers:
            self._cancelled = now
        wanted = self._counter.press(
            is_shift=is_shift, at=now, is_repeat=event.isAutoRepeat(), with_modifiers=with_modifiers
        )
        if wanted:
            self.leave()
        return wanted

    def _clear_screen(self) -> bool:
        """Take the content off every pixel; say whether something else stands there now, behind which we go on."""
        windows = QGuiApplication.topLevelWindows()
        if self.instead is None and self._lookout is not None:
            self._lookout.hide([int(window.winId()) for window in windows if window.isVisible()])
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

    def _end_at_last(self, done: Event) -> None:
        """End from another thread where the display server, a cover, the clipboard or a hook holds leaving up."""
        if not done.wait(LONGEST):
            self._end(0)

    def _let_go(self) -> None:
        """Give back what would outlast the window. What fails must not keep anybody here."""
        for let_go in (self._clipboard.take_back, QGuiApplication.sync, *self.before_end):
            with contextlib.suppress(Exception):
                let_go()

    def _on_asked(self, since: float) -> None:
        """Leave if nothing has cancelled it: the keys may have been lost on their way, as in an input method."""
        if self._lookout is not None:
            self._lookout.answer()
        if self._cancelled < since:
            self.leave()

    def _button(self) -> QWidget | None:
        return self.find_button() if self.find_button is not None else None

    def _on_setting_timeout(self) -> None:
        """See what is on the screen after a key or a press: a menu to watch, the way out in another place."""
        popup = QApplication.activePopupWidget()
        if popup is not None and (window := popup.windowHandle()) is not None:
            self.watch(window)
        button = self._button()
        if self._lookout is None or button is None:
            return
        from guide_app.safety.lookout import PATIENCE, Area

        whole, scale = button.window(), button.devicePixelRatioF()
        corner = button.mapTo(whole, button.rect().topLeft())
        sides = (corner.x(), corner.y(), corner.x() + button.width(), corner.y() + button.height())
        self._lookout.place(Area(int(whole.winId()), *(round(side * scale) for side in sides)))
        self._lookout.patience = PATIENCE if self.instead is None else _PATIENCE_FOR_COVER

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        """Watch each window that gets the keyboard, and those open beside it."""
        if window is not None:
            self.watch(window)
