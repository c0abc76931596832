"""Adding up what speaks for each service, exactly and for all of them at once.

A score is a whole number below 2^`_PLANES`. The scores of all services stand in planes: bit number n of plane i is bit
i of the score of service n + 1. Adding a weight to a set of services is then a handful of operations on whole sets,
and the best are read off from the highest plane down, in the order of their scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from guide_app.store.postings import numbers_of

_PLANES: Final = 12


class Part(NamedTuple):
    """Something that speaks for some services, or against them."""

    reason: str
    weight: int
    services: int
    """Bits."""


class Tally:
    """The scores of a snapshot's services."""

    def __init__(self, everything: int) -> None:
        """Start at nothing.

        Args:
            everything: all services of the snapshot, as bits.
        """
        self._everything = everything
        self._planes = [0] * _PLANES
        self.parts: list[Part] = []

    def add(self, reason: str, weight: int, services: int) -> None:
        """Let something count for services; a negative weight counts for all the others instead."""
        if not weight or not services:
            return
        self.parts.append(Part(reason, weight, services))
        carried_into = services if weight > 0 else self._everything & ~services
        amount = abs(weight)
        for plane in range(amount.bit_length()):
            if amount >> plane & 1:
                self._carry(plane, carried_into)

    def groups(self, services: int) -> Iterator[int]:
        """Give services with the same score together, the best first, as bits."""
        waiting = [(services, _PLANES - 1)]
        while waiting:
            left, plane = waiting.pop()
            if not left:
                continue
            if plane < 0:
                yield left
                continue
            better = left & self._planes[plane]
            waiting += ((left ^ better, plane - 1), (better, plane - 1))

    def best(self, services: int, limit: int | None) -> list[int]:
        """Give the numbers of the best services, at most so many; among equals the snapshot's own order counts."""
        found: list[int] = []
        for group in self.groups(services):
            found += numbers_of(group, None if limit is None else limit - len(found))
            if limit is not None and len(found) >= limit:
                break
        return found

    def score(self, number: int) -> int:
        """Give the sum of what counts for a service and against it."""
        return sum(part.weight for part in self.parts if part.services >> (number - 1) & 1)

    def why(self, number: int) -> tuple[str, ...]:
        """Give the parts of a service's score in words, each with its weight."""
        return tuple(f"{part.reason} {part.weight:+d}" for part in self.parts if part.services >> (number - 1) & 1)

    def _carry(self, plane: int, services: int) -> None:
        planes = self._planes
        while services and plane < _PLANES:
            planes[plane], services = planes[plane] ^ services, planes[plane] & services
            plane += 1
