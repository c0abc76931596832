"""The roads that ask a server: https, Tor's SOCKS proxy, a neighbour's plain files. All send the same few words.

A request carries a path, perhaps where to go on, and headers that are the same for everybody. No cookies, no ETag, no
referrer, no identity; the environment's proxies and the person's files are never asked. Redirects are not followed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import MissingError, TooLongError, fail
from guide_app.updates.quiet import load_quietly
from guide_app.updates.transports.addresses import Address, Proxy
from guide_app.updates.transports.authorities import tls_context
from guide_app.updates.transports.faults import as_road_error
from guide_app.updates.transports.line import Line
from guide_app.updates.transports.pace import TOR, Patience
from guide_app.updates.transports.parts import prepare_part
from guide_app.updates.transports.transport import CHUNK, Kind, PartFile, Watch, check_path

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

USER_AGENT: Final = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
"""What Tor Browser sends on every system: a reader of the guide is one more of them, whatever their version."""
_HEADERS: Final = {"User-Agent": USER_AGENT, "Accept": "*/*"}
_MOST_TRIES: Final = 3
"""Times in a row that a line may break without having brought a chunk."""
_OK, _PART, _NOT_THERE, _BAD_RANGE, _REDIRECTS = 200, 206, frozenset({403, 404, 410}), 416, range(300, 400)


class WebTransport:
    """A server behind one address. One connection is kept for all requests."""

    offline = False

    def __init__(
        self,
        address: Address,
        proxy: Proxy | None = None,
        *,
        authorities: Path | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.kind: Kind = address.kind
        self._address = address
        self._patience = patience or (TOR if proxy else Patience())
        self._pool = _open_pool(address, proxy, authorities, self._patience)

    def read(self, path: str, most: int, watch: Watch | None = None) -> bytes:
        """Read a small file whole; see `Transport.read`."""
        content = bytearray()
        with self._asked(path, {"Accept-Encoding": "gzip"}, watch or Watch()) as (line, response):
            if response.status != _OK or response.headers.get("Content-Encoding") not in {None, "identity", "gzip"}:
                fail("server", f"{response.status} for {path}")
            _refuse_pages(response, b"")
            for chunk in line.chunks():
                content += chunk
                _refuse_pages(response, content)
                if len(content) > most:
                    raise TooLongError(path)
        return bytes(content)

    def fetch(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        """Add to a part until it is whole, over as many broken lines as bring something; see `Transport.fetch`."""
        tries = 0
        while prepare_part(part, length) < length:
            before = part.done
            try:
                self._fetch_rest(path, length, part, watch)
            except UpdateError as error:
                tries = 1 if part.done - before >= CHUNK else tries + 1
                if error.code != "broken_off" or tries >= _MOST_TRIES:
                    raise
        watch.progress(part.done, length)

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def _fetch_rest(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={part.done}-"} if part.done else {})
        with self._asked(path, headers, watch) as (line, response):
            if response.status == _BAD_RANGE and part.done:
                part.restart()  # what is there is not the beginning of what is there now
                fail("broken_off")
            _check_head(path, response, part, length)
            watch.progress(part.done, length)
            for chunk in line.chunks():
                if not part.done:
                    _refuse_pages(response, chunk)
                if part.done + len(chunk) > length:
                    raise TooLongError(path)
                part.append(chunk)
                watch.progress(part.done, length)
        if part.done < length:
            fail("broken_off")

    @contextmanager
    def _asked(self, path: str, headers: dict[str, str], watch: Watch) -> Iterator[tuple[Line, BaseHTTPResponse]]:
        """Ask, and turn every complaint of the libraries into ours; the answers that have no content end here.

        Raises:
            UpdateError: any of the road's.
        """
        target = self._address.base + check_path(path)
        line = Line(
            lambda: self._pool.urlopen(
                "GET", target, headers=_HEADERS | headers, retries=False, redirect=False, preload_content=False
            ),
            self._patience,
            watch,
        )
        try:
            with as_road_error():
                response = line.head()
                if response.status in _NOT_THERE:
                    raise MissingError(path)
                if response.status in _REDIRECTS:
                    fail("elsewhere", response.headers.get("Location", ""))
                yield line, response
        finally:
            line.leave()


def _check_head(path: str, response: BaseHTTPResponse, part: PartFile, length: int) -> None:
    """Compare what a server says it sends with what was asked for; without a range it begins anew."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        fail("server", f"{path} comes packed")
    if response.status == _PART and part.done:
        said, due = response.headers.get("Content-Range", ""), f"bytes {part.done}-{length - 1}/{length}"
        if said != due:
            _refuse_length(path, said.rpartition("/")[2], length, f"it sends {said!r} for {due!r}")
    elif response.status == _OK:
        _refuse_pages(response, b"")
        said = response.headers.get("Content-Length", str(length))
        if said != str(length):
            _refuse_length(path, said, length, f"{said} bytes instead of {length}")
        if part.done:
            part.restart()
    else:
        fail("server", f"{response.status} for {path}")


def _refuse_length(path: str, said: str, length: int, detail: str) -> NoReturn:
    if said.isdecimal() and int(said) > length:
        raise TooLongError(path)
    fail("server", detail)


def _refuse_pages(response: BaseHTTPResponse, content: bytes | bytearray) -> None:
    """Tell a login page from a guide: no file of ours begins as one or is named so by its server."""
    if "html" in response.headers.get("Content-Type", "").lower() or content[:64].lstrip()[:1] == b"<":
        fail("web_page")


def _open_pool(
    address: Address, proxy: Proxy | None, authorities: Path | None, patience: Patience
) -> HTTPConnectionPool:
    load_quietly()
    from urllib3 import PoolManager, Timeout

    # The thread's own limits; `Pace` turns away much earlier.
    settings: dict[str, Any] = {"maxsize": 4, "timeout": Timeout(connect=patience.connect, read=2 * patience.silence)}
    if address.scheme == "https":
        try:
            settings["ssl_context"] = tls_context(authorities)
        except OSError as error:
            fail("tls", str(error))
    if proxy is None:
        return PoolManager(num_pools=1, **settings).connection_from_host(address.host, address.port, address.scheme)
    from urllib3.contrib.socks import SOCKSProxyManager

    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    # Tor gives each user name a circuit of its own: no two updates, and nothing else, share one.
    manager = SOCKSProxyManager(
        f"socks5h://{host}:{proxy.port}",
        username=f"update-{secrets.token_hex(8)}",
        password=secrets.token_hex(8),
        num_pools=1,
        **settings,
    )
    return manager.connection_from_host(address.host, address.port, address.scheme)
