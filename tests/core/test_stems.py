"""Stems: inflected words come down to the same, in each language's own way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.languages import LANGUAGES
from guide_app.core.stems import languages_of, stems


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


def test_only_the_stemmers_in_use_are_loaded_and_none_before_a_word_is_read() -> None:
    code = (
        "import sys; from guide_app.core.stems import stems; import guide_app.store.search\n"
        "assert not any(name.startswith('snowballstemmer') for name in sys.modules)\n"
        "stems('beratung', 'de')\n"
        "assert [name for name in sys.modules if name.endswith('_stemmer')] == ['snowballstemmer.german_stemmer']"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
