"""How far the exercises are in each language: their sentences are the program's own, and stand in its catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from guide_app.core.guides import EXERCISES, ExerciseId
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.guides.titles import titles
from guide_app.guides.words import step_words
from guide_app.publisher.catalogues import CODE, forms_of, gather, load_catalogue
from guide_app.publisher.catalogues import Sentence as CodeSentence

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

Sentence = tuple[str, str | None]
"""English and its context."""
_PAGES: Final[Mapping[ExerciseId, str]] = {"breathing": "breathing.py", "people": "around.py"}
"""Exercises that say things on a page of their own."""
_PLACES: Final = ("guides/", "ui/exercises/")
"""Where the code of exercises says anything."""


class Told(NamedTuple):
    """How far an exercise is in a language."""

    translated: int
    all: int


def exercise_sentences() -> Mapping[ExerciseId, tuple[Sentence, ...]]:
    """Give the sentences of each exercise: its title, its line on the shelf, and every step."""
    heads = {title.id: (title.title, title.about) for title in titles(_plain)}
    found = {}
    for exercise in EXERCISES:
        said: list[Sentence] = [(sentence, None) for sentence in heads[exercise]]

        def note(message: str, said: list[Sentence] = said, context: str | None = None, **_blanks: object) -> str:
            said.append((message, context))
            return message

        step_words(exercise, note)
        said += [(each.message, each.context) for each in _on_pages() if each.place == _PAGES.get(exercise)]
        found[exercise] = tuple(dict.fromkeys(said))
    return found


def told(translations: Path) -> Mapping[ExerciseId, Mapping[LanguageCode, Told]]:
    """Count the sentences of each exercise that each language has."""
    sentences = exercise_sentences()
    catalogues = {code: load_catalogue(code, translations) for code in LANGUAGES if code != FALLBACK}
    return {
        exercise: {
            code: Told(len(said), len(said))
            if code == FALLBACK
            else Told(sum(_has(catalogues[code], *sentence) for sentence in said), len(said))
            for code in LANGUAGES
        }
        for exercise, said in sentences.items()
    }


def translations_of_exercises(language: LanguageCode, translations: Path) -> Iterator[str]:
    """Walk over all that exercises say in a language but English, as its catalogue has it."""
    for message in load_catalogue(language, translations):
        if any(str(place).startswith(_PLACES) for place, _ in message.locations):
            yield from filter(None, forms_of(message.string))


@cache
def _on_pages() -> tuple[CodeSentence, ...]:
    return gather(CODE / "ui" / "exercises")


def _has(catalog: Catalog, sentence: str, context: str | None) -> bool:
    message = catalog.get(sentence, context)
    return message is not None and all(forms_of(message.string))


def _plain(message: str, **_blanks: object) -> str:
    return message
