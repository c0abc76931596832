"""Scores of a search over a gold set: hit@5, nDCG@10, and how often nothing is found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.gold.sets import GOOD, Case, Record, grades

FIRST: Final = 5
LISTED: Final = 10
Finder = Callable[[Case], Sequence[str]]
"""Gives the ids of services for a query, best first; `LISTED` are enough."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one search does on some queries; shares between 0 and 1."""

    queries: int
    hit: float
    """Of queries with a good answer among the first five."""
    ndcg: float
    """Mean of the normalised discounted cumulative gain of the first ten; a grade gains 2^grade - 1."""
    empty: float
    """Of queries that found nothing."""


def score(cases: Iterable[Case], records: tuple[Record, ...], find: Finder) -> Score:
    """Ask every query and judge the answers against the whole stock."""
    hits, gains, empty = [], [], []
    for case in cases:
        graded = grades(case, records)
        found = list(find(case))[:LISTED]
        hits.append(any(graded.get(service, 0) >= GOOD for service in found[:FIRST]))
        gains.append(ndcg([graded.get(service, 0) for service in found], graded.values()))
        empty.append(not found)
    count = len(hits)
    return Score(count, sum(hits) / count, sum(gains) / count, sum(empty) / count)


def ndcg(found: Sequence[int], all_grades: Iterable[int]) -> float:
    """Give the normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) of grades in the order found."""
    best = _gain(sorted(all_grades, reverse=True)[:LISTED])
    return _gain(found) / best if best else 0.0


def _gain(found: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(found))
