"""What can be wrong with a web address, told from its letters alone: nothing is ever fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qsl, urlsplit

LinkFault = Literal[
    "link-form",
    "link-credentials",
    "link-host",
    "link-port",
    "link-fragment",
    "link-tracking",
    "link-lookalike",
    "link-plain-http",
]

_ALLOWED: Final = re.compile(r"[^\s\\<>\"{}|^`\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_FRAGMENT: Final = re.compile(r"[\w.~=&/!%-]*")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?")
_TOP: Final = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")
_NOT_PUBLIC: Final = frozenset({"example", "home", "internal", "invalid", "lan", "local", "localhost", "test"})
_TRACKING: Final = re.compile(
    r"utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hs(?:enc|mi)"
    r"|vero_id|oly_(?:anon|enc)_id|_ga|_gl|si|ref_src|ref_url|spm|wickedid|s_cid|mkt_tok|rb_clickid",
)
_LONGEST_HOST: Final = 253


@cache
def link_faults(text: str) -> tuple[tuple[LinkFault, str], ...]:
    """Give all faults of an address that should be an ordinary http or https link."""
    split = _split(text)
    if split is None:
        return (("link-form", f"{text!r} is not an http or https address"),)
    return tuple(_faults(split))


def host_of(text: str) -> str:
    """Give the host of an address in small ASCII letters, `www.` and a last dot left out; empty without one."""
    split = _split(text)
    host = _ascii_host(split.hostname or "") if split is not None else ""
    return host.removeprefix("www.").removesuffix(".")


def _split(text: str) -> SplitResult | None:
    if _ALLOWED.fullmatch(text) is None:
        return None
    try:
        split = urlsplit(text)
        _ = split.port
    except ValueError:
        return None
    return split if split.scheme in {"http", "https"} and split.netloc else None


def _faults(split: SplitResult) -> Iterator[tuple[LinkFault, str]]:
    host = split.hostname or ""
    if "@" in split.netloc:
        yield "link-credentials", "the address carries a user name or password before the host"
    if not _is_public_host(_ascii_host(host)):
        yield "link-host", f"{host!r} is not the public name of a host"
    if _mixes_scripts(host):
        yield "link-lookalike", f"the host {host!r} mixes letters of several scripts"
    if split.port not in (None, 80, 443):
        yield "link-port", f"the address names the unusual port {split.port}"
    if _FRAGMENT.fullmatch(split.fragment) is None:
        yield "link-fragment", f"the part after # is more than a place on the page: {split.fragment[:60]!r}"
    for name, _ in parse_qsl(split.query, keep_blank_values=True):
        if _TRACKING.fullmatch(name.lower()):
            yield "link-tracking", f"the parameter {name!r} tells who followed the link"
    if split.scheme == "http":
        yield "link-plain-http", "the visit can be read on the wire (http, not https)"


def _is_public_host(host: str) -> bool:
    # A closing dot is the root of all names, and harmless.
    *labels, top = host.removesuffix(".").split(".")
    return (
        len(host) <= _LONGEST_HOST
        and bool(labels)
        and all(_LABEL.fullmatch(label) for label in labels)
        and _TOP.fullmatch(top) is not None
        and top not in _NOT_PUBLIC
    )


def _ascii_host(host: str) -> str:
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _mixes_scripts(host: str) -> bool:
    scripts = {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in host if letter.isalpha()}
    # Japanese is written in three scripts at once.
    return len(scripts - {"HIRAGANA", "KATAKANA", "CJK"}) > 1
