"""Checks of guides: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from guide_app.core.errors import SourceError
from guide_app.publisher.guides.checking import letters, parity, reading_ease, shapes, words
from guide_app.publisher.guides.library import Library, read_library
from guide_app.publisher.validating.problems import Problem
from guide_app.publisher.validating.rule import Rule

RULES: Final[tuple[Rule[Library], ...]] = (
    *shapes.RULES,
    *parity.RULES,
    *letters.RULES,
    *words.RULES,
    *reading_ease.RULES,
)
"""Every rule of guides; all are errors."""
_SAID: Final = re.compile(r"(?P<path>.*?):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


def check_library(library: Library, rules: Iterable[Rule[Library]] = RULES) -> tuple[Problem, ...]:
    """Hold rules against all guides; problems come sorted by path and line."""
    return tuple(sorted(problem for rule in rules for problem in rule.problems(library)))


def check_guides(data: Path, translations: Path) -> tuple[Library, tuple[Problem, ...]]:
    """Read the guides below a folder of sources and hold every rule against them.

    A file that cannot be read is a problem like any other, and the rest is still checked.

    Args:
        data: the folder of the sources.
        translations: the folder with each language's glossary.
    """
    library, faults = read_library(data, translations)
    return library, tuple(sorted((*map(_problem, faults), *check_library(library))))


def _problem(fault: SourceError) -> Problem:
    text = str(fault)
    said = _SAID.fullmatch(text)
    path, line, rest = said.groups() if said is not None else (text.partition(":")[0], "1", text)
    message, _, remedy = rest.partition(" Remedy: ")
    remedy = remedy.rstrip(".") or "write it in the form of docs/guides.md"
    return Problem(Path(path), int(line), "guide-unreadable", "error", message, remedy)
