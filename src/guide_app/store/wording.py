"""From what a person typed to sets of services: words, names of things, numbers, addresses, mistypings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final, NamedTuple

from guide_app.core.text import query_terms
from guide_app.store import postings
from guide_app.store.lookup import beginning_with, facets_begun, facets_named, having, stored_sets
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import (
    ADDRESS,
    AFTER_ALL,
    KIND,
    LONGEST,
    NAME,
    NEED,
    NUMBER,
    PHRASE,
    TOWN,
    WHOLE,
    address_query,
    country_facet,
    joined,
    looks_like_address,
    number_queries,
)

_MOST_WORDS: Final = 8
_WISH_LESS: Final = 18
_MOST_CONCEPTS: Final = 48
_SHORTEST_PLURAL: Final = 5
_SHORTEST_WITH_ENDING: Final = 6
_LONG_ENDING_FROM: Final = 8
_SHORTEST_SPELLED: Final = 4
_SMALL_WORD: Final = 3
_UNSPACED_SCRIPTS: Final = "\u3041"
"""From here on a letter is a syllable or a word."""
_TOWN_SAMPLE: Final = 40
_SIMILAR: Final = 0.72
_MOST_SPELLINGS: Final = 3
_MOST_STRANGE_LETTERS: Final = 3


class Reading(NamedTuple):
    """One way to understand a query."""

    weight: int
    """How well a service found this way answers the query, beside how near it is."""
    reason: str
    services: int
    """Bits."""


class Word(NamedTuple):
    """One typed word and the services it leads to, as bits."""

    term: str
    names_facet: bool
    """It is, as it stands, a word for a place, a language, a need, a kind or an audience."""
    is_wish: bool
    """It is, as it stands, a word for a need or a kind of service."""
    is_town: bool
    """It is, as it stands, the name of a town with services."""
    named: int
    """In a name or place, as it stands."""
    exact: int
    """The same, or naming a facet."""
    begun: int
    """The same, as the beginning of a word."""
    mentioned: int
    """Anywhere, as the beginning of a word."""
    of_kind: int
    """Of a kind of service that the word names."""
    for_need: int
    """For a need that the word names."""


def words_of(snapshot: Snapshot, text: str) -> list[Word]:
    """Split a query into words and look each of them up; `in`, `to` and `a` are passed over beside longer ones."""
    terms = dict.fromkeys(term[:LONGEST] for term in query_terms(text)[:_MOST_WORDS])
    words = [_word(snapshot, term) for term in terms]
    telling = [word for word in words if word.names_facet or not _is_small(word.term)]
    return telling or words


def readings(snapshot: Snapshot, words: Sequence[Word], text: str) -> list[Reading]:
    """Give the readings of a query as it was typed."""
    found = _number_readings(snapshot, text) + _address_readings(snapshot, text)
    # `crisis` or `lawyer` asks for what helps, not for what has the word in its name
    less = _WISH_LESS if words and all(word.is_wish for word in words) else 0
    if words:
        found.append(Reading(53 - less, "words of the name", reduce(and_, (word.named for word in words))))
    name = joined(text)
    if name:
        found += [
            Reading(58 - less, "whole name", having(snapshot, WHOLE + name)),
            Reading(48 - less, "beginning of the name", beginning_with(snapshot, WHOLE + name)),
            Reading(46 - less, "name", beginning_with(snapshot, PHRASE + name)),
        ]
    return found + word_readings(words)


def word_readings(words: Sequence[Word], less: int = 0, remark: str = "") -> list[Reading]:
    """Give the readings of words, all of which must be met.

    Args:
        words: none gives no reading.
        less: taken off the weights, for words that are a guess.
        remark: added to the reasons.
    """
    if not words:
        return []
    return [
        Reading(34 - less, f"words{remark}", reduce(and_, (word.exact for word in words))),
        Reading(30 - less, f"beginnings of words{remark}", reduce(and_, (word.begun for word in words))),
        Reading(-8 - less, f"mentioned{remark}", reduce(and_, (word.mentioned for word in words))),
    ]


def without_endings(snapshot: Snapshot, words: Sequence[Word]) -> list[Word]:
    """Take two or three letters off longer words: `Anwältin`, `lawyers`, `адвоката`. Empty if none is long enough."""
    if all(len(word.term) < _SHORTEST_WITH_ENDING for word in words):
        return []
    return [
        word
        if len(word.term) < _SHORTEST_WITH_ENDING
        else _word(snapshot, word.term[: -2 if len(word.term) < _LONG_ENDING_FROM else -3])
        for word in words
    ]


def respelled(snapshot: Snapshot, words: Sequence[Word]) -> list[list[Word]]:
    """Give the query with words that are nowhere replaced by similar ones, best first. Empty if nothing is similar."""
    choices = [[word] if word.mentioned else _similar(snapshot, word.term) for word in words]
    if not all(choices) or all(word.mentioned for word in words):
        return []
    most = max(len(choice) for choice in choices)
    return [[choice[min(i, len(choice) - 1)] for choice in choices] for i in range(most)]


def fewer_words(snapshot: Snapshot, words: Sequence[Word]) -> Iterable[list[Word]]:
    """Give the query with less asked of it, step by step.

    Words that are nowhere go first, then those that are only said of services, small and frequent ones before others.
    Then a town is widened to its country, where something is wished for in it: who has no bed in Berlin is helped by
    one in Hamburg. What is wished for goes last of all.
    """
    left = [word for word in words if word.mentioned]
    if left and len(left) < len(words):
        yield left[:]
    for word in sorted((word for word in left if not word.names_facet), key=_worth):
        if len(left) > 1:
            left.remove(word)
            yield left[:]
    if any(word.is_wish for word in left) and any(word.is_town and not word.is_wish for word in left):
        left = [_widened(snapshot, word) if word.is_town and not word.is_wish else word for word in left]
        yield left[:]
    for word in sorted(left, key=_worth)[:-1]:
        left.remove(word)
        yield left[:]


def _worth(word: Word) -> tuple[bool, bool, int]:
    return word.is_wish, len(word.term) > _SMALL_WORD, -word.mentioned.bit_count()


def _widened(snapshot: Snapshot, town: Word) -> Word:
    """Give all services of the countries in which the town's services stand."""
    numbers = json.dumps(list(postings.numbers_of(town.exact, _TOWN_SAMPLE)))
    statement = """
        SELECT DISTINCT location_country FROM services
        WHERE rowid IN (SELECT value FROM json_each(?)) AND location_country IS NOT NULL AND city IS NOT NULL
    """
    codes = [code for (code,) in snapshot.select(statement, (numbers,))]
    wide = town.exact | _joined(having(snapshot, country_facet(code)) for code in codes)
    return town._replace(exact=wide, begun=wide, mentioned=wide)


