"""What is shown where nothing fits, and what had to be done for it: an empty page helps nobody."""

from __future__ import annotations

from typing import Final

from guide_app.store.filters import UNFILTERED, Filters, mask
from guide_app.store.lookup import having, having_any
from guide_app.store.query import Query, Step
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import BEST, KIND, WORLDWIDE, country_facet
from guide_app.store.wording import Wanted

FIRST_HELP: Final = "talk"
"""The need that is closest where nothing is understood."""
_LINES: Final = (KIND + "crisisline", KIND + "peerline", BEST + "talkcrisis")
_PLACE_FILTERS: Final = ("city", "region", "country_only")


def closest(snapshot: Snapshot, query: Query, wanted: Wanted, of_need: int) -> tuple[int, list[Step]]:
    """Give services for a query that none resembles, as bits: those of its need, else lines here and everywhere."""
    if query.need and of_need:
        return of_need, [Step("need", query.need)]
    if wanted.found:
        return wanted.found, [Step("need", wanted.need)] if wanted.need else []
    nations = dict.fromkeys(town.country for town in wanted.place.towns)
    if nations and (found := having_any(snapshot, [country_facet(nation) for nation in nations])):
        return found, [Step("wider_area", nation) for nation in nations][:1]  # a town in which nothing stands
    lines = having_any(snapshot, _LINES)
    world = having(snapshot, WORLDWIDE)
    here = having(snapshot, country_facet(query.country)) if query.country else 0
    found = lines & (world | here) or world or (1 << snapshot.size) - 1
    return found, [Step("world"), Step("need", FIRST_HELP)]


def widened(snapshot: Snapshot, wanted: Wanted, found: int) -> list[Step]:
    """Say where a wish had to be looked for, where the place that the query names has nothing for it."""
    wished = wanted.wishes & found
    if not wished or wished & wanted.place.there:
        return []
    for town in wanted.place.towns:
        if wished & having(snapshot, country_facet(town.country)):
            return [Step("wider_area", town.country)]
    return [Step("world")]


def without_filters(snapshot: Snapshot, query: Query, found: int) -> tuple[int, list[Step]]:
    """Take filters away until something is left: first those of place, the narrowest first, then all others."""
    filters = query.filters
    for name in _PLACE_FILTERS:
        if not getattr(filters, name):
            continue
        filters = _without(filters, name)
        if left := found & mask(snapshot, filters, query.country):
            wider = _area(query, filters)
            return left, [Step("wider_area", wider) if wider else Step("world")]
    names = [name for name in filters._fields if getattr(query.filters, name) != getattr(UNFILTERED, name)]
    return found, [Step("dropped_filters", ",".join(names))]


def _without(filters: Filters, name: str) -> Filters:
    if name == "city":
        return filters._replace(city=None, radius_km=None)
    return filters._replace(region=None) if name == "region" else filters._replace(country_only=False)


def _area(query: Query, filters: Filters) -> str:
    """Name what is left of the filters of place; empty: the world."""
    if query.country is None:
        return ""
    if filters.region:
        return f"{query.country}/{filters.region}"
    return query.country if filters.country_only else ""
