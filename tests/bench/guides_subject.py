"""The real program, opening every guide from the first screen, with an eye on when the page is painted.

usage: guides_subject.py ROUNDS . Prints one line of JSON at its end.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from guide_app.app import Opened, Reader, build_application
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.store.guides import guide_titles
from guide_app.ui.guides.rich import RichText
from guide_app.ui.session import GUIDE, Place, Session

_REST_S: Final = 0.1
_LONGEST_S: Final = 5.0


class Painted(QObject):
    """Counts the lines of guides that were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        self.lines += event.type() == QEvent.Type.Paint and isinstance(watched, RichText)
        return False


def rest(application: QApplication) -> None:
    """Let everything that was asked for happen, and a moment pass."""
    end = time.perf_counter() + _REST_S
    while time.perf_counter() < end:
        application.processEvents()


def open_ms(application: QApplication, reader: Reader, guide: str, painted: Painted) -> tuple[float, float]:
    """Open a guide from the first screen; give the milliseconds until it is painted, and those of the processor."""
    desk = reader.desk
    assert desk is not None
    painted.lines = 0
    begun, used = time.perf_counter(), time.thread_time()
    desk.open_page(GUIDE, guide)
    while not painted.lines and time.perf_counter() - begun < _LONGEST_S:
        application.processEvents()  # one turn draws all of the window
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - used) * 1000


def main() -> int:
    """Open all guides so many times, in any order, in English and Arabic."""
    application = build_application(["guide"])
    opened = Opened((snapshot_folder(BUNDLE),), snapshot_folder(BUNDLE))
    assert opened.snapshot is not None
    taken: list[tuple[float, float]] = []
    painted = Painted()
    application.installEventFilter(painted)
    for language in ("en", "ar"):
        reader = Reader(opened, BUNDLE, Session(LanguageCode(language), CountryCode("LB")))
        reader.window.take_first_size()
        reader.window.show()
        rest(application)
        reader.build_rest()
        guides = [title.id for title in guide_titles(opened.snapshot, LanguageCode(language))] * int(sys.argv[1])
        random.Random(1).shuffle(guides)
        for guide in guides:
            assert reader.desk is not None
            reader.desk._show(Place())
            reader.session.read.clear()
            rest(application)
            taken.append(open_ms(application, reader, guide, painted))
        reader.window.hide()
    print(json.dumps({"wall_ms": [wall for wall, _ in taken], "cpu_ms": [cpu for _, cpu in taken]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
