"""What a reader asks of the search, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.store.filters import UNFILTERED, Filters

Nearness = Literal["city", "country", "world", "elsewhere"]
StepKind = Literal["respelled", "fewer_words", "wider_area", "world", "need", "dropped_filters"]


_SAID: Final[dict[StepKind, str]] = {
    "respelled": "Read as: {}",
    "fewer_words": "Found for these words only: {}",
    "wider_area": "Nothing there; from a wider area: {}",
    "world": "Nothing nearer fits: what answers in more places",
    "need": "The closest need: {}",
    "dropped_filters": "Nothing is left by these filters, so they are taken away: {}",
}


@dataclass(frozen=True)
class Query:
    """What a reader looks for. No country: everything is reachable alike. A country: nearest first, nothing dropped."""

    text: str = ""
    need: NeedId | None = None
    country: CountryCode | None = None
    city: str | None = None
    language: LanguageCode | None = None
    """What the reader speaks: services that answer in it come a little earlier."""
    limit: int | None = 200
    """None: all."""
    filters: Filters = UNFILTERED
    now: datetime | None = None
    """An aware moment; what is open then comes a little earlier."""
    explain: bool = False
    """Give the parts of each score with every hit."""


class Hit(NamedTuple):
    """A service found."""

    id: ServiceId
    score: float
    """Higher is better; comparable within one search only. The sum of its parts where these were asked for."""
    nearness: Nearness
    why: tuple[str, ...]
    """The parts of the score in words, where that was asked for."""
    distance_km: int | None = None
    """From the chosen town to the service's; None: one of them is not known."""


class Step(NamedTuple):
    """Something that had to be done to find anything, in machine words."""

    kind: StepKind
    detail: str = ""
    """respelled, fewer_words: the words used. wider_area: a country or `DE/Berlin`. need: its id. dropped_filters:
    their names, joined by commas. world: empty."""

    def __str__(self) -> str:
        """Say it in English, for a terminal."""
        return _SAID[self.kind].format(self.detail)


class Found(NamedTuple):
    """The answer to a query."""

    hits: tuple[Hit, ...]
    """At most `Query.limit`, best first."""
    services: int = 0
    """All that was found, as bits (`store.postings`), for counting."""
    total: int = 0
    """How many there are to list; `hits` are the first of them."""
    steps: tuple[Step, ...] = ()
    """Empty where the query was met as it was typed."""
    crisis: bool = False
    """The query is a matter of life: lines that answer here come first, and the emergency number belongs above."""
    need: str = ""
    """The likeliest need of what was written, as facets have it (`store.tokens.facet`); empty: none."""
