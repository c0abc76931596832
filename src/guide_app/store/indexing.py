"""The search index of a snapshot, made from its tables: the last step of building one.

`tokens` holds, for every token of `store.tokens`, the set of services that have it; `beginnings` the same for
those beginnings that many tokens share, so that a query reads few rows however short it is. Words for one thing
in eleven languages are not repeated per service: they stand once in `concepts` and lead to facets.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

import apsw

from guide_app.core.errors import SnapshotBuildError
from guide_app.core.sounds import romaji
from guide_app.core.text import index_terms, words_in
from guide_app.store import postings
from guide_app.store.concepts import concept_rows, spelled_words
from guide_app.store.tokens import (
    AFTER_ALL,
    ANONYMOUS,
    ASKS_GUARDIANS,
    ASKS_POLICE,
    CONFIRM_FIRST,
    FACET,
    FREE,
    INSIDE_ONLY,
    LONGEST,
    NAME,
    channels_of,
    contact_tokens,
    country_facet,
    facet,
    initials,
    joined,
    name_tokens,
    site_label,
    sound_tokens,
    town,
)

DEAR: Final = 2500
"""A beginning whose tokens cost more than this to read (`postings.cost`: about 0.2 ms) is stored ready-made."""

_TABLES: Final = (
    "CREATE TABLE joined_ids (id TEXT PRIMARY KEY, service_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE tokens (token TEXT PRIMARY KEY, services BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE beginnings (beginning TEXT PRIMARY KEY, services BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE concepts (key TEXT NOT NULL, rest TEXT NOT NULL, facet TEXT NOT NULL, PRIMARY KEY (key, rest, facet))
    STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE spellings (term TEXT PRIMARY KEY, backwards TEXT NOT NULL, services INTEGER NOT NULL)
    STRICT, WITHOUT ROWID
    """,
)
_FLAGS: Final = (CONFIRM_FIRST, ANONYMOUS, FREE, ASKS_POLICE, ASKS_GUARDIANS)
_BETWEEN_NAMES: Final = re.compile(r"[,;|\n]")
_KANA: Final = re.compile("[\u3041-\u3096\u30fc]+")
_SHORTEST_KANA: Final = 2
_SPELLED_FROM: Final = 4


def build_index(connection: apsw.Connection) -> None:
    """Fill the index of a snapshot whose rows are in place, inside the caller's transaction."""
    for statement in _TABLES:
        connection.execute(statement)
    services: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    total = 0  # numbers rise by one: the last is their count
    for total, tokens in _documents(connection):
        for token in tokens:
            services[token].append(total)
    stored = ((token, postings.encode(services[token], total)) for token in sorted(services))
    connection.executemany("INSERT INTO tokens VALUES(?, ?)", stored)
    beginnings = sorted(_beginnings(services, total).items())
    stored = ((beginning, postings.encode_bits(bits, total)) for beginning, bits in beginnings)
    connection.executemany("INSERT INTO beginnings VALUES(?, ?)", stored)
    connection.executemany("INSERT INTO joined_ids VALUES(?, ?)", sorted(_joined_ids(connection)))
    connection.executemany("INSERT INTO concepts VALUES(?, ?, ?)", sorted(set(concept_rows(connection, services))))
    spellings = Counter({token: len(services[token]) for token in services if _is_spelled(token)})
    spellings.update(term for term in spelled_words(connection, services) if _is_spelled(term))
    stored_spellings = ((term, term[::-1], count) for term, count in sorted(spellings.items()))
    connection.executemany("INSERT INTO spellings VALUES(?, ?, ?)", stored_spellings)
    connection.execute("CREATE INDEX spellings_backwards ON spellings (backwards)")


def _documents(connection: apsw.Connection) -> Iterator[tuple[int, set[str]]]:
    """Give each service's number and tokens, in the order of the numbers."""
    query = """
        SELECT rowid, id, organization, organization_alternate, name, search_words, city, region, description,
            postal_code, opening_hours, kind, audience_json, service_areas_json, languages_json, needs_json,
            need_levels_json, location_country, address, confirm_first, anonymous IS 1, cost IS 'free',
            may_contact_police IS 'no', may_contact_guardians IS 'no'
        FROM services ORDER BY rowid
    """
    for (
        number, service, organization, alternate, name, also_called, city, region, description,
        postal_code, hours, kind, audience, areas, languages, needs, levels, located, address, *said_yes,
    ) in connection.execute(query):  # fmt: skip
        types, found, labels = _contact_tokens(connection, service)
        names = [organization, alternate or "", name, *_BETWEEN_NAMES.split(also_called), *labels]
        names += filter(None, map(initials, (organization, alternate or "")))
        said_names = {word.folded for text in names for word in words_in(text)}
        named = set(_terms((*names, city or "", region or "")))
        said = named.union(_terms((description, postal_code or "", "24/7" if hours == "24/7" else "")))
        tokens = said.union(NAME + term for term in named)
        tokens.update(_facets(kind, audience, areas, languages, needs, city, located))
        tokens.update(_level_facets(levels))
        if region and located:
            tokens.add(facet("r", f"{located}/{region}"))
        tokens.update(types, found)
        tokens.update(facet("h", channel) for channel in channels_of(kind, types, address))
        tokens.update(token for text in names for token in name_tokens(text))
        tokens.update(token for term in said_names for part in _runs(term) for token in _word_tokens(part))
        tokens.update(token for text in names for token in sound_tokens(joined(text)))
        if city and located:
            tokens.add(town(f"{located}/{city}"))
        tokens.update(flag for flag, yes in zip(_FLAGS, said_yes, strict=True) if yes)
        yield number, tokens


