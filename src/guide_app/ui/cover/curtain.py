"""Draws the cover over the window in one frame, and opens again for the sum that only the person knows.

The cover is a widget of the same window, laid out beforehand in the window's size. Whatever shows the window goes
from the last picture of the guide to the first of the cover by one stroke of paint: no window is opened, closed,
raised or moved, so that nothing flashes and no desktop fades anything out.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.safety.disguise import QuietShifts, WayBack
from guide_app.ui.cover.cover import Cover
from guide_app.ui.cover.look import calculator_icon

_CHECK_AFTER: Final = 1
"""Milliseconds from `=` to the comparison: the result is on the screen by then, whatever was typed."""


class Curtain(QObject):
    """Holds at most one cover."""

    drawn = Signal()
    """The cover is on the screen, and nothing else: what is below can be let go."""
    shift_swallowed = Signal()
    """A Shift belonged to those that brought the cover: nobody else must count it."""
    opened = Signal()
    """The sum was typed. The cover stays up until `lift`."""

    def __init__(self, window: QWidget, build: Callable[[], Cover]) -> None:
        """Make nothing yet.

        Args:
            window: what is covered.
            build: makes the cover in the reader's language, as a part of the window.
        """
        super().__init__(window)
        self._window = window
        self._build = build
        self._cover: Cover | None = None
        self._way_back = WayBack()
        self._shifts: QuietShifts | None = None
        self._names = ("", "", "")
        self._icon = QIcon()
        self._typed = ""
        self._checking = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._checking.timeout.connect(self._on_checking_timeout)

    @property
    def is_drawn(self) -> bool:
        """Whether the cover is up."""
        return self._shifts is not None

    @property
    def cover(self) -> Cover | None:
        """The cover, if it has been made."""
        return self._cover

    def choose_way_back(self, sealed: str) -> None:
        """Let a sealed sum open the cover from now on; an empty one: nothing does."""
        self._way_back = WayBack(sealed)

    def has_way_back(self) -> bool:
        """Say whether a sum was chosen."""
        return self._way_back.exists

    def prepare(self) -> None:
        """Make the cover, lay it out and draw it once, unseen: so that drawing it takes one moment only."""
        cover = self._ensure()
        cover.resize(self._window.size())
        cover.grab()

    def forget(self) -> None:
        """Take the unseen cover away: another language or size of text has another."""
        if self._cover is not None and not self.is_drawn:
            self._cover.deleteLater()
            self._cover = None

    def dress(self, *, dark: bool) -> None:
        """Follow the system from light to dark."""
        if self._cover is not None:
            self._cover.dress(dark=dark)

    def draw(self) -> bool:
        """Cover the window, then hide all others; False: it is covered already, nothing has changed.

        When it returns it is painted.
        """
        if self.is_drawn:
            return False
        cover = self._ensure()
        self._shifts = QuietShifts(monotonic())
        cover.setGeometry(self._window.rect())
        cover.raise_()
        cover.show()
        # At once, not when the event loop comes to it: all of the window in one stroke. Not by `cover.repaint()`, which
        # leaves out its opaque parts: they are told one by one, then the window paints what is to be painted.
        for part in (cover, *cover.findChildren(QWidget)):
            part.update()
        QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        self._hide_others()
        self._rename(cover.title)
        cover.focus_first()
        self._window.installEventFilter(self)
        # The application's filters are asked before those of windows, which count Shift.
        self._set_filtering_of_shift(on=True)
        self.drawn.emit()
        return True

    def lift(self) -> None:
        """Take the cover away: what was put below it meanwhile is shown."""
        if not self.is_drawn or self._cover is None:
            return
        self._shifts = None
        self._set_filtering_of_shift(on=False)
        self._window.removeEventFilter(self)
        name, display_name, title = self._names
        QCoreApplication.setApplicationName(name)
        QGuiApplication.setApplicationDisplayName(display_name)
        self._window.setWindowTitle(title)
        self._window.setWindowIcon(self._icon)
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the cover as large as its window, and swallow the Shifts that belong to those that brought it."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window and self._cover is not None:
            self._cover.setGeometry(self._window.rect())
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Shift:
            return False
        if self._shifts is not None and not self._shifts.counts(monotonic()):
            self.shift_swallowed.emit()
            return True
        self._set_filtering_of_shift(on=False)
        return False

    def _set_filtering_of_shift(self, *, on: bool) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            (application.installEventFilter if on else application.removeEventFilter)(self)

    def _ensure(self) -> Cover:
        if self._cover is None:
            self._cover = self._build()
            self._cover.confirmed.connect(self._on_cover_confirmed)
        return self._cover

    def _hide_others(self) -> None:
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            after = QApplication.activePopupWidget()
            popup = after if after is not popup else None
        own = self._window.windowHandle()
        for window in QGuiApplication.topLevelWindows():
            if window is not own:
                window.setVisible(False)

    def _rename(self, title: str) -> None:
        names = (QCoreApplication.applicationName(), QGuiApplication.applicationDisplayName())
        self._names = (*names, self._window.windowTitle())
        self._icon = self._window.windowIcon()
        QCoreApplication.setApplicationName(title.lower())
        QGuiApplication.setApplicationDisplayName(title)
        self._window.setWindowTitle(title)
        self._window.setWindowIcon(calculator_icon())

    def _on_cover_confirmed(self, line: str) -> None:
        self._typed = line
        self._checking.start()

    def _on_checking_timeout(self) -> None:
        line, self._typed = self._typed, ""
        if self._way_back.opens(line) and self.is_drawn:
            self.opened.emit()
