"""A rule: one code, one severity, one remedy, and one pure function that finds the places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from guide_app.publisher.sources import Position
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.problems import Problem, Severity

Seen = TypeVar("Seen")
"""What a rule looks at: the stock of the directory's sources, or the library of guides."""


class Finding(NamedTuple):
    """A place where a rule is broken, and what is wrong there."""

    place: Node | Position
    message: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[Seen]):
    """One thing that every source file must keep to."""

    code: str
    severity: Severity
    check: Callable[[Seen], Iterable[Finding]]
    remedy: str

    def problems(self, seen: Seen) -> Iterable[Problem]:
        """Give the problems this rule finds in what it looks at."""
        for place, message in self.check(seen):
            path, line = place.position if isinstance(place, Node) else place
            yield Problem(path, line, self.code, self.severity, message, self.remedy)
