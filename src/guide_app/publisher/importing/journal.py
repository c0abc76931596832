"""What the import did to each record, told by the steps as they go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
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

    def note(self, record: str, code: str, text: str) -> None:
        """Remember what was done to a record."""
        self.remarks[record].append(Remark(code, text))

    def problem(self, text: str) -> None:
        """Remember what could not be done; the import then ends as not clean."""
        self.problems.append(text)

    def count(self, code: str) -> int:
        """Count the remarks of one code."""
        return sum(remark.code == code for _, remark in self.walk())

    def walk(self) -> Iterator[tuple[str, Remark]]:
        """Walk over all remarks, by record."""
        for record in sorted(self.remarks):
            for remark in self.remarks[record]:
                yield record, remark
