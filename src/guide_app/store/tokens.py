"""What stands in the search index: the tokens of a service, and how a query asks for them.

Every token is one word of the index; its first character says what it is about. Words of names and places
stand twice, bare and marked, so that "found by its name" can be asked inside the index.

| token | example | stands for |
| --- | --- | --- |
| bare | `lifeline` | a word of anything said about the service |
| `~` | `~trevor` | a word of its names, or of its town and region |
| `^` | `^trevorproject` | a whole name, spaces left out, from its beginning |
| `=` | `=projecttrevor` | a name from any of its words on: finds phrases without storing positions |
| `#` | `#18775658860` | digits of a number, with and without its country's prefix; after `#<` from the last on |
| `@` | `@translifelineorg` | letters and digits of a web or mail address |
| `&` | `&lmgdn` | consonants of a word of its names; `l`: in Latin letters, `o`: in others |
| `!` | `!cus` | a facet: country, need, kind, audience, language, city, region, channel, or a yes to a question |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from guide_app.core.sounds import sound_keys
from guide_app.core.text import fold

NAME: Final = "~"
WHOLE: Final = "^"
PHRASE: Final = "="
NUMBER: Final = "#"
ENDS: Final = "<"
"""After the mark of a number: its digits from the last to the first."""
ADDRESS: Final = "@"
SOUND: Final = "&"
FACET: Final = "!"

KIND, NEED, BEST, GOOD, AUDIENCE, LANGUAGE, COUNTRY, REGION, CITY, TOWN = (
    FACET + letter for letter in ("k", "n", "1", "2", "a", "l", "c", "r", "y", "t")
)
"""Beginnings of facets."""
CRISIS_LINES: Final = "!kcrisisline"
IN_CRISIS: Final = "!1talkcrisis"
"""What meets the need of somebody who cannot go on best: crisis lines, and whoever knows where they are."""
CRISIS: Final = "!*crisis"
SMALL: Final = "!*small"
"""What words lead to that mean a matter of life, or nothing by themselves; no service has these."""
OF_LIFE: Final = frozenset({CRISIS, "!ntalkcrisis"})
"""Facets of phrases whose words must stand together, as the no before what it denies."""
NEGATIONS: Final = frozenset([
    "not", "no", "dont", "never", "cant", "cannot", "wont", "aint", "nicht", "nich", "net", "ned", "nie", "kein",
    "keine", "keinen", "nimmer", "nimm", "nimma", "numm", "nuemm", "pas", "jamais", "jam", "nunca", "nunc", "sin",
    "ni", "non", "mai", "senza", "senz", "nao", "sem", "nem", "bez", "не", "нет", "никогда", "никогд", "нету",
    "без", "لا", "ما", "مش", "مو", "موش", "مب", "لم", "لن", "ليس", "بلا", "بدون", "دون", "yok", "degil", "hic",
])  # fmt: skip
"""Words that turn a sentence round, folded, and their stems: what they deny is no phrase without them."""
ANYWHERE: Final = "*:"
ROOT: Final = "-:"
HINT: Final = "?"
"""Beginnings of keys of `concepts`, beside those of languages."""

AFTER_ALL: Final = "\U0010ffff"
"""Sorts after every token with the same beginning."""

LONGEST: Final = 48
"""Characters that are looked at of one word or of a name written as one."""

WORLDWIDE: Final = "!world"
CONFIRM_FIRST: Final = "!confirm"
INSIDE_ONLY: Final = "!inside"
"""Talks or writes only over numbers that work inside their own country."""
ANONYMOUS: Final = "!anonymous"
FREE: Final = "!free"
ASKS_POLICE: Final = "!askspolice"
"""Does not tell the police without asking."""
ASKS_GUARDIANS: Final = "!asksguardians"
"""Does not tell parents or guardians without asking."""

CHANNELS: Final = ("phone", "sms", "chat", "messenger", "email", "form", "web", "in_person")
"""Ways to reach a service, each a facet `h`; what they are on a screen is the window's business."""
CHANNEL_OF: Final = {
    **{kind: kind for kind in ("phone", "sms", "chat", "email", "form", "web")},
    **dict.fromkeys(("whatsapp", "telegram", "signal", "line"), "messenger"),
    "onion": "web",
}
"""Type of a contact -> channel."""

