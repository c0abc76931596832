"""What a reader narrows a search down to, and how many services each answer would leave.

Every filter is a set of services (`store.postings`), so filters combine, and are counted, in microseconds. What such
a set is made of is read once for a snapshot: facets of the index, towns, distinct schedules. Each distinct schedule is
judged once a minute, however many services share it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final, NamedTuple
from weakref import ref

from guide_app.core.hours import holiday_country, open_word
from guide_app.core.values import CountryCode, LanguageCode, NeedId, Schedule
from guide_app.store import places
from guide_app.store.lookup import having
from guide_app.store.postings import bits_of
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import (
    ANONYMOUS,
    ASKS_GUARDIANS,
    ASKS_POLICE,
    CHANNELS,
    FREE,
    WORLDWIDE,
    country_facet,
    facet,
    town,
)

RADII: Final = (10, 25, 50, 100, 200)
"""Kilometres around a town that can be chosen."""
_MOMENTS_KEPT: Final = 4


class Filters(NamedTuple):
    """What a service must be or offer to stay listed; what is left at its default lets everything pass."""

    country_only: bool = False
    """Only what answers in the reader's country, or world-wide."""
    region: str | None = None
    """Of the reader's country, as services write it: only what stands there."""
    city: str | None = None
    """Of the reader's country, as services write it: only what stands there."""
    radius_km: int | None = None
    """Around the city; None: the city itself."""
    open_at: datetime | None = None
    """Aware; `now` is resolved by the caller. Unknown hours stay."""
    languages: tuple[LanguageCode, ...] = ()
    """Any of them."""
    channels: tuple[str, ...] = ()
    """Any of `store.tokens.CHANNELS`."""
    audiences: tuple[str, ...] = ()
    """Any of them."""
    anonymous: bool = False
    free: bool = False
    asks_police: bool = False
    """Only where a source says that the police are not told without asking."""
    asks_guardians: bool = False
    """The same for parents and guardians."""


UNFILTERED: Final = Filters()
FLAGS: Final = {"anonymous": ANONYMOUS, "free": FREE, "asks_police": ASKS_POLICE, "asks_guardians": ASKS_GUARDIANS}
"""Filter that is a yes or nothing -> facet."""
_LISTS: Final = {"languages": "l", "channels": "h", "audiences": "a"}
"""Filter of which any answer will do -> letter of its facets."""


class Opening(NamedTuple):
    """Services by what is known of them at a moment, as bits; all others are closed."""

    open: int
    unknown: int


class Counts(NamedTuple):
    """How many of the services found would be left by each answer.

    An answer counts the services that have it among those that pass all filters but those of its own question: that
    is what choosing it alone, with everything else as it is, would leave.
    """

    total: int
    """That pass all filters."""
    open: int
    """Open for sure at the moment asked for."""
    unknown: int
    """Whose hours are unknown; a filter by time leaves them."""
    closed: int
    anywhere: int
    """Wherever they are."""
    country: int
    """That answer in the reader's country, or world-wide."""
    regions: dict[str, int]
    """Of the reader's country."""
    radii: dict[int, int]
    """Around the chosen town."""
    languages: dict[LanguageCode, int]
    channels: dict[str, int]
    audiences: dict[str, int]
    flags: dict[str, int]
    """By the names of `FLAGS`."""


class Place(NamedTuple):
    """Where a reader is, or wants to be."""

    country: CountryCode | None = None
    city: str | None = None
    """As services write it; radii are counted around it."""


def mask(snapshot: Snapshot, filters: Filters, country: CountryCode | None, *, without: str | None = None) -> int:
    """Give the services that pass all filters, as bits.

    Args:
        snapshot: where they stand.
        filters: what is wanted. Country, region and city mean nothing where no country is known.
        country: of the reader.
        without: a question to leave out: "place", "open_at", "languages", "channels", "audiences" or one of `FLAGS`.

    Raises:
        StorageLostError: the snapshot can no longer be read.
    """
    if filters == UNFILTERED:
        return (1 << snapshot.size) - 1
    return _sets_of(snapshot).passing(filters, country, without)


def opening(snapshot: Snapshot, at: datetime) -> Opening:
    """Give the services that are open at an aware moment, and those of which nobody knows.

    Raises:
        StorageLostError: the snapshot can no longer be read.
    """
    return _sets_of(snapshot).opening(at)


