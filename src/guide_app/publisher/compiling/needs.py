"""Which needs lead to a service, and how close it comes to each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap
from typing import Any, Final, NamedTuple

from sqlite_utils import Database

from guide_app.core.text import fold
from guide_app.store.tokens import channels_of

FARTHEST: Final = 3
"""Services found by a third line of a need or a later one are all alike."""
_WORD: Final = re.compile(r"[\w+-]+")


class Line(NamedTuple):
    """What a service must be to fit: one of each list that is not empty."""

    kinds: frozenset[str]
    audiences: frozenset[str]
    channels: frozenset[str]
    about: tuple[str, ...]
    """Words of names and descriptions; `abus*` stands for all that begin so."""
    level: int
    """How close a service comes that fits: 1, just what is meant, to `FARTHEST`."""


class Offer(NamedTuple):
    """What is known of a service when its needs are looked for."""

    kind: str
    audience: tuple[str, ...]
    channels: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, kind: str, audience: tuple[str, ...], contact_types: Iterable[str], place: str, said: str) -> Offer:
        """Gather it. `place`: its address, if any. `said`: its names and description."""
        words = frozenset(_WORD.findall(fold(said)))
        parts = (part for word in words for part in word.split("-"))
        return cls(kind, audience, channels_of(kind, contact_types, place), words.union(parts))

    def fits(self, line: Line) -> bool:
        """Say whether everything that a line asks for is there."""
        return (
            (not line.kinds or self.kind in line.kinds)
            and (not line.audiences or not line.audiences.isdisjoint(self.audience))
            and (not line.channels or not line.channels.isdisjoint(self.channels))
            and (not line.about or any(map(self._is_about, line.about)))
        )

    def _is_about(self, asked: str) -> bool:
        if asked.endswith("*"):
            return any(word.startswith(asked[:-1]) for word in self.words)
        return asked in self.words


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The needs in the order of the first screen, the finer ones after their own."""

    lines: dict[str, tuple[Line, ...]]
    parents: dict[str, str]
    """Finer need -> need of the first screen."""

    @classmethod
    def read(cls, database: Database) -> NeedMap:
        """Read the map from staging."""
        rows = list(database.query("SELECT id, parent, matches_json FROM needs ORDER BY position"))
        lines = {row["id"]: tuple(starmap(_line, enumerate(json.loads(row["matches_json"]), start=1))) for row in rows}
        return cls(lines, {row["id"]: row["parent"] for row in rows if row["parent"]})

    def of(self, offer: Offer) -> dict[str, int]:
        """Give the needs that lead to a service, in their order, each with how close it comes: 1 to `FARTHEST`.

        What meets a finer need also meets the one it stands below.
        """
        found: dict[str, int] = {}
        for need, lines in self.lines.items():
            fitting = [line.level for line in lines if offer.fits(line)]
            if fitting:
                found[need] = min(fitting)
        for finer in tuple(found):
            if finer in self.parents:
                found.setdefault(self.parents[finer], FARTHEST)
        return {need: found[need] for need in self.lines if need in found}


def _line(place: int, tree: dict[str, Any]) -> Line:
    kinds, audiences, channels = (frozenset(tree.get(key, ())) for key in ("kinds", "audiences", "channels"))
    level = min(int(tree.get("level", place)), FARTHEST)
    return Line(kinds, audiences, channels, tuple(fold(word) for word in tree.get("about", ())), level)
