"""Names across scripts: a key that a name has in common with its spelling in another alphabet.

Consonants alone, since Arabic leaves vowels out, kana puts extra ones in, and romanisations differ in them most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from guide_app.core.text import fold, is_unspaced

SHORTEST: Final = 3
"""Consonants that a key needs to mean anything."""

_CYRILLIC: Final = dict(
    zip("абвгдезийклмнопрстуфхцчшщъыьэюяіїєґў", [
        "a", "b", "v", "g", "d", "e", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts",
        "ch", "sh", "sh", "", "i", "", "e", "iu", "ia", "i", "i", "e", "g", "u",
    ], strict=True),
) | {"ж": "j"}  # fmt: skip
_ARABIC: Final = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژڤ", [
        "a", "b", "t", "t", "j", "h", "h", "d", "d", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "g", "f", "k", "k",
        "l", "m", "n", "h", "u", "i", "b", "ch", "j", "v",
    ], strict=True),
)  # fmt: skip
_ROWS: Final = {
    "k": "かきくけこ", "g": "がぎぐげご", "s": "さすせそ", "sh": "し", "z": "ざずぜぞ", "j": "じ", "t": "たてと",
    "ch": "ち", "ts": "つ", "d": "だでど", "n": "なにぬねのん", "h": "はひへほ", "f": "ふ", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ", "w": "わ", "v": "ゔ",
    "": "あいうえおやゆよをゃゅょぁぃぅぇぉっーゎ",
}  # fmt: skip
_KANA: Final = {kana: sound for sound, row in _ROWS.items() for kana in row}
_SMALL_VOWELS: Final = frozenset("ゃゅょ")
_LATIN: Final = {
    kana: consonant + vowel
    for consonant, row in (
        ("", "あいうえお"), ("k", "かきくけこ"), ("g", "がぎぐげご"), ("s", "さ-すせそ"), ("z", "ざ-ずぜぞ"),
        ("t", "た--てと"), ("d", "だ--でど"), ("n", "なにぬねの"), ("h", "はひ-へほ"), ("b", "ばびぶべぼ"),
        ("p", "ぱぴぷぺぽ"), ("m", "まみむめも"), ("y", "や-ゆ-よ"), ("r", "らりるれろ"), ("w", "わ----"),
    )
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != "-"
} | {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "を": "o",
    "ん": "n", "ゔ": "vu",
    "ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o",
}  # fmt: skip
_LETTERS: Final = _CYRILLIC | _ARABIC | _KANA
_TYPED_RUSSIAN: Final = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("yu", "ю"),
    ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("iy", "ии"), ("ye", "е"),
    *zip("abvgdezijklmnoprstufhcywxq'", "абвгдезийклмнопрстуфхцывхкь", strict=True),
)  # fmt: skip
_ALIKE: Final = (
    ("sch", "x"), ("tsch", "c"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("sh", "x"),
    ("ch", "c"), ("ts", "s"), ("ck", "k"), ("qu", "k"), ("zh", "g"),
)  # fmt: skip
_ONE_SOUND: Final = str.maketrans("qzvpjl", "ksbbgr", "aeiouywh'")
_ONE_SOUND_SHORT: Final = str.maketrans("qzvpjl", "ksbbgr", "aeiou'")
_HALF_VOWELS: Final = {"و": "w", "ي": "y"}
_SOFT_C: Final = re.compile("c(?=[eiy])")
_TWICE: Final = re.compile(r"(.)\1+")
_CODA_R: Final = re.compile("r(?![aeiouy])")


@lru_cache(16384)
def sound_keys(word: str) -> tuple[str, ...]:
    """Give the keys of a word or a name written as one word; none where it has too few consonants.

    Several for Latin letters: kana leaves out an `r` that no vowel follows (`Trevor`, トレバー), `qu` and `x` are read
    in two ways, and so are `w`, `cz`, `sz` and `rz`.
    """
    folded = fold(word)
    if folded.isascii():
        letters = "".join(filter(str.isalpha, folded))
        slavic = letters.replace("w", "v").replace("cz", "ch").replace("sz", "sh").replace("rz", "zh")
        kv = letters.replace("qu", "kv")
        read = (letters, _CODA_R.sub("", letters), kv, _CODA_R.sub("", kv), slavic, letters.replace("x", "ks"))
        short = () if _key(letters) else _short_key(letters)
        return (*dict.fromkeys(key for key in map(_key, read) if key), *short)
    if is_unspaced(folded) and not all(sign in _KANA or sign.isascii() for sign in folded):
        return ()
    written = "".join(_LETTERS.get(sign, sign) for sign in folded)
    key = _key(written) if written.isascii() else ""
    if not key and _ARABIC.keys() >= set(folded):
        return _short_key("".join(_HALF_VOWELS.get(sign, _LETTERS[sign]) for sign in folded))
    return (key,) if key else ()


@lru_cache(16384)
def romaji(word: str) -> str:
    """Write kana in Latin letters, as signs and passports do; empty where there is more than kana."""
    folded = fold(word)
    if not folded or not all(sign in _KANA for sign in folded):
        return ""
    written = ""
    for sign in folded:
        if sign in _SMALL_VOWELS:
            written = written.rstrip("aeiou") + ("" if written.endswith(("shi", "chi", "ji")) else "y")
        written += _LATIN.get(sign, "")
    return written


def in_cyrillic(word: str) -> str:
    """Read Russian that was typed in Latin letters."""
    for latin, letter in _TYPED_RUSSIAN:
        word = word.replace(latin, letter)
    return word


def in_latin(word: str) -> str:
    """Write a folded word in Cyrillic in Latin letters; empty where there is more than Cyrillic."""
    return "".join(_CYRILLIC[sign] for sign in word) if _CYRILLIC.keys() >= set(word) else ""


def _short_key(latin: str) -> tuple[str, ...]:
    """Give the key of a name of two consonants, in which what is half a vowel counts as well: `Helem`, `Aswat`."""
    key = _key(latin, _ONE_SOUND_SHORT)
    return ("'" + key,) if key else ()


def _key(latin: str, sounds: Mapping[int, str | int | None] = _ONE_SOUND) -> str:
    for letters, sound in _ALIKE:
        latin = latin.replace(letters, sound)
    latin = _SOFT_C.sub("s", latin)
    latin = _TWICE.sub(r"\1", latin.replace("c", "k").translate(sounds))
    return latin if len(latin) >= SHORTEST else ""
