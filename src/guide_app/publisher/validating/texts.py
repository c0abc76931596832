"""Rules of texts: no letter that misleads an eye or a screen, no broken letters, no markup, no unsafe word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from html.entities import html5
from typing import Final

from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import Stock

_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]",
)
_JOINER: Final = re.compile("[\u200c\u200d]")
_JOINED_SCRIPTS: Final = re.compile("[\u0600-\u08ff\u0900-\u0dff\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]")
"""Arabic and Indic letters and pictures: scripts that need the joiners."""
_MOJIBAKE: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]"  # é as Ã©
    "|\u00e2\u20ac[\u0080-\uffff]|\u00e2\u0080|\u00e2\u201e|\u00e2\u2020"  # ’ as â€™
    "|\u0393\u00c7[\u0080-\u00ff]|G\u00c7[\u0080-\u00ff]"  # ’ as ΓÇÖ, GÇÖ
    "|(?:[\u00d0\u00d1][\u0080-\u00bf]){2}|(?:[\u00d8\u00d9][\u0080-\u00bf\u2020\u201e]){2}"  # Cyrillic, Arabic
    "|(?:\u00e3[\u0080-\u0083]){2}|\u0432\u0402[\u2122\u045a\u201c\u045c]"  # kana; ’ by way of cp1251
    "|\u00ef\u00bb\u00bf|\u00ef\u00bf\u00bd|\ufffd"  # byte order mark, the mark of what was lost
    r"|\\[nrt]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}",  # escapes that stayed escapes
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_UNSAFE: Final = re.compile(
    r"\bcommit(?:s|ted|ting)?\s+suicide|\bsuccessful(?:ly)?\s+(?:suicide|attempt)|\bfailed\s+(?:suicide|attempt)"
    r"|\bunsuccessful\s+suicide|\bsuicide\s+epidemic|\bsexual\s+preference|\btranssexuals\b|\bhomosexuals\b"
    r"|\btransgenders\b|\btransgendered\b|\bhermaphrodit|\bsex\s+change\b|\bgay\s+lifestyle\b",
    re.IGNORECASE,
)
_ADDRESSES: Final = frozenset({"url", "value", "source"})
"""Keys whose values are addresses, with rules of their own."""
_QUOTED: Final = frozenset({"title", "name", "alternate_name", "reason"})
"""Keys whose values others have written, or that speak about words: wording is not judged there."""


def find_pattern(stock: Stock, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    """Find texts with a character or sequence in them, in any key of any file."""
    for text in stock.unusual_texts:
        match = pattern.search(text.text)
        if match is not None:
            yield Finding(text, f"{text.name} holds {what} {_show(match.group())} {_near(text.text, match.start())}")


def strange_characters(text: str) -> Iterator[str]:
    """Name what a text of prose holds that no eye sees, or that was broken on its way."""
    for pattern, what in _STRANGE:
        if match := pattern.search(text):
            yield f"{what} {_show(match.group())} {_near(text, match.start())}"
    if not unicodedata.is_normalized("NFC", text):
        yield f"accents as letters of their own (not in the form NFC) near {text[:30]!a}"


def find_joiners(stock: Stock) -> Iterator[Finding]:
    """Find zero-width joiners beside letters of scripts that have no use for them."""
    for text in stock.unusual_texts:
        for match in _JOINER.finditer(text.text):
            around = text.text[max(0, match.start() - 1) : match.end() + 1]
            if _JOINED_SCRIPTS.search(around) is None:
                yield Finding(text, f"{text.name} holds {_show(match.group())} {_near(text.text, match.start())}")


def find_markup(stock: Stock) -> Iterator[Finding]:
    """Find tags and entities of HTML in texts."""
    for text in stock.unusual_texts:
        if text.name in _ADDRESSES:
            continue
        tag = _TAG.search(text.text)
        entity = next((match for match in _ENTITY.finditer(text.text) if _is_entity(match[1])), None)
        if tag is not None or entity is not None:
            match = tag or entity
            yield Finding(text, f"{text.name} holds the markup {match.group()!r}" if match else "")


def find_blank_ends(stock: Stock) -> Iterator[Finding]:
    """Find texts that begin or end with a blank, or hold two in a row."""
    for text in stock.texts(lambda text: text != text.strip() or "  " in text):
        yield Finding(text, f"{text.name} has blanks too many: {text.text[:60]!r}")


def find_unsafe_words(stock: Stock) -> Iterator[Finding]:
    """Find wordings that hurt; titles and names that others chose are left alone."""
    for text in stock.texts(_UNSAFE.search):
        match = _UNSAFE.search(text.text)
        if match is not None and text.name not in _QUOTED and text.name not in _ADDRESSES and not _is_search_word(text):
            yield Finding(text, f"{text.name} says {match.group()!r}")


def find_loose_accents(stock: Stock) -> Iterator[Finding]:
    """Find texts whose accents are written as letters of their own (not in the form NFC)."""
    for text in stock.unusual_texts:
        if not unicodedata.is_normalized("NFC", text.text):
            yield Finding(text, f"{text.name} is not in Unicode's composed form (NFC): {text.text[:60]!r}")


def _is_search_word(text: Node) -> bool:
    return "words" in text.keys  # what people type is theirs to choose, and is never shown


def _is_entity(name: str) -> bool:
    return name.startswith("#") or f"{name};" in html5


def _show(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters[:4])


def _near(text: str, at: int) -> str:
    return f"near {text[max(0, at - 15) : at + 15]!a}"


def _pattern(pattern: re.Pattern[str], what: str) -> Callable[[Stock], Iterator[Finding]]:
    return partial(find_pattern, pattern=pattern, what=what)


_STRANGE: Final = (
    (_DIRECTION, "the direction mark"),
    (_CONTROL, "the control character"),
    (_INVISIBLE, "the invisible character"),
    (_JOINER, "the joiner"),
    (_MOJIBAKE, "broken letters"),
)
RULES: Final = (
    Rule("text-direction", "error", _pattern(_DIRECTION, "the direction mark"), "remove it; the program isolates"),
    Rule("text-control", "error", _pattern(_CONTROL, "the control character"), "remove it"),
    Rule("text-invisible", "error", _pattern(_INVISIBLE, "the invisible character"), "remove it"),
    Rule("text-joiner", "error", find_joiners, "remove the joiner"),
    Rule("text-mojibake", "error", _pattern(_MOJIBAKE, "broken letters"), "copy the text again from its source"),
    Rule("text-markup", "error", find_markup, "write plain text"),
    Rule("text-blanks", "error", find_blank_ends, "remove the blanks"),
    Rule("text-unsafe", "error", find_unsafe_words, "say `died by suicide`, and what people call themselves"),
    Rule("text-loose-accents", "warning", find_loose_accents, "save the text in the composed form"),
)
