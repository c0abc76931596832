"""Work in a thread: its answer comes to the main thread, its error too."""

from __future__ import annotations

import threading
from threading import current_thread, main_thread

from pytestqt.qtbot import QtBot

from guide_app.ui import tasks


class Heard:
    """Notes what comes, and in which thread."""

    def __init__(self) -> None:
        self.found: list[object] = []
        self.threads: set[threading.Thread] = set()

    def note(self, thing: object) -> None:
        self.found.append(thing)
        self.threads.add(current_thread())


def test_an_answer_comes_to_the_main_thread(qtbot: QtBot) -> None:
    heard = Heard()
    tasks.run(current_thread, heard.note, heard.note)
    qtbot.waitUntil(lambda: bool(heard.found))
    assert heard.threads == {main_thread()}
    assert heard.found[0] is not main_thread()


def test_an_error_comes_too(qtbot: QtBot) -> None:
    error, heard = ValueError("no"), Heard()

    def work() -> None:
        raise error

    tasks.run(work, lambda _: None, heard.note)
    qtbot.waitUntil(lambda: bool(heard.found))
    assert heard.found == [error]


def test_the_program_does_not_wait_for_it(qtbot: QtBot) -> None:
    go, heard = threading.Event(), Heard()
    tasks.run(lambda: (go.wait(60), current_thread().daemon)[1], heard.note, heard.note)
    go.set()
    qtbot.waitUntil(lambda: bool(heard.found))
    assert heard.found == [True]
