"""The sentences of the exercises: each step has its own, and none of them judges or orders."""

from __future__ import annotations

import pytest

from guide_app.core.guides import EXERCISES, ExerciseId
from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.places import BUNDLE, locale_folder
from guide_app.core.values import LanguageCode
from guide_app.guides.courses import COURSES
from guide_app.guides.people import CLOSENESS, SAFETY
from guide_app.guides.play import Play
from guide_app.guides.titles import titles
from guide_app.guides.words import end_words, step_words
from guide_app.guides.words_safe import closeness, remarks, safety


def english(message: str, /, **_blanks: object) -> str:
    return message


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_step_and_every_choice_has_its_words(exercise: ExerciseId) -> None:
    words = step_words(exercise, english)
    assert tuple(words) == tuple(step.id for step in COURSES[exercise])
    for step in COURSES[exercise]:
        assert words[step.id].prompt
        assert tuple(words[step.id].choices) == step.choices
        assert len(set(words[step.id].choices.values())) == len(step.choices)


def test_every_exercise_stands_on_the_shelf_once() -> None:
    assert {title.id for title in titles(english)} == set(EXERCISES)
    assert len(titles(english)) == len(EXERCISES)
    assert all(1 <= title.minutes <= 20 for title in titles(english))


def test_the_map_has_its_words() -> None:
    assert tuple(closeness(english)) == CLOSENESS
    assert tuple(safety(english)) == SAFETY


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_end_is_kind_whether_it_was_reached_or_not(exercise: ExerciseId) -> None:
    for play in (Play(exercise), Play(exercise).stop(), Play(exercise, at=len(COURSES[exercise]))):
        heading, *sentences = end_words(play, english)
        assert heading
        assert sentences
        for hard in ("fail", "must", "should", "score", "wrong", "well done", "!"):
            assert hard not in " ".join((heading, *sentences)).lower(), hard


def test_stopping_says_that_nothing_had_to_be_finished() -> None:
    heading, sentence = end_words(Play("letter").stop(), english)
    assert heading == "You stopped, and that is fine"
    assert "nothing to finish" in sentence


def test_without_money_or_home_waiting_is_called_a_good_choice_and_the_last_word_is_theirs() -> None:
    play = Play("coming-out").next().next().choose("no").stop()
    _, first, *_, last = end_words(play, english)
    assert "Waiting is a good choice" in first
    assert "only you decide" in last
    assert set(remarks(english).values()) >= {first, last}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_there_in_every_language(language: str) -> None:
    text = Messages(LanguageCode(language), locale_folder(BUNDLE)).text

    def everything(say: object) -> list[str]:
        found = [part for title in titles(say) for part in (title.title, title.about)]  # type: ignore[arg-type]
        for exercise in EXERCISES:
            for words in step_words(exercise, say).values():  # type: ignore[arg-type]
                found += [words.prompt, words.hint, words.aside, *words.choices.values()]
            found += end_words(Play(exercise), say)  # type: ignore[arg-type]
        return [*filter(None, found), *remarks(say).values(), *closeness(say).values(), *safety(say).values()]  # type: ignore[arg-type]

    originals, said = everything(english), everything(text)
    same = [one for one, other in zip(originals, said, strict=True) if one == other and " " in one]
    assert bool(same) == (language == "en"), same