_WORD: Final = re.compile(r"[^\W_]+")
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?(?:www\.)?")
_NUMBER: Final = re.compile(r"[+*#\d][\d*# ]*")
_COUNTRY_PREFIX: Final = re.compile(r"\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})")
"""Country calling codes as the ITU assigns them (E.164): these of one or two digits, all others of three."""
_NUMBER_QUERY: Final = re.compile(r"\(?[+*#]?\d[\d\s().*#\-\u2010-\u2015]*")
_NUMBER_WITHIN: Final = re.compile(r"\(?\+?\d(?:[\s().*#/\-\u2010-\u2015]*\d){5,}")
"""Six digits or more that stand together in other words: `call 030 123 456`."""
_SPOKEN_DOT: Final = re.compile(
    r"\s+(?:dot|punkt|punto|point|ponto|kropka|nokta|точка|нокта|نقطة|نقطه|ドット)\s+(?=[a-z]{2,6}(?:\s|$))",
    re.IGNORECASE,
)
_MOST_SPOKEN: Final = 3
_SHORTEST_END: Final = 5
_ARTICLES: Final = ("the",)
_LAST_WORDS: Final = 8
_FEWEST_INITIALS: Final = 3
_LONGEST_LABEL: Final = 5
_PLATFORMS: Final = frozenset({"meet", "forms", "docs", "sites", "bit", "chat", "line", "help", "info", "linktr"})
"""First labels of addresses that many share, or that are words for something else."""


_VISITED: Final = frozenset({"community_centre", "cafe_social"})
"""Kinds of service that one goes to."""


def channels_of(kind: str, contact_types: Iterable[str], address: str | None) -> frozenset[str]:
    """Give the ways to reach a service of a kind, `CHANNELS`, from its contacts and its address, if it shows one."""
    ways = {CHANNEL_OF[contact] for contact in contact_types}
    return frozenset(ways | ({"in_person"} if address or kind in _VISITED else set()))


@lru_cache(1024)
def facet(kind: str, code: str) -> str:
    """Name a facet.

    `kind` is one letter: c country, o the only country, r region (`DE/Berlin`), y city, n need, k service kind,
    a audience, l language, h channel, 1 or 2 need that it meets best or well.
    """
    return f"{FACET}{kind}{''.join(_WORD.findall(fold(code)))}"


def sound_tokens(word: str, *, asked: bool = False) -> tuple[str, ...]:
    """Name how a folded word sounds. `asked`: as names in other alphabets have it; in its own it is spelled right."""
    mark = SOUND + ("l" if word.isascii() is not asked else "o")
    # short names in Latin letters (`manny`) are like too much elsewhere
    keys = (key for key in sound_keys(word) if not (asked and word.isascii() and key.startswith("'")))
    return tuple(mark + key for key in keys)


def town(code: str) -> str:
    """Name the facet of a town, `DE/Köln`, exactly as `towns` has it."""
    return TOWN + code


def country_facet(code: str) -> str:
    """Name the facet of a service area; `*` is the whole world."""
    return WORLDWIDE if code == "*" else facet("c", code)


def country_of_region(region: str) -> str:
    """Name the facet of the country that the facet of a region (`DE/Berlin`) lies in."""
    return COUNTRY + region.removeprefix(REGION)[:2]


def joined(text: str) -> str:
    """Write a name or a query as one word."""
    return "".join(_WORD.findall(fold(text)))[:LONGEST]


def name_tokens(name: str) -> Iterator[str]:
    """Give the tokens by which a whole name, or a phrase in it, is found."""
    words = _WORD.findall(fold(name))
    for start in range(min(len(words), _LAST_WORDS)):
        yield PHRASE + "".join(words[start:])[:LONGEST]
    if words:
        yield WHOLE + "".join(words)[:LONGEST]
        if words[0] in _ARTICLES and len(words) > 1:
            yield WHOLE + "".join(words[1:])[:LONGEST]


