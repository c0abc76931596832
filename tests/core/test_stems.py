"""Stems: inflected words come down to the same, in each language's own way."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.languages import LANGUAGES
from guide_app.core.stems import ALGORITHMS, languages_of, stemmer_in_python, stems
from guide_app.core.text import fold

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "anwälte", "anwalt"),
        ("de", "beratungsstellen", "beratungsstelle"),
        ("en", "lawyers", "lawyer"),
        ("es", "abogadas", "abogado"),
        ("fr", "avocates", "avocat"),
        ("it", "avvocati", "avvocato"),
        ("pl", "prawnika", "prawnik"),
        ("pt", "advogadas", "advogado"),
        ("ru", "адвоката", "адвокат"),
        ("tr", "evden", "evde"),
        ("ar", "المحامية", "محامي"),
        ("ar", "وطردوني", "طردوني"),
        ("ar", "أهلي", "اهلك"),
        ("ja", "追い出されました", "追い出された"),
        ("ja", "弁護士を", "弁護士"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    assert set(stems(one, language)) & set(stems(other, language))


@pytest.mark.parametrize(
    ("language", "typed", "written"), [("fr", "menacee", "menacée"), ("es", "adiccion", "adicción")]
)
def test_accents_that_are_left_out_cost_nothing(language: str, typed: str, written: str) -> None:
    assert set(stems(typed, language)) & set(stems(written, language))


def test_a_short_word_stays_whole() -> None:
    assert stems("gay", "en") == ("gay",)
    assert stems("死に", "ja") == ("死に",)
    assert stems("بيت", "ar") == ("بيت",)


def test_a_language_without_rules_leaves_words_as_they_are() -> None:
    assert stems("szivárvány", "hu") == ("szivarvany",)


@pytest.mark.parametrize(
    ("word", "languages"), [("адвокат", ("ru",)), ("محامي", ("ar",)), ("弁護士", ("ja",)), ("べんごし", ("ja",))]
)
def test_a_script_says_whose_word_it_is(word: str, languages: tuple[str, ...]) -> None:
    assert languages_of(word) == languages


def test_latin_letters_may_be_of_eight_languages() -> None:
    assert len(languages_of("anwalt")) == len(languages_of("łódź")) == 8


@given(st.text(max_size=20), st.sampled_from(sorted(LANGUAGES)))
def test_no_word_crashes(word: str, language: str) -> None:
    assert stems(word, language)


def test_both_stemmers_give_the_same_for_every_word_of_guides_and_word_lists() -> None:
    """A snapshot built by one is read by the other."""
    Stemmer = pytest.importorskip("Stemmer", reason="no wheel of PyStemmer for this machine")  # noqa: N806
    for language, name in ALGORITHMS.items():
        words = _words_in(language)
        assert len(words) > 2_000
        quick, slow = Stemmer.Stemmer(name, 0), stemmer_in_python(name)
        assert {word: quick.stemWord(word) for word in words} == {word: slow.stemWord(word) for word in words}


def _words_in(language: str) -> set[str]:
    """Give the words of all files of a language: its guides, and the lists of words."""
    texts = [path.read_text("utf-8") for path in (ROOT / "data").rglob(f"{language}.*")]
    words = {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{3,30}", text)}
    return words | {fold(word) for word in words}


@pytest.mark.parametrize(
    ("missing", "loaded"),
    [
        ("", ["Stemmer"]),
        ("sys.modules['Stemmer'] = None", ["snowballstemmer.german_stemmer"]),
    ],
    ids=["C", "Python"],
)
def test_only_the_stemmers_in_use_are_loaded_and_none_before_a_word_is_read(missing: str, loaded: list[str]) -> None:
    code = (
        f"import sys; {missing}\n"
        "from guide_app.core.stems import stems; import guide_app.store.search\n"
        "def loaded():\n"
        "    return [name for name in sys.modules if (name == 'Stemmer' or name.endswith('_stemmer')) and "
        "sys.modules[name]]\n"
        "assert loaded() == []\n"
        "assert stems('beratungen', 'de') == stems('beratung', 'de')\n"
        f"assert loaded() == {loaded!r}, loaded()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
