"""Measure how long it takes to count what each answer of the filters would leave."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import Final

from guide_app.core.values import CountryCode, LanguageCode, NeedId
from guide_app.store.filters import UNFILTERED, Filters, Place, counts
from guide_app.store.search import Query, search
from guide_app.store.snapshot import Snapshot

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHOSEN: Final = (
    UNFILTERED,
    Filters(open_at=NOW),
    Filters(channels=("phone", "chat"), languages=(LanguageCode("en"),)),
    Filters(country_only=True, free=True, audiences=("trans",), open_at=NOW + timedelta(hours=8)),
    Filters(anonymous=True, asks_police=True, asks_guardians=True),
)
"""What may be chosen already; the last but one asks for another time than now."""

PLACES: Final = (
    Place(),
    Place(CountryCode("DE"), "Berlin"),
    Place(CountryCode("US"), "Chicago"),
    Place(CountryCode("GB"), "London"),
)
NEEDS: Final = (None, NeedId("talk"), NeedId("people"), NeedId("legal"))
TIMES: Final = 5
"""Each is timed so often; the median counts. What a first time reads is told apart."""


def first_counts_ms(snapshot: Snapshot) -> float:
    """Give the milliseconds of the very first count, which reads schedules and facets."""
    return _timed(snapshot, (1 << snapshot.size) - 1, CHOSEN[1], PLACES[1], NOW)


def counts_ms(snapshot: Snapshot) -> list[float]:
    """Give the milliseconds of each count: every need, place and choice, within a minute and when one has passed."""
    taken = []
    for need in NEEDS:
        found = search(snapshot, Query(need=need, limit=1)).services
        for place in PLACES:
            for chosen in CHOSEN:
                taken.append(statistics.median(_timed(snapshot, found, chosen, place, NOW) for _ in range(TIMES)))
                later = NOW + timedelta(minutes=len(taken))
                taken.append(_timed(snapshot, found, chosen, place, later))
    return taken


def _timed(snapshot: Snapshot, found: int, chosen: Filters, place: Place, now: datetime) -> float:
    start = time.perf_counter()
    counts(snapshot, found, chosen, place, now)
    return (time.perf_counter() - start) * 1000
