"""The gathered facts: every line of every file of a folder, read and checked before anything is made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.shapes import CORRECTION, COUNTRY, LINE, SERVICE, DecimalText, Keys, faults

SPECIAL: Final = {"lines": LINE, "corrections": CORRECTION, "countries": COUNTRY}
"""Files that do not hold services, by stem."""


class FactsError(SourceError):
    """Facts that cannot be understood; every problem names file, line and remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join(self.problems))


class Origin(NamedTuple):
    """The line of a file of facts, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Give `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: where it stands and what it holds, of the shape its file has."""

    origin: Origin
    tree: dict[str, Any]

    @property
    def id(self) -> str:
        """Id of the record, or the code of the country."""
        return str(self.tree["id"] if "id" in self.tree else self.tree["country"])


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a folder, in an order that depends on neither files nor lines being in any order."""

    services: tuple[Fact, ...]
    lines: tuple[Fact, ...]
    corrections: tuple[Fact, ...]
    countries: tuple[Fact, ...]
    unknown_keys: tuple[str, ...]
    """Keys that the importer does not know and left out, each with file, line and remedy."""


def read_facts(folder: Path) -> Facts:
    """Read every `*.jsonl` of a folder; all but `lines`, `corrections` and `countries` hold services.

    Raises:
        FactsError: one of those three is absent, a file or line cannot be read, a key is missing or of the wrong
            type, or two lines of a file that holds one line a record are about the same one.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise FactsError([f"{folder}: holds no facts. Remedy: name the folder of the *.jsonl files"])
    problems = [_absent(folder / f"{stem}.jsonl") for stem in SPECIAL if not (folder / f"{stem}.jsonl").exists()]
    unknown: list[str] = []
    read: dict[str, list[Fact]] = {"services": [], "lines": [], "corrections": [], "countries": []}
    for path in paths:
        shape = SPECIAL.get(path.stem, SERVICE)
        kind = path.stem if path.stem in SPECIAL else "services"
        read[kind] += _read_file(path, shape, problems, unknown)
    problems += _repetitions(read)
    if problems:
        raise FactsError(problems)
    return Facts(
        services=_sorted(read["services"]),
        lines=_sorted(read["lines"]),
        corrections=tuple(sorted(read["corrections"], key=_correction_order)),
        countries=_sorted(read["countries"]),
        unknown_keys=tuple(unknown),
    )


def _absent(path: Path) -> str:
    remedy = "name the complete folder of facts; if there is truly nothing to say, make the file, empty"
    return f"{path}: is absent, and without it what keeps people safe would be lost. Remedy: {remedy}"


def _sorted(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.id, fact.origin.file, json.dumps(fact.tree, sort_keys=True))))


def _correction_order(fact: Fact) -> tuple[str, str, str]:
    return (fact.id, str(fact.tree["field"]), json.dumps(fact.tree, sort_keys=True))


def _repetitions(read: dict[str, list[Fact]]) -> Iterator[str]:
    groups = {kind: [(kind, fact.id, fact) for fact in read[kind]] for kind in ("lines", "countries")}
    groups["services"] = [(fact.origin.file, fact.id, fact) for fact in read["services"]]
    for entries in groups.values():
        seen: dict[tuple[str, str], Fact] = {}
        for where, name, fact in entries:
            first = seen.setdefault((where, name), fact)
            if first is not fact:
                yield f"{fact.origin}: {name} stands already in line {first.origin.line}. Remedy: keep one of the two"


def _read_file(path: Path, shape: Keys, problems: list[str], unknown: list[str]) -> Iterator[Fact]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.append(f"{path.name}:1: cannot be read ({error.strerror}). Remedy: check the permissions")
        return
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problems.append(f"{path.name}:{line}: is not UTF-8. Remedy: save the file with the encoding UTF-8")
        return
    for number, line_text in enumerate(text.split("\n"), start=1):
        if line_text.strip():
            fact = _read_line(Origin(path.name, number), line_text, shape, problems, unknown)
            if fact is not None:
                yield fact


def _read_line(origin: Origin, text: str, shape: Keys, problems: list[str], unknown: list[str]) -> Fact | None:
    try:
        tree = json.loads(text, parse_float=DecimalText, parse_constant=_refuse, object_pairs_hook=_object)
        if "\\u" in text:
            json.dumps(tree, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        problems.append(f"{origin}: holds {half}, half a character. Remedy: write the whole character")
        return None
    except ValueError as error:
        problems.append(f"{origin}: is not a JSON object ({error}). Remedy: write one complete object on the line")
        return None
    sound = True
    for fault in faults(shape, tree):
        said = f"{origin}: {fault.where} {fault.what}. Remedy: {fault.remedy}"
        (unknown if fault.unknown_key else problems).append(said)
        sound = sound and fault.unknown_key
    return Fact(origin, tree) if sound else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a key stands twice")
    return tree


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")
