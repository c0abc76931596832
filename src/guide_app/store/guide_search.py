"""Finding guides beside services: by their words, in whichever of the languages they were written, and by the need.

It runs with every letter that is typed, so it is kept small: one look-up of the words in the reader's language, one
more in others where that found nothing, and sums over a few dozen guides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from math import log2
from typing import Final, NamedTuple

from guide_app.core.guides import GuideId, GuideTitle
from guide_app.core.languages import FALLBACK
from guide_app.core.stems import languages_of
from guide_app.core.text import Typed, is_unspaced, words_in
from guide_app.core.values import LanguageCode, NeedId
from guide_app.store.guide_index import BODY, HEADING, SUMMARY, TITLE, decode_places, split_place, words_of
from guide_app.store.guides import guide_headings, guide_titles, guides_for
from guide_app.store.query import Found, Query
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import AFTER_ALL, facet

MOST: Final = 3
"""So many guides stand beside services."""
_WEIGHTS: Final = {TITLE: 4.0, HEADING: 2.5, SUMMARY: 2.0, BODY: 1.0}
_TELLING: Final = 1.0
"""A word that stands in more than half of the guides does not lead to any of them."""
_UNKNOWN: Final = 1.5
"""What a word counts that stands in none, where the others are weighed against the whole query."""
_ENOUGH: Final = 0.5
"""This part of what the query says must be in a guide."""
_NEED: Final = (8.0, 5.0, 2.0)
"""For a guide that names the likeliest need first, second or third."""
_LONGEST_TEXT: Final = 200
_MOST_WORDS: Final = 12
_SHORTEST_BEGUN: Final = 3
_ENDING: Final = 4
_MOST_BEGUN: Final = 60
_Places = dict[str, tuple[int, ...]]
_Scores = dict[int, dict[int, float]]
"""Guide -> section -> how much of the query stands there."""


class GuideHit(NamedTuple):
    """A guide that was found."""

    id: GuideId
    title: str
    section: int
    """The number of the heading below which it stands, from 1; 0: the guide as a whole."""
    heading: str
    """That heading; empty for the whole."""


def guides_beside(snapshot: Snapshot, query: Query, found: Found) -> tuple[GuideHit, ...]:
    """Give the guides that belong beside what was found, the best first; where no service was, at least one.

    Raises:
        StorageLostError: the file can no longer be read.
    """
    language = query.language or FALLBACK
    hits = find_guides(snapshot, query.text, language, found.need) if query.text.strip() else ()
    if not hits and query.need and (not query.text.strip() or not found.hits):
        hits = tuple(map(_whole, guides_for(snapshot, query.need, language)[:MOST]))
    if not hits and (instead := [step.detail for step in found.steps if step.kind == "need"]):
        hits = tuple(map(_whole, guides_for(snapshot, NeedId(instead[0]), language)[:1]))
    if not hits and not found.hits:  # nobody is left with nothing
        hits = tuple(map(_whole, _titles(snapshot, language)[:1]))
    return hits


def find_guides(snapshot: Snapshot, text: str, language: LanguageCode, need: str = "") -> tuple[GuideHit, ...]:
    """Find guides by words, and by the need that they most likely mean.

    Args:
        snapshot: where to look.
        text: as it was typed.
        language: the reader's; its words come first, other languages of the same script are tried after it.
        need: the likeliest need, as facets are written (`store.tokens.facet`); empty: none.

    Raises:
        StorageLostError: the file can no longer be read.
    """
    titles = _titles(snapshot, language)
    typed = words_in(text[:_LONGEST_TEXT])[:_MOST_WORDS]
    own = list(words_of(typed, language))
    places = _look_up(snapshot, {token for word in own for token in word})
    if not text[-1:].isspace():
        _complete(snapshot, typed, language, own, places)
    scores = _weigh(own, places, len(titles))
    if not scores and any(not _is_known(word, places) for word in own):
        scores = _in_others(snapshot, typed, language, len(titles))
    total = {guide: sum(sections.values()) for guide, sections in scores.items()}
    for number, bonus in _bonuses(snapshot).get(need, {}).items():
        total[number] = total.get(number, 0.0) + bonus
    best = sorted(total, key=lambda guide: (-total[guide], guide))[:MOST]
    return tuple(_hit(snapshot, titles[guide], scores.get(guide, {}), language) for guide in best)


def _in_others(snapshot: Snapshot, typed: list[Typed], language: str, guides: int) -> _Scores:
    """Weigh the sections by words of the other languages of the same script, of the one that fits best."""
    others = sorted({other for word in typed for other in languages_of(word.folded)} - {language})
    words = {other: list(words_of(typed, other)) for other in others}
    places = _look_up(snapshot, {token for each in words.values() for word in each for token in word})
    best: _Scores = {}
    highest = 0.0
    for each in words.values():
        scores = _weigh(each, places, guides) if any(_is_known(word, places) for word in each) else {}
        top = max((sum(sections.values()) for sections in scores.values()), default=0.0)
        if top > highest:
            best, highest = scores, top
    return best


def _weigh(words: Iterable[tuple[str, ...]], places: _Places, guides: int) -> _Scores:
    """Weigh the sections of each guide that has enough of the query."""
    scores: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    covered: defaultdict[int, float] = defaultdict(float)
    whole, telling = 0.0, set[int]()
    for word in dict.fromkeys(words):
        best: dict[int, tuple[float, int]] = {}
        for place in {place for token in word for place in places.get(token, ())}:
            guide, section, field = split_place(place)
            here = _WEIGHTS[field], -section
            if guide not in best or here > best[guide]:
                best[guide] = here
        tells = log2(guides / len(best)) if best else 0.0
        whole += tells if _is_known(word, places) else _UNKNOWN
        for guide, (weight, section) in best.items() if tells else ():
            scores[guide][-section] += tells * weight
            covered[guide] += tells
        if tells >= _TELLING:
            telling.update(best)
    return {guide: dict(scores[guide]) for guide in telling if covered[guide] >= _ENOUGH * whole}


def _look_up(snapshot: Snapshot, tokens: Iterable[str]) -> _Places:
    statement = "SELECT token, places FROM guide_tokens WHERE token IN (SELECT value FROM json_each(?))"
    rows = snapshot.select(statement, (json.dumps(sorted(tokens)),))
    return {token: tuple(decode_places(blob)) for token, blob in rows}


def _complete(
    snapshot: Snapshot, typed: list[Typed], language: str, words: list[tuple[str, ...]], places: _Places
) -> None:
    """Let the last word, which may be begun only, stand for all that begin so, or that it has outgrown already."""
    if not typed or _is_known(words[-1], places) or is_unspaced(typed[-1].folded):
        return
    begun = typed[-1].folded
    if len(begun) < _SHORTEST_BEGUN:
        return
    start = f"{language}:{begun}"
    statement = "SELECT places FROM guide_tokens WHERE token >= ? AND token < ? LIMIT ?"
    found = snapshot.select(statement, (start, start + AFTER_ALL, _MOST_BEGUN))
    stored = [place for (blob,) in found for place in decode_places(blob)]
    if not stored:
        shortest = max(_SHORTEST_BEGUN + 1, len(begun) - _ENDING)
        shorter = _look_up(snapshot, [f"{language}:{begun[:length]}" for length in range(shortest, len(begun))])
        stored = list(shorter[max(shorter)]) if shorter else []
    if stored:
        words[-1] = (start,)
        places[start] = tuple(stored)


def _is_known(word: tuple[str, ...], places: _Places) -> bool:
    return any(token in places for token in word)


def _bonuses(snapshot: Snapshot) -> dict[str, dict[int, float]]:
    """Give what each need, written as in facets, adds to which guides, by their positions."""

    def read() -> dict[str, dict[int, float]]:
        found: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for number, title in enumerate(_titles(snapshot, FALLBACK)):
            for bonus, need in zip(_NEED, title.needs, strict=False):
                found[facet("n", need)[2:]][number] = bonus
        return dict(found)

    return snapshot.once("needs of guides", read)


def _hit(snapshot: Snapshot, title: GuideTitle, sections: dict[int, float], language: LanguageCode) -> GuideHit:
    """Give a guide with the section that has most of what was asked; one that is named as a whole has none."""
    section = max(sections, key=lambda each: (sections[each], -each), default=0)
    if not section:
        return _whole(title)
    headings = guide_headings(snapshot, title.id, language)
    return (
        GuideHit(title.id, title.title, section, headings[section - 1]) if section <= len(headings) else _whole(title)
    )


def _whole(title: GuideTitle) -> GuideHit:
    return GuideHit(title.id, title.title, 0, "")


def _titles(snapshot: Snapshot, language: LanguageCode) -> tuple[GuideTitle, ...]:
    return snapshot.once(f"guides {language}", lambda: guide_titles(snapshot, language))
