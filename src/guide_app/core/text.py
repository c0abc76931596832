"""Folding of text for search: the same at build time and at query time.

What is compared is never shown. The trial behind the choices is in `docs/adr` (search).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

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
        "گ": "ك",
        "ء": "",
        "ـ": "",
        **dict.fromkeys("’'‘ʼʻ`´′", ""),
        # soft hyphens, joiners and marks of direction come along when something is copied
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\ufeff", ""),
        # katakana is read as hiragana; the sound mark of long vowels stays
        **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},
        # two ways to write one sound
        **dict.fromkeys("づヅ", "ず"),
        **dict.fromkeys("ぢヂ", "じ"),
    },
)
_INVISIBLE: Final = re.compile(
    f"[{re.escape(''.join(chr(code) for code, to in _MAP.items() if to == '' and not chr(code).isalpha()))}]"
)
# Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels and hamza.
# Others (the voicing of kana, Indic vowels) make a different word and stay.
_MARKS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]")
_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")
_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile("[\u3041-\u3096\u30fc\u3400-\u4dbf\u4e00-\u9fff々]+")
_ARABIC_ARTICLE: Final = re.compile("(?:[وفبك]?ال|[وف]?لل)(?=...)")
_ELISION: Final = re.compile(
    r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|presqu|(?:d|n|s|da|co|su|a)?(?:e|u)?ll|un|quest|quell|gl)['’](?=\w)",
)
"""French and Italian words that lean on the next: `l'avocat`, `dell'amore`."""
_LEANING_SUFFIX: Final = re.compile(
    r"(?<=\w\w)['’](?:[dt][ae](?:n|ki(?:ler)?)?|[yn]?[aeiuı\u00fc]|[ns]?[iuı\u00fc]n|l[iuı\u00fc](?:yim)?)\b",
)
"""Turkish endings of names: `İstanbul'da`."""
_ONE_SCRIPT: Final = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff々]+|[^\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff々]+"
)
_SPELLED_OUT: Final = re.compile("[aou]e")


class Typed(NamedTuple):
    """A word as somebody typed it."""

    raw: str
    """Small letters with their accents: what stemming needs."""
    folded: str


def fold(text: str) -> str:
    """Bring text to the form in which it is compared: width, case, accents and spelling variants removed.

    Case: `I`, `İ` and `ı` all become `i`, since a reader's keyboard decides which of them is typed.
    """
    return _bare(_lowered(text))


def words_in(text: str) -> list[Typed]:
    """Give the words of a text in order, in both forms; runs of unspaced script are words by themselves."""
    lowered = _INVISIBLE.sub("", unicodedata.normalize("NFC", _lowered(text)))
    return [typed for word in _WORD.findall(lowered) for typed in _typed(word)]


@lru_cache(8192)
def _typed(word: str) -> tuple[Typed, ...]:
    """Give the words in a run of small letters and digits: one, where no unspaced script stands in it."""
    return tuple(Typed(part, folded) for part in _of_one_script(word) for folded in _WORD.findall(_bare(part)))


def index_terms(text: str) -> list[str]:
    """Give the terms under which a text is found, in order, variants beside the word they belong to.

    Scripts without spaces give overlapping pairs; an Arabic word with an article also stands without it.
    """
    terms: list[str] = []
    for word in _WORD.findall(fold(text)):
        terms += pieces(word)
        bare = without_article(word)
        if bare != word:
            terms.append(bare)
    return terms


def query_terms(text: str) -> list[str]:
    """Give the terms that a query asks for; each is to be looked up as the beginning of a term."""
    return [term for word in _WORD.findall(fold(text)) for term in pieces(without_article(word))]


def unspaced_runs(text: str) -> list[str]:
    """Give the runs of script without spaces in a folded text."""
    return _UNSPACED.findall(text)


def is_unspaced(word: str) -> bool:
    """Say whether a word holds script without spaces."""
    return not word.isascii() and _UNSPACED.search(word) is not None


def pieces(word: str) -> list[str]:
    """Split a folded word at the borders of unspaced script; a run of it gives its overlapping pairs."""
    if word.isascii():
        return [word]
    found: list[str] = []
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            found.append(word[end : run.start()])
        characters = run.group()
        found += [characters[i : i + 2] for i in range(max(1, len(characters) - 1))]
        end = run.end()
    if end < len(word):
        found.append(word[end:])
    return found


def without_article(word: str) -> str:
    """Take an Arabic article, and what is written together with it, off a folded word."""
    return _ARABIC_ARTICLE.sub("", word, count=1) if _ARABIC_ARTICLE.match(word) else word


def without_spelled_umlauts(word: str) -> str:
    """Read `ae`, `oe` and `ue` as the letters that keyboards without umlauts write so: `koeln`, `muenchen`."""
    return _SPELLED_OUT.sub(lambda match: match.group()[0], word).replace("ue", "u")


def _of_one_script(word: str) -> list[str]:
    """Split `hiv検査`: letters beside unspaced script are a word of their own."""
    return [word] if word.isascii() else _ONE_SCRIPT.findall(word)


def _lowered(text: str) -> str:
    lowered = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower().replace("i\u0307", "i")
    if "'" in lowered or "’" in lowered:
        lowered = _LEANING_SUFFIX.sub("", _ELISION.sub("", lowered))
    return lowered


def _bare(lowered: str) -> str:
    if lowered.isascii() and "'" not in lowered and "`" not in lowered:
        return lowered
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    folded = unicodedata.normalize("NFC", bare).translate(_MAP)
    return folded if folded.isascii() else _western_digits(folded)


def _western_digits(text: str) -> str:
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit.group())), text)
