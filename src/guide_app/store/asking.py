"""A query as sets of services: what it says of names, needs, people and places, each with what it counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Final, NamedTuple

from guide_app.core.sounds import romaji
from guide_app.core.stems import stems
from guide_app.core.text import fold, is_unspaced, pieces, without_article
from guide_app.core.values import CountryCode
from guide_app.store import places
from guide_app.store.lookup import beginning_with, having, joined, sets_of
from guide_app.store.meaning import Match, Meaning
from guide_app.store.postings import numbers_of
from guide_app.store.ranking import Part
from guide_app.store.snapshot import Snapshot
from guide_app.store.spelling import is_known, similar_words
from guide_app.store.terms import Term
from guide_app.store.tokens import (
    AUDIENCE,
    BEST,
    CITY,
    COUNTRY,
    GOOD,
    KIND,
    LANGUAGE,
    LONGEST,
    NAME,
    NEED,
    PHRASE,
    REGION,
    TOWN,
    WHOLE,
    sound_tokens,
)
from guide_app.store.tokens import joined as as_one_word

_NEED, _NEED_BEST, _NEED_GOOD = 22, 28, 14
_KIND: Final = 24
_AUDIENCE: Final = 28
_AUDIENCE_VAGUE: Final = {"lgbtq": 6, "general": 0, "family": 10, "youth": 16, "workers": 16}
"""Audiences that nearly everything is for, or whose words say as often who did something to somebody."""
_LANGUAGE: Final = 26
_WHOLE, _BEGUN_NAME, _PHRASE, _ALL_WORDS = 16, 26, 24, 40
_NAMED, _NAMED_BEGUN, _SOUNDS, _MENTIONED = 26, 18, 20, 9
_RARE: Final = 90
"""For a name of several words that only a few services have; and `_RARE_WORD` for a word that means nothing else."""
_RARE_WORD, _FEW = 60, 6
_MOST_WORDS, _MANY = 50, 3
"""For a name of which one word of several is missing."""
_OF_WISH: Final = 3
"""A word that says what is wished for counts so many times less where it stands in a name."""
_CERTAIN: Final = 100
"""Evidence of one telling word: less is only a hint."""
_LEAST_SHARE: Final = 25
"""Percent of the likeliest need below which another is not meant."""
_MOST_WISHES: Final = 8
_WITHIN: Final = 40
_LONGEST_NAME: Final = 6
_LONG_NAME: Final = 6
_AT_HOME: Final = frozenset({"talkcrisis", "talkviolence", "homefamily"})
"""Needs of somebody in danger: `they want to send me to Morocco` is answered where that is feared."""
_SHORT_WORD: Final = 3
"""Letters of a word that is no name by itself beside other words: `nie`, `of`."""
_COMES_FROM: Final = frozenset({"from", "aus", "dal", "dalla", "dall", "z", "ze", "из", "с", "со", "із", "من"})
"""Words before the place that somebody left. Those of other languages also say where something is."""
_SHORTEST_LATIN: Final = 6
_KATAKANA: Final = re.compile("[\u30a1-\u30fa\u30fc]+")
_SHORTEST_BEGINNING: Final = 3
_SHORTEST_STEM: Final = 4


class TermSets(NamedTuple):
    """Where one term stands, as bits."""

    named: int
    begun: int
    """In a name, as the beginning of a word."""
    mentioned: int
    sounds: int
    """A name that sounds like it in another alphabet."""

    @property
    def anywhere(self) -> int:
        """Wherever it stands as it is written."""
        return self.begun | self.mentioned


class Asked(NamedTuple):
    """What a query asks for."""

    parts: tuple[Part, ...]
    found: int
    """Services that have something of it, as bits."""
    place: Places
    need: str
    """The likeliest need; empty: none."""
    wishes: int
    """Services for what is wished for, wherever they are, as bits; 0: nothing but names and places are asked for."""
    is_name: bool
    """It is the name of something."""


class Places(NamedTuple):
    """Places that a query names."""

    towns: tuple[places.Town, ...]
    wide: tuple[str, ...]
    """Facets of countries and regions."""
    there: int
    """Services there, as bits."""
    cover: int
    """Units of the query that name them."""


def sets_of_term(snapshot: Snapshot, term: Term, languages: Sequence[str], *, completed: bool) -> TermSets:
    """Look a term up in names and descriptions: whole, as a beginning, by its stem, by its sound.

    `completed`: it may be the beginning of a word however short it is, as while somebody types.
    """
    if is_unspaced(term.folded):
        pairs = [pair for pair in pieces(term.folded) if len(pair) > 1] or [term.folded]
        found = sets_of(snapshot, [NAME + pair for pair in pairs])
        named = reduce(and_, (found.get(NAME + pair, 0) for pair in pairs))
        begun = named or (beginning_with(snapshot, NAME + term.folded) if len(term.folded) == 1 else 0)
        return TermSets(named, begun, begun, _sounding_run(snapshot, term) if not named else 0)
    forms = dict.fromkeys((term.folded, without_article(term.folded)))
    found = sets_of(snapshot, [mark + form for form in forms for mark in (NAME, "")])
    named = joined(found.get(NAME + form, 0) for form in forms)
    mentioned = joined(found.get(form, 0) for form in forms)
    begun = named
    beginnings = [form for form in forms if completed or len(form) >= _SHORTEST_BEGINNING]
    begun |= joined(beginning_with(snapshot, NAME + form) for form in beginnings)
    mentioned |= joined(beginning_with(snapshot, form) for form in beginnings)
    if not begun:
        for language in languages[:2]:
            for stem in stems(term.raw, language):
                if len(stem) >= _SHORTEST_STEM and term.folded.startswith(stem[:_SHORTEST_STEM]):
                    begun |= beginning_with(snapshot, NAME + stem)
                    mentioned |= beginning_with(snapshot, stem)
    sounds = _sounding(snapshot, term.folded) if not begun else 0
    return TermSets(named, begun, mentioned | begun, sounds)


def _sounding_run(snapshot: Snapshot, term: Term) -> int:
    """Give the services whose name sounds like a run of script, or has katakana of it, perhaps with a slip in it."""
    found = _sounding(snapshot, term.folded)
    runs = _KATAKANA.findall(term.raw)
    for run in runs if runs != [term.raw] else ():
        latin = romaji(run)
        if len(latin) >= _SHORTEST_LATIN:
            services = having(snapshot, NAME + latin)
            if not services and not is_known(snapshot, fold(run)):
                similar = similar_words(snapshot, latin, freely=False)
                services = joined(sets_of(snapshot, [NAME + other for other in similar]).values())
            found |= services
    return found


def _sounding(snapshot: Snapshot, word: str) -> int:
    return joined(sets_of(snapshot, sound_tokens(word, asked=True)).values())


def ask(
    snapshot: Snapshot, text: str, meaning: Meaning, terms: dict[Term, TermSets], country: CountryCode | None
) -> Asked:
    """Turn what a query means into parts of scores."""
    by_facet = _evidence(meaning.matches)
    wished = _cover(meaning.matches, (KIND, NEED, AUDIENCE))
    needs = {facet: weight for facet, weight in by_facet.items() if facet.startswith(NEED)}
    need = max(needs, key=lambda facet: (needs[facet], facet), default="").removeprefix(NEED)
    place = _named_places(snapshot, meaning, country, at_home=need in _AT_HOME)
    wishes = tuple(_wish_parts(snapshot, by_facet))
    for_wish = joined(part.services for part in wishes)
    telling = [term for term in meaning.telling if term in terms]
    is_wish = all(term.cover & wished == term.cover & ~meaning.small for term in telling)
    names = tuple(_name_parts(snapshot, text, meaning, terms, is_wish=is_wish))
    words = tuple(_word_parts(snapshot, meaning, terms, wished, place.cover))
    found = for_wish | joined(part.services for part in names) | joined(part.services for part in words)
    if not for_wish and not place.cover and (every := _with_all(meaning, terms)):
        found &= every | joined(part.services for part in names)
    found |= place.there
    return Asked(
        parts=(*wishes, *names, *words),
        found=found,
        place=place,
        need=need,
        wishes=for_wish,
        is_name=not is_wish and any(part.services and part.weight >= _ALL_WORDS for part in names),
    )


def _with_all(meaning: Meaning, terms: dict[Term, TermSets]) -> int:
    """Give the services that have every word of the query, as bits."""
    sets = [terms[term].anywhere for term in meaning.telling if term in terms]
    return reduce(and_, sets) if sets else 0


def _evidence(matches: Iterable[Match]) -> dict[str, int]:
    """Sum up what speaks for each facet; of phrases that share words only the best counts for each word."""
    best: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for match in matches:
        units = best[match.facet]
        share = match.weight * 10 // max(1, match.cover.bit_count())
        for unit in numbers_of(match.cover):
            units[unit] = max(units.get(unit, 0), share)
    return {facet: sum(units.values()) for facet, units in best.items()}


def _wish_parts(snapshot: Snapshot, by_facet: dict[str, int]) -> Iterable[Part]:
    """Give needs, kinds, audiences and languages by how much of the query speaks for them."""
    wishes = {facet: weight for facet, weight in by_facet.items() if facet.startswith((NEED, KIND))}
    most = max([_CERTAIN, *wishes.values()])
    likely = {facet: 100 * weight // most for facet, weight in wishes.items()}
    likely = {facet: share for facet, share in likely.items() if share >= _LEAST_SHARE}
    others = [facet for facet in by_facet if facet.startswith((AUDIENCE, LANGUAGE))]
    levels = [mark + facet.removeprefix(NEED) for facet in likely if facet.startswith(NEED) for mark in (BEST, GOOD)]
    sets = sets_of(snapshot, [*likely, *levels, *others])
    for facet, share in sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WISHES]:
        if facet.startswith(KIND):
            yield Part(f"kind {facet.removeprefix(KIND)}", _KIND * share // 100, sets.get(facet, 0))
            continue
        need = facet.removeprefix(NEED)
        yield Part(f"need {need}", _NEED * share // 100, sets.get(facet, 0))
        yield Part(f"need {need} best", _NEED_BEST * share // 100, sets.get(BEST + need, 0))
        yield Part(f"need {need} well", _NEED_GOOD * share // 100, sets.get(GOOD + need, 0))
    for facet in others:
        if facet.startswith(AUDIENCE):
            audience = facet.removeprefix(AUDIENCE)
            yield Part(f"audience {audience}", _AUDIENCE_VAGUE.get(audience, _AUDIENCE), sets.get(facet, 0))
        else:
            yield Part(f"language {facet.removeprefix(LANGUAGE)}", _LANGUAGE, sets.get(facet, 0))


def _name_parts(
    snapshot: Snapshot, text: str, meaning: Meaning, terms: dict[Term, TermSets], *, is_wish: bool
) -> Iterable[Part]:
    """Give the ways in which the query as a whole is a name.

    `is_wish`: every word says what is wished for, and says less of a name: `crisis` asks for help.
    """
    name = as_one_word(text)
    telling = [term for term in meaning.telling if term in terms]
    if not name or not telling:
        return
    less = _OF_WISH if is_wish else 1
    whole = having(snapshot, WHOLE + name)
    all_named = reduce(and_, (terms[term].begun for term in telling))
    several = len(meaning.terms) > 1 or (is_unspaced(name) and len(name) >= _LONG_NAME)
    yield Part("whole name", _RARE if is_wish and several and _is_rare(whole) else _WHOLE // less, whole)
    if len(meaning.terms) == 1 and not (whole or all_named):
        yield Part("nearly the name", _MOST_WORDS, _nearly(snapshot, telling[0]))
    if not whole:
        yield from _names_within(snapshot, [term for term in meaning.terms if not is_unspaced(term.folded)])
    if len(name) >= _SHORTEST_BEGINNING or is_unspaced(name):
        yield Part("beginning of the name", _BEGUN_NAME // less, beginning_with(snapshot, WHOLE + name))
        yield Part("name", _PHRASE // less, beginning_with(snapshot, PHRASE + name))
    # Words for a wish too are a name where they stand together in the names of a few: `Deaf Queer Resource Center`.
    yield Part("words of the name", _RARE if several and _is_rare(all_named) else _ALL_WORDS // less, all_named)
    if not all_named and len(telling) >= _MANY:
        yield Part("most words of the name", _MOST_WORDS, _most_words([terms[term].named for term in telling]))
    sounding = joined(sets_of(snapshot, sound_tokens(name, asked=True)).values())
    yield Part("sounds like the name", (_ALL_WORDS if len(name) >= _LONG_NAME else _SOUNDS) // less, sounding)
    if len(telling) > 1 and any(terms[term].sounds for term in telling):
        words = reduce(and_, (terms[term].begun | terms[term].sounds for term in telling))
        yield Part("sounds like the words of the name", _ALL_WORDS // less, words)


def _nearly(snapshot: Snapshot, term: Term) -> int:
    """Give the few services that have a name like a word that is nothing as it stands."""
    if len(term.folded) < _LONG_NAME or is_unspaced(term.folded) or is_known(snapshot, term.folded):
        return 0
    similar = similar_words(snapshot, term.folded, freely=False)
    services = joined(sets_of(snapshot, [NAME + word for word in similar]).values())
    return services if _is_rare(services) else 0


def _most_words(named: Sequence[int]) -> int:
    """Give the few services whose names have all words but one: the other is mistyped, or says what they are."""
    found = 0
    for left_out in range(len(named)):
        services = reduce(and_, (bits for place, bits in enumerate(named) if place != left_out))
        found |= services if _is_rare(services) else 0
    return found


def _is_rare(services: int) -> bool:
    """Say whether these are so few that they are meant by what they are called."""
    return 0 < services.bit_count() <= _FEW


def _names_within(snapshot: Snapshot, terms: Sequence[Term]) -> Iterable[Part]:
    """Give names that stand whole in a longer query: `phone of the Larkspur Project`."""
    if len(terms) <= 1:
        return
    windows = {
        WHOLE + "".join(term.folded for term in terms[start:end])[:LONGEST]: end - start
        for start in range(len(terms))
        for end in range(start + 1, min(len(terms), start + _LONGEST_NAME) + 1)
        if end - start < len(terms)
    }
    sets = sets_of(snapshot, list(windows))
    longest = max((windows[token] for token in sets), default=0)
    if longest > 1:
        found = joined(services for token, services in sets.items() if windows[token] == longest)
        yield Part("name within", _WITHIN, found)


def _word_parts(
    snapshot: Snapshot, meaning: Meaning, terms: dict[Term, TermSets], wished: int, placed: int
) -> Iterable[Part]:
    """Give what single words find in names and descriptions; rare words say more than frequent ones."""
    size = snapshot.size.bit_length()
    for term in meaning.telling:
        if term not in terms or not term.cover & ~placed:
            continue
        sets = terms[term]
        less = _OF_WISH if term.cover & wished else 1
        if len(meaning.telling) > 1 and _is_small_change(term):
            less *= _OF_WISH
        for reason, weight, services in (
            ("named", _NAMED, sets.named),
            ("name begins", _NAMED_BEGUN, sets.begun & ~sets.named),
            ("sounds like", _SOUNDS, sets.sounds),
            ("mentioned", _MENTIONED, sets.mentioned & ~sets.begun),
        ):
            alone = reason == "named" and _is_rare(services) and not term.cover & meaning.covered
            rare = (snapshot.size // max(1, services.bit_count())).bit_length()
            counts = (_RARE_WORD if alone else weight) * rare // size // less
            yield Part(f"{reason} {term.folded}", max(1, counts), services)


def _is_small_change(term: Term) -> bool:
    """Say whether a word is too short to be a name beside others; of unspaced script two signs are a word."""
    return len(term.folded) <= _SHORT_WORD and term.folded.isalpha() and not is_unspaced(term.folded)


def _named_places(snapshot: Snapshot, meaning: Meaning, country: CountryCode | None, *, at_home: bool) -> Places:
    """Choose the places that are meant; a town rather than a region or a country of its name.

    `at_home`: what is wished for is wanted where the reader is, whatever country the story names.
    """
    by_cover: defaultdict[int, list[str]] = defaultdict(list)
    for match in meaning.matches:
        if match.facet.startswith((TOWN, CITY, REGION, COUNTRY)):
            by_cover[match.cover].append(match.facet)
    wished = _cover(meaning.matches, (KIND, NEED))
    towns: list[places.Town] = []
    wide: list[str] = []
    there = cover = 0
    for units, facets in by_cover.items():
        if not units & ~(wished | meaning.small):
            continue  # `Essen` is a town, `essen` is not
        chosen = places.meant(snapshot, (facet for facet in facets if facet.startswith(TOWN)), country)
        named = [facet for facet in facets if facet.startswith((REGION, COUNTRY))]
        if not chosen and not named:
            named = [facet for facet in facets if facet.startswith(CITY)]
        abroad = country is not None and all(town.country != country for town in chosen)
        if abroad and (_is_origin(meaning, units) or (at_home and not chosen)):
            continue
        cover |= units
        towns += chosen
        wide += named
        there |= places.standing_in(snapshot, chosen) | joined(sets_of(snapshot, named).values())
    return Places(tuple(towns), tuple(wide), there, cover)


def _is_origin(meaning: Meaning, units: int) -> bool:
    """Say whether a place is one that somebody comes from: then help is wanted where they are."""
    before = (units & -units) >> 1
    return any(term.cover == before and term.folded in _COMES_FROM for term in meaning.terms)


def _cover(matches: Iterable[Match], marks: tuple[str, ...]) -> int:
    cover = 0
    for match in matches:
        if match.facet.startswith(marks):
            cover |= match.cover
    return cover
