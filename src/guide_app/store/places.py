"""Towns of a snapshot: which of those called the same is meant, and what stands around it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple

from guide_app.core.values import CountryCode
from guide_app.store.lookup import having, having_any
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import TOWN, facet, town

_EARTH_KM: Final = 6371.0
_MICRO: Final = 1e6
NEAR_KM: Final = 40
"""Around a town: half an hour or an hour of travel."""
_MILLIONTHS_PER_KM: Final = 9050
"""Of a degree from north to south, rounded up."""
_FAR_APART: Final = 20
"""So many times more people, and a town is meant rather than its namesake."""


class Town(NamedTuple):
    """A town and where it lies, in millionths of a degree."""

    country: CountryCode
    city: str
    place: tuple[int, int]
    population: int


def towns_of(snapshot: Snapshot) -> Mapping[str, Town]:
    """Give all towns by their facets; read once for a snapshot."""
    return snapshot.once("towns", lambda: _read_towns(snapshot))


def _read_towns(snapshot: Snapshot) -> dict[str, Town]:
    rows = snapshot.select("SELECT country, city, latitude, longitude, population FROM towns")
    return {
        town(f"{country}/{city}"): Town(CountryCode(country), city, (north, east), people)
        for country, city, north, east, people in rows
    }


def meant(snapshot: Snapshot, facets: Iterable[str], country: CountryCode | None) -> tuple[Town, ...]:
    """Choose among towns of the same name: one of the reader's country, else the much larger ones."""
    known = towns_of(snapshot)
    named = [known[facet] for facet in dict.fromkeys(facets) if facet in known]
    own = [one for one in named if one.country == country]
    if own:
        return tuple(own)
    most = max((one.population for one in named), default=0)
    return tuple(one for one in named if one.population * _FAR_APART >= most)


def standing_in(snapshot: Snapshot, towns: Iterable[Town]) -> int:
    """Give the services that stand in these towns, as bits."""
    return having_any(snapshot, [town(f"{one.country}/{one.city}") for one in towns])


def of_towns(snapshot: Snapshot, towns: Iterable[Town]) -> int:
    """Give the services of these towns, as bits.

    Also those of the region of a town's name that are near it or in no town: most of Tokyo's stand in its districts.
    """
    anywhere = snapshot.once("in towns", lambda: standing_in(snapshot, towns_of(snapshot).values()))
    found = 0
    for one in towns:
        region = having(snapshot, facet("r", f"{one.country}/{one.city}"))
        near = around(snapshot, one) if region else 0
        found |= standing_in(snapshot, [one]) | (region & (near | ~anywhere))
    return found


def around(snapshot: Snapshot, centre: Town, km: int = NEAR_KM) -> int:
    """Give the services that stand in a town or nearby, as bits."""
    north = centre.place[0]
    reach = km * _MILLIONTHS_PER_KM
    level = (one for one in towns_of(snapshot).values() if abs(one.place[0] - north) <= reach)  # most are not
    return standing_in(snapshot, (one for one in level if distance_km(centre.place, one.place) <= km))


def distance_km(here: tuple[int, int], there: tuple[int, int]) -> float:
    """Give the way between two places as the crow flies; both in millionths of a degree, north and east."""
    north, east, other_north, other_east = (radians(value / _MICRO) for value in (*here, *there))
    across = sin((other_north - north) / 2) ** 2
    across += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(across)))


def find_town(snapshot: Snapshot, country: CountryCode | None, city: str | None) -> Town | None:
    """Give a town as services write it."""
    return towns_of(snapshot).get(town(f"{country}/{city}")) if country and city else None


def distances(snapshot: Snapshot, centre: Town, numbers: Iterable[int]) -> dict[int, int]:
    """Give the kilometres from a town to those of services, by their numbers, where both are known."""
    statement = """
        SELECT rowid, location_country || '/' || city FROM services
        WHERE rowid IN (SELECT value FROM json_each(?)) AND city IS NOT NULL AND location_country IS NOT NULL
    """
    known = towns_of(snapshot)
    rows = snapshot.select(statement, (json.dumps(list(numbers)),))
    return {
        number: round(distance_km(centre.place, known[TOWN + code].place))
        for number, code in rows
        if TOWN + code in known
    }
