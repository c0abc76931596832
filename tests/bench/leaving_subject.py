"""The real program, brought to a screen and kept busy, for someone outside to leave.

usage: leaving_subject.py SCREEN LANGUAGE LOAD LOOK ; SCREEN is a name of `tests/ui/screens.py`, or "menu" or "tip".
Prints one line when it stands there: where the middle of the way out is on the screen, and that of the first need.

LOAD is "idle"; "search": searches follow one another without a pause; "derive": a passphrase is worked on in a thread,
again and again; or the main thread comes back to nothing, since it computes in Python ("python"), waits in C without
the interpreter's lock ("wait"), or with it ("locked").
"""

from __future__ import annotations

import ctypes
import itertools
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QToolTip
from tests.ui.screens import SCREENS, Screen, Walk

from guide_app.app import Opened, Reader, build_application
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.notes.sealing import STANDARD, derive, new_salt
from guide_app.safety.dumps import close_memory, keep_no_dumps
from guide_app.store.search import Query, search
from guide_app.ui import tasks
from guide_app.ui.session import Session
from guide_app.ui.theme import Look, apply_look
from guide_app.ui.widgets.need_card import NeedCard

OVER: Final = ("menu", "tip")
LOADS: Final = ("search", "derive")
HANGS: Final = ("python", "wait", "locked")
_LONG_S: Final = 30
_REST_AFTER_MS: Final = 50


class Subject(QObject):
    """Goes where it is told, says so, and keeps itself busy."""

    def __init__(self, reader: Reader, screen: str, load: str) -> None:
        super().__init__()
        self._reader = reader
        self._screen = screen
        self._load = load
        self._words = itertools.cycle(("lawyer", "someone to talk to", "berlin", "i want to", "trans", "h"))
        self._again = QTimer(self)
        self._again.timeout.connect(self._search)
        QTimer.singleShot(_REST_AFTER_MS, self._go)

    def _go(self) -> None:
        reader = self._reader
        reader.build_rest()
        close_memory()
        with tempfile.TemporaryDirectory() as nothing:
            walk = Walk(reader, reader._opened, Opened([Path(nothing)], snapshot_folder(BUNDLE)))
        wanted = next((screen for screen in SCREENS if screen.name == self._screen), Screen("start"))
        walk.show(wanted)
        reader.window.setUpdatesEnabled(True)
        reader.window.repaint()
        field = next(
            field for field in reader.window.findChildren(QLineEdit) if self._screen != "menu" or field.isVisible()
        )
        if self._screen == "menu":
            menu = field.createStandardContextMenu()
            menu.popup(field.mapToGlobal(QPoint(5, 5)))
        elif self._screen == "tip":
            QToolTip.showText(reader.window.mapToGlobal(QPoint(200, 200)), "a tip", reader.window)
        QTimer.singleShot(_REST_AFTER_MS, self._say)

    def _say(self) -> None:
        button = self._reader.window.find_way_out()
        assert button is not None
        for widget in (button, self._reader.window.findChild(NeedCard) or button):
            middle = widget.mapToGlobal(widget.rect().center())
            print(middle.x(), middle.y(), end=" ")
        print(flush=True)
        match self._load:
            case "search":
                self._again.start()
            case "derive":
                self._derive()
            case "python":
                for _ in itertools.count():
                    pass
            case "wait":
                threading.Event().wait(_LONG_S)
            case "locked":
                ctypes.PyDLL(None).usleep(_LONG_S * 1_000_000)

    def _search(self) -> None:
        snapshot = self._reader._opened.snapshot
        assert snapshot is not None
        search(snapshot, Query(text=next(self._words), language=LanguageCode("en")))

    def _derive(self, *_found: object) -> None:
        tasks.run(lambda: derive("a passphrase", new_salt(STANDARD), STANDARD), self._derive, self._derive)


def main() -> int:
    """Stand on a screen until somebody leaves."""
    screen, language, load, look = sys.argv[1:5]
    keep_no_dumps()
    folder = snapshot_folder(BUNDLE)
    opened = Opened([folder], folder)
    application = build_application(["guide"])
    looks: dict[str, Look] = {"light": "light", "dark": "dark"}
    apply_look(looks[look])
    reader = Reader(opened, BUNDLE, Session(LanguageCode(language), CountryCode("DE")))
    reader.window.take_first_size()
    reader.window.show()
    reader.window.setFocus(Qt.FocusReason.OtherFocusReason)
    subject = Subject(reader, screen, load)
    code = application.exec()
    subject.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main())
