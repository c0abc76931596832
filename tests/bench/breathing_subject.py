"""The real program, breathing, with an eye on each picture it draws.

usage: breathing_subject.py FORM SECONDS ; FORM is "moving", "still" or "words". Prints one line of JSON at its end.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent

from guide_app.app import Opened, Reader, build_application
from guide_app.core.places import BUNDLE, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.ui.exercises.breathing import BreathingView
from guide_app.ui.exercises.page import ExercisePage
from guide_app.ui.exercises.shape import BreathingShape
from guide_app.ui.session import Session
from guide_app.ui.theme import apply_look

_SETTLED_S: Final = 3.0


class Drawn(NamedTuple):
    """One picture: when it was ready, by the clock that the rhythm goes by, and what it showed."""

    at: float
    phase: str
    second: int


class Subject(QObject):
    """Opens the page, notes what is drawn, and says so."""

    def __init__(self, reader: Reader, form: str, seconds: float) -> None:
        super().__init__()
        self._reader = reader
        self._form = form
        self.drawn: list[Drawn] = []
        self._began = self._used = 0.0
        QTimer.singleShot(0, self._open)
        QTimer.singleShot(round(1000 * _SETTLED_S), self._begin)
        QTimer.singleShot(round(1000 * (_SETTLED_S + seconds)), self._end)

    def _open(self) -> None:
        self._reader.build_rest()
        desk = self._reader.desk
        assert desk is not None
        desk.open_page("exercise", "breathing")
        page = desk.find_page("exercise")
        assert isinstance(page, ExercisePage)
        view = page.view
        assert isinstance(view, BreathingView)
        if self._form == "words":
            view.form.click()
        elif self._form == "still":
            view.shape.form = "still"

    def _begin(self) -> None:
        self.drawn.clear()
        self._began, self._used = time.monotonic(), time.process_time()

    def _end(self) -> None:
        passed, used = time.monotonic() - self._began, time.process_time() - self._used
        doing = self._reader.session.doing
        assert doing is not None
        assert doing.breathing is not None
        late = lateness(self.drawn, doing.breathing.began)
        told = {"late": late, "frames": len(self.drawn), "core": 100 * used / passed, "seconds": passed}
        print(json.dumps(told), flush=True)
        self._reader.window.close()


def lateness(drawn: list[Drawn], began: float) -> list[float]:
    """Give for each count how many milliseconds after its moment the first picture with it was drawn.

    A count lasts a second; one that was never drawn makes the next one late by that second too.
    """
    late: list[float] = []
    last: Drawn | None = None
    for each in drawn:
        if last is not None and each[1:] != last[1:]:
            whole, over = divmod(each.at - began, 1.0)
            missed = max(0.0, whole - (last.at - began) // 1.0 - 1)
            late.append(1000 * (over + missed))
        last = each
    return late


def main() -> int:
    """Breathe for a while."""
    form, seconds = sys.argv[1], float(sys.argv[2])
    folder = snapshot_folder(BUNDLE)
    application = build_application(["guide"])
    apply_look("dark")
    reader = Reader(Opened([folder], folder), BUNDLE, Session(LanguageCode("en"), CountryCode("DE")))
    reader.window.take_first_size()
    reader.window.show()
    subject = Subject(reader, form, seconds)
    paint = BreathingShape.paintEvent

    def watched(shape: BreathingShape, event: QPaintEvent) -> None:
        paint(shape, event)
        if shape._moment is not None:
            subject.drawn.append(Drawn(time.monotonic(), shape._moment.phase, shape._moment.second))

    BreathingShape.paintEvent = watched  # type: ignore[assignment,method-assign]
    code = application.exec()
    subject.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main())
