"""From what a person typed to what it may mean: terms, and the facets that words in eleven languages lead to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from guide_app.core.languages import LANGUAGES
from guide_app.core.stems import LATIN, languages_of, spoken_in
from guide_app.core.text import (
    is_unspaced,
)
from guide_app.core.values import LanguageCode
from guide_app.store.lookup import concepts_at, concepts_begun, joined
from guide_app.store.snapshot import Snapshot
from guide_app.store.terms import Keys, Term
from guide_app.store.tokens import (
    ANYWHERE,
    AUDIENCE,
    CITY,
    COUNTRY,
    CRISIS,
    HINT,
    KIND,
    LANGUAGE,
    NEED,
    NEGATIONS,
    OF_LIFE,
    REGION,
    SMALL,
    TOWN,
    facet,
)

_SHORTEST_BEGUN: Final = 3
_MOST_BEGUN: Final = 24
_INFLECTING: Final = frozenset({"pl", "ru", "tr"})
"""Languages that put endings to the names of towns."""
_WITHOUT_PREPOSITIONS: Final = frozenset({"tr", "ja"})
_WEIGHTS: Final = (0, 10, 17, 22)
"""Of a phrase by how many telling words it has."""
_UNSPACED_WEIGHTS: Final = (0, 4, 9, 11, 13, 15, 17, 19)
"""Of a phrase without spaces by its signs."""
HINTED: Final = 3
_EXACT: Final = "="
_SHORTEST_CRY: Final = len("xx:") + 5
"""Of a single stem that means a matter of life: shorter ones are those of too many other words."""
_BETWEEN: Final = 3
"""Words of others that may stand between those of a phrase that is a matter of life."""
_DENIED: Final = 2
"""Words from a no to what it denies."""
_STANDS_BEFORE: Final = frozenset({"nie", "не"})
"""A no that stands just before what it denies in every sentence; `нет` and `nicht` may follow it."""
_BEGUN_PERCENT: Final = 55
_HIRAGANA: Final = re.compile("[\u3041-\u3096\u30fc]")
_PLACE: Final = (TOWN, CITY, REGION)
_ANY_PLACE: Final = (*_PLACE, COUNTRY)
_SENTENCE: Final = 3
_PEOPLE: Final = (facet("n", "people"), facet("n", "allies"), facet("k", "ally_family"))
"""Beginnings of the facets of what is there for people of one sort, or for their families."""


class Match(NamedTuple):
    """A phrase that the query holds."""

    facet: str
    cover: int
    weight: int
    """How much it says, from 1 to about 22."""


class Meaning(NamedTuple):
    """What a query may mean."""

    terms: tuple[Term, ...]
    matches: tuple[Match, ...]
    small: int
    """Units that say nothing by themselves, as bits."""
    crisis: bool
    languages: tuple[str, ...]
    """In which it was read, the likeliest first."""

    @property
    def covered(self) -> int:
        """Units that some match explains, as bits."""
        covered = 0
        for match in self.matches:
            covered |= match.cover
        return covered

    @property
    def telling(self) -> tuple[Term, ...]:
        """Terms that are not small words; all where nothing else is left."""
        return tuple(term for term in self.terms if term.cover & ~self.small) or self.terms


def understand(
    snapshot: Snapshot,
    terms: Sequence[Term],
    language: LanguageCode | None,
    *,
    thoroughly: int = 0,
    finished: bool = True,
) -> Meaning:
    """Read a query.

    Args:
        snapshot: whose words are known.
        terms: see `terms_of`.
        language: of the reader; their words are tried first.
        thoroughly: units that nothing explained so far, as bits: their words are tried in every language, without
            endings, and as places.
        finished: the last word is whole, or nobody wants it completed.
    """
    keys = Keys(language)
    smalls = {f"{code}~{term.folded}": (code, term.cover) for term in terms for code in languages_of(term.folded)}
    languages = _first_languages(terms, language)
    for term in terms:
        keys.add_term(term, languages if not term.cover & thoroughly else LANGUAGES)
        if term.cover & thoroughly and not _INFLECTING.isdisjoint((language, *languages_of(term.folded)[:1])):
            keys.add_roots(term)
    rows = concepts_at(snapshot, [*keys.covers, *smalls])
    guessed = _guessed(rows, smalls, languages)
    if guessed and guessed not in languages:
        for term in terms:
            keys.add_term(term, (guessed,))
        rows = concepts_at(snapshot, [*keys.covers, *smalls])
        languages = (guessed, *languages)
    trusted = {guessed, language} if guessed else set(languages)
    small = 0
    for key, _, leads_to in rows:
        if leads_to == SMALL and key in smalls and smalls[key][0] in trusted:
            small |= smalls[key][1]
    matched = _matched(rows, keys.covers, _parents(snapshot), small)
    matches = _without_small(matched, rows, keys.covers, small)
    if len(terms) >= _SENTENCE and language not in _WITHOUT_PREPOSITIONS:
        matches = [match for match in matches if not _is_guessed_place(match, thoroughly, small)]
    if terms and not finished:
        matches += _begun(snapshot, terms, languages, matches, keys.covers)
    matches += _scripts(terms)
    crisis = any(match.facet in OF_LIFE and match.weight > HINTED for match in matches)
    told = _identities(_without_lesser([match for match in matches if match.facet != CRISIS]))
    small |= _unspaced_small(terms, rows, keys.covers, told)
    return Meaning(tuple(terms), tuple(told), small, crisis, languages)


def _without_small(
    matches: Iterable[Match], rows: Iterable[tuple[str, str, str]], covers: Mapping[str, int], small: int
) -> list[Match]:
    """Leave out what a small word leads to by its stem; where it stands just so in a list, it counts."""
    listed = {
        (leads_to, covers[key]) for key, rest, leads_to in rows if not rest and key[2:3] == _EXACT and key in covers
    }
    return [
        match
        for match in matches
        if match.cover & ~small or match.cover.bit_count() > 1 or (match.facet, match.cover) in listed
    ]


def _is_guessed_place(match: Match, guessed: int, small: int) -> bool:
    """Say whether a place was only guessed, in a sentence, and without a small word before it, such as `in`."""
    if not match.facet.startswith(_ANY_PLACE) or not match.cover & guessed:
        return False
    before = (match.cover & -match.cover) >> 1
    return not before & small


def _first_languages(terms: Sequence[Term], language: LanguageCode | None) -> tuple[str, ...]:
    """Give the reader's language, English, and those whose script some word is written in."""
    scripts = dict.fromkeys(code for term in terms for code in languages_of(term.folded))
    others = (code for code in scripts if code not in LATIN)
    return tuple(dict.fromkeys(code for code in (language, "en", *others) if code))


