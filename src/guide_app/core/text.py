"""Folding of text for search: the same at build time and at query time.

What is compared is never shown. The trial behind the choices is in `docs/adr` (search).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FOLD_VERSION: Final = 1
"""Raised with every change of what this module gives: a snapshot of another version is refused."""

_MAP: Final = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ى": "ي",
        "ة": "ه",
        "ٱ": "ا",
        "ی": "ي",
        "ک": "ك",
        "ـ": "",
        "’": "",
        "'": "",
        # katakana is read as hiragana; the sound mark of long vowels stays
        **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},
    },
)
# Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels and hamza.
# Others (the voicing of kana, Indic vowels) make a different word and stay.
_MARKS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]")
_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile("[\u3041-\u3096\u30fc\u3400-\u4dbf\u4e00-\u9fff々]+")
_ARABIC_ARTICLE: Final = re.compile("(?:[وفبك]?ال|[وف]?لل)(?=...)")


def fold(text: str) -> str:
    """Bring text to the form in which it is compared: width, case, accents and spelling variants removed.

    Case: `I`, `İ` and `ı` all become `i`, since a reader's keyboard decides which of them is typed.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    folded = unicodedata.normalize("NFC", bare).translate(_MAP)
    return folded if folded.isascii() else _western_digits(folded)


def index_terms(text: str) -> list[str]:
    """Give the terms under which a text is found, in order, variants beside the word they belong to.

    Scripts without spaces give overlapping pairs; an Arabic word with an article also stands without it.
    """
    terms: list[str] = []
    for word in _WORD.findall(fold(text)):
        terms += _pieces(word)
        bare = _without_article(word)
        if bare != word:
            terms.append(bare)
    return terms


def query_terms(text: str) -> list[str]:
    """Give the terms that a query asks for; each is to be looked up as the beginning of a term."""
    return [term for word in _WORD.findall(fold(text)) for term in _pieces(_without_article(word))]


def _pieces(word: str) -> list[str]:
    """Split a word at the borders of unspaced script; a run of it gives its overlapping pairs."""
    pieces: list[str] = []
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            pieces.append(word[end : run.start()])
        characters = run.group()
        pieces += [characters[i : i + 2] for i in range(max(1, len(characters) - 1))]
        end = run.end()
    if end < len(word):
        pieces.append(word[end:])
    return pieces


def _without_article(word: str) -> str:
    return _ARABIC_ARTICLE.sub("", word, count=1) if _ARABIC_ARTICLE.match(word) else word


def _western_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
