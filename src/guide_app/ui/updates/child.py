"""The process that does it: this program's own command, read line by line, and ended at once.

A process instead of a thread: what computes in Python would hold the window up, and what has ended holds nothing. It
ends by itself as soon as nobody holds its standard input any more, so it never outlives the window.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Thread
from time import monotonic
from typing import IO, Final

from PySide6.QtCore import QObject, Qt, Signal

from guide_app.ui.updates.told import LONGEST_LINE, Handed, Progress, Told, parse

_OFTEN: Final = 0.05
"""Seconds between two words on how far it is."""
_PATIENCE: Final = 2.0
"""Seconds that a process which was killed has to be gone, where nobody waits for it."""


def own_command(arguments: Sequence[str]) -> list[str]:
    """Give what starts this program with other words: the frozen one itself, else Python with its package.

    Nothing is written beside the code (-B), and the folder somebody stands in is no place for code (-P).
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-B", "-P", "-m", "guide_app", *arguments]


class Child(QObject):
    """One process at a time; what an older one still says is not heard."""

    told = Signal(object)
    """Something of `Told`, in its order."""
    ended = Signal()
    """It has ended by itself, after all it told."""
    _came = Signal(object)

    def __init__(self, command: Callable[[Sequence[str]], list[str]] = own_command) -> None:
        """Start nothing yet; `command` makes the words of a command into one that can be started."""
        super().__init__()
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a process is there that was not told to end."""
        return self._process is not None

    def start(self, arguments: Sequence[str]) -> bool:
        """Start it with these words, after ending the one before; False: the system does not let us."""
        self.kill()
        # No window of its own for a moment, on the one system that would show one.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command(arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=flags,
            )
        except OSError:
            return False
        self._process = process
        Thread(target=self._listen, args=(process,), daemon=True).start()
        return True

    def kill(self) -> None:
        """End it now. Waits for nothing: it may be called while the window goes."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Hand on what is told, until the end."""
        assert process.stdout is not None  # noqa: S101 - asked for above
        assert process.stdin is not None  # noqa: S101
        with contextlib.suppress(OSError, ValueError):
            for told in read_all(process.stdout):
                self._hand_on(partial(self._tell, process, told))
        with contextlib.suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
        self._hand_on(partial(self._end, process))

    def _hand_on(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone, and this object with it
            self._came.emit(call)

    def _on_came(self, call: Callable[[], None]) -> None:
        call()

    def _tell(self, process: subprocess.Popen[bytes], told: Told) -> None:
        if process is self._process:
            self.told.emit(told)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if process is self._process:
            self._process = None
            self.ended.emit()


def read_all(stream: IO[bytes]) -> Iterator[Told]:
    """Read all that is told, the bytes behind a line included; of many words on how far it is, some."""
    step, at = "", 0.0
    while line := stream.readline(LONGEST_LINE):
        told, now = parse(line), monotonic()
        if isinstance(told, Handed):
            yield told._replace(content=stream.read(told.length))
        elif isinstance(told, Progress):
            if told.step != step or told.done >= told.total or now - at >= _OFTEN:
                step, at = told.step, now
                yield told
        elif told is not None:
            yield told
