"""Watches for signs of somebody: keys, pointer, touch, letters of an input method, the focus that assistive tools move.

Windows are watched, not widgets, and only while a time is chosen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from guide_app.safety.idle import Idle, Moment

_LOOK_EVERY: Final = 1000
_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
    }
)


def now() -> Moment:
    """Give this moment on both clocks."""
    return Moment(time.monotonic(), time.time())


class IdleWatch(QObject):
    """Says once that nobody is there any more."""

    over = Signal()

    def __init__(self, clock: Callable[[], Moment] = now) -> None:
        """Watch nothing yet."""
        super().__init__()
        self._clock = clock
        self._idle: Idle | None = None
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self._on_looking_timeout)

    def begin(self, minutes: int | None) -> None:
        """Begin anew with a time; None: watch no more."""
        watching = self._idle is not None
        self._idle = None if minutes is None else Idle(minutes, self._clock())
        if watching is (minutes is not None):
            return
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - a window has one
        signals = (application.focusObjectChanged, QGuiApplication.inputMethod().cursorRectangleChanged)
        if minutes is None:
            self._looking.stop()
            application.focusWindowChanged.disconnect(self._on_focus_window_changed)
            for signal in signals:
                signal.disconnect(self._on_sign)
            for window in QGuiApplication.allWindows():
                window.removeEventFilter(self)
            return
        self._looking.start()
        application.focusWindowChanged.connect(self._on_focus_window_changed)
        for signal in signals:
            signal.connect(self._on_sign)
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of a sign; one that comes after the time, as when a lid is opened, reaches nobody."""
        return event.type() in _SIGNS and not self._notice()

    def _notice(self) -> bool:
        if self._idle is None or self._idle.notice(self._clock()):
            return True
        self._end()
        return False

    def _end(self) -> None:
        self.begin(None)
        self.over.emit()

    def _on_sign(self) -> None:
        self._notice()

    def _on_looking_timeout(self) -> None:
        if self._idle is not None and self._idle.is_over(self._clock()):
            self._end()

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
            self._notice()
