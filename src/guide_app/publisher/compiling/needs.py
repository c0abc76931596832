"""Which needs lead to a service, and how close it comes to each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlite_utils import Database

from guide_app.core.text import fold
from guide_app.store.tokens import channels_of

FARTHEST: Final = 3
"""Services found by a third line of a need or a later one are all alike."""
_WORD: Final = re.compile(r"[\w+-]+")
_BETWEEN: Final = "\n"
"""Stands before and after every word that was said; no word has it."""


class Line(NamedTuple):
    """What a service must be to fit: one of each list that is not empty."""

    kinds: frozenset[str]
    audiences: frozenset[str]
    channels: frozenset[str]
    about: tuple[str, ...]
    """Words as they stand in `Offer.said`; `abus*`, which stands for all that begin so, has an open end."""
    level: int
    """How close a service comes that fits: 1, just what is meant, to `FARTHEST`."""


class Offer(NamedTuple):
    """What is known of a service when its needs are looked for."""

    kind: str
    audience: tuple[str, ...]
    channels: frozenset[str]
    said: str
    """The words of its names and description, and the parts of those with hyphens, each between two `_BETWEEN`."""

    @classmethod
    def of(cls, kind: str, audience: tuple[str, ...], contact_types: Iterable[str], place: str, said: str) -> Offer:
        """Gather it. `place`: its address, if any. `said`: its names and description."""
        words = set(_WORD.findall(fold(said)))
        words.update([part for word in words if "-" in word for part in word.split("-")])
        return cls(kind, audience, channels_of(kind, contact_types, place), _BETWEEN.join(("", *words, "")))

    def fits(self, line: Line) -> bool:
        """Say whether everything that a line asks for is there."""
        return (
            (not line.kinds or self.kind in line.kinds)
            and (not line.audiences or not line.audiences.isdisjoint(self.audience))
            and (not line.channels or not line.channels.isdisjoint(self.channels))
            and (not line.about or any(asked in self.said for asked in line.about))
        )


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The needs in the order of the first screen, the finer ones after their own."""

    lines: dict[str, tuple[Line, ...]]
    """Need -> what fits it, the closest first."""
    parents: dict[str, str]
    """Finer need -> need of the first screen."""

    @classmethod
    def read(cls, database: Database) -> NeedMap:
        """Read the map from staging."""
        rows = list(database.query("SELECT id, parent, matches_json FROM needs ORDER BY position"))
        lines = {row["id"]: starmap(_line, enumerate(json.loads(row["matches_json"]), start=1)) for row in rows}
        closest_first = {need: tuple(sorted(fitting, key=attrgetter("level"))) for need, fitting in lines.items()}
        return cls(closest_first, {row["id"]: row["parent"] for row in rows if row["parent"]})

    def of(self, offer: Offer) -> dict[str, int]:
        """Give the needs that lead to a service, in their order, each with how close it comes: 1 to `FARTHEST`.

        What meets a finer need also meets the one it stands below.
        """
        found: dict[str, int] = {}
        for need, lines in self.lines.items():
            closest = next(filter(offer.fits, lines), None)
            if closest is not None:
                found[need] = closest.level
        for finer in tuple(found):
            if finer in self.parents:
                found.setdefault(self.parents[finer], FARTHEST)
        return {need: found[need] for need in self.lines if need in found}


def _line(place: int, tree: dict[str, Any]) -> Line:
    kinds, audiences, channels = (frozenset(tree.get(key, ())) for key in ("kinds", "audiences", "channels"))
    about = tuple(f"{_BETWEEN}{fold(word)}{_BETWEEN}".removesuffix(f"*{_BETWEEN}") for word in tree.get("about", ()))
    return Line(kinds, audiences, channels, about, min(int(tree.get("level", place)), FARTHEST))
