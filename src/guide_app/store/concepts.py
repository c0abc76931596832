"""Words that mean something: from what people type, in eleven languages, to facets. Made when a snapshot is built.

A row is a key, the rest of the phrase that must be in the query too, and the facet it leads to. A key is a language
and a stem (`de:anwalt`); for what is called so in any language the word itself (`*:berlin`); for the beginning of
a town's name, to which languages add endings, `-:warszaw`; for a word as it stands `de=anwalt`; for one that says
nothing by itself `de~ich`. Where the rest is `?`, a word of longer phrases only hints at a need. Of a phrase that is a
matter of life the rest is all of it, in its order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

import apsw

from guide_app.core.stems import stems
from guide_app.core.text import Typed, is_unspaced, unspaced_runs, words_in
from guide_app.store.tokens import (
    ANYWHERE,
    CRISIS,
    HINT,
    LONGEST,
    NEED,
    NEGATIONS,
    OF_LIFE,
    ROOT,
    SMALL,
    TOWN,
    facet,
    town,
)

Row = tuple[str, str, str]

_LETTERS: Final = {
    "country": "c",
    "country_words": "c",
    "city": "y",
    "language": "l",
    "service_kind": "k",
    "service_kind_words": "k",
    "audience": "a",
    "audience_words": "a",
    "need": "n",
    "need_words": "n",
    "region_words": "r",
}
"""Kind in `names` -> letter of the facet its words lead to."""
_PLACES: Final = frozenset({"country", "country_words", "city", "city_words", "region_words"})
_BETWEEN_NAMES: Final = re.compile(r"[,;|/\n]")
_SHORT_KANA: Final = re.compile("[\u3041-\u3096\u30fc]{1,2}")
_ENDINGS: Final = "aeiouyьйяаоеиыу"
_SHORTEST_ROOT: Final = 4
_LETTERS_OF_NOTHING: Final = 2
_PAIR: Final = 2
_MOST_HINTED: Final = 2
_SHORTEST_HINT: Final = len("xx:") + 4
_EVERY_LANGUAGE: Final = "*"


class Phrase(NamedTuple):
    """What leads to a facet: all of its elements must be in a query, in any order.

    Those of a matter of life are kept in their order: its words must stand near one another (`store.meaning`).
    """

    elements: tuple[str, ...]
    facet: str


def concept_rows(connection: apsw.Connection, facets: Container[str]) -> Iterator[Row]:
    """Give the rows for every name of something that some service has, and for crises and small words.

    They come in no order, and some of them twice.
    """
    names = list(connection.execute("SELECT kind, code, language, name FROM names ORDER BY language, kind, code"))
    small = {language: _small_words(name) for kind, _, language, name in names if kind == "small_words"}
    phrases: set[Phrase] = set(_regions(connection, facets))
    for kind, code, language, name in names:
        leads_to = _leads_to(kind, code)
        if not (leads_to == CRISIS or leads_to.startswith(TOWN) or leads_to in facets):
            continue
        said = small.get(language, frozenset())
        spoken = [words_in(text) for text in name.split("\n")] if leads_to == CRISIS else list(_spoken(name, said))
        singles = {words[0].folded for words in spoken if len(words) == 1}
        for text in spoken:
            if kind in _PLACES:
                phrases.update(_place_phrases(text, language, leads_to, said))
            else:
                phrases.update(_phrases(text, language, said, singles, leads_to))
    yield from _keyed(phrases)
    yield from _hints(phrases)
    for language, words in small.items():
        yield from ((f"{language}~{word}"[:LONGEST], "", SMALL) for word in words)


def _spoken(name: str, small: Container[str]) -> Iterator[list[Typed]]:
    """Give the words of each text of a name; not a small word that only a comma parted from the rest of a label.

    "Someone, who knows it from life" is not meant by whoever says "someone".
    """
    for line in name.split("\n"):
        texts = [words_in(text) for text in _BETWEEN_NAMES.split(line)]
        yield from (words for words in texts if len(texts) == 1 or len(words) != 1 or words[0].folded not in small)


def _leads_to(kind: str, code: str) -> str:
    """Give the facet that names of a kind lead to; empty where they lead to none."""
    if kind == "crisis_words":
        return CRISIS
    if kind == "city_words":
        return town(code)
    letter = _LETTERS.get(kind)
    return facet(letter, code) if letter else ""


def _small_words(name: str) -> frozenset[str]:
    listed = (words_in(text) for text in name.split("\n"))
    return frozenset(words[0].folded for words in listed if len(words) == 1)


def _elements(
    words: Sequence[Typed], language: str, small: Container[str], *, whole: bool = False, as_typed: bool = False
) -> Iterator[tuple[str, ...]]:
    """Give what must be in a query for a phrase: stems of its telling words, with their accents and without.

    `whole`: small words are asked for too. `as_typed`: of script without spaces no ending is taken off.
    """
    telling = words if whole else [word for word in words if word.folded not in small] or words
    if not telling:
        return
    if any(is_unspaced(word.folded) for word in telling):
        yield from _unspaced_elements(telling, as_typed=as_typed)
        return
    found = [stems(word.raw, language) for word in telling]
    # without its vowels one word of a chat is too much else: `proud` is no pride
    from_chat = language == "ar" and len(telling) == 1 and telling[0].folded.isascii()
    for choice in (0,) if from_chat else (0, -1):
        yield tuple(dict.fromkeys(f"{language}:{stem[choice]}"[:LONGEST] for stem in found))


def _unspaced_elements(words: Iterable[Typed], *, as_typed: bool) -> Iterator[tuple[str, ...]]:
    """Where no spaces stand, a phrase is looked for inside the query as it stands, and without its endings.

    Not where it is a matter of life: `生きる意味がない` without its end is `生きる意味`.
    """
    parts = [word.folded for word in words]
    yield tuple(sorted({f"ja:{part}"[:LONGEST] for part in parts}))
    if as_typed:
        return
    yield tuple(sorted({f"ja:{stems(part, 'ja')[0]}"[:LONGEST] for part in parts}))


def _phrases(
    words: Sequence[Typed], language: str, small: Container[str], singles: Container[str], leads_to: str
) -> Iterator[Phrase]:
    """Give what leads to a facet for the words of one text.

    Where a sentence comes down to one word that does not stand there by itself, all of it is asked for: `sleep` alone
    is no crisis.
    """
    denied = {word.folded for word in words if word.folded in NEGATIONS} if leads_to in OF_LIFE else set()
    telling = [word for word in words if word.folded not in small or word.folded in denied]
    whole = len(words) > 1 and not (len(telling) > 1 or any(word.folded in singles for word in telling))
    # `non voglio vivere` is more than a no and a word for living
    whole |= bool(denied) and len(words) > len(telling) == _PAIR
    said = words if whole or not denied else telling
    of_life = leads_to in OF_LIFE
    for elements in _elements(said, language, () if denied else small, whole=whole, as_typed=of_life):
        yield Phrase(elements if of_life else tuple(sorted(elements)), leads_to)
    if len(words) == 1 and not is_unspaced(words[0].folded):
        yield Phrase((f"{language}={words[0].folded}"[:LONGEST],), leads_to)


def _place_phrases(words: Sequence[Typed], language: str, leads_to: str, small: Container[str]) -> Iterator[Phrase]:
    """Give what a place is called: in any language as it stands, in its own with endings, of towns the root too."""
    telling = [word for word in words if word.folded not in small or len(words) == 1] or words
    if not telling or _SHORT_KANA.fullmatch("".join(word.folded for word in telling)):
        return  # タイ is also how verbs end
    if len(words) > 1 and all(len(word.folded) <= _LETTERS_OF_NOTHING for word in words):
        return  # Luohe is also written `Lo Ho`, and so are half the sentences of Italy
    yield Phrase(tuple(sorted({f"{ANYWHERE}{word.folded}"[:LONGEST] for word in telling})), leads_to)
    if any(is_unspaced(word.folded) for word in telling):
        return
    if language != _EVERY_LANGUAGE:
        for elements in map(sorted, _elements(words, language, small)):
            if all(len(element) >= len("xx:") + _SHORTEST_ROOT for element in elements):
                yield Phrase(tuple(elements), leads_to)
    if len(telling) == 1 and (root := telling[0].folded.rstrip(_ENDINGS)) and len(root) >= _SHORTEST_ROOT:
        yield Phrase((f"{ROOT}{root}"[:LONGEST],), leads_to)


def _regions(connection: apsw.Connection, facets: Container[str]) -> Iterator[Phrase]:
    statement = """
        SELECT DISTINCT location_country, region FROM services
        WHERE location_country IS NOT NULL AND region IS NOT NULL ORDER BY 1, 2
    """
    for country, region in connection.execute(statement):
        leads_to = facet("r", f"{country}/{region}")
        if leads_to in facets:
            yield from _place_phrases(words_in(region), _EVERY_LANGUAGE, leads_to, frozenset())


def _keyed(phrases: Collection[Phrase]) -> Iterator[Row]:
    """Put each phrase under its rarest element, so that a query reads few rows that do not fit."""
    uses = Counter(chain.from_iterable(phrase.elements for phrase in phrases))
    for elements, leads_to in phrases:
        if len(elements) == 1:
            yield elements[0], "", leads_to
            continue
        key = min(elements, key=lambda element: (uses[element], element))
        yield key, " ".join(element for element in elements if element != key or leads_to in OF_LIFE), leads_to


def _hints(phrases: Iterable[Phrase]) -> Iterator[Row]:
    """Give the needs that a single word of longer phrases hints at, where few needs have it in theirs."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for elements, leads_to in phrases:
        if len(elements) > 1 and leads_to.startswith(NEED):
            for element in elements:
                if len(element) >= _SHORTEST_HINT or element.startswith("ja:"):
                    counted[element][leads_to] += 1
    for element, needs in counted.items():
        least = max(needs.values()) / 2
        told = [need for need, count in needs.items() if count >= least]
        if len(told) <= _MOST_HINTED:
            yield from ((element, HINT, need) for need in told)


def spelled_words(connection: apsw.Connection, facets: Container[str]) -> Iterator[str]:
    """Give the words of all names, for correcting what is mistyped; runs of unspaced script stay whole."""
    statement = "SELECT kind, code, name FROM names WHERE kind NOT IN ('need_description', 'small_words')"
    for kind, code, name in connection.execute(statement):
        if kind == "city_words" and town(code) not in facets:
            continue
        for word in words_in(name):
            yield word.folded
            yield from unspaced_runs(word.folded)
