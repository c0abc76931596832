"""How long a text is.

In most languages that is its words: what stands between blanks and holds a letter or a digit. Japanese has no blanks,
so its characters are counted, punctuation with them, as on the squares of manuscript paper.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.reading import GuideFile


class Range(NamedTuple):
    """From where to where, both included."""

    least: float
    most: float

    def __contains__(self, number: object) -> bool:
        """Say whether a number lies inside."""
        return isinstance(number, int | float) and self.least <= number <= self.most


_WORDS: Final = Range(300, 700)
_CHARACTERS: Final = Range(900, 1900)
_BY_CHARACTERS: Final = frozenset({"ja"})
_USUAL_RATIOS: Final = {
    "ar": 0.83,
    "de": 1.23,
    "es": 1.13,
    "fr": 1.20,
    "it": 1.12,
    "ja": 0.60,
    "pl": 1.11,
    "pt": 1.07,
    "ru": 1.11,
    "tr": 1.10,
}
"""Characters of a translation for each of the English text: the middle of all guides as they first stood."""
_LEEWAY: Final = 0.15


def unit(language: str) -> str:
    """Name what is counted."""
    return "characters" if language in _BY_CHARACTERS else "words"


def length(file: GuideFile) -> int:
    """Count the words of a text, or its characters where the language has no blanks."""
    if file.language in _BY_CHARACTERS:
        return characters(file)
    return sum(any(map(str.isalnum, word)) for line in file.lines for word in line.text.split())


def characters(file: GuideFile) -> int:
    """Count all characters of a text but blanks."""
    return sum(len("".join(line.text.split())) for line in file.lines)


def allowed_length(language: str) -> Range:
    """Give how long a guide may be in a language."""
    return _CHARACTERS if language in _BY_CHARACTERS else _WORDS


def allowed_ratio(language: LanguageCode) -> Range:
    """Give how many characters a translation may have for each of its original's."""
    usual = _USUAL_RATIOS[language]
    return Range(round(usual * (1 - _LEEWAY), 2), round(usual * (1 + _LEEWAY), 2))