def counts(snapshot: Snapshot, services: int, filters: Filters, place: Place, now: datetime) -> Counts:
    """Count what each answer would leave.

    Args:
        snapshot: where the services stand.
        services: what a search found before any filter, as bits.
        filters: what is chosen already.
        place: of the reader.
        now: an aware moment; where the filters name another, that one is counted.

    Raises:
        StorageLostError: the snapshot can no longer be read.
    """
    sets, country, city = _sets_of(snapshot), place.country, filters.city or place.city

    def left(without: str | None) -> int:
        return services & sets.passing(filters, country, without)

    hours, any_hours, anywhere = sets.opening(filters.open_at or now), left("open_at"), left("place")
    regions = sets.regions(country) if country else ()
    radii = RADII if country and city else ()
    return Counts(
        total=left(None).bit_count(),
        open=(any_hours & hours.open).bit_count(),
        unknown=(any_hours & hours.unknown).bit_count(),
        closed=(any_hours & ~(hours.open | hours.unknown)).bit_count(),
        anywhere=anywhere.bit_count(),
        country=(anywhere & sets.answering_in(country)).bit_count(),
        regions={name: (anywhere & sets.region(country, name)).bit_count() for name in regions},
        radii={radius: (anywhere & sets.around(country, city, radius)).bit_count() for radius in radii},
        languages={LanguageCode(code): n for code, n in sets.counted("l", sets.codes("language"), left("languages"))},
        channels=dict(sets.counted("h", CHANNELS, left("channels"))),
        audiences=dict(sets.counted("a", sets.codes("audience"), left("audiences"))),
        flags={name: (left(name) & sets.having(token)).bit_count() for name, token in FLAGS.items()},
    )


def count_open(
    snapshot: Snapshot, services: int, filters: Filters, country: CountryCode | None, at: datetime
) -> tuple[int, int]:
    """Count how many of these services are open at a moment, and of how many nobody knows, other filters kept."""
    left = services & _sets_of(snapshot).passing(filters, country, "open_at")
    hours = opening(snapshot, at)
    return (left & hours.open).bit_count(), (left & hours.unknown).bit_count()


def count_needs(snapshot: Snapshot, services: int, needs: Iterable[NeedId]) -> dict[NeedId, int]:
    """Count how many of these services, bits, each need has; finer needs are needs like all others."""
    return {NeedId(need): n for need, n in _sets_of(snapshot).counted("n", needs, services)}


def count_countries(snapshot: Snapshot, services: int, countries: Iterable[CountryCode]) -> dict[CountryCode, int]:
    """Count how many of these services, bits, answer in each country; those of the whole world count in none."""
    return {CountryCode(code): n for code, n in _sets_of(snapshot).counted("c", countries, services)}


def count_cities(snapshot: Snapshot, services: int, country: CountryCode, cities: Iterable[str]) -> dict[str, int]:
    """Count how many of these services, bits, stand in each town of a country."""
    sets = _sets_of(snapshot)
    return {city: (services & sets.around(country, city, None)).bit_count() for city in cities}


