"""From the text of a query to what is wanted: a number, an address, or words read ever more freely."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from guide_app.core.sounds import in_cyrillic
from guide_app.core.text import is_unspaced
from guide_app.store.asking import Asked, Places, ask
from guide_app.store.lookup import beginning_with, having, joined
from guide_app.store.meaning import HINTED, Meaning, understand
from guide_app.store.naming import TermSets, begins_a_name, hidden_names, names_by_sound, sets_of_term
from guide_app.store.query import Query, Step
from guide_app.store.ranking import Part
from guide_app.store.snapshot import Snapshot
from guide_app.store.spelling import is_known, parts_of, possible_parts, similar_words
from guide_app.store.terms import Term, part, respelled_terms, terms_of
from guide_app.store.tokens import (
    ADDRESS,
    AUDIENCE,
    CRISIS_LINES,
    IN_CRISIS,
    LANGUAGE,
    NUMBER,
    address_query,
    looks_like_address,
    number_ends,
    number_queries,
    spoken_address,
)

_NUMBER, _NUMBER_BEGUN, _ADDRESS, _MAYBE_ADDRESS = 200, 150, 150, 6
_SHORT: Final = 3
_SHORTEST_FOREIGN: Final = 4
_SENTENCE: Final = 3
_LITTLE: Final = 3
"""Of a longer sentence a third, and that by single words, is little understood."""
_NOWHERE: Final = Places((), (), 0, 0)


class Wanted(NamedTuple):
    """What a query wants."""

    found: int
    """Services that have something of it, as bits."""
    parts: tuple[Part, ...] = ()
    place: Places = _NOWHERE
    need: str = ""
    """The likeliest need; empty: none."""
    wishes: int = 0
    """Services for what is wished for, wherever they are, as bits."""
    named: int = 0
    """Services that it is the name, the number or the address of, as bits."""
    holds_name: int = 0
    is_told: bool = False
    """A sentence in which nothing is understood but single words: how somebody feels, more often than not."""
    crisis: bool = False
    steps: tuple[Step, ...] = ()


def read(snapshot: Snapshot, text: str, query: Query) -> Wanted:
    """Read the text of a query."""
    address = spoken_address(text)
    exact = _numbers(snapshot, text) or _addresses(snapshot, address)
    found = joined(one.services for one in exact)
    if found and (number_queries(text) or looks_like_address(address)):
        return Wanted(found, exact, named=found)
    terms = terms_of(text)
    if not terms:
        return Wanted(0)
    meaning, sets, steps = _understood(snapshot, text, terms, query)
    asked: Asked = ask(snapshot, text, meaning, sets, query.country)
    lines = having(snapshot, CRISIS_LINES) | having(snapshot, IN_CRISIS) if meaning.crisis else 0
    # whoever cannot go on is answered where they are
    here = meaning.crisis and query.country is not None
    return Wanted(
        found=asked.found | found | lines,
        parts=(*exact, *asked.parts),
        place=_NOWHERE if here else asked.place,
        need=asked.need,
        wishes=asked.wishes | lines,
        named=asked.named,
        holds_name=asked.holds_name,
        is_told=_is_told(meaning, asked),
        crisis=meaning.crisis,
        steps=steps,
    )


def _is_told(meaning: Meaning, asked: Asked) -> bool:
    certain = [match for match in meaning.matches if match.weight > HINTED]
    if meaning.crisis or asked.named or asked.place.cover or len(meaning.terms) < _SENTENCE:
        return False
    if len(meaning.terms) <= _SENTENCE or any(
        match.cover.bit_count() > 1 or match.facet.startswith((AUDIENCE, LANGUAGE)) for match in certain
    ):
        return not certain
    telling = joined(term.cover for term in meaning.telling)
    understood = joined(match.cover for match in certain) & telling
    return _LITTLE * understood.bit_count() <= telling.bit_count()


def _understood(
    snapshot: Snapshot, text: str, terms: tuple[Term, ...], query: Query
) -> tuple[Meaning, dict[Term, TermSets], tuple[Step, ...]]:
    """Understand words as they stand, then in any language, then corrected, then without those that say nothing."""
    finished = text[-1:].isspace()
    meaning = _with_names(snapshot, understand(snapshot, terms, query.language, finished=finished))
    sets = _sets(snapshot, meaning, finished=finished)
    unclear = _unexplained(meaning, lambda term: sets[term].begun)
    if unclear:
        meaning = understand(snapshot, terms, query.language, thoroughly=unclear, finished=finished)
        meaning = _with_names(snapshot, meaning)
    # A name in another alphabet is not nowhere, yet a slip in a word is likelier than that it only sounds like one.
    unwritten = _unexplained(meaning, lambda term: sets[term].anywhere)
    unknown = _unexplained(meaning, lambda term: sets[term].anywhere | (_is_foreign_name(term) and sets[term].sounds))
    unwritten = _named_otherwise(snapshot, meaning, sets, unwritten, hidden_names)
    if not unwritten:
        return meaning, sets, ()
    alone = not meaning.covered
    compounds = "de" in meaning.languages or query.language is None
    other = {}
    for term in terms:
        if term.cover & unwritten and (
            words := _other(
                snapshot,
                term,
                alone=alone and bool(term.cover & unknown),
                compounds=compounds,
                russian=query.language == "ru",
            )
        ):
            other[term.folded] = words
    steps: list[Step] = []
    if other:
        first = {word: choices[0] for word, choices in other.items()}
        more = [part(term, word) for term in terms if term.folded in other for word in other[term.folded][1:]]
        terms = (*respelled_terms(terms, first), *more)
        steps.append(Step("respelled", " ".join(term.folded for term in terms)))
        meaning = _with_names(snapshot, understand(snapshot, terms, query.language, thoroughly=unknown))
        sets = _sets(snapshot, meaning, finished=True)
    if len(terms) > 1:
        unwritten = _unexplained(meaning, lambda term: sets[term].anywhere)
        _named_otherwise(snapshot, meaning, sets, unwritten, names_by_sound)
    left = [term for term in meaning.telling if term.cover & meaning.covered or sets[term].anywhere | sets[term].sounds]
    if left and len(left) < len(meaning.telling):
        steps.append(Step("fewer_words", " ".join(term.folded for term in left)))
        sets = {term: sets[term] for term in left}
    return meaning, sets, tuple(steps)


def _with_names(snapshot: Snapshot, meaning: Meaning) -> Meaning:
    """Let a word in hiragana say something where names begin with it."""
    grammar = meaning.small & ~meaning.covered
    names = (term.cover for term in meaning.terms if term.cover & grammar and begins_a_name(snapshot, term))
    return meaning._replace(small=meaning.small & ~joined(names))


def _named_otherwise(
    snapshot: Snapshot,
    meaning: Meaning,
    sets: dict[Term, TermSets],
    units: int,
    look_up: Callable[[Snapshot, Term], int],
) -> int:
    """Let words that are nothing as they stand be names that they are only like; give the units of all others."""
    for term in meaning.telling if units else ():
        if term.cover & units and (services := look_up(snapshot, term)):
            sets[term] = TermSets(services, services, services, 0)
            units &= ~term.cover
    return units


def _sets(snapshot: Snapshot, meaning: Meaning, *, finished: bool) -> dict[Term, TermSets]:
    """Look up every telling term; the last is completed, and so is each where all are but a letter or two."""
    last = meaning.terms[-1]
    short = all(len(term.folded) <= _SHORT for term in meaning.terms)
    return {
        term: sets_of_term(
            snapshot, term, meaning.languages, meaning.small, completed=short or (term == last and not finished)
        )
        for term in meaning.telling
    }


def _unexplained(meaning: Meaning, is_known: Callable[[Term], int]) -> int:
    """Give the units of telling words that no phrase explains and that are nowhere known."""
    return joined(term.cover for term in meaning.telling if not (term.cover & meaning.covered or is_known(term)))


def _is_foreign_name(term: Term) -> bool:
    """Say whether a word may be a name in another alphabet: short ones sound like too many things."""
    return not term.folded.isascii() and len(term.folded) >= _SHORTEST_FOREIGN


def _other(snapshot: Snapshot, term: Term, *, alone: bool, compounds: bool, russian: bool) -> tuple[str, ...]:
    """Give what an unknown word may be: mistyped, or put together from known ones.

    Args:
        snapshot: whose words are known.
        term: the word.
        alone: nothing else in the query is understood, so a bolder guess is better than none.
        compounds: its language puts words together.
        russian: the reader's language is Russian, which many type in Latin letters.
    """
    if is_known(snapshot, term.folded):
        return ()
    if russian and term.folded.isascii():
        cyrillic = in_cyrillic(term.folded)
        if is_known(snapshot, cyrillic):
            return (cyrillic,)
        if similar := similar_words(snapshot, cyrillic, freely=False):
            return similar
    similar = similar_words(snapshot, term.folded, freely=alone)
    if similar or is_unspaced(term.folded) or not compounds:
        return similar
    possible = possible_parts(term.folded)
    if not possible:
        return ()
    marks = ", ".join("?" * len(possible))
    known = snapshot.select(f"SELECT term FROM spellings WHERE term IN ({marks})", possible)
    return parts_of(term.folded, (word for (word,) in known))


def _numbers(snapshot: Snapshot, text: str) -> tuple[Part, ...]:
    numbers = [NUMBER + number for number in number_queries(text)]
    exact = joined(having(snapshot, number) for number in numbers)
    # 112 and 911 are numbers of their own, not the beginning of somebody else's
    long = (number for number in numbers if len(number) > len(NUMBER) + 3)
    begun = joined(beginning_with(snapshot, number) for number in long)
    ends = 0
    if not (exact or begun):  # many leave out the area code
        ends = joined(beginning_with(snapshot, number) for number in number_ends(numbers))
    parts = (
        Part("number", _NUMBER, exact),
        Part("beginning of the number", _NUMBER_BEGUN, begun & ~exact),
        Part("end of the number", _NUMBER_BEGUN, ends),
    )
    return tuple(part for part in parts if part.services)


def _addresses(snapshot: Snapshot, text: str) -> tuple[Part, ...]:
    letters = address_query(text)
    if not letters:
        return ()
    found = beginning_with(snapshot, ADDRESS + letters)
    weight = _ADDRESS if looks_like_address(text) else _MAYBE_ADDRESS
    return (Part("address", weight, found),) if found else ()
