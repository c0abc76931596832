"""One request in a thread of its own, so that whoever waits for it can turn away at any moment.

Looking up a name, reaching a server, agreeing on a key, reading: each may hang for minutes where no flag is looked at.
So all of it happens in a thread that is left to itself when nobody wants its answer any more: its socket is shut, it
ends by itself, and it keeps no program alive.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from guide_app.updates.transports.pace import Pace, Patience
from guide_app.updates.transports.transport import CHUNK, Watch

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

ASKED_EVERY: Final = 0.05
"""Seconds between two looks at the watch."""
_NO_CONTENT_FOR_US: Final = 300
"""Status from which on an answer's bytes are a page for people."""
_AHEAD: Final = 2
"""Chunks that may wait to be kept."""
_WORTH_READING: Final = 1 << 14
"""Bytes of an answer nobody wants that are read all the same, so that the connection can be used again."""


class Line:
    """Starts a request at once; `head` waits for the answer's beginning, `chunks` for its bytes."""

    def __init__(self, ask: Callable[[], BaseHTTPResponse], patience: Patience, watch: Watch) -> None:
        self._ask = ask
        self._watch = watch
        self._pace = Pace(patience, time.monotonic())
        self._come: queue.Queue[BaseHTTPResponse | bytes | Exception] = queue.Queue(_AHEAD)
        self._left = threading.Event()
        self._response: BaseHTTPResponse | None = None
        threading.Thread(target=self._work, daemon=True).start()

    def head(self) -> BaseHTTPResponse:
        """Wait for the beginning of the answer.

        Raises:
            UpdateError: `too_slow` or `cancelled`.
            Exception: whatever happened in the thread; see `faults.as_road_error`.
        """
        response = self._next()
        assert not isinstance(response, bytes)  # noqa: S101 - the thread puts the head first
        self._pace.begin(time.monotonic())
        return response

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes as they come, at most `CHUNK` at once.

        Raises:
            UpdateError: `too_slow` or `cancelled`.
            Exception: whatever happened in the thread; see `faults.as_road_error`.
        """
        while chunk := self._next():
            assert isinstance(chunk, bytes)  # noqa: S101 - after the head come bytes
            self._pace.add(len(chunk), time.monotonic())
            yield chunk

    def leave(self) -> None:
        """Want no more of it. What is still under way ends by itself."""
        self._left.set()
        response = self._response
        if response is not None:
            with contextlib.suppress(OSError, ValueError, RuntimeError):  # it may just have ended
                response.shutdown()

    def _next(self) -> BaseHTTPResponse | bytes:
        while True:
            self._watch.check()
            self._pace.check(time.monotonic())
            with contextlib.suppress(queue.Empty):
                come = self._come.get(timeout=ASKED_EVERY)
                if isinstance(come, Exception):
                    raise come
                return come

    def _work(self) -> None:
        try:
            self._response = response = self._ask()
            if response.status < _NO_CONTENT_FOR_US:
                self._hand_over(response)
            else:
                remaining = response.length_remaining
                if remaining is not None and remaining <= _WORTH_READING:
                    response.drain_conn()
                    response.release_conn()
                else:
                    response.close()
                self._put(response)
        except Exception as error:  # noqa: BLE001 - the end of a thread: whatever it is, who waits must hear of it
            traceback.clear_frames(error.__traceback__)  # they hold sockets, which close only when nobody does
            self._put(error)

    def _hand_over(self, response: BaseHTTPResponse) -> None:
        wanted = self._put(response)
        while wanted and (chunk := response.read1(CHUNK, decode_content=True)):
            wanted = self._put(chunk)
        if wanted:
            response.release_conn()  # before the end is told: the next request may come at once
            self._put(b"")
        else:
            response.close()

    def _put(self, come: BaseHTTPResponse | bytes | Exception) -> bool:
        """Hand something over; gives False when nobody wants it any more."""
        while not self._left.is_set():
            with contextlib.suppress(queue.Full):
                self._come.put(come, timeout=ASKED_EVERY)
                return True
        return False
