"""Search as a person types: names, places, needs, kinds, numbers, addresses and what is said of a service.

Whatever speaks for a service is added up (`store.ranking`): what it is called, what it is for, how near it is, what
it speaks. All of it is done with sets of services (`store.postings`), so the order is exact however many are found.
An answer is never empty: where nothing fits, the search goes on more freely and says how (`Found.steps`).
"""

from __future__ import annotations

import json
from typing import Final

from guide_app.core.values import CountryCode
from guide_app.store import never_empty, places, wording
from guide_app.store.filters import mask, opening
from guide_app.store.lookup import having, having_any, joined, punished
from guide_app.store.postings import bits_of, numbers_of
from guide_app.store.query import Found, Hit, Nearness, Query, Step
from guide_app.store.ranking import Part, Tally
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import (
    BEST,
    CONFIRM_FIRST,
    CRISIS_LINES,
    IN_CRISIS,
    INSIDE_ONLY,
    KIND,
    REGION,
    WORLDWIDE,
    country_facet,
    country_of_region,
    facet,
)
from guide_app.store.wording import Wanted

__all__ = ["Found", "Hit", "Nearness", "Query", "Step", "search"]

_TOWN, _NEAR, _COUNTRY, _WORLD = 12, 8, 40, 16
"""For what stands in the chosen town, near it, answers in the reader's country, or everywhere."""
_WORLD_UNASKED: Final = 14
"""With no country chosen, what answers everywhere comes before what answers in some country, whatever it speaks."""
_NAMED_TOWN, _NAMED_NEAR, _NAMED_COUNTRY, _NAMED_WORLD = 100, 60, 44, 22
"""The same where the query names a place: then that counts, and not where the reader is."""
_OTHER_REGIONS, _WORLD_OF_REGION = -40, -44
"""For the country of a region that was named, and for what answers everywhere: better than nothing, but no more."""
_ANSWERS_LANGUAGE: Final = 10
_CRISIS_LINE, _CRISIS_HERE, _CRISIS_LANGUAGE, _CRISIS_KNOWS = 36, 24, 10, 60
_CRISIS_FOREIGN: Final = -24
"""For a line of several countries that speaks none of the reader's languages, such as one for refugees."""
_CONFIRM_FIRST: Final = -3
_ELSEWHERE: Final = -120
"""For what neither answers where help is wanted nor everywhere, unless it is asked for by its name."""
_HELPS: Final = {
    "crisisline": 4,
    "peerline": 4,
    "peercounselling": 3,
    "professionalcounselling": 3,
    "communitycentre": 2,
    "legalaid": 1,
    "supportgroup": 0,
    "advocacy": 0,
}
"""Kinds of service that will know more, here, where little is found for what is wished for."""
_READ: Final = tuple(
    KIND + kind
    for kind in (
        "informationsite",
        "digitalsafety",
        "asylumrelocation",
        "prideevent",
        "jobtraining",
        "educationtraining",
    )
)
_ONLY_READ: Final = -12
"""For services of these kinds that are not for what is wished: they do not know more than a line does."""
_TROUBLE: Final = (
    "talk", "home", "moment", "safetychange", "safetythreat", "workschool", "healthmind", "peoplecomingout",
    "peoplefaith",
)  # fmt: skip
"""Beginnings of needs for which a line anywhere, or a directory of lines, is better than a service out of reach."""
_ANSWERS_EVERYWHERE: Final = 12
_TOLD: Final = 40
_ENOUGH: Final = 12
"""Services that somebody may look through."""
_TOLD_FROM_AFAR: Final = frozenset({"safetytravel"})
"""Needs for which a place is what is asked about, rather than where help is wanted: the law of a country."""
_OUT_OF_REACH: Final = -16
"""For a line of another country that cannot be dialled from the reader's."""
_CONTACT_PUNISHED: Final = -1000
"""For services of a country with whose people the law of the reader's punishes any contact."""
_OPEN: Final = 400
"""Open for sure comes before unknown, where somebody asked for what is open."""
_OPEN_NOW: Final = 3
_NEED_BEST, _NEED_GOOD = 14, 7
_LONGEST_TEXT: Final = 200


