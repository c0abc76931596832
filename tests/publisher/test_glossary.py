"""What the eleven say is what their glossaries say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from guide_app.core.errors import SourceError
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.publisher.catalogues import load_catalogue, untranslated
from guide_app.publisher.glossary import careless, forbidden, load_glossary, pairs

OTHERS = sorted(set(LANGUAGES) - {FALLBACK})
_FITS: Final = {
    ("fr", "unknown", "aucun"): "what is unknown fits no filter: the word stands for the filter",
}
"""(language, term, word): why it is right there."""


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_a_register_and_forty_terms(language: str) -> None:
    glossary = load_glossary(language)
    assert glossary["language"] == language
    assert len(glossary["register"]) > 40
    assert len(glossary["terms"]) >= 40
    assert len({term["en"] for term in glossary["terms"]}) == len(glossary["terms"])


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_uses_a_word_that_its_glossary_avoids(language: str) -> None:
    terms = []
    for term in load_glossary(language)["terms"]:
        avoided = [word for word in term.get("avoid") or () if (language, term["en"], word) not in _FITS]
        terms.append({**term, "avoid": avoided})
    assert forbidden(terms, pairs(language), language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_missing(language: str) -> None:
    assert untranslated(load_catalogue(language)) == ()


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_careless(language: str) -> None:
    assert [problem for english, said in pairs(language) for problem in careless(english, said)] == []


SHELTER = {"en": "shelter", "use": "Notunterkunft", "avoid": ["Asyl", "Heim"], "note": ""}


@pytest.mark.parametrize(
    ("english", "said", "wrong"),
    [
        ("A shelter", "Ein Asyl", True),
        ("Shelters", "Asyl, Bett", True),
        ("A shelter", "Eine Notunterkunft", False),
        ("Asylum", "Asyl", False),
        ("A shelter", "Ein Heimweg", False),
    ],
)
def test_a_word_is_wrong_only_for_its_own_term(english: str, said: str, *, wrong: bool) -> None:
    assert bool(forbidden([SHELTER], [(english, said)], "de")) is wrong


def test_what_is_to_be_used_may_hold_what_is_to_be_avoided() -> None:
    term = {"en": "temporarily closed", "use": "fermé pour l’instant", "avoid": ["fermé"]}
    assert forbidden([term], [("Temporarily closed", "Fermé pour l’instant")], "fr") == []
    assert forbidden([term], [("Temporarily closed", "Fermé")], "fr") != []


def test_a_language_without_spaces_is_searched_inside_of_words() -> None:
    term = {"en": "suicide", "use": "自死", "avoid": ["自殺"]}
    assert forbidden([term], [("about suicide", "自殺のこと")], "ja") != []


@pytest.mark.parametrize(
    ("english", "said"), [("Copy", "Ko\u00adpie"), ("Copy", "\u200fنسخ"), ("Two words", "Zwei  Worte"), ("Yes.", "Ja")]
)
def test_carelessness_is_found(english: str, said: str) -> None:
    assert list(careless(english, said)) != []


@pytest.mark.parametrize("text", ["terms:\n  - {en: guide}\n", "terms: [", "- a list\n"])
def test_a_glossary_out_of_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "glossary.yaml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"glossary\.yaml"):
        load_glossary("de", tmp_path)
