"""Nine exercises in eleven languages: every sentence is there, and none says what no guide may say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.publisher.bent_guides import TRANSLATIONS, real_library

from guide_app.core.guides import EXERCISES
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.catalogues import catalogue_path
from guide_app.publisher.guides.exercises import exercise_sentences, told, translations_of_exercises


def test_every_exercise_is_whole_in_every_language() -> None:
    known = told(TRANSLATIONS)
    assert set(known) == set(EXERCISES)
    for languages in known.values():
        assert set(languages) == set(LANGUAGES)
        assert all(each.translated == each.all > 5 for each in languages.values())


def test_a_sentence_that_is_not_translated_is_counted_out(tmp_path: Path) -> None:
    shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    path = catalogue_path(tmp_path / "translations", "fr")
    head, entry, rest = path.read_text("utf-8").partition('msgid "The letter that is not sent"\n')
    path.write_text(f'{head}{entry}msgstr ""\n{rest.partition(chr(10))[2]}', "utf-8")
    letter = told(tmp_path / "translations")["letter"]
    assert letter[LanguageCode("fr")].translated == letter[LanguageCode("fr")].all - 1
    assert letter[LanguageCode("de")].translated == letter[LanguageCode("de")].all


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_exercise_says_what_no_guide_may(language: str) -> None:
    code = LanguageCode(language)
    if code == FALLBACK:
        said = [sentence for sentences in exercise_sentences().values() for sentence, _ in sentences]
    else:
        said = list(translations_of_exercises(code, TRANSLATIONS))
    assert len(said) > 100
    patterns = [word.pattern for word in real_library().words_of(code) if word.pattern is not None]
    assert [text for text in said for pattern in patterns if pattern.search(text)] == []