def initials(name: str) -> str:
    """Give the capitals by which a name of three words or more may be known, empty where it has fewer: `MNW`."""
    heads = [word[0] for word in _WORD.findall(name) if word[0].isupper()]
    return "".join(heads) if _FEWEST_INITIALS <= len(heads) <= _LONGEST_LABEL else ""


def site_label(address: str) -> str:
    """Give the short name of an organisation's own site, empty where it is long or of a page deep in another's."""
    host, _, path = _SCHEME.sub("", address.lower()).partition("/")
    label, _, rest = host.partition(".")
    is_short = _FEWEST_INITIALS <= len(label) <= _LONGEST_LABEL and label.isalpha()
    return label if is_short and rest and "/" not in path.rstrip("/") and label not in _PLATFORMS else ""


def contact_tokens(value: str, display: str) -> Iterator[str]:
    """Give the tokens by which a contact is found.

    Args:
        value: the number or address itself.
        display: how it is dialled or written.
    """
    if _NUMBER.fullmatch(value):
        shown = western_digits(display)
        national = western_digits(_COUNTRY_PREFIX.sub("", value, count=1))
        yield from (NUMBER + number for number in (western_digits(value), national, shown, shown.lstrip("0")) if number)
        yield NUMBER + ENDS + western_digits(value)[::-1]
        return
    address = _SCHEME.sub("", value.lower().removeprefix("@"))
    yield ADDRESS + address_letters(address)
    labels = address.partition("/")[0].rpartition("@")[2].split(".")
    yield from (ADDRESS + address_letters(".".join(labels[start:])) for start in range(len(labels) - 1))


def western_digits(text: str) -> str:
    """Keep the digits of a text, of any script, as 0 to 9."""
    return "".join(character for character in fold(text) if character.isdecimal())


def address_letters(text: str) -> str:
    """Keep what tells addresses apart: letters and digits."""
    return "".join(_WORD.findall(text.casefold()))[:LONGEST]


def number_queries(text: str) -> tuple[str, ...]:
    """Give the digit strings a query may mean: as typed, and without the `0`, `00` or `8` dialled in front.

    Empty where the query is not a number of three digits or more.
    """
    folded = fold(text).strip()
    number = _NUMBER_QUERY.fullmatch(folded) or _NUMBER_WITHIN.search(folded)
    if number is None:
        return ()
    digits = western_digits(number.group())
    if len(digits) < 3:  # noqa: PLR2004
        return ()
    bare = digits.lstrip("0")
    variants = [digits, bare, digits.removeprefix("8")] if len(digits) > 6 else [digits, bare]  # noqa: PLR2004
    return tuple(dict.fromkeys(variant for variant in variants if len(variant) > 2))  # noqa: PLR2004


def number_ends(numbers: Iterable[str]) -> list[str]:
    """Give the tokens under which numbers are found from their end, for those long enough to be told apart."""
    return [NUMBER + ENDS + digits[::-1] for number in numbers if len(digits := number[1:]) >= _SHORTEST_END]


def spoken_address(text: str) -> str:
    """Write `example punto org` as the address it is; any other text comes back as it is."""
    written, spoken = _SPOKEN_DOT.subn(".", text.strip())
    return "".join(written.split()) if spoken and len(written.split()) <= _MOST_SPOKEN else text


def address_query(text: str) -> str:
    """Give a query as letters of an address; empty where it cannot be one."""
    bare = text.strip().lower()
    if not bare or any(character.isspace() for character in bare):
        return ""
    letters = address_letters(_SCHEME.sub("", bare.removeprefix("@")).removeprefix("www."))
    return letters if len(letters) > 3 else ""  # noqa: PLR2004


def looks_like_address(text: str) -> bool:
    """Say whether a query is meant as an address rather than as words."""
    bare = text.strip()
    return bool(bare) and not any(character.isspace() for character in bare) and any(sign in bare for sign in ".@/")
