"""What a person gives as the place of an update, and by which road it may be reached. Pure: nothing is looked up.

Whoever watches a line learns the most from what is asked in the open. So a name is asked of the internet's directory
only where the person gave an https address without a proxy, or wrote `mirror:` before it; an onion address never is.
"""

from __future__ import annotations

import ipaddress
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CODES, fail
from guide_app.updates.transports.transport import Kind

MIRROR: Final = "mirror:"
_PORTS: Final = {"https": 443, "http": 80}
_LOCALHOST: Final = "127.0.0.1"


class Address(NamedTuple):
    """A server: where, and the road to it. `base` begins and ends with a slash."""

    kind: Kind
    scheme: str
    host: str
    port: int
    base: str


class Proxy(NamedTuple):
    """A SOCKS proxy by its number, so that not even its own name is asked of anybody."""

    host: str
    port: int


def is_address(where: str) -> bool:
    """Say whether a person means a server, and not a folder or file."""
    return "://" in where or where.lower().startswith(MIRROR)


def read_address(where: str, proxy: Proxy | None) -> Address:
    """Find the road to a server.

    Raises:
        UpdateError: `bad_address`: no such address may be used, or not so.
    """
    explicit = where.lower().startswith(MIRROR)
    text = where[len(MIRROR) :] if explicit else where
    split = _split(text if "://" in text else f"http://{text}")
    host = _host(split)
    onion, near = host.endswith(".onion"), _is_near(host)
    if split.scheme == "http" and not (explicit or near or (onion and proxy)):
        fail("bad_address", "without the s of https, anybody on the way could read what is asked")
    if onion and proxy is None:
        fail("bad_address", "an onion address is reached through Tor's proxy only")
    if (near or explicit) and proxy is not None:
        fail("bad_address", "a neighbour's machine is not reached through a proxy")
    if explicit and split.scheme != "http":
        fail("bad_address", "a mirror is given as mirror:http://...")
    kind: Kind = "tor" if proxy else "mirror" if split.scheme == "http" else "https"
    base = split.path if split.path.endswith("/") else f"{split.path}/"
    return Address(kind, split.scheme, host, split.port or _PORTS[split.scheme], base)


def read_proxy(text: str) -> Proxy:
    """Read `socks5h://127.0.0.1:9050`. Only this form: with `socks5://` names would be looked up outside of it.

    Raises:
        UpdateError: `proxy_address`.
    """
    try:
        split = urlsplit(text)
        host = _LOCALHOST if split.hostname == "localhost" else str(ipaddress.ip_address(split.hostname or ""))
        good = split.scheme == "socks5h" and not (split.path.strip("/") or split.query or split.fragment)
        if good and split.username is None and split.port:
            return Proxy(host, split.port)
    except ValueError:
        pass
    raise UpdateError("proxy_address", f"{CODES['proxy_address'][1]} (As in socks5h://127.0.0.1:9050, with a number.)")


def _split(text: str) -> SplitResult:
    try:
        split = urlsplit(text)
        known = split.scheme in _PORTS and split.port != 0
    except ValueError:
        fail("bad_address", "it cannot be read")
    if not known:
        fail("bad_address", "a server is given as https://...")
    if split.username is not None or "?" in text or "#" in text:
        fail("bad_address", "it may not carry a name, a question or a mark")
    if not (text.isprintable() and split.path.isascii()) or {"..", "."} & set(split.path.split("/")) or "\\" in text:
        fail("bad_address", "its path is none")
    return split


def _host(split: SplitResult) -> str:
    host = split.hostname or ""
    if host == "localhost":
        return _LOCALHOST
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-:")  # colons: numbers of the newer internet
    if not host or not set(host) <= allowed:
        fail("bad_address", "it names no server")
    return host


def _is_near(host: str) -> bool:
    """Say whether a number is that of this machine or of the local network; a name never is."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_link_local or (number.is_private and not number.is_unspecified)
