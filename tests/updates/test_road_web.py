"""The web's road against servers that break off, drip, lie, flood and send people to login pages."""

from __future__ import annotations

import gzip
import hashlib
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from tests.updates.scripted_server import CUT, HUSH, Request, Script, answer, part_of, serving

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CODES, CancelledError, MissingError, TooLongError
from guide_app.updates.transports.addresses import read_address
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.pace import Patience
from guide_app.updates.transports.parts import MemoryPart, check_part
from guide_app.updates.transports.transport import CHUNK, Transport, Watch
from guide_app.updates.transports.web import USER_AGENT, WebTransport

LARGE = b"\x28\xb5\x2f\xfd" + os.urandom(6 * CHUNK + 7)  # as packs begin: chance alone begins like a page at times
DIGEST = hashlib.sha256(LARGE).hexdigest()
SHORT = Patience(connect=0.2, silence=0.2, window=60, least=0)


@contextmanager
def road_to(script: Script, patience: Patience | None = None) -> Iterator[Transport]:
    with serving(script) as server:
        transport = WebTransport(read_address(server.url, None), patience=patience)
        yield transport
        transport.close()


def code_of_reading(script: Script, patience: Patience | None = None, path: str = "metadata/timestamp.json") -> str:
    with road_to(script, patience) as transport, pytest.raises(UpdateError) as caught:
        transport.read(path, 1000)
    assert caught.value.code in CODES
    return caught.value.code


def code_of_fetching(script: Script, there: bytes = b"", patience: Patience | None = None) -> str:
    part = MemoryPart(DIGEST)
    part.append(there)
    with road_to(script, patience) as transport, pytest.raises(UpdateError) as caught:
        transport.fetch("targets/a.full", len(LARGE), part, Watch())
    assert part.done <= len(LARGE)
    return caught.value.code


def test_what_is_asked_is_the_same_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving(lambda _: [answer(200, b"{}", Set_Cookie="who=you", ETag='"you"')]) as server:
        transport = open_transport(server.url)
        assert transport.kind == "mirror"
        assert not transport.offline
        for _ in range(2):
            assert transport.read("metadata/timestamp.json", 2) == b"{}"
        transport.fetch("targets/x", 2, MemoryPart(""), Watch())
        transport.close()
    common = {"host": f"127.0.0.1:{server.port}", "user-agent": USER_AGENT, "accept": "*/*"}
    assert [request.path for request in server.requests] == ["/guide/metadata/timestamp.json"] * 2 + [
        "/guide/targets/x"
    ]
    assert [request.headers for request in server.requests[:2]] == [common | {"accept-encoding": "gzip"}] * 2
    assert server.requests[2].headers == common | {"accept-encoding": "identity"}
    assert server.connections == 1


def test_small_files_may_come_packed_and_in_pieces() -> None:
    text = b'{"a": 1}' * 100
    packed = gzip.compress(text)
    pieces = [b"%x\r\n%s\r\n" % (len(packed[at : at + 9]), packed[at : at + 9]) for at in range(0, len(packed), 9)]
    chunked = answer(200, Content_Length="", Transfer_Encoding="chunked", Content_Encoding="gzip")
    with road_to(lambda _: [chunked, *pieces, b"0\r\n\r\n"]) as transport:
        assert transport.read("metadata/timestamp.json", len(text)) == text
        with pytest.raises(TooLongError):
            transport.read("metadata/timestamp.json", len(text) - 1)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_not_there_is_missing_and_the_connection_stays(status: int) -> None:
    with serving(lambda _: [answer(status, b"<html>no</html>", Content_Type="text/html")]) as server:
        transport = open_transport(server.url)
        for _ in range(3):
            with pytest.raises(MissingError):
                transport.read("metadata/2.root.json", 10)
        transport.close()
    assert server.connections == 1


PAGE = b" \r\n<!DOCTYPE html><title>Welcome to the hotel</title>"


def endless(request: Request) -> Iterator[bytes]:
    del request
    yield answer(200, Content_Length="")
    while True:
        yield bytes(CHUNK)


def endless_headers(request: Request) -> Iterator[bytes]:
    del request
    yield b"HTTP/1.1 200 Said\r\n"
    while True:
        yield b"X: " + b"y" * 60000 + b"\r\n"


def bomb(request: Request) -> Iterable[bytes]:
    del request
    return [answer(200, gzip.compress(bytes(1 << 26)), Content_Encoding="gzip")]


