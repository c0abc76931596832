"""Guides: read in every language, and found by their words, whatever language these are in."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.store import hand_made

from guide_app.core.errors import NotInSnapshotError
from guide_app.core.guides import Block, GuideId, Span, pack_blocks, text_of
from guide_app.core.languages import LANGUAGES
from guide_app.core.text import words_in
from guide_app.core.values import CountryCode, LanguageCode, NeedId
from guide_app.store.builder import build_snapshot
from guide_app.store.guide_index import decode_places, split_place, words_of
from guide_app.store.guide_search import MOST, find_guides, guides_beside
from guide_app.store.guides import guide_headings, guide_titles, guides_for, read_guide
from guide_app.store.query import Query
from guide_app.store.rows import CanonicalRow
from guide_app.store.search import search
from guide_app.store.snapshot import Snapshot

EN, DE, AR = LanguageCode("en"), LanguageCode("de"), LanguageCode("ar")
FOUND = [
    ("en", "i want to die", "next-hour"),
    ("en", "how to breathe", "breathing-and-grounding"),
    ("en", "parents of a trans child", "parents-and-family"),
    ("ar", "مخنوق", "next-hour"),
    ("ar", "أهلي عرفوا", "hostile-family"),
    ("ar", "شرطة", "police-borders-asylum"),
    ("it", "discriminazione al lavoro", "discrimination-at-work"),
    ("fr", "ma famille veut me changer", "pressure-to-change"),
    ("de", "Angst vor der Schule", "school"),
    ("pl", "moje dziecko jest trans", "parents-and-family"),
    ("tr", "aileme açılmak", "coming-out"),
    ("pt", "grupo de apoio", "peer-support"),
    ("ru", "родители выгнали из дома", "thrown-out"),
    ("ja", "眠れない", "next-hour"),
    ("ja", "カミングアウト", "coming-out"),
    ("es", "no puedo respirar", "breathing-and-grounding"),
]


def rows_of(guide: str, position: int, needs: list[str], **texts: tuple[str, str]) -> list[CanonicalRow]:
    """Make a guide; `texts`: language -> title, and a paragraph below one heading."""
    made: list[CanonicalRow] = [("guides", (guide, position, json.dumps(needs), "[]"))]
    for language, (title, said) in texts.items():
        blocks = [Block("heading", ((Span("What to do"),),)), Block("paragraph", ((Span(said),),))]
        packed = json.dumps(pack_blocks(blocks), ensure_ascii=False)
        made.append(("guide_texts", (guide, language, title, "In short", "machine", "2026-11-23", 0, packed)))
    return made


def stock() -> list[CanonicalRow]:
    return [
        *hand_made.stock(),
        *rows_of(
            "night", 0, ["talk"], en=("Through the night", "Drink water."), de=("Durch die Nacht", "Trink Wasser.")
        ),
        *rows_of("law", 1, ["legal"], en=("What the law says", "Ask Łukasz the lawyer.")),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return hand_made.open_stock(tmp_path_factory.mktemp("guides"), stock())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_there_in_every_language(real: Snapshot, language: LanguageCode) -> None:
    titles = guide_titles(real, language)
    assert len(titles) >= 26
    for title in titles:
        guide = read_guide(real, title.id, language)
        assert (guide.language, guide.title, guide.needs) == (language, title.title, title.needs)
        headings = [text_of(block.lines[0]) for block in guide.blocks if block.kind == "heading"]
        assert tuple(headings) == guide_headings(real, title.id, language)
        assert len(headings) >= 3


def test_a_text_that_is_missing_is_shown_in_english(small: Snapshot) -> None:
    assert [title.title for title in guide_titles(small, DE)] == ["Durch die Nacht", "What the law says"]
    assert read_guide(small, GuideId("law"), DE).language == EN
    assert guide_headings(small, GuideId("law"), DE) == ("What to do",)
    assert guide_headings(small, GuideId("gone"), DE) == ()
    with pytest.raises(NotInSnapshotError, match="gone"):
        read_guide(small, GuideId("gone"), EN)


@pytest.mark.parametrize(("language", "query", "wanted"), FOUND)
def test_people_find_the_guide_they_mean(real: Snapshot, language: str, query: str, wanted: str) -> None:
    asked = Query(query, language=LanguageCode(language), country=CountryCode("DE"))
    found = guides_beside(real, asked, search(real, asked))
    assert wanted in [hit.id for hit in found]
    assert len(found) <= MOST


def test_accents_and_case_do_not_matter(small: Snapshot) -> None:
    for query in ("lukasz", "ŁUKASZ", "Łukasz "):
        assert [hit.id for hit in find_guides(small, query, EN)] == ["law"]


def test_words_of_another_language_are_found_too(small: Snapshot) -> None:
    assert [(hit.id, hit.title) for hit in find_guides(small, "Wasser", EN)] == [("night", "Through the night")]
    assert find_guides(small, "Wasser", AR)[0].id == "night"


def test_a_word_in_the_text_leads_to_its_section(small: Snapshot) -> None:
    (hit,) = find_guides(small, "lawyer", EN)
    assert (hit.section, hit.heading) == (1, "What to do")
    (whole,) = find_guides(small, "night", EN)
    assert (whole.section, whole.heading) == (0, "")


@pytest.mark.parametrize("word", ["grounding", "asylum", "whatsapp"])
def test_what_was_found_stays_from_letter_to_letter(real: Snapshot, word: str) -> None:
    if word == "whatsapp":  # in none of them
        assert find_guides(real, word, EN) == ()
        return
    wanted = find_guides(real, word, EN)[0].id
    for end in range(5, len(word) + 1):
        assert wanted in [hit.id for hit in find_guides(real, word[:end], EN)], word[:end]


def test_what_all_guides_say_leads_to_none(real: Snapshot) -> None:
    for query in ("you", "the", "and you", "", "  ", "12", "?!"):
        assert find_guides(real, query, EN) == (), query


def test_a_need_shows_its_guides(real: Snapshot) -> None:
    query = Query(need=NeedId("home"), language=EN)
    hits = guides_beside(real, query, search(real, query))
    assert [hit.id for hit in hits] == [title.id for title in guides_for(real, NeedId("home"), EN)[:MOST]]
    assert "thrown-out" in [hit.id for hit in hits]


def test_nobody_is_left_without_a_guide(real: Snapshot) -> None:
    for query in (Query("qqqqxyz", language=EN), Query("qqqqxyz", need=NeedId("legal"), language=EN)):
        assert guides_beside(real, query, search(real, query))


def test_the_index_is_the_same_for_the_same_guides(tmp_path: Path) -> None:
    rows, files = stock(), []
    for number in range(3):
        random.Random(number).shuffle(rows)
        files.append(tmp_path / f"{number}.sqlite")
        build_snapshot(rows, files[-1])
    assert len({file.read_bytes() for file in files}) == 1


def test_the_index_holds_each_word_where_it_stands(small: Snapshot) -> None:
    stored = dict(small.select("SELECT token, places FROM guide_tokens"))
    ((token,),) = words_of(words_in("water"), "en")
    assert [split_place(place) for place in decode_places(stored[token])] == [(0, 1, 0)]
    ((everywhere,),) = words_of(words_in("what"), "en")
    assert stored[everywhere] == b""
