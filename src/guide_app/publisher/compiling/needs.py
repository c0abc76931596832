"""Which needs lead to a service: those that list its kind, or one of its audiences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The needs in the order of the first screen, each with the kinds and audiences that lead there."""

    order: tuple[str, ...]
    by_kind: dict[str, frozenset[str]]
    by_audience: dict[str, frozenset[str]]

    @classmethod
    def read(cls, database: Database) -> NeedMap:
        """Read the map from staging."""
        order = tuple(row["id"] for row in database.query("SELECT id FROM needs ORDER BY position"))
        found: dict[str, dict[str, set[str]]] = {"kinds": {}, "audiences": {}}
        for row in database.query("SELECT need_id, kind, code FROM need_members"):
            found[row["kind"]].setdefault(row["code"], set()).add(row["need_id"])
        by_kind, by_audience = (
            {code: frozenset(needs) for code, needs in found[key].items()} for key in ("kinds", "audiences")
        )
        return cls(order, by_kind, by_audience)

    def of(self, kind: str, audience: Iterable[str]) -> tuple[str, ...]:
        """Give the needs that lead to a service, in the order of the first screen."""
        needs = self.by_kind.get(kind, frozenset()).union(*(self.by_audience.get(who, frozenset()) for who in audience))
        return tuple(need for need in self.order if need in needs)
