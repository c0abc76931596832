"""How long a passphrase would hold against someone who has the file and a room of computers. A guess, on the low side.

It knows little words: a line out of a song or a holy book looks good to it and is not. The window says so.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from guide_app.notes.common_words import COMMON_WORDS
from guide_app.notes.sealing import spelled

Level = Literal["empty", "weak", "fair", "good"]
"""empty: nothing that counts. weak: found within days. fair: holds against someone at home, not against a state.

good: holds. For the window: "This would be found quickly", "This holds against people around you", "This holds"."""
Advice = Literal["longer", "common", "repeated", "row", "number"]
"""What would help most, for the window to put into words:

- longer: more words; four or five that have nothing to do with each other are easy to keep in mind.
- common: it has a word that is tried first: a name, a greeting, "password".
- repeated: something is said twice, which adds next to nothing.
- row: it has letters in the order of the alphabet or of the keyboard.
- number: it is a date, a year, a telephone number, or digits alone.
"""


class Strength(NamedTuple):
    """What to tell someone about a passphrase."""

    level: Level
    bits: float
    """The logarithm to base 2 of how many guesses it takes. 40 bits at 10,000 guesses a second are three years."""
    advice: tuple[Advice, ...] = ()


_FAIR: Final = 36.0
_GOOD: Final = 56.0
_COMMON: Final = 8.0
_REPEATED: Final = 1.0
_ROW: Final = 5.0
_WORD: Final = 12.0
"""One of 4,096 words: what people think of by themselves is not the whole dictionary."""
_LETTER: Final = 2.6
_LETTER_OF_MANY: Final = 1.9
"""In words that are run together."""
_IDEOGRAPH: Final = 6.0
_DIGIT: Final = 2.5
_SIGN: Final = 3.0
_MIXED: Final = 4.2
"""A letter or digit of what seems to be drawn by chance."""
_SHORTEST_ROW: Final = 4
_SHORTEST_DATE: Final = 4
_CHANGES: Final = 2
"""A word, a year, a word: that is still how people write."""
_ROWS: Final = tuple(
    row + row[::-1]
    for row in (
        "abcdefghijklmnopqrstuvwxyz",
        "0123456789012",
        "qwertyuiop",
        "qwertzuiop",
        "azertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "yxcvbnm",
        "йцукенгшщзхъ",
        "фывапролджэ",
        "абвгдежзиклмн",
        "ابتثجحخد",
        "あいうえお",
    )
)
_FOR_LETTERS: Final = str.maketrans("013457@$!ıłøđ", "oieastasiilod")


def judge(passphrase: str, own: Collection[str] = ()) -> Strength:
    """Judge a passphrase; `own` are words that someone near would try: the file's name, the account's name, a town."""
    text = spelled(passphrase).decode("utf-8", "surrogatepass").casefold()
    if not text:
        return Strength("empty", 0.0, ("longer",))
    common = COMMON_WORDS | {_plain(word) for word in own}
    bits, advice, seen = 0.0, set[Advice](), set[str]()
    for piece in _pieces(text, common):
        more, why = (_REPEATED, "repeated") if piece in seen and piece.isalnum() else _judge_piece(piece, common)
        seen.add(piece)
        bits += more
        if why:
            advice.add(why)
    if 2 * sum(letter.isdecimal() for letter in text) > len(text):
        advice.add("number")
    level: Level = "good" if bits >= _GOOD else "fair" if bits >= _FAIR else "weak"
    if level != "good":
        advice.add("longer")
    order: tuple[Advice, ...] = ("common", "repeated", "row", "number", "longer")
    return Strength(level, bits, tuple(item for item in order if item in advice))


def _pieces(text: str, common: Collection[str]) -> list[str]:
    """Cut at spaces, at signs, and between letters and digits; what looks drawn by chance stays together."""
    pieces: list[str] = []
    for word in text.split():
        ending = re.search(r"[\d\W_]*$", word)
        end = ending.start() if ending else len(word)
        if _plain(word[:end]) in common:  # "p@ssw0rd2024!"
            pieces += [part for part in (word[:end], word[end:]) if part]
            continue
        for part in re.findall(r"[^\W_]+|[\W_]+", word):
            pieces += [part] if _by_chance(part) else re.findall(r"\d+|\D+", part)
    return pieces


def _judge_piece(piece: str, common: Collection[str]) -> tuple[float, Advice | None]:
    """Give the bits of a piece, and what is wrong with it."""
    half = piece[: len(piece) // 2]
    if _plain(piece) in common or piece in common:
        return _COMMON, "common"
    if len(set(piece)) == 1 and len(piece) > 1:
        return _ROW, "repeated"
    if len(piece) >= _SHORTEST_ROW and any(piece in row for row in _ROWS):
        return _ROW, "row"
    if len(piece) >= _SHORTEST_ROW and half * 2 == piece:
        return _judge_piece(half, common)[0] + _REPEATED, "repeated"
    if piece.isdecimal():
        return len(piece) * _DIGIT, "number" if len(piece) >= _SHORTEST_DATE else None
    return _unknown(piece), None


def _unknown(piece: str) -> float:
    """Give the bits of what is no known pattern."""
    if not any(letter.isalnum() for letter in piece):
        return math.log2(1 + len(piece)) * _SIGN
    if _by_chance(piece):
        return len(set(piece)) * _MIXED
    by_letters = sum(_IDEOGRAPH if _is(letter, "CJK") else _LETTER for letter in piece)
    written_in_one = any(_is(letter, "CJK") or _is(letter, "HIRAGANA") for letter in piece)
    if written_in_one:  # Japanese, without spaces
        return by_letters
    return max(min(_WORD, by_letters), len(piece) * _LETTER_OF_MANY)


def _by_chance(part: str) -> bool:
    """Say whether letters and digits alternate as nobody writes them."""
    kinds = [letter.isdecimal() for letter in part]
    return sum(before != after for before, after in itertools.pairwise(kinds)) > _CHANGES


def _is(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)


def _plain(piece: str) -> str:
    """Undo accents, capitals and digits that stand for letters."""
    apart = unicodedata.normalize("NFD", piece.casefold().translate(_FOR_LETTERS))
    return unicodedata.normalize("NFC", "".join(x for x in apart if not unicodedata.combining(x)))
