"""What formulas of reading ease count in a text: sentences, words, letters and syllables.

Syllables are counted by rules of spelling, language by language: near enough for an average over a text, which is all
that the formulas use. Headings and the labels of buttons are no sentences and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from guide_app.core.guides import BlockKind
from guide_app.publisher.guides.reading import GuideFile

_NOT_PROSE: Final[frozenset[BlockKind]] = frozenset({"heading", "exercise"})
_END: Final = re.compile(r"(?:[.!?…؟](?=[\"'»”’“\s)]|$)|[。！？])+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_SIGNS: Final = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Vowel signs of Arabic, which are no letters and are seldom written, and the line that stretches a word."""
_LONG: Final = 6
_HARD: Final = 4


class Counts(NamedTuple):
    """What stands in a text."""

    sentences: int
    words: int
    letters: int
    syllables: int
    long_words: int
    """Of more than six letters."""
    hard_words: int
    """Of four syllables or more."""


def prose(file: GuideFile) -> str:
    """Give the text of a guide, a line for each of its lines, without headings and buttons."""
    return "\n".join(line.text for line in file.lines if line.kind not in _NOT_PROSE)


def sentences(text: str) -> list[str]:
    """Split a text where sentences end; a line ends one in any case."""
    parts = (part for line in text.splitlines() for part in _END.split(line))
    return [part for part in parts if any(map(str.isalnum, part))]


def count(text: str, language: str) -> Counts:
    """Count a text. Syllables are those of the language; 0 where its formula asks for none."""
    words = _WORD.findall(_SIGNS.sub("", text))
    per_word = [syllables_of(word, language) for word in words]
    letters = [sum(map(str.isalnum, word)) for word in words]
    return Counts(
        sentences=max(1, len(sentences(text))),
        words=max(1, len(words)),
        letters=sum(letters),
        syllables=sum(per_word),
        long_words=sum(number > _LONG for number in letters),
        hard_words=sum(number >= _HARD for number in per_word),
    )


def syllables_of(word: str, language: str) -> int:
    """Count the syllables of a word, one at least; 0 for a language that is not counted so."""
    counter = _SYLLABLES.get(language)
    return max(1, counter(word.casefold())) if counter is not None else 0


def _vowels(letters: str) -> Callable[[str], int]:
    return lambda word: sum(word.count(letter) for letter in letters)


def _english(word: str) -> int:
    stem = re.sub(r"(?<=[gq])u(?=[aeio])|e(?=(?:ly|less|ful|ment|thing|one|body|how|where)s?$)", "", word)
    cut = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxgc])es$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$", "", stem)
    hiatus = re.findall(r"[^cgstx]i[aou]|iet|scien|[aeouy]ing|ism$|crea(?!tur)|ea$|(?<!p)eo|[^r]ua", cut)
    return len(re.findall(r"[aeiouy]+", cut)) + len(hiatus)


def _romance(strong: str, weak: str, joined: str) -> Callable[[str], int]:
    """Count by groups of vowels: each strong vowel is a syllable, weak ones lean on them; `joined` pairs are one."""
    group = re.compile(f"[{strong}{weak}]+")
    of_group = re.compile(f"{joined}|[{strong}]")
    return lambda word: sum(max(1, len(of_group.findall(vowels))) for vowels in group.findall(word))


def _french(word: str) -> int:
    """Count as in writing and in verse: the e at the end is one, but not after another vowel."""
    word = re.sub(r"(?<=[gq])u(?=[eiéèêy])", "", word)
    return len(re.findall(r"[aeiouyàâäéèêëîïôöùûüœæ]+", word)) + len(re.findall(r"[éï][aâoôu]", word))


def _portuguese(word: str) -> int:
    """Count as Spanish does; the i of `dia` and the u of `rua` stand alone where no accent says where the stress is."""
    apart = re.search(r"(?<=[^aeiougq])[iu][ao]s?$", word) and not re.search("[áéíóúâêôãõ]", word)
    return _ROMANCE_PT(word) + bool(apart)


def _polish(word: str) -> int:
    return len(re.findall(r"[aąeęoóuy]|i(?![aąeęioóuy])", word))


_ROMANCE_PT: Final = _romance("aeoáéóâêôàíúãõ", "iuü", "[ãõ][oe]")
_SYLLABLES: Final[Mapping[str, Callable[[str], int]]] = {
    "en": _english,
    "es": _romance("aeoáéóíú", "iuüy", "(?!)"),
    "fr": _french,
    "pl": _polish,
    "pt": _portuguese,
    "ru": _vowels("аеёиоуыэюя"),
    "tr": _vowels("aeıioöuüâîû"),
}


def runs(text: str, letters: str) -> list[str]:
    """Give the longest pieces of a text that hold nothing but these letters (a class of a regular expression)."""
    return re.findall(f"[{letters}]+", text)


def mean(lengths: Iterable[int]) -> float:
    """Give the middle of some numbers; 0 of none."""
    known = list(lengths)
    return sum(known) / len(known) if known else 0.0
