"""Who is around somebody: names with how close and how safe they are, and where each stands in a simple picture."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final, Literal, NamedTuple

Closeness = Literal["close", "middle", "far"]
Safety = Literal["safe", "unsure", "unsafe"]
CLOSENESS: Final[tuple[Closeness, ...]] = ("close", "middle", "far")
SAFETY: Final[tuple[Safety, ...]] = ("safe", "unsure", "unsafe")

RINGS: Final[dict[Closeness, float]] = {"close": 0.38, "middle": 0.66, "far": 0.94}
"""How far from the middle each ring lies, in terms of the outermost edge."""
_TURN: Final = pi * (3 - 5**0.5)
"""The golden angle: however many stand on a ring one after the other, none comes to stand near the one before."""


class Person(NamedTuple):
    """A person or a place."""

    name: str
    """As they wrote it; a letter is enough."""
    closeness: Closeness = "middle"
    safety: Safety = "unsure"


class Spot(NamedTuple):
    """A place in a picture: the middle is 0, 0; the outermost edge is at 1."""

    x: float
    y: float


def spots(people: Sequence[Person]) -> tuple[Spot, ...]:
    """Give everybody a place on the ring of their closeness.

    Few stand at even distances, beginning at the top. Who comes later moves those on the same ring alone.
    """
    places: dict[str, Spot] = {}
    for number, closeness in enumerate(CLOSENESS):
        ring = [person for person in people if person.closeness == closeness]
        for at, person in enumerate(ring):
            angle = -pi / 2 + number * _TURN + 2 * pi * at / len(ring)
            places[person.name] = Spot(RINGS[closeness] * cos(angle), RINGS[closeness] * sin(angle))
    return tuple(places[person.name] for person in people)
