"""What the import did to each record, told by the steps as they go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Remark(NamedTuple):
    """One thing that happened to a record: a code to count by, and a sentence."""

    code: str
    text: str


@dataclass
class Journal:
    """Collects remarks by record id, and problems that a person must solve."""

    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    problems: list[str] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    """Ids of records and codes of countries that a problem touches: their files stay as they are."""
    lost: set[str] = field(default_factory=set)
    """Ids that decisions, corrections or policies speak of and no record has: a record may have been renamed."""
    lost_links: set[str] = field(default_factory=set)
    """Links that decisions speak of and no record has: files that show them stay as they are."""
    settled: set[str] = field(default_factory=set)
    """Names of `--take` that settled something before any file was planned."""

    def note(self, record: str, code: str, text: str) -> None:
        """Remember what was done to a record."""
        self.remarks[record].append(Remark(code, text))

    def problem(self, text: str, blocked: Iterable[str] = (), lost: Iterable[str] = ()) -> None:
        """Remember what could not be done, and whom it touches; the import then ends as not clean."""
        self.problems.append(text)
        self.blocked.update(blocked)
        self.lost.update(lost)

    def misfit(self, text: str, name: str, standing: str | None) -> None:
        """Remember a problem about one id: it touches the record that it stands in, or one that is lost."""
        self.problem(text, [] if standing is None else [standing], [name] if standing is None else [])

    def count(self, code: str) -> int:
        """Count the remarks of one code."""
        return sum(remark.code == code for _, remark in self.walk())

    def walk(self) -> Iterator[tuple[str, Remark]]:
        """Walk over all remarks, by record."""
        for record in sorted(self.remarks):
            for remark in self.remarks[record]:
                yield record, remark
