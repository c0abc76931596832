"""Checks of the editors' sources: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from guide_app.publisher.sources import Sources
from guide_app.publisher.validating import (
    contacts,
    countries,
    duplicates,
    evidence,
    hours,
    needs,
    places,
    structure,
    texts,
)
from guide_app.publisher.validating.problems import Problem, count_codes, format_json, has_errors
from guide_app.publisher.validating.reading import read_sources
from guide_app.publisher.validating.rule import Rule
from guide_app.publisher.validating.stock import Stock

__all__ = [
    "FORBIDDING",
    "RULES",
    "Problem",
    "count_codes",
    "format_json",
    "has_errors",
    "read_sources",
    "validate_folder",
    "validate_sources",
]

RULES: Final[tuple[Rule[Stock], ...]] = (
    *structure.RULES,
    *contacts.RULES,
    *places.RULES,
    *hours.RULES,
    *texts.RULES,
    *evidence.RULES,
    *duplicates.RULES,
    *countries.RULES,
    *needs.RULES,
)
"""Every rule, in the order of the files; the order changes nothing."""


FORBIDDING: Final = tuple(rule for rule in RULES if rule.severity == "error")
"""The rules that nothing may be compiled against."""


def validate_sources(sources: Sources, *, today: date, rules: Iterable[Rule[Stock]] = RULES) -> tuple[Problem, ...]:
    """Hold rules against all sources; problems come sorted by path and line."""
    stock = Stock(sources, today)
    return tuple(sorted(problem for rule in rules for problem in rule.problems(stock)))


def validate_folder(
    folder: Path, *, today: date, rules: Iterable[Rule[Stock]] = RULES
) -> tuple[Sources, tuple[Problem, ...]]:
    """Read a data folder and hold rules against what could be read of it.

    A file that cannot be read is a problem like any other, and the rest is still checked.
    """
    sources, unreadable = read_sources(folder)
    return sources, tuple(sorted((*unreadable, *validate_sources(sources, today=today, rules=rules))))