def search(snapshot: Snapshot, query: Query) -> Found:
    """Find services, best first.

    Without text: all services of the need, or of the snapshot.

    Raises:
        StorageLostError: the snapshot can no longer be read.
    """
    everything = (1 << snapshot.size) - 1
    text = query.text[:_LONGEST_TEXT]
    of_need = having(snapshot, facet("n", query.need)) if query.need else everything
    steps: list[Step] = []
    if text.strip():
        wanted = wording.read(snapshot, text, query)
        steps += wanted.steps
    else:
        wanted = Wanted(found=of_need)
    found = wanted.found & of_need
    helpers = 0
    if wanted.is_told:  # nothing is asked for by name: somebody says how it is
        lines = having_any(snapshot, [KIND + "crisisline", KIND + "peerline", BEST + "talkcrisis"])
        wanted = wanted._replace(wishes=wanted.wishes | lines, parts=(*wanted.parts, Part("to talk to", _TOLD, lines)))
        found |= lines & of_need
        steps.append(Step("need", never_empty.FIRST_HELP))
    if wanted.wishes and not wanted.named:
        helpers = _helpers(snapshot, query, wanted, found) & of_need
        found |= helpers
    if not found:
        found, more = never_empty.closest(snapshot, query, wanted, of_need)
        steps += more
    elif wanted.place.cover:
        steps += never_empty.widened(snapshot, wanted, found)
    left = found & mask(snapshot, query.filters, query.country)
    if not left:
        left, more = never_empty.without_filters(snapshot, query, found)
        steps += more
    tally = Tally(everything)
    for part in wanted.parts:
        tally.add(*part)
    if helpers:
        _add_helpers(snapshot, tally, helpers, wanted)
    near = _add_nearness(snapshot, tally, query, wanted)
    _add_merits(snapshot, tally, query, wanted)
    numbers = tally.best(left, query.limit)
    hits = _hits(snapshot, tally, query, wanted, numbers, near)
    return Found(hits, found, left.bit_count(), tuple(steps), wanted.crisis, wanted.need)


def _helpers(snapshot: Snapshot, query: Query, wanted: Wanted, found: int) -> int:
    """Give the services where help is wanted that will know more: of some kinds, and where that is little all.

    For somebody in trouble then also the lines of the whole world.
    """
    countries = [town.country for town in wanted.place.towns] or ([query.country] if query.country else [])
    here = having_any(snapshot, [country_facet(country) for country in countries])
    reachable = here | having(snapshot, WORLDWIDE)
    helpers = here & having_any(snapshot, [KIND + kind for kind in _HELPS])
    if ((found | helpers) & reachable).bit_count() >= _ENOUGH:
        return helpers
    everywhere = having(snapshot, WORLDWIDE) & having(snapshot, IN_CRISIS)
    return here | everywhere if wanted.need.startswith(_TROUBLE) else here


def _add_helpers(snapshot: Snapshot, tally: Tally, helpers: int, wanted: Wanted) -> None:
    """Put those who will know more first among what is not wished for itself."""
    world = having(snapshot, WORLDWIDE)
    for kind, weight in _HELPS.items():
        tally.add("knows more", weight, helpers & ~world & having(snapshot, KIND + kind))
    others = helpers & ~wanted.wishes
    tally.add("only to read", _ONLY_READ, others & having_any(snapshot, _READ))
    tally.add("answers everywhere", _ANSWERS_EVERYWHERE, others & world)


def _add_nearness(snapshot: Snapshot, tally: Tally, query: Query, wanted: Wanted) -> dict[Nearness, int]:
    """Let what is near count; give the services by their nearness, the nearest first."""
    world = having(snapshot, WORLDWIDE)
    if wanted.place.cover:
        return _add_named_place(snapshot, tally, wanted, world)
    if query.country is None:
        tally.add("world", 0 if wanted.named else _WORLD_UNASKED, world)
        return {"world": world}
    here = having(snapshot, country_facet(query.country))
    city = query.filters.city or query.city
    town = (here | world) & having(snapshot, facet("y", city)) if city else 0
    tally.add("city", _TOWN, town)
    if centre := places.find_town(snapshot, query.country, city):
        tally.add("near the city", _NEAR, places.around(snapshot, centre) & here & ~town)
    tally.add("country", _COUNTRY, here)
    tally.add("world", _WORLD, world & ~here)
    away = ~(here | world)
    feared = punished(snapshot, query.country) & away
    tally.add("contact is punished", _CONTACT_PUNISHED, feared)
    if query.text.strip():
        tally.add("elsewhere", _ELSEWHERE, away & ~feared & ~wanted.named & ((1 << snapshot.size) - 1))
    tally.add("out of reach", _OUT_OF_REACH, having(snapshot, INSIDE_ONLY) & away & ~feared)
    return {"city": town, "country": here, "world": world}