def _number_readings(snapshot: Snapshot, text: str) -> list[Reading]:
    numbers = [NUMBER + number for number in number_queries(text)]
    return [
        Reading(70, "number", _joined(having(snapshot, number) for number in numbers)),
        # 112 and 911 are numbers of their own, not the beginning of somebody else's
        Reading(
            60,
            "beginning of the number",
            _joined(beginning_with(snapshot, number) for number in numbers if len(number) > len(NUMBER) + 3),
        ),
    ]


def _address_readings(snapshot: Snapshot, text: str) -> list[Reading]:
    letters = address_query(text)
    if not letters:
        return []
    weight = 58 if looks_like_address(text) else 20
    return [Reading(weight, "address", beginning_with(snapshot, ADDRESS + letters))]


def _word(snapshot: Snapshot, term: str) -> Word:
    named = facets_named(snapshot, term)
    if not named and len(term) >= _SHORTEST_PLURAL and term.isascii() and term.endswith("s"):
        named = facets_named(snapshot, term[:-1])
    begun = facets_begun(snapshot, term, _MOST_CONCEPTS) if _tells_something(term) else ()
    stored = stored_sets(snapshot, dict.fromkeys((*named, *begun)))
    asked = {name: postings.decode([stored[name]]) for name in named or begun if name in stored}
    named_bits = having(snapshot, NAME + term)
    exact = named_bits | (_joined(asked.values()) if named else 0)
    also_begun = exact | postings.decode(stored.values())
    return Word(
        term=term,
        names_facet=bool(named),
        is_wish=any(name.startswith((KIND, NEED)) for name in named),
        is_town=any(name.startswith(TOWN) for name in named),
        named=named_bits,
        exact=exact,
        begun=also_begun | beginning_with(snapshot, NAME + term),
        mentioned=also_begun | beginning_with(snapshot, term),
        of_kind=_joined(bits for name, bits in asked.items() if name.startswith(KIND)),
        for_need=_joined(bits for name, bits in asked.items() if name.startswith(NEED)),
    )


def _tells_something(term: str) -> bool:
    """Say whether so few letters can be the beginning of one thing rather than of fifty."""
    return len(term) >= _SMALL_WORD or term >= _UNSPACED_SCRIPTS


def _joined(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _is_small(term: str) -> bool:
    return term.isascii() and term.isalpha() and len(term) < _SMALL_WORD


def _similar(snapshot: Snapshot, term: str) -> list[Word]:
    """Find words of the snapshot that differ by a letter or two, most alike and most frequent first."""
    if len(term) < _SHORTEST_SPELLED or not term.isalpha():
        return []
    from difflib import SequenceMatcher  # seldom needed, and not for free

    letters = set(term)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(term)
    scored: list[tuple[float, int, str]] = []
    # a first letter is seldom wrong, but often swapped with the second
    for first in dict.fromkeys(term[:2]):
        rows = snapshot.select(
            "SELECT term, services FROM spellings WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            (first, first + AFTER_ALL, len(term) - 2, len(term) + 2),
        )
        for candidate, services in rows:
            if len(letters.symmetric_difference(candidate)) > _MOST_STRANGE_LETTERS:
                continue
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= _SIMILAR and (ratio := matcher.ratio()) >= _SIMILAR:
                scored.append((ratio, services, candidate))
    scored.sort(reverse=True)
    return [_word(snapshot, candidate) for _, _, candidate in scored[:_MOST_SPELLINGS]]
