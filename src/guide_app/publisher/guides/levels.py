"""How hard the guides are to read: for each language the formula that its own readers of such things use.

A formula sees the length of words and sentences, and nothing else. Each was made for readers of one language, and its
scale was set by its authors, most by years of school. Nobody has tied these scales to the levels of the Common
European Framework, so the two bounds are ours: B1 is what the scale calls easy (up to about the seventh or eighth year
of school), B2 what it calls plain or of middle difficulty (up to about the tenth).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.counting import Counts, count, mean, prose, runs, sentences
from guide_app.publisher.guides.reading import GuideFile

Level = Literal["B1", "B2", "above B2"]


class Formula(NamedTuple):
    """A formula of reading ease, and what its score means."""

    name: str
    score: Callable[[str, Counts], float]
    b1: float
    """The hardest score that is still B1."""
    b2: float
    """The hardest score that is still B2."""
    scale: str
    """Whose formula it is, and what the bounds rest on."""

    def level(self, score: float) -> Level:
        """Give the level of a score; whether more is harder is told by the bounds."""
        sign = 1 if self.b2 > self.b1 else -1
        if sign * score <= sign * self.b1:
            return "B1"
        return "B2" if sign * score <= sign * self.b2 else "above B2"


def read_level(file: GuideFile) -> tuple[float, Level]:
    """Give the score of a guide and its level."""
    formula = FORMULAS[file.language]
    text = prose(file)
    score = formula.score(text, count(text, file.language))
    return score, formula.level(score)


def _flesch(base: float, sentence: float, word: float) -> Callable[[str, Counts], float]:
    """Make a formula of Flesch's form: words of a sentence and syllables of a word, each with its weight."""
    return lambda _, c: base + sentence * c.words / c.sentences + word * c.syllables / c.words


def lix(_: str, c: Counts) -> float:
    """Words of a sentence, and long words of a hundred."""
    return c.words / c.sentences + 100 * c.long_words / c.words


def gulpease(_: str, c: Counts) -> float:
    """Sentences and letters of a hundred words, from 0 (hard) to 100."""
    return 89 + (300 * c.sentences - 10 * c.letters) / c.words


def fog_pl(_: str, c: Counts) -> float:
    """Words of a sentence, and words of four syllables or more of a hundred, as years of school."""
    return 0.4 * (c.words / c.sentences + 100 * c.hard_words / c.words)


def tateishi(text: str, _: Counts) -> float:
    """Characters of a sentence, lengths of runs of one script, and commas of a sentence; 50 is the middle."""
    of_text = sentences(text)
    return (
        115.79
        - 0.12 * mean(len("".join(sentence.split())) for sentence in of_text)
        - 1.37 * mean(map(len, runs(text, "A-Za-zＡ-Ｚａ-ｚ")))
        + 7.4 * mean(map(len, runs(text, "ぁ-ゖ")))
        - 23.18 * mean(map(len, runs(text, "一-鿿々")))
        - 5.4 * mean(map(len, runs(text, "ァ-ヺー")))
        - 4.67 * text.count("、") / max(1, len(of_text))
    )


_FLESCH_BANDS: Final = "Flesch's bands: 70 fairly easy (seventh year of school), 60 plain (eighth and ninth)"
_FORMULAS: Final = {
    "ar": Formula(
        "LIX",
        lix,
        30,
        40,
        "Björnsson 1968: 30 easy, 40 middle; made for Swedish. There are no norms for Arabic: its words are shorter in"
        " writing, so the bounds are a step stricter than for German; vowel signs are left out",
    ),
    "de": Formula("LIX", lix, 40, 50, "Björnsson 1968 and 1983 (eleven languages): 40 middle, 50 hard"),
    "en": Formula(
        "Flesch-Kincaid grade",
        _flesch(-15.59, 0.39, 11.8),
        7,
        9,
        "Kincaid and others 1975, in years of school; plain English is the eighth and ninth (Flesch 1949)",
    ),
    "es": Formula(
        "Szigriszt-Pazos",
        _flesch(206.835, -1, -62.3),
        65,
        55,
        "INFLESZ, Barrio-Cantalejo and others 2008: from 65 fairly easy, from 55 normal",
    ),
    "fr": Formula("Kandel-Moles", _flesch(207, -1.015, -73.6), 70, 60, f"Kandel and Moles 1958; {_FLESCH_BANDS}"),
    "it": Formula(
        "Gulpease",
        gulpease,
        60,
        50,
        "Lucisano and Piemontese 1988: from 60 easy after eight years of school, from 40 after thirteen",
    ),
    "ja": Formula(
        "Tateishi RS",
        tateishi,
        60,
        50,
        "Tateisi, Ono and Yamada 1988: the mean of their texts is 50, their standard deviation 10",
    ),
    "pl": Formula(
        "FOG-PL",
        fog_pl,
        8,
        10,
        "After Gunning, and Pisarek 1969 for what is hard: years of school, of which the basic school has eight",
    ),
    "pt": Formula(
        "Flesch after Martins",
        _flesch(248.835, -1.015, -84.6),
        62,
        50,
        "Martins and others 1996: from 75 very easy, from 50 easy (fifth to eighth year of school); 62 halves those",
    ),
    "ru": Formula(
        "Flesch-Kincaid after Oborneva",
        _flesch(-15.59, 0.5, 8.4),
        7,
        9,
        "Oborneva 2006, in years of school, with the bounds of English",
    ),
    "tr": Formula(
        "Ateşman",
        _flesch(198.825, -2.61, -40.175),
        70,
        60,
        "Ateşman 1997: from 70 easy (to the eighth year of school); 60 to 69 are the ninth and tenth",
    ),
}
FORMULAS: Final[Mapping[LanguageCode, Formula]] = {LanguageCode(code): each for code, each in _FORMULAS.items()}
