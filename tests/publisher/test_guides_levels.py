"""Reading ease: what is counted, the formulas by published or hand-made examples, and that no guide is above B2."""

from __future__ import annotations

import pytest
from tests.publisher.bent_guides import real_library

from guide_app.core.languages import LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.counting import Counts, count, sentences, syllables_of
from guide_app.publisher.guides.levels import FORMULAS, Formula, lix, read_level

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
SYLLABLES = {
    "en": {"the": 1, "walked": 1, "wanted": 2, "people": 2, "science": 2, "create": 2, "houses": 2, "lonely": 2},
    "es": {"ciudad": 2, "día": 2, "leer": 2, "aunque": 2, "violencia": 3, "hoy": 1, "y": 1},
    "fr": {"personne": 3, "idée": 2, "écoute": 3, "que": 1, "théâtre": 3, "lieu": 1},
    "pl": {"miejsce": 2, "się": 1, "bezpieczeństwo": 4, "radio": 2, "w": 1},
    "pt": {"coração": 3, "ações": 2, "dia": 2, "violência": 3, "água": 2, "saúde": 3},
    "ru": {"справочник": 3, "идея": 3, "в": 1, "объяснять": 3},
    "tr": {"güvenlik": 3, "okul": 2, "aile": 3, "saat": 2},
}
WORDS = [(language, word, number) for language, words in SYLLABLES.items() for word, number in words.items()]
HUNDRED = Counts(sentences=10, words=100, letters=450, syllables=180, long_words=20, hard_words=5)
"""A text that can be worked by hand: ten words a sentence."""


@pytest.mark.parametrize(("language", "word", "number"), WORDS)
def test_syllables_are_counted_as_they_are_spoken(language: str, word: str, number: int) -> None:
    assert syllables_of(word, language) == number


def test_a_published_example_of_english() -> None:
    """One that has gone round with the formula: 13 words, 26 syllables by most counts, grade 11 to 13."""
    counts = count(PLATYPUS, "en")
    assert (counts.sentences, counts.words) == (1, 13)
    assert FORMULAS[LanguageCode("en")].score(PLATYPUS, counts) == pytest.approx(11.3, abs=1.9)
    mat = "The cat sat on the mat."
    assert FORMULAS[LanguageCode("en")].score(mat, count(mat, "en")) == pytest.approx(-1.45, abs=0.005)


@pytest.mark.parametrize(
    ("language", "score"),
    [
        ("de", 10 + 20),
        ("en", 0.39 * 10 + 11.8 * 1.8 - 15.59),
        ("es", 206.835 - 62.3 * 1.8 - 10),
        ("fr", 207 - 1.015 * 10 - 73.6 * 1.8),
        ("it", 89 + (300 * 10 - 10 * 450) / 100),
        ("pl", 0.4 * (10 + 5)),
        ("pt", 248.835 - 1.015 * 10 - 84.6 * 1.8),
        ("ru", 0.5 * 10 + 8.4 * 1.8 - 15.59),
        ("tr", 198.825 - 40.175 * 1.8 - 2.610 * 10),
    ],
)
def test_each_formula_as_its_author_wrote_it(language: str, score: float) -> None:
    assert FORMULAS[LanguageCode(language)].score("", HUNDRED) == pytest.approx(score)


def test_the_formula_of_japanese() -> None:
    """Two sentences of 5 and 8 characters, a comma; runs: 4 of hiragana, 3 of kanji, 1 of katakana."""
    text = "私は行く。雨、テレビを見る。"
    kana, kanji, katakana = (1 + 1 + 1 + 1) / 4, (1 + 1 + 1 + 1) / 4, 3.0
    score = 115.79 - 0.12 * (4 + 8) / 2 + 7.4 * kana - 23.18 * kanji - 5.4 * katakana - 4.67 * 1 / 2
    assert FORMULAS[LanguageCode("ja")].score(text, count(text, "ja")) == pytest.approx(score)


def test_vowel_signs_of_arabic_make_no_word_longer() -> None:
    assert count("نَفَسًا عميقًا", "ar") == count("نفسا عميقا", "ar")
    assert lix("", count("نَفَسًا عميقًا.", "ar")) == 2


def test_sentences_end_at_stops_and_lines() -> None:
    assert len(sentences("Ist das gut? Ja. „Nicht jetzt.“ Sagt sie\nund 3.5 geht")) == 5
    assert len(sentences("はい。「だめ。」そう言う。")) == 3
    assert len(sentences("هل هذا جيد؟ نعم.")) == 2


@pytest.mark.parametrize(("score", "level"), [(60, "B1"), (59.9, "B2"), (50, "B2"), (49.9, "above B2")])
def test_a_scale_that_falls(score: float, level: str) -> None:
    assert Formula("", lix, 60, 50, "").level(score) == level


@pytest.mark.parametrize(("score", "level"), [(7, "B1"), (7.1, "B2"), (9, "B2"), (9.1, "above B2")])
def test_a_scale_that_rises(score: float, level: str) -> None:
    assert Formula("", lix, 7, 9, "").level(score) == level


def test_every_language_has_a_formula_with_a_source() -> None:
    assert set(FORMULAS) == set(LANGUAGES)
    assert all(any(map(str.isdigit, formula.scale)) for formula in FORMULAS.values())


def test_no_guide_is_above_b2() -> None:
    assert {read_level(file)[1] for file in real_library().texts()} <= {"B1", "B2"}
