"""Search as a person types: names, places, needs, kinds, numbers, addresses and what is said of a service.

A query is read in several ways, from "this is its name" to "it is mentioned". A service counts by the best
reading that finds it, by how near it is, and by a few plain merits; `Hit.why` names the parts of its score.
All of it is done with sets of services (`store.postings`), so the order is exact however many are found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final, NamedTuple

from guide_app.core.values import CountryCode, ServiceId
from guide_app.store import wording
from guide_app.store.lookup import having
from guide_app.store.postings import numbers_of
from guide_app.store.query import Found, Hit, Nearness, Query, Step
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import (
    CONFIRM_FIRST,
    INSIDE_ONLY,
    WORLDWIDE,
    country_facet,
    facet,
    looks_like_address,
    number_queries,
)
from guide_app.store.wording import Reading, Word

__all__ = ["Found", "Hit", "Nearness", "Query", "Step", "search"]

_NEARNESS: Final[dict[Nearness, int]] = {"city": 52, "country": 40, "world": 20, "elsewhere": 0}
_WORLD_UNASKED: Final = 14
"""With no country chosen, what answers everywhere comes before what answers in some country, whatever it speaks."""
_ANSWERS_LANGUAGE: Final = 8
_NAMED_KIND: Final = 10
_NAMED_NEED: Final = 16
_CONFIRM_FIRST: Final = -3
_OUT_OF_REACH: Final = -16
"""For a line of another country that cannot be dialled from the reader's."""
_CONTACT_PUNISHED: Final = -1000
"""For services of a country with whose people the law of the reader's punishes any contact."""
_PRIOR: Final = 4
"""Spread over all services by their place in the snapshot's own order."""

_BROWSED: Final = 30
_NAMED: Final = 46
"""From this weight on a reading found what was meant, and nothing is guessed."""
_MENTIONED: Final = 0
"""Below it a reading found only a word in a description."""
_TOO_FEW: Final = 3
_LONGEST_TEXT: Final = 200
_GUESS: Final = 12
_WORD_LESS: Final = 48


class _Merit(NamedTuple):
    """Something that some services have, and what it adds to the score."""

    weight: int
    reason: str
    services: int


class _Cell(NamedTuple):
    """Services that are alike in everything but their place in the snapshot's own order."""

    weight: int
    nearness: Nearness
    why: tuple[str, ...]
    services: int


def search(snapshot: Snapshot, query: Query) -> Found:
    """Find services, best first. An empty result is honest: nothing in the snapshot resembles the query.

    Without text: all services of the need, or of the snapshot.

    Raises:
        StorageLostError: the snapshot can no longer be read.
    """
    every = having(snapshot, facet("n", query.need)) if query.need else (1 << snapshot.size) - 1
    text = query.text[:_LONGEST_TEXT]
    words = wording.words_of(snapshot, text)
    meant = words
    found = _Gathered(every)
    if not text.strip():
        found.add([Reading(_BROWSED, "", every)])
    else:
        found.add(wording.readings(snapshot, words, text))
        if not (found.best >= _NAMED or number_queries(text) or looks_like_address(text)):
            meant = [*words, *_guess(snapshot, words, found)]
    is_wish = all(word.is_wish for word in meant)
    cells: Iterable[_Cell] = _near(snapshot, query, found.readings, is_wish=is_wish)
    for merit in _merits(snapshot, query, meant):
        cells = _divided(cells, merit)
    hits = _best(snapshot, cells, query.limit)
    return Found(hits, reduce(or_, (reading.services for reading in found.readings), 0))


class _Gathered:
    """Readings that found something; each service belongs to the best that found it."""

    def __init__(self, every: int) -> None:
        self._left = every
        self.readings: list[Reading] = []

    def add(self, readings: Iterable[Reading]) -> bool:
        """Take what these readings find beyond those before; say whether that was anything."""
        before = len(self.readings)
        for reading in sorted(readings, key=lambda reading: -reading.weight):
            new = reading.services & self._left
            if new:
                self._left ^= new
                self.readings.append(reading._replace(services=new))
        return len(self.readings) > before

    @property
    def best(self) -> int:
        """Weight of the best reading so far."""
        return max((reading.weight for reading in self.readings), default=-1000)

    @property
    def count(self) -> int:
        """How many services were found."""
        return sum(reading.services.bit_count() for reading in self.readings)


def _guess(snapshot: Snapshot, words: Sequence[Word], found: _Gathered) -> list[Word]:
    """Understand more freely, step by step, while there is next to nothing; give the words this led to."""
    guessed: list[Word] = []
    if found.count < _TOO_FEW:
        cut = wording.without_endings(snapshot, words)
        if found.add(wording.word_readings(cut, _GUESS, " without ending")):
            guessed += cut
    if found.count < _TOO_FEW:
        for spelled in wording.respelled(snapshot, words):
            spelling = " ".join(word.term for word in spelled)
            if found.add(wording.word_readings(spelled, _GUESS + 2, f" as {spelling}")):
                guessed += spelled
    for step, fewer in enumerate(wording.fewer_words(snapshot, words), start=1):
        if found.count >= _TOO_FEW or found.best >= _MENTIONED:
            break
        left = " ".join(word.term for word in fewer)
        found.add(wording.word_readings(fewer, _WORD_LESS * step, f" of {left}"))
    return guessed


