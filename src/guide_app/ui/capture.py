"""Keeping our windows out of pictures of the screen, where the system can do that; best effort, and only if asked for.

Windows leaves such windows out of screenshots, recordings and shared screens (before version 2004 it shows them black);
macOS out of most of them. A camera, a program with the system's own rights and what is plugged between computer and
screen see them as before. Linux has nothing of the kind: neither X11 nor Wayland lets a window ask for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from guide_app.ui.accessible import is_listened_to

State = Literal["possible", "assistive", "not here"]
Exclude = Callable[[int, bool], bool]
"""Leaves the window of this number out of pictures, or no longer; says whether the system did."""

_LOOK_EVERY: Final = 2_000
_SHOWN: Final = QEvent.Type.Show
# From winuser.h and NSWindow.h.
_WDA_NONE: Final = 0x0
_WDA_MONITOR: Final = 0x1
_WDA_EXCLUDE: Final = 0x11
_SHARING_NONE: Final = 0
_SHARING_READ_ONLY: Final = 1


class CaptureShield(QObject):
    """Holds over every window of the program, later ones too, while it is on."""

    def __init__(
        self,
        exclude: Exclude | None,
        *,
        listened_to: Callable[[], bool] = is_listened_to,
        parent: QObject | None = None,
    ) -> None:
        """Begin switched off.

        Args:
            exclude: the system's way, as `exclude_for` gives it; None: there is none.
            listened_to: whether an assistive tool is in use: a magnifier or a reader could be left without a picture.
            parent: what it ends with.
        """
        super().__init__(parent)
        self._exclude = exclude
        self._listened_to = listened_to
        self._on = False
        # A tool that is started later must not find us black.
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self._on_looking_timeout)

    @property
    def state(self) -> State:
        """Whether it can be switched on now."""
        if self._exclude is None:
            return "not here"
        return "assistive" if self._listened_to() else "possible"

    @property
    def is_on(self) -> bool:
        """Whether it holds."""
        return self._on

    def switch(self, *, on: bool) -> bool:
        """Switch it on or off for all windows; give whether it holds now."""
        wanted = on and self.state == "possible"
        application = QGuiApplication.instance()
        if wanted == self._on or application is None:
            return self._on
        self._on = wanted
        if wanted:
            application.installEventFilter(self)
            self._looking.start()
        else:
            application.removeEventFilter(self)
            self._looking.stop()
        held = [self._hold(window) for window in QGuiApplication.topLevelWindows() if window.isVisible()]
        if wanted and not all(held):  # half of it would be a promise that is not kept
            return self.switch(on=False)
        return self._on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take in each window as it is shown, before it is painted."""
        if event.type() == _SHOWN and isinstance(watched, QWindow) and watched.isTopLevel():
            self._hold(watched)
        return False

    def _hold(self, window: QWindow) -> bool:
        return self._exclude is not None and self._exclude(int(window.winId()), self._on)

    def _on_looking_timeout(self) -> None:
        if self.state != "possible":
            self.switch(on=False)


def exclude_for(platform: str) -> Exclude | None:
    """Give the way of a system, named as in `sys.platform`; None: it has none."""
    return {"win32": _exclude_on_windows, "darwin": _exclude_on_macos}.get(platform)


def _exclude_on_windows(window: int, excluded: bool) -> bool:
    import ctypes

    affinity = ctypes.CDLL("user32.dll").SetWindowDisplayAffinity
    affinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    affinity.restype = ctypes.c_int
    if not excluded:
        return bool(affinity(window, _WDA_NONE))
    return bool(affinity(window, _WDA_EXCLUDE) or affinity(window, _WDA_MONITOR))


def _exclude_on_macos(view: int, excluded: bool) -> bool:
    """Send `[[view window] setSharingType: ...]`: Qt's window number is that of its view."""
    import ctypes

    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    # The same entry for every message: its true form differs by what is sent.
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = ask(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    tell(window, objc.sel_registerName(b"setSharingType:"), _SHARING_NONE if excluded else _SHARING_READ_ONLY)
    return True