def _beginnings(services: Mapping[str, array[int]], total: int) -> dict[str, int]:
    """Give every beginning that is dear to put together while searching, with the services of its tokens, as bits."""
    # facets are only asked for whole
    tokens = sorted(token for token in services if not token.startswith(FACET))
    kept: dict[str, int] = {}

    def gather(start: int, end: int, length: int) -> tuple[int, array[int], int]:
        """Give the services of tokens with one beginning of `length`, and what reading them costs.

        They come as bits, and as the numbers of those that are not among the bits yet.
        """
        if end - start == 1:  # most beginnings are of one token
            numbers = services[tokens[start]]
            return 0, numbers, postings.cost(len(numbers), total)
        beginning = tokens[start][:length]
        bits, loose, cost = 0, array("I"), 0
        while start < end:
            if len(tokens[start]) == length:
                numbers = services[tokens[start]]
                loose += numbers
                cost += postings.cost(len(numbers), total)
                start += 1
            else:
                after = bisect_left(tokens, tokens[start][: length + 1] + AFTER_ALL, start, end)
                found, its_loose, its_cost = gather(start, after, length + 1)
                bits |= found
                loose += its_loose
                cost += its_cost
                start = after
        if cost > DEAR:
            bits, loose = bits | postings.bits_of(loose), array("I")
            kept[beginning] = bits
        return bits, loose, cost

    if tokens:
        gather(0, len(tokens), 0)
    return kept


def _terms(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (term[:LONGEST] for term in index_terms(text))


def _facets(
    kind: str,
    audience: str,
    areas: str,
    languages: str,
    needs: str,
    city: str | None,
    located: str | None,
) -> Iterator[str]:
    yield facet("k", kind)
    yield from (facet("a", code) for code in _texts(audience))
    yield from (facet("l", code) for code in _texts(languages))
    yield from (facet("n", code) for code in _texts(needs))
    countries = _texts(areas) or ([located] if located else [])
    yield from (country_facet(code) for code in countries)
    if len(countries) == 1:
        yield facet("o", countries[0])
    if city:
        yield facet("y", city)


def _level_facets(stored: str) -> Iterator[str]:
    for need, level in json.loads(stored).items():
        yield facet(str(level), need)


def _texts(stored: str) -> list[str]:
    try:
        found = json.loads(stored)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise SnapshotBuildError(f"a list of texts is expected, not {stored[:80]!r}")
    return found


def _joined_ids(connection: apsw.Connection) -> Iterator[tuple[str, str]]:
    for service, also in connection.execute("SELECT id, also_json FROM services"):
        yield from ((other, service) for other in _texts(also))


def _contact_tokens(connection: apsw.Connection, service: str) -> tuple[set[str], set[str], list[str]]:
    """Give the types of a service's contacts, the tokens they are found by, and what its own sites are called."""
    types: set[str] = set()
    found: set[str] = set()
    labels: dict[str, None] = {}
    reached_inside: set[bool] = set()
    query = "SELECT type, value, display, domestic_only FROM contacts WHERE service_id = ? ORDER BY position"
    for kind, value, display, inside in connection.execute(query, (service,)):
        types.add(kind)
        found.update(contact_tokens(value, display))
        if kind != "web":
            reached_inside.add(bool(inside))
        elif label := site_label(value):
            labels[label] = None
    if reached_inside == {True}:  # it can be called or written to, but not from another country
        found.add(INSIDE_ONLY)
    return types, found, list(labels)


def _is_spelled(term: str) -> bool:
    """Say whether a word is long enough, and of letters, to be offered for a mistyped one."""
    return len(term) >= _SPELLED_FROM and term.isalpha()


def _runs(word: str) -> list[str]:
    """Give a word, and the runs of kana in it: what stands between kanji is a word more often than not."""
    return [word, *(run for run in _KANA.findall(word) if len(run) > _SHORTEST_KANA and run != word)]


@lru_cache(65536)
def _word_tokens(word: str) -> tuple[str, ...]:
    """Give the tokens of a word of a name beside itself: how it sounds in any alphabet, kana in Latin letters."""
    latin = romaji(word)
    return (*sound_tokens(word), *((latin, NAME + latin) if latin else ()))
