"""What a reader asks of the search, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId
from guide_app.store.filters import UNFILTERED, Filters

Nearness = Literal["city", "country", "world", "elsewhere"]
StepKind = Literal["respelled", "fewer_words", "wider_area", "world", "need", "dropped_filters"]


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


class Hit(NamedTuple):
    """A service found."""

    id: ServiceId
    score: float
    """Higher is better; comparable within one search only."""
    nearness: Nearness
    why: tuple[str, ...]
    """The parts of the score in words."""
    distance_km: int | None = None
    """From the chosen town to the service's; None: one of them is not known."""


class Step(NamedTuple):
    """Something that had to be done to find anything, in machine words."""

    kind: StepKind
    detail: str = ""
    """respelled, fewer_words: the words used. wider_area: a country or `DE/Berlin`. need: its id. dropped_filters:
    their names, joined by commas. world: empty."""


class Found(NamedTuple):
    """The answer to a query."""

    hits: tuple[Hit, ...]
    """At most `Query.limit`, best first."""
    services: int = 0
    """All that was found, as bits (`store.postings`), for counting."""
    steps: tuple[Step, ...] = ()
    """Empty where the query was met as it was typed."""
    crisis: bool = False
    """The query is a matter of life: lines that answer here come first, and the emergency number belongs above."""
