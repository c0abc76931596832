"""The report of an import: what became of every line of every file, in numbers that add up, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from guide_app.publisher.importing.facts import Fact, Facts
from guide_app.publisher.importing.journal import Journal, Remark
from guide_app.publisher.importing.keeping import Plan
from guide_app.publisher.importing.record import Record

IN_CONFLICT: Final = "in conflict, file left"
LEADING: Final = frozenset({"compiled", "held back", IN_CONFLICT})
"""Outcomes of the line that leads a service: its remarks are told there."""


class Outcome(NamedTuple):
    """What became of one line of the facts."""

    fact: Fact
    kind: str
    """services, lines, corrections or countries."""
    outcome: str
    into: str
    """Id of the record or country that it stands in."""


@dataclass(frozen=True)
class ImportReport:
    """Accounts for every record of every file of the facts, and for every file of the sources."""

    facts: Facts
    records: Mapping[str, Record]
    places: Mapping[str, str]
    journal: Journal
    plans: tuple[Plan, ...]
    data: Path
    stock: Mapping[str, int]
    """Services of the files after the import, by what a compile does with them."""

    @cached_property
    def left(self) -> frozenset[str]:
        """Records and countries whose file is in conflict: it stays, whatever the facts make of them."""
        conflicts = (plan.wanted for plan in self.plans if plan.state == "conflict" and plan.wanted is not None)
        return frozenset(name for wanted in conflicts for name in wanted.records)

    @property
    def is_clean(self) -> bool:
        """Say whether nothing is left for a person to settle."""
        return not self.problems

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """What a person must settle: file or record, what is wrong, remedy."""
        return (*self.journal.problems, *(conflict for plan in self.plans for conflict in plan.conflicts))

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of every line, in the order of files and lines."""
        found = (*self._services(), *self._lines(), *self._corrections(), *self._countries())
        return tuple(sorted(found, key=lambda outcome: outcome.fact.origin))

    def remarks(self, name: str) -> list[Remark]:
        """Give what was done to a record or country."""
        return self.journal.remarks.get(name, [])

    @cached_property
    def totals(self) -> dict[str, dict[str, int]]:
        """Count lines by kind and outcome, contacts by what became of them, records and files by state."""
        counted = {kind: Counter[str]() for kind in ("services", "lines", "corrections", "countries")}
        for outcome in self.outcomes:
            counted[outcome.kind]["read"] += 1
            counted[outcome.kind][outcome.outcome] += 1
        held = Counter(record.held_back.code for record in self._settled() if record.held_back is not None)
        return {
            **{kind: dict(counter) for kind, counter in counted.items()},
            "services in the files after this run": dict(self.stock),
            "held back, by reason": dict(sorted(held.items())),
            "contacts": self._contacts(),
            "contacts withheld, by reason": dict(sorted(self._withheld().items())),
            "evidence of compiled records": dict(sorted(Counter(r.evidence for r in self._compiled()).items())),
            "remarks": dict(sorted(Counter(remark.code for _, remark in self.journal.walk()).items())),
            "files": dict(sorted(Counter(plan.state for plan in self.plans).items())),
        }

    def _compiled(self) -> list[Record]:
        return [record for record in self._settled() if record.held_back is None]

    def _settled(self) -> list[Record]:
        return [record for name, record in self.records.items() if name not in self.left]

    def _contacts(self) -> dict[str, int]:
        compiled = [contact for record in self._compiled() for contact in record.contacts]
        return {
            "read": sum(len(fact.tree["contacts"]) for fact in self.facts.services),
            "shown": sum(contact.withheld is None for contact in compiled),
            "withheld": sum(contact.withheld is not None for contact in compiled),
            "in records held back": sum(len(r.contacts) for r in self._settled() if r.held_back is not None),
            "in files left as they are": sum(len(r.contacts) for n, r in self.records.items() if n in self.left),
            "counted once in a join": self.journal.count("contact_counted_once"),
            "taken out by a correction": self.journal.count("contact_taken_out"),
        }

    def _withheld(self) -> Counter[str]:
        contacts = (contact for record in self._settled() for contact in record.contacts)
        return Counter(contact.withheld.code for contact in contacts if contact.withheld is not None)

    def _services(self) -> Iterator[Outcome]:
        leading = {name: _leading(record) for name, record in self.records.items()}
        for fact in self.facts.services:
            into = self.places[fact.id]
            if fact.origin != leading[into]:
                yield Outcome(fact, "services", "joined", into)
            else:
                held = self.records[into].held_back
                word = "compiled" if held is None else "held back"
                yield Outcome(fact, "services", IN_CONFLICT if into in self.left else word, into)

    def _lines(self) -> Iterator[Outcome]:
        applied = {text.split(": ")[0] for code, text in self._texts() if code == "line_applied"}
        for fact in self.facts.lines:
            into = self.places.get(fact.id, "")
            yield Outcome(fact, "lines", "applied" if str(fact.origin) in applied else "not applied", into)

    def _corrections(self) -> Iterator[Outcome]:
        for fact in self.facts.corrections:
            into = self.places.get(fact.id, "")
            field = f"{fact.tree['field']}: "
            codes = [code for code, text in self.remarks(into or fact.id) if text.startswith(field)]
            words = {"corrected": "applied", "correction_already_right": "right already"}
            yield Outcome(fact, "corrections", next((words[c] for c in codes if c in words), "conflict"), into)

    def _countries(self) -> Iterator[Outcome]:
        for fact in self.facts.countries:
            decided = any(code == "emergency_decided" for code, _ in self.remarks(fact.id))
            word = "compiled, numbers decided" if decided else "compiled"
            yield Outcome(fact, "countries", IN_CONFLICT if fact.id in self.left else word, fact.id)

    def _texts(self) -> Iterator[tuple[str, str]]:
        for _, remark in self.journal.walk():
            yield remark.code, remark.text

    def as_json(self) -> dict[str, Any]:
        """Give the whole report as a tree of JSON."""
        return {
            "clean": self.is_clean,
            "totals": self.totals,
            "problems": list(self.problems),
            "files": [
                {"path": str(plan.path), "state": plan.state, "remarks": [*plan.remarks, *plan.conflicts]}
                for plan in self.plans
                if plan.state != "unchanged"
            ],
            "records": [
                {
                    "file": outcome.fact.origin.file,
                    "line": outcome.fact.origin.line,
                    "id": outcome.fact.id,
                    "kind": outcome.kind,
                    "outcome": outcome.outcome,
                    "into": outcome.into,
                    "remarks": self._own_remarks(outcome),
                }
                for outcome in self.outcomes
            ],
            "vanished": [remark.text for _, remark in self.journal.walk() if remark.code == "vanished"],
        }

    def _own_remarks(self, outcome: Outcome) -> list[dict[str, str]]:
        """Give a record's remarks once, with the line that leads it."""
        is_leading = outcome.kind == "countries" or outcome.outcome in LEADING
        remarks = self.remarks(outcome.into) if is_leading else []
        return [{"code": code, "text": text} for code, text in remarks]


def _leading(record: Record) -> tuple[str, int]:
    return min(record.origins)
