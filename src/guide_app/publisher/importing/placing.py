"""Which file holds which organisation: a file that holds a record already keeps it, for ever, under its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from guide_app.publisher.importing.grouping import Organization
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.keeping import ExistingFile, Plan, Take


class Vanished(NamedTuple):
    """A service that the facts no longer give: its tree as it stands in its file, and its fingerprint."""

    tree: dict[str, Any]
    fingerprint: str


@dataclass(frozen=True)
class Placed:
    """Where everything goes."""

    files: list[tuple[Organization, Path]]
    existing: dict[Path, ExistingFile]
    vanished: dict[Path, list[Vanished]]
    leftover: list[Plan]
    """What to do about files whose records all stand elsewhere now."""


def place_files(
    organizations: list[Organization],
    places: Mapping[str, str],
    existing: list[ExistingFile],
    folder: Path,
    journal: Journal,
    takes: Mapping[str, Take],
) -> Placed:
    """Give every organisation its file: the one that holds most of its records, else a new one.

    Raises:
        SourceError: a file that has to be read is broken.
    """
    held = {file.path: _held_ids(file) for file in existing}
    assigned = _assign(organizations, places, held)
    taken = {path.stem for path in held}
    files: list[tuple[Organization, Path]] = []
    for organization in organizations:
        path = assigned.get(organization.id)
        if path is None:
            name = next(option for option in _options(organization) if option not in taken)
            taken.add(name)
            path = folder / organization.folder / f"{name}.yaml"
        files.append((replace(organization, id=path.stem), path))
    used = set(assigned.values())
    gone = {file.path: _gone(file, places, journal, takes) for file in existing}
    vanished = {file.path: list(_vanished(file, gone[file.path])) for file in existing if file.path in used}
    leftover = [plan for file in existing if file.path not in used for plan in _leave(file, gone[file.path])]
    return Placed(files, {file.path: file for file in existing}, vanished, leftover)


def _held_ids(file: ExistingFile) -> list[str]:
    if file.text_hash is not None:
        return list(file.records)
    services = file.parse().tree.get("services", [])
    return [str(service["id"]) for service in services if isinstance(service, dict) and "id" in service]


def _assign(
    organizations: list[Organization], places: Mapping[str, str], held: Mapping[Path, list[str]]
) -> dict[str, Path]:
    owner_of = {name: organization.id for organization in organizations for name in organization.services}
    claims: dict[tuple[str, Path], list[int]] = {}
    for path, ids in held.items():
        for name in ids:
            owner = owner_of.get(places.get(name, ""))
            if owner is not None:
                claim = claims.setdefault((owner, path), [0, 0])
                claim[0 if name in owner_of else 1] += 1
    assigned: dict[str, Path] = {}
    for (owner, path), _ in sorted(claims.items(), key=lambda item: (-item[1][0], -item[1][1], item[0])):
        if owner not in assigned and path not in assigned.values():
            assigned[owner] = path
    return assigned


def _options(organization: Organization) -> Iterator[str]:
    yield organization.id
    for number in range(2, 1000):
        yield f"{organization.id}-{number}"


def _gone(file: ExistingFile, places: Mapping[str, str], journal: Journal, takes: Mapping[str, Take]) -> frozenset[str]:
    """Find the records of a file that the facts no longer give; `--take facts ID` lets one go."""
    gone = {name for name in file.records if name not in places}
    journal.settled |= {name for name in gone if takes.get(name) == "facts"}
    for name in sorted(gone - journal.settled):
        journal.note(name, "vanished", f"{file.path}: {name} is no longer in the facts; it stays in its file")
        remedy = f"put it back into the facts, or run with `--take facts {name}` to remove it"
        what = f"{file.path}: {name} is no longer in the facts; the file stays as it is"
        journal.problem(f"{what}. Remedy: {remedy}", [name], [name])
    return frozenset(gone - journal.settled)


def _vanished(file: ExistingFile, gone: frozenset[str]) -> Iterator[Vanished]:
    if not gone:
        return
    for service in file.parse().tree.get("services", []):
        if service.get("id") in gone:
            yield Vanished(service, file.records[service["id"]])


def _leave(file: ExistingFile, gone: frozenset[str]) -> Iterator[Plan]:
    left = [name for name in file.records if name not in gone]
    if gone:
        yield Plan(file.path, "conflict", None)
    elif file.records and file.is_pristine:
        said = f"{file.path}: removed, {', '.join(left)} stand elsewhere now or left the facts"
        yield Plan(file.path, "removed", None, (said,))
    elif left:
        remedy = "take them out of this file by hand"
        remark = f"{file.path}: {', '.join(left)} stand elsewhere now. Remedy: {remedy}"
        yield Plan(file.path, "conflict", None, conflicts=(remark,))
