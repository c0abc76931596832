"""Countries: emergency numbers and the law, from the facts to the tree of a file.

A number that is missing stays missing: unknown, never "none". Where good sources differ, the decisions give all
numbers, the more official first; the facts' own must be among them, or the decision is no longer about the facts.
"""

from __future__ import annotations

from typing import Any

from guide_app.publisher.importing.decisions import SERVICES, Decisions
from guide_app.publisher.importing.facts import Fact
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import source_of
from guide_app.publisher.importing.trees import known, source_tree


def make_countries(facts: tuple[Fact, ...], decisions: Decisions, journal: Journal) -> dict[str, dict[str, Any]]:
    """Make the tree of every country, by code."""
    trees = {fact.id: country_tree(fact, _numbers(fact, decisions, journal)) for fact in facts}
    for code, decided in decisions.emergency.items():
        if code not in trees:
            journal.problem(f"{decided.position}: {code} is not in the facts. Remedy: correct the code")
    return trees


def country_tree(fact: Fact, numbers: dict[str, list[str]]) -> dict[str, Any]:
    """Make the tree of one country, without its `imported` block."""
    as_of = fact.tree["as_of"]
    tree = known(
        {
            "emergency": {service: numbers[service] for service in SERVICES if numbers[service]},
            "same_sex_acts": fact.tree["same_sex_acts"],
            "maximum_penalty": fact.tree["max_penalty"],
            "as_of": None if as_of is None else str(as_of),
            "notes": fact.tree["notes"],
            "sources": [source_tree(source_of(item)) for item in fact.tree["sources"]],
        }
    )
    # A country without any known number says so: its list of numbers is there, and empty.
    return {"code": fact.id, "emergency": {}, **tree}


def _numbers(fact: Fact, decisions: Decisions, journal: Journal) -> dict[str, list[str]]:
    given: dict[str, str | None] = fact.tree["emergency"]
    numbers = {service: [number] if (number := given[service]) else [] for service in SERVICES}
    decided = decisions.emergency.get(fact.id)
    if decided is None:
        return numbers
    for service, listed in decided.numbers.items():
        if numbers[service] and numbers[service][0] not in listed:
            what = f"{service} is {numbers[service][0]} in {fact.origin}, not among the decided numbers"
            journal.problem(f"{decided.position}: {fact.id}: {what}. Remedy: decide again", [fact.id])
        else:
            numbers[service] = list(listed)
            journal.note(fact.id, "emergency_decided", f"{service}: {', '.join(listed)}")
    return numbers