READING: dict[str, tuple[str, Script]] = {
    "an error": ("server", lambda _: [answer(500, b"oh")]),
    "an error with no end": ("server", lambda _: [answer(503, Content_Length=""), b"oh", HUSH]),
    "a part nobody asked for": ("server", lambda _: [answer(206, b"{}", Content_Range="bytes 0-1/2")]),
    "nothing, on purpose": ("server", lambda _: [answer(204)]),
    "a page": ("web_page", lambda _: [answer(200, PAGE)]),
    "a page by its name": ("web_page", lambda _: [answer(200, b"Log in", Content_Type="text/HTML; charset=x")]),
    "an empty page": ("web_page", lambda _: [answer(200, Content_Type="text/html")]),
    "a login elsewhere": ("elsewhere", lambda _: [answer(302, PAGE, Location="https://login.example/")]),
    "another place of its own": ("elsewhere", lambda _: [answer(301, Location="/elsewhere/metadata/timestamp.json")]),
    "packing that is none": ("server", lambda _: [answer(200, b"not packed", Content_Encoding="gzip")]),
    "packing not asked for": ("server", lambda _: [answer(200, b"??", Content_Encoding="br")]),
    "half of it": ("broken_off", lambda _: [answer(200, b"{}", Content_Length="900"), CUT]),
    "nothing at all": ("broken_off", lambda _: [CUT]),
    "another language": ("broken_off", lambda _: [b"SSH-2.0-OpenSSH_9.2\r\n", CUT]),
    "bytes without end": ("too_long", endless),
    "a bomb": ("too_long", bomb),
    "headers without end": ("broken_off", endless_headers),
    "two lengths": ("server", lambda _: [answer(200, b"{}", Content_Length="2, 3")]),
}


@pytest.mark.parametrize("case", READING)
def test_a_bad_answer_to_reading_has_its_word(case: str) -> None:
    word, script = READING[case]
    assert code_of_reading(script) == word


FETCHING: dict[str, tuple[str, bytes, Script]] = {
    "an error": ("server", b"", lambda _: [answer(500)]),
    "a page": ("web_page", b"", lambda _: [answer(200, PAGE + bytes(len(LARGE) - len(PAGE)))]),
    "a page in the middle": ("web_page", LARGE[:9], lambda _: [answer(200, PAGE, Content_Type="text/html")]),
    "a login elsewhere": ("elsewhere", b"", lambda _: [answer(307, Location="https://login.example/")]),
    "too long by its word": ("too_long", b"", lambda _: [answer(200, Content_Length=str(len(LARGE) + 1)), HUSH]),
    "too long without a word": ("too_long", b"", endless),
    "too short by its word": ("server", b"", lambda _: [answer(200, LARGE[:-1])]),
    "packed": ("server", b"", lambda _: [answer(200, gzip.compress(LARGE), Content_Encoding="gzip")]),
    "another beginning": (
        "server",
        LARGE[:9],
        lambda _: [answer(206, LARGE[8:], Content_Range=f"bytes 8-{len(LARGE) - 1}/{len(LARGE)}")],
    ),
    "a longer whole": (
        "too_long",
        LARGE[:9],
        lambda _: [answer(206, LARGE[9:], Content_Range=f"bytes 9-{len(LARGE)}/{len(LARGE) + 1}")],
    ),
    "a range of nothing": ("server", LARGE[:9], lambda _: [answer(206, LARGE[9:])]),
    "a range too far": (
        "too_long",
        LARGE[:9],
        lambda _: [
            answer(206, Content_Length="", Content_Range=f"bytes 9-{len(LARGE) - 1}/{len(LARGE)}") + LARGE + b"more",
            CUT,
        ],
    ),
    "always broken": ("broken_off", b"", lambda _: [answer(200, LARGE[:99], Content_Length=str(len(LARGE))), CUT]),
}


@pytest.mark.parametrize("case", FETCHING)
def test_a_bad_answer_to_fetching_has_its_word(case: str) -> None:
    word, there, script = FETCHING[case]
    assert code_of_fetching(script, there) == word


def test_a_line_that_breaks_again_and_again_still_gets_there_and_loses_nothing() -> None:
    each = CHUNK + 100

    def flaky(request: Request) -> Iterable[bytes]:
        yield part_of(LARGE, request).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        yield LARGE[request.start : request.start + each]
        yield CUT

    part, told = MemoryPart(DIGEST), list[int]()
    with serving(flaky) as server:
        transport = open_transport(server.url)
        transport.fetch("targets/a.full", len(LARGE), part, Watch(lambda done, _: told.append(done)))
    assert check_part(part, len(LARGE)) == LARGE
    assert [request.start for request in server.requests] == list(range(0, len(LARGE), each))
    assert told == sorted(told)


