"""Several rooms, so that sessions can be played at the same time."""

from __future__ import annotations

import contextlib
import queue
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.journeys.room import Room, furnish
from tests.traces.outside import Finding
from tests.traces.player import Script, play

AT_ONCE: Final = 3
"""A session waits for its own window most of the time."""


class Rooms:
    """Plays sessions, each in the next room that is free; what has not begun at the end is not played any more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._free: queue.SimpleQueue[Room] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._close = contextlib.ExitStack()

    def __enter__(self) -> Self:
        for number in range(AT_ONCE):
            own = self._folder / str(number)
            own.mkdir()
            self._free.put(self._close.enter_context(furnish(own, width=1280, height=860)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._close.close()

    def play(self, script: Script) -> Future[list[Finding]]:
        """Play a session as soon as a room is free."""
        return self._pool.submit(self._play, script)

    def _play(self, script: Script) -> list[Finding]:
        room = self._free.get()
        try:
            return play(script, room)
        finally:
            self._free.put(room)
