"""A query as sets of services: what it says of names, needs, people and places, each with what it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Final, NamedTuple

from guide_app.core.text import is_unspaced
from guide_app.core.values import CountryCode
from guide_app.store import places
from guide_app.store.lookup import having_any, joined, sets_of
from guide_app.store.meaning import Match, Meaning
from guide_app.store.naming import ALL_WORDS, OF_WISH, SOUNDING, SOUNDS, WITHIN, WORDS, TermSets, is_rare, name_parts
from guide_app.store.postings import numbers_of
from guide_app.store.ranking import Part
from guide_app.store.snapshot import Snapshot
from guide_app.store.terms import Term
from guide_app.store.tokens import (
    AUDIENCE,
    BEST,
    CITY,
    COUNTRY,
    GOOD,
    KIND,
    LANGUAGE,
    NEED,
    NEGATIONS,
    REGION,
    TOWN,
    WORLDWIDE,
    country_facet,
    country_of_region,
)

_NEED, _NEED_BEST, _NEED_GOOD = 22, 28, 14
_KIND: Final = 24
_AUDIENCE: Final = 28
_AUDIENCE_VAGUE: Final = {"lgbtq": 6, "general": 0, "family": 10, "youth": 16, "workers": 16}
"""Audiences that nearly everything is for, or whose words say as often who did something to somebody."""
_LANGUAGE: Final = 26
_NAMED, _NAMED_BEGUN, _MENTIONED = 26, 18, 9
_RARE_WORD: Final = 60
"""For a word that means nothing else, in the names of a few."""
_LONG_SOUND: Final = 4
"""Letters of a word in another alphabet that is a name beside words for any organisation: `جمعية اصوات`."""
_CERTAIN: Final = 100
"""Evidence of one telling word: less is only a hint."""
_LEAST_SHARE: Final = 25
"""Percent of the likeliest need below which another is not meant."""
_MOST_WISHES: Final = 8
_AT_HOME: Final = frozenset({"talkcrisis", "talkviolence", "homefamily"})
"""Needs of somebody in danger: `they want to send me to Morocco` is answered where that is feared."""
_SHORT_WORD: Final = 3
"""Letters of a word that is no name by itself beside other words: `nie`, `of`."""
_COMES_FROM: Final = frozenset({"from", "aus", "dal", "dalla", "dall", "z", "ze", "из", "с", "со", "із", "من"})
"""Words before the place that somebody left. Those of other languages also say where something is."""


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
    named: int
    """Services that it is the name of, as bits; 0: it is no name."""
    holds_name: int
    """Services in whose name stands a word that is the whole name of some, as bits."""


class Places(NamedTuple):
    """Places that a query names."""

    towns: tuple[places.Town, ...]
    wide: tuple[str, ...]
    """Facets of countries and regions."""
    there: int
    """Services there, as bits."""
    cover: int
    """Units of the query that name them."""


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
    is_clear = is_wish or all(term.cover & (wished | place.cover) == term.cover & ~meaning.small for term in telling)
    names = tuple(name_parts(snapshot, text, meaning, terms, is_wish=is_wish, is_clear=is_clear))
    words = tuple(_word_parts(snapshot, meaning, terms, wished, place.cover))
    if country and (is_wish or len(meaning.telling) == 1):
        reach = having_any(snapshot, [country_facet(country), WORLDWIDE]) | place.there
        names, words = (tuple(_in_reach(part, reach, is_wish=is_wish) for part in parts) for parts in (names, words))
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
        named=0 if is_wish else joined(part.services for part in names if part.weight >= ALL_WORDS),
        holds_name=_holding(terms, names),
    )


def _in_reach(part: Part, reach: int, *, is_wish: bool) -> Part:
    """Let what is hardly a name be one where help can be had.

    One word that only sounds a little like it (`radom` sounds like too many); a wish in its words: `HIV test`.
    """
    weak = part.reason == WORDS if is_wish else part.reason.startswith(SOUNDING) and part.weight < ALL_WORDS
    return part._replace(services=part.services & reach) if weak else part


def _holding(terms: dict[Term, TermSets], names: Iterable[Part]) -> int:
    called = joined(part.services for part in names if part.reason == WITHIN)
    return joined(sets.begun for sets in terms.values() if sets.named & called)


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


def _word_parts(
    snapshot: Snapshot, meaning: Meaning, terms: dict[Term, TermSets], wished: int, placed: int
) -> Iterable[Part]:
    """Give what single words find in names and descriptions; rare words say more than frequent ones."""
    size = snapshot.size.bit_length()
    for term in meaning.telling:
        if term not in terms or not term.cover & ~placed or (len(meaning.terms) > 1 and term.folded in NEGATIONS):
            continue
        sets = terms[term]
        less = OF_WISH if term.cover & wished else 1
        small_change = len(meaning.telling) > 1 and _is_small_change(term)
        if small_change:
            less *= OF_WISH
        for reason, weight, services in (
            ("named", _NAMED, sets.named),
            ("name begins", _NAMED_BEGUN, sets.begun & ~sets.named),
            (SOUNDING, SOUNDS, sets.sounds),
            ("mentioned", _MENTIONED, sets.mentioned & ~sets.begun),
        ):
            alone = is_rare(services) and not (small_change or term.cover & meaning.covered)
            if reason == SOUNDING:
                alone &= len(term.folded) >= _LONG_SOUND and len(meaning.telling) > 1
            else:
                alone &= reason == "named"
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
    cover = 0
    for units, facets in by_cover.items():
        if not units & ~(wished | meaning.small):
            continue  # `Essen` is a town, `essen` is not
        chosen = places.meant(snapshot, (facet for facet in facets if facet.startswith(TOWN)), country)
        named = [facet for facet in facets if facet.startswith((REGION, COUNTRY))]
        # the country by that name is the one that the region is of: Scotland is also found as Great Britain
        of_regions = [country_of_region(facet) for facet in named if facet.startswith(REGION)]
        named = [facet for facet in named if facet not in of_regions]
        if not chosen and not named:
            named = [facet for facet in facets if facet.startswith(CITY)]
        abroad = country is not None and all(town.country != country for town in chosen)
        if abroad and (_is_origin(meaning, units) or (at_home and not chosen)):
            continue
        cover |= units
        towns += chosen
        wide += named
    wide = [facet for facet in wide if not _is_nationality(facet, towns, country)]
    there = places.of_towns(snapshot, towns) | having_any(snapshot, wide)
    return Places(tuple(towns), tuple(wide), there, cover)


def _is_nationality(facet: str, towns: list[places.Town], reader: CountryCode | None) -> bool:
    """Say whether a country says who somebody is, beside a town of another in which they are.

    `polska grupa berlin`, asked in Germany, is for Poles in Berlin and not for groups in Poland.
    """
    countries = [town.country for town in towns]
    return facet.startswith(COUNTRY) and reader in countries and facet not in map(country_facet, countries)


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
