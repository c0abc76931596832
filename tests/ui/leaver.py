"""Run the program in a process of its own, press keys, and let it end itself.

usage: leaver.py BUNDLE OPENED KEY ... ; OPENED is what is open over the window: nothing, menu, dialog, choices; or
what is in the clipboard: copied, other. Prints whether windows were hidden when the process ended.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from guide_app.app import Opened, Reader, build_application, first_session
from guide_app.core.places import snapshot_folder

STAYED = 3


def end(code: int) -> None:
    """Say what is left, then really end."""
    hidden = not any(window.isVisible() for window in QGuiApplication.topLevelWindows())
    sys.stdout.write(f"hidden={hidden} clipboard={QGuiApplication.clipboard().text()!r}")
    sys.stdout.flush()
    os._exit(code)


def open_over(reader: Reader, what: str) -> QWidget | None:
    """Bring about what the test asks for; what is given back must live on."""
    if what == "menu":
        menu = QMenu(reader.window)
        menu.addAction("one")
        menu.popup(reader.window.mapToGlobal(reader.window.rect().center()))
        return menu
    if what == "dialog":
        dialog = QDialog(reader.window)
        dialog.setModal(True)
        dialog.open()
        return dialog
    if what == "choices" and reader.desk is not None:
        reader.desk.header.country.open_list()
    if what in {"copied", "other"}:
        reader.clipboard.put("+18775658860")
    if what == "other":
        QGuiApplication.clipboard().setText("of someone else")
    return None


class Play(QObject):
    """Waits for the window to have the keyboard, opens what is asked for over it, then presses the keys."""

    def __init__(self, reader: Reader, what: str, keys: list[str]) -> None:
        super().__init__()
        self._reader = reader
        self._what = what
        self._keys = keys
        self._over: QWidget | None = None
        self._waiting = QTimer(self, interval=10)
        self._waiting.timeout.connect(self._on_waiting_timeout)
        self._waiting.start()

    def _on_waiting_timeout(self) -> None:
        if QGuiApplication.focusWindow() is None:
            return
        self._waiting.stop()
        self._over = open_over(self._reader, self._what)
        QTimer.singleShot(100, self._press)

    def _press(self) -> None:
        for name in self._keys:
            QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key[f"Key_{name}"])
        QTimer.singleShot(50, lambda: os._exit(STAYED))


def main() -> int:
    """Play one scene."""
    bundle, what, keys = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    folder = snapshot_folder(bundle)
    opened = Opened([folder], folder)
    application = build_application(["guide"])
    reader = Reader(opened, bundle, first_session(opened.snapshot))
    reader.leaving._end = end
    reader.window.show()
    reader.build_rest()
    play = Play(reader, what, keys)
    application.exec()
    play.deleteLater()
    return 1


if __name__ == "__main__":
    sys.exit(main())
