"""What a check says: one line an editor can follow to the very place, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """Something wrong, or doubtful, at one place of the sources. Sorts by path and line."""

    path: Path
    line: int
    """Counted from 1."""
    code: str
    """A stable word such as `phone-invalid`; editors name it when they allow an exception."""
    severity: Severity
    """An error stops the compile; a warning asks for a look."""
    message: str
    remedy: str

    def __str__(self) -> str:
        """Give `path:line: error CODE message. Remedy: ...`, always on one line."""
        text = (
            f"{self.path}:{self.line}: {self.severity} {self.code} {self.message.rstrip('.')}. Remedy: {self.remedy}."
        )
        return " ".join(text.split())


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether anything here stops a compile."""
    return any(problem.severity == "error" for problem in problems)


def format_json(problems: Iterable[Problem]) -> str:
    """Give the problems as a JSON list of objects with path, line, code, severity, message and remedy."""
    return json.dumps(
        [{**problem._asdict(), "path": problem.path.as_posix()} for problem in problems],
        ensure_ascii=False,
        indent=2,
    )


def count_codes(problems: Iterable[Problem]) -> dict[tuple[Severity, str], int]:
    """Count the problems of each severity and code, errors first, then by code."""
    counts: dict[tuple[Severity, str], int] = {}
    for problem in sorted(problems, key=lambda problem: (problem.severity, problem.code)):
        key = (problem.severity, problem.code)
        counts[key] = counts.get(key, 0) + 1
    return counts