def _near(snapshot: Snapshot, query: Query, readings: Iterable[Reading], *, is_wish: bool) -> list[_Cell]:
    """Divide what was found by how near it is. `is_wish`: nothing is named, only something wished for."""
    world = having(snapshot, WORLDWIDE)
    inside_only = punished = 0
    places: list[tuple[Nearness, int, int]]
    if query.country is None:
        places = [("world", _WORLD_UNASKED if is_wish else 0, world)]
    else:
        here = having(snapshot, country_facet(query.country))
        inside_only = having(snapshot, INSIDE_ONLY)
        punished = _punished(snapshot, query.country)
        town = (here | world) & having(snapshot, facet("y", query.city)) if query.city else 0
        places = [("city", _NEARNESS["city"], town), ("country", _NEARNESS["country"], here)]
        places.append(("world", _NEARNESS["world"], world))
    cells = []
    for reading in readings:
        left = reading.services
        why = (reading.reason,) if reading.reason else ()
        for nearness, weight, services in places:
            cells.append(_Cell(reading.weight + weight, nearness, (*why, nearness), left & services))
            left &= ~services
        feared = left & punished
        cells.append(_Cell(reading.weight + _CONTACT_PUNISHED, "elsewhere", (*why, "contact is punished"), feared))
        left ^= feared
        away = left & inside_only
        cells.append(_Cell(reading.weight, "elsewhere", (*why, "elsewhere"), left ^ away))
        cells.append(_Cell(reading.weight + _OUT_OF_REACH, "elsewhere", (*why, "elsewhere", "out of reach"), away))
    return [cell for cell in cells if cell.services]


def _punished(snapshot: Snapshot, country: CountryCode) -> int:
    """Give the services of countries with whose people the law of this one punishes contact, as bits."""
    statement = "SELECT value FROM countries, json_each(contact_punished_json) WHERE code = ?"
    others = [code for (code,) in snapshot.select(statement, (country,))]
    return reduce(or_, (having(snapshot, facet("o", code)) for code in others), 0)


def _merits(snapshot: Snapshot, query: Query, words: Sequence[Word]) -> list[_Merit]:
    merits = []
    if words:  # when browsing, the snapshot's own order has seen to it already
        merits.append(_Merit(_CONFIRM_FIRST, "confirm first", having(snapshot, CONFIRM_FIRST)))
    if query.language:
        merits.append(_Merit(_ANSWERS_LANGUAGE, "language", having(snapshot, facet("l", query.language))))
    kinds = [word.of_kind for word in words if word.of_kind]
    needs = [word.for_need for word in words if word.for_need]
    # what all words agree on: `legal help` is not asking for every kind of help
    of_kind = reduce(and_, kinds) if kinds else 0
    for_need = (reduce(and_, needs) or reduce(or_, needs)) if needs else 0
    return [*merits, _Merit(_NAMED_KIND, "kind", of_kind), _Merit(_NAMED_NEED, "need", for_need)]


def _divided(cells: Iterable[_Cell], merit: _Merit) -> Iterable[_Cell]:
    for cell in cells:
        with_it = cell.services & merit.services
        if with_it:
            yield _Cell(cell.weight + merit.weight, cell.nearness, (*cell.why, merit.reason), with_it)
        if without := cell.services ^ with_it:
            yield cell._replace(services=without)


def _best(snapshot: Snapshot, cells: Iterable[_Cell], limit: int | None) -> tuple[Hit, ...]:
    """Take the best of the cells; the snapshot's own order counts for up to `_PRIOR`."""
    step = _PRIOR / max(1, snapshot.size)
    scored: list[tuple[float, int, int]] = []
    ordered = sorted(cells, key=lambda cell: -cell.weight)
    enough: int | None = None
    for position, cell in enumerate(ordered):
        if enough is not None and cell.weight + _PRIOR < enough:
            break
        top = cell.weight + _PRIOR
        scored += [(step * number - top, number, position) for number in numbers_of(cell.services, limit)]
        if enough is None and limit is not None and len(scored) >= limit:
            enough = cell.weight
    scored.sort()
    if limit is not None:
        del scored[limit:]
    statement = "SELECT rowid, id FROM services WHERE rowid IN (SELECT value FROM json_each(?))"
    ids: dict[int, ServiceId] = dict(snapshot.select(statement, (json.dumps([number for _, number, _ in scored]),)))
    about = [(cell.nearness, cell.why) for cell in ordered]
    return tuple(Hit(ids[number], -lost, *about[position]) for lost, number, position in scored)