def _add_named_place(snapshot: Snapshot, tally: Tally, wanted: Wanted, world: int) -> dict[Nearness, int]:
    place = wanted.place
    helps = having_any(snapshot, [KIND + kind for kind, weight in _HELPS.items() if weight > 1])
    met = not wanted.wishes or bool((wanted.wishes | helps) & place.there)
    in_town = places.standing_in(snapshot, place.towns)
    near = joined(places.around(snapshot, town) for town in place.towns) & ~in_town
    countries = [country_facet(town.country) for town in place.towns]
    countries += [country_of_region(named) for named in place.wide if named.startswith(REGION)]
    in_country = having_any(snapshot, countries) & ~(in_town | near | place.there)
    met |= not wanted.wishes & (in_country | near)  # nor does it in all of the country
    # a whole name is meant, wherever it is: `kph warszawa`
    met &= not wanted.holds_name or bool(wanted.holds_name & (place.there | near))
    tally.add("place", _NAMED_TOWN if met else _NAMED_COUNTRY, place.there)
    tally.add("near the place", _NAMED_NEAR, near & ~place.there)
    if wanted.need in _TOLD_FROM_AFAR:
        tally.add("about all places", _NAMED_TOWN, world & having(snapshot, BEST + wanted.need))
    less = _NAMED_COUNTRY // 2 if in_town and met else _NAMED_COUNTRY
    tally.add("country of the place", less if place.towns else _OTHER_REGIONS, in_country)
    tally.add(
        "world",
        _WORLD_OF_REGION if in_country and not place.towns else _NAMED_WORLD,
        world & ~(place.there | near | in_country),
    )
    everything = (1 << snapshot.size) - 1
    tally.add("elsewhere", _ELSEWHERE, everything & ~(place.there | near | in_country | world | wanted.named))
    return {"city": in_town, "country": place.there | near | in_country, "world": world}


def _add_merits(snapshot: Snapshot, tally: Tally, query: Query, wanted: Wanted) -> None:
    """Let count what makes one service a better answer than another, whatever was asked."""
    speaks = having(snapshot, facet("l", query.language)) if query.language else 0
    if query.text.strip():  # when browsing, the snapshot's own order has seen to it already
        tally.add("confirm first", _CONFIRM_FIRST, having(snapshot, CONFIRM_FIRST))
    tally.add("language", _ANSWERS_LANGUAGE, speaks)
    if query.need:
        tally.add("need best", _NEED_BEST, having(snapshot, BEST + facet("n", query.need)[2:]))
        tally.add("need well", _NEED_GOOD, having(snapshot, "!2" + facet("n", query.need)[2:]))
    if wanted.crisis:
        lines = having(snapshot, CRISIS_LINES)
        here = having(snapshot, country_facet(query.country)) if query.country else 0
        reachable = here | having(snapshot, WORLDWIDE) if query.country else lines
        tally.add("crisis line", _CRISIS_LINE, lines & reachable)
        tally.add("for a crisis", _CRISIS_KNOWS, having(snapshot, IN_CRISIS) & reachable)
        own = having(snapshot, facet("o", query.country)) | speaks if query.country else 0
        tally.add("crisis line here", _CRISIS_HERE, lines & here & own)
        tally.add("in another language", _CRISIS_FOREIGN, lines & here & ~own)
        tally.add("crisis line in the language", _CRISIS_LANGUAGE, lines & speaks)
    at = query.filters.open_at
    if at is not None:
        tally.add("open", _OPEN, opening(snapshot, at).open)
    elif query.now is not None:
        tally.add("open now", _OPEN_NOW, opening(snapshot, query.now).open)


def _hits(
    snapshot: Snapshot,
    tally: Tally,
    query: Query,
    wanted: Wanted,
    numbers: list[int],
    near: dict[Nearness, int],
) -> tuple[Hit, ...]:
    statement = "SELECT rowid, id FROM services WHERE rowid IN (SELECT value FROM json_each(?))"
    ids = dict(snapshot.select(statement, (json.dumps(numbers),)))
    centre = _centre(snapshot, query.country, query.filters.city or query.city, wanted)
    away = places.distances(snapshot, centre, numbers) if centre else {}
    chosen = bits_of(numbers)
    nearness: dict[int, Nearness] = {}
    for how, services in reversed(near.items()):
        nearness |= dict.fromkeys(numbers_of(services & chosen), how)
    return tuple(
        Hit(
            ids[number],
            float(tally.score(number)) if query.explain else float(-place),
            nearness.get(number, "elsewhere"),
            (*tally.why(number), nearness.get(number, "elsewhere")) if query.explain else (),
            away.get(number),
        )
        for place, number in enumerate(numbers)
    )


def _centre(snapshot: Snapshot, country: CountryCode | None, city: str | None, wanted: Wanted) -> places.Town | None:
    if wanted.place.towns:
        return wanted.place.towns[0]
    return places.find_town(snapshot, country, city)
