"""Work that takes longer than a frame, off the main thread: a pure function in, a plain value out.

The work should let go of the interpreter's lock while it computes, as key derivation and reading files do: else the
window stands still in spite of the thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

T = TypeVar("T")


def run(work: Callable[[], T], on_success: Callable[[T], object], on_failure: Callable[[Exception], object]) -> None:
    """Do `work` in a thread of its own, then call one of the others in the main one.

    The end of the program waits for no such thread: what must not be cut off has to be whole at every moment.

    Args:
        work: touches nothing that others change, no widget above all.
        on_success: called with what `work` gave.
        on_failure: called with what it raised.
    """
    answer = _Answer()

    def do() -> None:
        try:
            found = work()
        except Exception as error:  # noqa: BLE001 - the caller hears of every one
            answer.came.emit(partial(on_failure, error))
        else:
            answer.came.emit(partial(on_success, found))

    Thread(target=do, daemon=True).start()


class _Answer(QObject):
    """Lives in the main thread and calls there what a thread hands over."""

    came = Signal(object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self.came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def _on_came(self, call: Callable[[], object]) -> None:
        self.deleteLater()
        call()