def _guessed(
    rows: Iterable[tuple[str, str, str]], smalls: Mapping[str, tuple[str, int]], languages: Sequence[str]
) -> str | None:
    """Guess the language from small words, where another has more of them than the reader's own."""
    counted = Counter(smalls[key][0] for key, _, leads_to in rows if leads_to == SMALL and key in smalls)
    if not counted:
        return None
    best = max(counted.values())
    return next((code for code in (*languages, *LANGUAGES) if counted[code] == best), None)


def _matched(
    rows: Iterable[tuple[str, str, str]], covers: Mapping[str, int], parents: Mapping[str, str], small: int
) -> Iterator[Match]:
    """Give the phrases all of whose elements are there, each facet by its own; hints for words in none of them."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, rest, leads_to in rows:
        if leads_to != SMALL and key in covers and _is_there(key, rest, leads_to, covers, small):
            told[key, rest].add(leads_to)
    exact = {covers[key]: found for (key, _), found in told.items() if key[2] == _EXACT or key.startswith(ANYWHERE)}
    explained = joined(_cover((key, rest), covers) for key, rest in told if rest != HINT)
    for (key, rest), found in told.items():
        cover = _cover((key, rest), covers)
        if rest != HINT and rest and not _is_one_run(cover):
            found = {leads_to for leads_to in found if not leads_to.startswith(_ANY_PLACE)}  # noqa: PLW2901
        if rest == HINT:
            if not cover & explained:
                yield from (Match(leads_to, cover, HINTED) for leads_to in found)
            continue
        elements = tuple(dict.fromkeys((key, *rest.split())))
        meant = len({parents.get(leads_to, leads_to) for leads_to in found if leads_to.startswith(NEED)})
        weight = _weight(elements, cover) * 5 // (4 + max(1, meant))
        for leads_to in found:
            # a word as it stands says more than another with its stem: `rifugio` is no `rifugiato`
            less = len(elements) == 1 and cover in exact and leads_to not in exact[cover]
            if leads_to in OF_LIFE and len(elements) == 1 and key[2] == ":" and len(key) < _SHORTEST_CRY:
                less |= not key.startswith("ja:")
            yield Match(leads_to, cover, max(1, weight // 3 if less else weight))


def _is_there(key: str, rest: str, leads_to: str, covers: Mapping[str, int], small: int) -> bool:
    """Say whether the rest of a phrase is in the query."""
    elements = () if rest == HINT else rest.split()
    if not all(one in covers for one in elements):
        return False
    if leads_to not in OF_LIFE:
        return len(elements) != 1 or _denies(key, elements[0], covers, small)
    return len(elements) <= 1 or _stand_together(elements, covers, small)


def _denies(one: str, other: str, covers: Mapping[str, int], small: int) -> bool:
    """Say whether of a phrase of two words the no, where one is that, stands just before the other.

    `she says that she is a girl and I do not know` is not `I am not a girl`.
    """
    no, denied = (one, other) if one.partition(":")[2] in _STANDS_BEFORE else (other, one)
    return no.partition(":")[2] not in _STANDS_BEFORE or _stand_together((no, denied), covers, small)


def _stand_together(elements: Sequence[str], covers: Mapping[str, int], small: int) -> bool:
    """Say whether the words of a phrase stand near one another, and a no just before what it denies.

    Small words between them do not count.
    """
    if any(is_unspaced(element) for element in elements):
        return True
    wanted = [covers[element] for element in elements]
    counted = joined(wanted) | ~small
    units = [unit for unit in range(max(wanted).bit_length()) if counted >> unit & 1]
    places = [[place for place, unit in enumerate(units) if bits >> unit & 1] for bits in wanted]
    for no, denied, element in zip(places, places[1:], elements, strict=False):
        if element.partition(":")[2] in NEGATIONS and not any(0 < b - a <= _DENIED for a in no for b in denied):
            return False
    width = len(elements) + _BETWEEN
    firsts = (place for standing in places for place in standing)
    return any(all(any(0 <= place - first < width for place in other) for other in places) for first in firsts)


def _is_one_run(cover: int) -> bool:
    """Say whether units stand side by side."""
    run = cover // (cover & -cover)
    return not run & (run + 1)


def _cover(phrase: tuple[str, str], covers: Mapping[str, int]) -> int:
    key, rest = phrase
    return joined([covers[key], *(covers[element] for element in rest.split() if rest != HINT)])


def _parents(snapshot: Snapshot) -> dict[str, str]:
    """Give the facet of each finer need with that of the need it stands below."""
    return snapshot.once("parents", lambda: _read_parents(snapshot))


def _read_parents(snapshot: Snapshot) -> dict[str, str]:
    rows = snapshot.select("SELECT id, parent FROM needs WHERE parent IS NOT NULL")
    return {facet("n", need): facet("n", parent) for need, parent in rows}


def _weight(elements: Sequence[str], cover: int) -> int:
    if elements[0].startswith("ja:"):
        signs = sum(len(element) - len("ja:") for element in elements)
        return _UNSPACED_WEIGHTS[min(signs, len(_UNSPACED_WEIGHTS) - 1)]
    words = min(len(elements), cover.bit_count()) if not is_unspaced(elements[0]) else 1
    return _WEIGHTS[min(words, len(_WEIGHTS) - 1)]


def _scripts(terms: Iterable[Term]) -> Iterator[Match]:
    """Let a script that one language has ask for that language: who types Korean in Japan wants to speak it."""
    for term in terms:
        if not term.folded.isascii() and (code := spoken_in(term.folded)):
            yield Match(facet("l", code), term.cover, HINTED)


def _begun(
    snapshot: Snapshot,
    terms: Sequence[Term],
    languages: Iterable[str],
    matches: Iterable[Match],
    covers: Mapping[str, int],
) -> Iterator[Match]:
    """Complete the last word, which may be half typed, unless it means something as it stands."""
    last = terms[-1]
    if len(last.folded) < _SHORTEST_BEGUN or any(match.cover & last.cover for match in matches):
        return
    written_in = languages_of(last.folded)
    begun = [ANYWHERE + last.folded, *(f"{code}:{last.folded}" for code in languages if code in written_in)]
    found: set[str] = set()
    # in a sentence, what begins like a place is hardly ever one
    never = (SMALL, CRISIS, *(_ANY_PLACE if len(terms) >= _SENTENCE or any(matches) else ()))
    for beginning in begun:
        for _, rest, leads_to in concepts_begun(snapshot, beginning, _MOST_BEGUN):
            if not leads_to.startswith(never) and all(element in covers for element in rest.split()):
                found.add(leads_to)
    weight = max(1, _WEIGHTS[1] * _BEGUN_PERCENT // 100 * 6 // (5 + len(found)))
    yield from (Match(leads_to, last.cover, weight) for leads_to in sorted(found))


def _without_lesser(matches: Sequence[Match]) -> list[Match]:
    """Let a longer phrase speak for its parts: `New York` is not York, and coming out is not going out."""
    kept = []
    for match in matches:
        larger = [other for other in matches if other.cover != match.cover and other.cover & match.cover == match.cover]
        if not larger:
            kept.append(match)
        elif match.facet.startswith(COUNTRY) and any(other.facet.startswith(LANGUAGE) for other in larger):
            continue  # フランス語 is no France
        elif not match.facet.startswith(_PLACE) and match.facet not in {other.facet for other in larger}:
            kept.append(match._replace(weight=max(1, match.weight * 2 // 5)))
    return kept


def _identities(matches: list[Match]) -> list[Match]:
    """Let words for people speak of whom, not of what, beside a wish: `hormones for trans women`."""
    people = joined(match.cover for match in matches if match.facet.startswith(AUDIENCE))
    wishes = (match for match in matches if match.facet.startswith((NEED, KIND)))
    other = joined(match.cover for match in wishes if not match.facet.startswith(_PEOPLE)) & ~people
    return [
        match._replace(weight=max(1, match.weight // 3))
        if other and match.facet.startswith(_PEOPLE) and match.cover & people
        else match
        for match in matches
    ]


def _unspaced_small(
    terms: Iterable[Term],
    rows: Iterable[tuple[str, str, str]],
    covers: Mapping[str, int],
    matches: Iterable[Match],
) -> int:
    """Give the signs of unspaced script that say nothing: small words, and hiragana that no phrase explains."""
    told = small = 0
    for match in matches:
        told |= match.cover
    for key, _, leads_to in rows:
        if leads_to == SMALL and key.startswith("ja~") and key in covers:
            small |= covers[key]
    for term in terms:
        if is_unspaced(term.folded):
            first = (term.cover & -term.cover).bit_length() - 1
            # katakana that nothing explains may be a name
            for place, sign in enumerate(term.raw if len(term.raw) == len(term.folded) else term.folded):
                if _HIRAGANA.match(sign):
                    small |= 1 << (first + place)
    return small & ~told
