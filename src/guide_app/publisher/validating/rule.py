"""A rule: one code, one severity, one remedy, and one pure function that finds the places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from guide_app.publisher.sources import Position
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.problems import Problem, Severity
from guide_app.publisher.validating.stock import Stock


class Finding(NamedTuple):
    """A place where a rule is broken, and what is wrong there."""

    place: Node | Position
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that every source file must keep to."""

    code: str
    severity: Severity
    check: Callable[[Stock], Iterable[Finding]]
    remedy: str

    def problems(self, stock: Stock) -> Iterable[Problem]:
        """Give the problems this rule finds in the stock."""
        for place, message in self.check(stock):
            path, line = place.position if isinstance(place, Node) else place
            yield Problem(path, line, self.code, self.severity, message, self.remedy)
