"""Stems: what the inflected forms of a word have in common, in the languages that the program speaks.

Rules of Snowball for ten languages; of our own for Arabic's clitics and Japanese endings. The stemmers are loaded one
by one when a query is first read in their language, never at start.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from functools import cache, lru_cache
from typing import Final, Protocol

from guide_app.core.text import fold, is_unspaced, without_article

ALGORITHMS: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
"""Snowball's names for the languages that it has rules for."""
LATIN: Final = ("en", "de", "es", "fr", "it", "pl", "pt", "tr")
_PACKAGE: Final = "snowballstemmer"
_SHORTEST: Final = 3
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_ONE_LANGUAGE: Final = re.compile(
    "(?P<ko>[\u1100-\u11ff\uac00-\ud7a3])|(?P<th>[\u0e00-\u0e7f])|(?P<he>[\u05d0-\u05ea])|(?P<el>[\u0370-\u03ff])"
    "|(?P<hy>[\u0530-\u058f])|(?P<ka>[\u10a0-\u10ff])|(?P<am>[\u1200-\u137f])|(?P<bn>[\u0980-\u09ff])"
    "|(?P<ta>[\u0b80-\u0bff])|(?P<km>[\u1780-\u17ff])|(?P<my>[\u1000-\u109f])|(?P<lo>[\u0e80-\u0eff])"
)
_ARABIC_PROCLITIC: Final = re.compile("[وف](?=...)|(?:[بلكس]|ه|ح|رح)(?=....)")
_JAPANESE_ENDING: Final = re.compile(
    "(?:ください|しました|されました|させられ|ました|ません|ましょう|でしょうか|でしょう|でした|ですか|です|ますか|ます|なかった|ないです"
    "|たいです|たくて|たい|ない|ている|ていた|てる|てた|って|った|した|して|する|され|させ|られ|たら|れば|んだ|んで|いだ|いで|て|た|だ|で|る|な|に|を|が|は|の|も|と|へ|か|ね|よ)$",
)
_CHAT_ALIKE: Final = (("ou", "u"), ("oo", "u"), ("o", "u"), ("ch", "sh"), ("kh", "5"))
_CHAT_LETTERS: Final = str.maketrans({"7": "h", "8": "gh", "9": "q", "e": "i", "w": "u"})
_CHAT_Y: Final = re.compile("(?<![aiu])y(?![aiu])")
_CHAT_VOWELS: Final = re.compile("(?<=.)[aiu]+(?=.)|(?<=..)[aiu]+$")
_TWICE: Final = re.compile(r"(.)\1+")
_TWO_KANJI: Final = re.compile("[\u3400-\u9fff]{2}")
_MOST_ENDINGS: Final = 3


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - as Snowball calls it


def languages_of(word: str) -> tuple[str, ...]:
    """Give the languages whose script a word is written in; empty for scripts of none of them."""
    if word.isascii():
        return LATIN
    if is_unspaced(word):
        return ("ja",)
    if _ARABIC.search(word):
        return ("ar",)
    return ("ru",) if _CYRILLIC.search(word) else LATIN


def spoken_in(word: str) -> str:
    """Give the one language that a word's script is for and the program does not speak; empty for every other."""
    found = _ONE_LANGUAGE.search(word)
    return found.lastgroup or "" if found else ""


@lru_cache(8192)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Give the folded stems of a word in a language, the best first: with its accents, and as typed without them.

    Args:
        word: in small letters, accents kept.
        language: one of the program's; for Japanese a phrase without its endings comes back.
    """
    folded = fold(word)
    if language == "ja":
        return (_without_japanese_endings(folded),)
    if language == "ar":
        return _arabic_stems(folded)
    if len(folded) <= _SHORTEST or not folded.isalpha() or language not in ALGORITHMS:
        return (folded,)
    stemmer = _stemmer(language)
    forms = dict.fromkeys((word, folded))  # most words are written without accents: one form, stemmed once
    return tuple(dict.fromkeys(fold(stemmer.stemWord(form)) for form in forms))


def _arabic_stems(folded: str) -> tuple[str, ...]:
    """Take off the article, what is written together with a word, and its endings."""
    if folded.isascii():
        return tuple(dict.fromkeys((folded, _arabic_in_latin_letters(folded))))
    bare = without_article(folded)
    if len(bare) <= _SHORTEST or not _ARABIC.search(bare):
        return (bare,)
    stemmer = _stemmer("ar")
    found = [fold(stemmer.stemWord(bare))]
    shorter = _ARABIC_PROCLITIC.sub("", bare, count=1) if bare == folded else bare
    if shorter != bare:
        found.append(fold(stemmer.stemWord(shorter)))
    return tuple(dict.fromkeys(stem for stem in found if len(stem) >= _SHORTEST - 1)) or (bare,)


def _arabic_in_latin_letters(word: str) -> str:
    """Write a word of a chat in one way of the many: `7ayati` and `hyaty`, `nmout` and `nmoot`.

    Short vowels are left out as in writing, except where fewer than three letters would be left; `7` is `h`, as many
    type it.
    """
    for letters, letter in _CHAT_ALIKE:
        word = word.replace(letters, letter)
    word = _CHAT_Y.sub("i", _TWICE.sub(r"\1", word.translate(_CHAT_LETTERS)))
    short = _CHAT_VOWELS.sub("", word)
    return short if len(short) >= _SHORTEST else word.replace("i", "a")


def _without_japanese_endings(folded: str) -> str:
    """Take endings of verbs and particles off a phrase, down to what still tells something."""
    for _ in range(_MOST_ENDINGS):
        shorter = _JAPANESE_ENDING.sub("", folded, count=1)
        if shorter == folded or not (len(shorter) >= _SHORTEST or _TWO_KANJI.fullmatch(shorter)):
            break
        folded = shorter
    return folded


@cache
def _stemmer(language: str) -> _Stemmer:
    """Load one stemmer: Snowball's C, or where no wheel has it, its Python, slower, with the same stems."""
    name = ALGORITHMS[language]
    try:
        import Stemmer
    except ModuleNotFoundError:
        return stemmer_in_python(name)
    stemmer: _Stemmer = Stemmer.Stemmer(name, 0)  # what was asked before is remembered by `stems`
    return stemmer


def stemmer_in_python(name: str) -> _Stemmer:
    """Load one stemmer by its English name. The package itself would load all of them, which takes 30 ms."""
    if _PACKAGE not in sys.modules:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None:
            raise ModuleNotFoundError(f"{_PACKAGE} is not installed", name=_PACKAGE)
        sys.modules[_PACKAGE] = importlib.util.module_from_spec(spec)  # known by name, its list of languages unread
    module = importlib.import_module(f"{_PACKAGE}.{name}_stemmer")
    stemmer: _Stemmer = getattr(module, f"{name.capitalize()}Stemmer")()
    return stemmer