@pytest.mark.parametrize("there", [1, CHUNK, len(LARGE) - 1])
def test_a_part_goes_on_from_where_it_stands(there: int) -> None:
    part = MemoryPart(DIGEST)
    part.append(LARGE[:there])
    with serving(lambda request: [part_of(LARGE, request)]) as server:
        open_transport(server.url).fetch("targets/a.full", len(LARGE), part, Watch())
    assert check_part(part, len(LARGE)) == LARGE
    assert [request.headers["range"] for request in server.requests] == [f"bytes={there}-"]


def test_a_whole_part_asks_nobody() -> None:
    part = MemoryPart(DIGEST)
    part.append(LARGE)
    with serving(lambda _: [CUT]) as server:
        open_transport(server.url).fetch("targets/a.full", len(LARGE), part, Watch())
    assert not server.requests


@pytest.mark.parametrize("status", [200, 416])
def test_a_server_without_ranges_begins_anew(status: int) -> None:
    part = MemoryPart(DIGEST)
    part.append(b"x" * 1000)

    def without_ranges(request: Request) -> Iterable[bytes]:
        yield answer(416) if status == 416 and "range" in request.headers else answer(200, LARGE)

    with serving(without_ranges) as server:
        open_transport(server.url).fetch("targets/a.full", len(LARGE), part, Watch())
    assert check_part(part, len(LARGE)) == LARGE
    assert len(server.requests) == (2 if status == 416 else 1)


def hush_after(*pieces: bytes) -> Script:
    return lambda _: [*pieces, HUSH]


@pytest.mark.parametrize(
    "script",
    [hush_after(), hush_after(b"HTTP/1.1 200 S"), hush_after(answer(200, b"{", Content_Length="9"))],
    ids=["from the start", "in the head", "in the middle"],
)
def test_silence_is_not_waited_for_for_ever(script: Script) -> None:
    assert code_of_reading(script, SHORT) == "too_slow"
    assert code_of_fetching(script, patience=SHORT) in {"too_slow", "server"}


def test_a_line_that_only_drips_is_left() -> None:
    drop = threading.Event()

    def drip(request: Request) -> Iterator[bytes]:
        del request
        yield answer(200, Content_Length=str(len(LARGE)))
        while not drop.wait(0.01):
            yield b"x"

    patience = Patience(connect=60, silence=60, window=0.2, least=10_000)
    assert code_of_fetching(drip, patience=patience) == "too_slow"
    drop.set()


@pytest.mark.parametrize("script", [hush_after(), hush_after(answer(200, b"{", Content_Length="9"))])
@pytest.mark.parametrize("whole", [False, True])
def test_somebody_stops_it_while_nothing_comes(script: Script, *, whole: bool) -> None:
    watch, asked = Watch(), threading.Event()

    def stop() -> None:
        asked.wait()
        watch.cancel()

    def answering(request: Request) -> Iterable[bytes]:
        asked.set()
        return script(request)

    with road_to(answering) as transport:
        threading.Thread(target=stop, daemon=True).start()
        with pytest.raises(CancelledError):
            transport.read("a", 9, watch) if whole else transport.fetch("a", 9, MemoryPart(""), watch)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for where in (f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"):
        with pytest.raises(UpdateError) as caught:
            open_transport(where).read("metadata/timestamp.json", 9)
        assert caught.value.code == "unreachable"


def test_a_server_that_speaks_no_tls() -> None:
    with serving(lambda _: [CUT], answer(400, b"plain")) as server:
        transport = open_transport(server.url.replace("http:", "https:"))
        with pytest.raises(UpdateError) as caught:
            transport.read("metadata/timestamp.json", 9)
    assert caught.value.code == "tls"


def test_no_path_leads_outside() -> None:
    with serving(lambda _: [answer(200, b"{}")]) as server:
        transport = open_transport(server.url)
        for path in ("../secret", "/etc/passwd", "a?b=c", "a#b", "a b\r\nX: y", "https://other.example/"):
            with pytest.raises(UpdateError) as caught:
                transport.read(path, 9)
            assert caught.value.code == "bad_address"
    assert not server.requests