class _Sets:
    """Sets of one snapshot that filters are made of, each read when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._known = ref(snapshot)  # weakly: the snapshot keeps this
        self._everything = (1 << snapshot.size) - 1
        self._codes: dict[str, tuple[str, ...]] = {}
        self._regions: dict[str, tuple[str, ...]] = {}
        self._around: dict[tuple[str, str, int | None], int] = {}
        self._schedules: dict[tuple[Schedule, CountryCode | None], int] | None = None
        self._judged: dict[str, Opening] = {}

    def passing(self, filters: Filters, country: CountryCode | None, without: str | None) -> int:
        """Give the services that pass; see `mask`."""
        passing = self._everything
        for question, services in self._chosen(filters, country):
            if question != without:
                passing &= services
        return passing

    def counted(self, letter: str, codes: Iterable[str], among: int) -> Iterator[tuple[str, int]]:
        """Count the services of each facet of a kind."""
        return ((code, (among & self.having(facet(letter, code))).bit_count()) for code in codes)

    def having(self, token: str) -> int:
        """Give the services of a facet."""
        return having(self._snapshot, token)

    def codes(self, kind: str) -> tuple[str, ...]:
        """Give all codes of a kind that the snapshot names."""
        if kind not in self._codes:
            found = self._snapshot.select("SELECT DISTINCT code FROM names WHERE kind = ? ORDER BY code", (kind,))
            self._codes[kind] = tuple(code for (code,) in found)
        return self._codes[kind]

    def answering_in(self, country: CountryCode | None) -> int:
        """Give the services that answer in a country or everywhere; without a country, all."""
        if country is None:
            return self._everything
        return self.having(country_facet(country)) | self.having(WORLDWIDE)

    def regions(self, country: CountryCode) -> tuple[str, ...]:
        """Give the regions of a country in which services stand, as they write them."""
        if country not in self._regions:
            statement = "SELECT DISTINCT region FROM services WHERE location_country = ? AND region IS NOT NULL"
            found = sorted(region for (region,) in self._snapshot.select(statement, (country,)))
            self._regions[country] = tuple(found)
        return self._regions[country]

    def region(self, country: CountryCode | None, name: str) -> int:
        """Give the services that stand in a region."""
        return self._everything if country is None else self.having(facet("r", f"{country}/{name}"))

    def around(self, country: CountryCode | None, city: str | None, radius_km: int | None) -> int:
        """Give the services that stand in a town or in those around it; without country or town, all."""
        if country is None or city is None:
            return self._everything
        key = (country, city, radius_km)
        if key not in self._around:
            self._around[key] = self.having(town(f"{country}/{city}"))
            centre = places.find_town(self._snapshot, country, city)
            if radius_km and centre is not None:
                self._around[key] |= places.around(self._snapshot, centre, radius_km)
        return self._around[key]

    def opening(self, at: datetime) -> Opening:
        """Judge each distinct schedule, once for a minute of a clock; services without one are unknown."""
        minute = f"{at:%Y%m%d%H%M%z}"
        if minute not in self._judged:
            while len(self._judged) >= _MOMENTS_KEPT:
                del self._judged[next(iter(self._judged))]
            sets = {"open": 0, "closed": 0, "unknown": 0}
            for (schedule, country), services in self._read_schedules().items():
                sets[open_word(schedule, at, country)] |= services
            self._judged[minute] = Opening(sets["open"], self._everything & ~(sets["open"] | sets["closed"]))
        return self._judged[minute]

    @property
    def _snapshot(self) -> Snapshot:
        snapshot = self._known()
        assert snapshot is not None  # noqa: S101 - whoever asks holds it
        return snapshot

    def _chosen(self, filters: Filters, country: CountryCode | None) -> Iterator[tuple[str, int]]:
        """Give the question and the services of each filter that is set."""
        if filters.country_only:
            yield "place", self.answering_in(country)
        if filters.region is not None:
            yield "place", self.region(country, filters.region)
        if filters.city is not None:
            yield "place", self.around(country, filters.city, filters.radius_km)
        if filters.open_at is not None:
            hours = self.opening(filters.open_at)
            yield "open_at", hours.open | hours.unknown
        for question, letter in _LISTS.items():
            wanted: tuple[str, ...] = getattr(filters, question)
            if wanted:
                yield question, reduce(or_, (self.having(facet(letter, code)) for code in wanted))
        for question, token in FLAGS.items():
            if getattr(filters, question):
                yield question, self.having(token)

    def _read_schedules(self) -> dict[tuple[Schedule, CountryCode | None], int]:
        if self._schedules is None:
            numbers = defaultdict(list)
            statement = """
                SELECT rowid, opening_hours, timezone, service_areas_json FROM services WHERE opening_hours IS NOT NULL
            """
            for number, *hours in self._snapshot.select(statement):
                numbers[tuple(hours)].append(number)
            self._schedules = {}
            for (hours, zone, areas), found in numbers.items():
                key = (Schedule(hours, zone), holiday_country(tuple(map(CountryCode, json.loads(areas)))))
                self._schedules[key] = self._schedules.get(key, 0) | bits_of(found)
        return self._schedules


def _sets_of(snapshot: Snapshot) -> _Sets:
    return snapshot.once("filters", lambda: _Sets(snapshot))
