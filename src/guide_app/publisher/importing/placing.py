"""Which file holds which organisation: a file that holds a record already keeps it, for ever, under its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from guide_app.publisher.importing.grouping import Organization
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.keeping import ExistingFile, Plan


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
    vanished = {file.path: list(_vanished(file, places, journal)) for file in existing if file.path in used}
    leftover = [plan for file in existing if file.path not in used for plan in _leave(file, places, journal)]
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


def _vanished(file: ExistingFile, places: Mapping[str, str], journal: Journal) -> Iterator[Vanished]:
    gone = [name for name in file.records if name not in places]
    if not gone:
        return
    services = {service.get("id"): service for service in file.parse().tree.get("services", [])}
    for name in gone:
        journal.note(name, "vanished", f"{file.path}: {name} is no longer in the facts; it stays in its file")
        if name in services:
            yield Vanished(services[name], file.records[name])


def _leave(file: ExistingFile, places: Mapping[str, str], journal: Journal) -> Iterator[Plan]:
    gone = [name for name in file.records if name not in places]
    for name in gone:
        journal.note(name, "vanished", f"{file.path}: {name} is no longer in the facts; the file stays")
    moved = [name for name in file.records if name in places]
    if moved and not gone and file.is_pristine:
        yield Plan(file.path, "removed", None, (f"{file.path}: removed, {', '.join(moved)} stand elsewhere now",))
    elif moved:
        remedy = "take them out of this file by hand"
        remark = f"{file.path}: {', '.join(moved)} stand elsewhere now. Remedy: {remedy}"
        yield Plan(file.path, "conflict", None, conflicts=(remark,))
