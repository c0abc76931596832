"""What the words of a query lead to."""

from __future__ import annotations

import pytest

from guide_app.core.values import LanguageCode
from guide_app.store.meaning import Meaning, understand
from guide_app.store.snapshot import Snapshot
from guide_app.store.terms import terms_of

EN, AR = map(LanguageCode, ("en", "ar"))


def read(snapshot: Snapshot, text: str, language: LanguageCode = EN) -> Meaning:
    return understand(snapshot, terms_of(text), language)


def facets(meaning: Meaning) -> set[str]:
    return {match.facet for match in meaning.matches}


@pytest.mark.parametrize(
    ("text", "language", "facet"),
    [
        ("lawyers", EN, "!nlegal"),
        ("police lawyer", EN, "!nlegal"),
        ("help legal", EN, "!klegalaid"),
        ("المحامي", AR, "!nlegal"),
        ("Berlin", AR, "!tDE/Berlin"),
        ("ببرلين", AR, "!tDE/Berlin"),
        ("ベルリンの", EN, "!tDE/Berlin"),
        ("Londyn", EN, "!tGB/London"),
        ("arabic", EN, "!lar"),
        ("trans people", EN, "!atrans"),
    ],
)
def test_words_lead_to_what_they_mean(text: str, language: LanguageCode, facet: str, snapshot: Snapshot) -> None:
    assert facet in facets(read(snapshot, text, language))


@pytest.mark.parametrize("text", ["cannot go on", "i want to die", "WANT TO DIE", "suicide"])
def test_a_matter_of_life_is_recognised(text: str, snapshot: Snapshot) -> None:
    assert read(snapshot, text).crisis


@pytest.mark.parametrize("text", ["i want to go", "lawyer", "on the go", "die"])
def test_words_of_such_a_sentence_alone_are_none(text: str, snapshot: Snapshot) -> None:
    assert not read(snapshot, text).crisis


def test_small_words_say_nothing(snapshot: Snapshot) -> None:
    assert [term.folded for term in read(snapshot, "I want a lawyer in Berlin").telling] == ["lawyer", "berlin"]
    assert [term.folded for term in read(snapshot, "i want").telling] == ["i", "want"], "where nothing else is left"


def test_half_a_word_is_completed_while_it_is_typed(snapshot: Snapshot) -> None:
    begun = understand(snapshot, terms_of("lawy"), EN, finished=False)
    assert "!nlegal" in facets(begun)
    assert "!nlegal" not in facets(read(snapshot, "lawy"))
