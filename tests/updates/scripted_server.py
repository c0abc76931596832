"""A server that answers, word for word, what a test wants: also what no good server would."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

HUSH = b"\0hush"
"""As a piece of an answer: say nothing more and wait until the other side goes."""
CUT = b"\0cut"
"""As a piece of an answer: break the connection."""


class Request(NamedTuple):
    path: str
    headers: dict[str, str]
    """As they came, except that names are in small letters."""

    @property
    def start(self) -> int:
        """Where a range begins, in bytes."""
        return int(self.headers.get("range", "bytes=0-")[6:-1])


Script = Callable[[Request], Iterable[bytes]]


def answer(status: int, content: bytes = b"", **headers: str) -> bytes:
    """Give a whole answer; `Content_Range="..."` is a header."""
    fields = {"Content-Length": str(len(content))} | {name.replace("_", "-"): text for name, text in headers.items()}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {text}" for name, text in fields.items() if text), "", ""]
    return "\r\n".join(lines).encode() + content


def part_of(content: bytes, request: Request) -> bytes:
    """Answer as a good server does, with or without a range."""
    start = request.start
    if "range" not in request.headers:
        return answer(200, content)
    if start >= len(content):
        return answer(416)
    return answer(206, content[start:], Content_Range=f"bytes {start}-{len(content) - 1}/{len(content)}")


class ScriptedServer:
    def __init__(self, script: Script, greeting: bytes = b"") -> None:
        self.greeting = greeting
        self.script = script
        self.requests: list[Request] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/guide/"

    def close(self) -> None:
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as lines:
            connection.sendall(self.greeting)
            while first := lines.readline().decode("latin-1"):
                fields = (line.decode("latin-1").strip().partition(": ") for line in iter(lines.readline, b"\r\n"))
                request = Request(first.split(" ")[1], {name.lower(): text for name, _, text in fields})
                self.requests.append(request)
                for piece in self.script(request):
                    if piece == HUSH:
                        lines.read(1)
                        return
                    if piece == CUT:
                        connection.shutdown(socket.SHUT_RDWR)
                        return
                    connection.sendall(piece)


@contextmanager
def serving(script: Script, greeting: bytes = b"") -> Iterator[ScriptedServer]:
    server = ScriptedServer(script, greeting)
    try:
        yield server
    finally:
        server.close()
