"""One piece of work after the other beside the window's thread: a notebook is used by one thread at a time."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from guide_app.core.errors import GuideError
from guide_app.ui import tasks

Value = TypeVar("Value")


def ignore(_value: object) -> None:
    """Leave a value to itself."""


class _Piece(NamedTuple):
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[GuideError], None]
    unwanted: Callable[[Any], None]


class Queue:
    """Takes work at any time; what came of it is told on the window's thread."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._waiting: deque[_Piece] = deque()
        self._running: _Piece | None = None
        self._collects = False

    @property
    def is_busy(self) -> bool:
        """Whether anything runs or waits."""
        return self._running is not None or bool(self._waiting)

    def run(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[GuideError], None],
        unwanted: Callable[[Value], None] = ignore,
    ) -> None:
        """Have something done after all that was asked for before.

        Args:
            work: touches no widget.
            done: is told what it gave.
            failed: is told of an error of ours; any other is raised on the window's thread.
            unwanted: is told, instead of both, what it gave after `forget`.
        """
        self._waiting.append(_Piece(work, done, failed, unwanted))
        self._begin()

    def forget(self) -> None:
        """Drop what waits; what runs ends by itself, and nobody hears of it."""
        self._waiting.clear()
        if self._running is not None:
            self._running = self._running._replace(done=self._running.unwanted, failed=ignore)

    def _begin(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._running = piece = self._waiting.popleft()
        # The collector of cycles runs in whatever thread makes objects; widgets must not end in that one.
        self._collects = gc.isenabled()
        gc.disable()
        tasks.run(piece.work, self._on_success, self._on_failure)

    def _on_success(self, value: object) -> None:
        piece = self._end()
        try:
            piece.done(value)
        finally:
            self._begin()

    def _on_failure(self, error: Exception) -> None:
        piece = self._end()
        try:
            if not isinstance(error, GuideError):
                raise error
            piece.failed(error)
        finally:
            self._begin()

    def _end(self) -> _Piece:
        piece, self._running = self._running, None
        if self._collects:
            gc.enable()
        if piece is None:
            raise RuntimeError("an answer came to a question that nobody asked")
        return piece
