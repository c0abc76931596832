"""Putting one record's facts into a file that a person edited, and leaving every other line as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from guide_app.core.errors import SourceError
from guide_app.publisher.sources import SourceFile, dump_source, parse_source


class Target(Protocol):
    """What is wanted of the file."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def tree(self) -> dict[str, Any]:
        """The tree that the facts make of it."""


def splice(above: bytes, target: Target, record: str) -> bytes:
    """Replace one record in the text of a file by what the facts make of it, or add it at the end of its list.

    Raises:
        SourceError: the text cannot be read, or is laid out so that nothing can be put in safely.
    """
    if "services" not in target.tree:
        return dump_source(target.tree).encode()
    wanted = next(service for service in target.tree["services"] if service["id"] == record)
    source = parse_source(above.decode("utf-8"), target.path)
    services = source.tree.get("services")
    if not isinstance(services, list):
        raise _refusal(target.path)
    place = next((number for number, service in enumerate(services) if _id_of(service) == record), len(services))
    lines = source.text.splitlines(keepends=True)
    start, end = _extent(source, place, len(services), len(lines))
    new = dump_source({"services": [wanted]}).splitlines(keepends=True)[1:]
    result = "".join([*lines[:start], *new, *lines[end:]])
    expected = [*services[:place], wanted, *services[place + 1 :]]
    if not _reads_as(result, {**source.tree, "services": expected}, target.path):
        raise _refusal(target.path)
    return result.encode()


def _reads_as(text: str, tree: dict[str, Any], path: Path) -> bool:
    try:
        return parse_source(text, path).tree == tree
    except SourceError:
        return False


def _id_of(service: object) -> object:
    return service.get("id") if isinstance(service, dict) else None


def _extent(source: SourceFile, place: int, count: int, length: int) -> tuple[int, int]:
    """Give the first line of a record and the one after its last, counted from 0; equal for a new record."""
    top = source.lines["services",]
    after = min((line for keys, line in source.lines.items() if len(keys) == 1 and line > top), default=length + 1)
    starts = [source.lines["services", number] for number in range(count)]
    bounds = [*starts, after]
    return (bounds[place] - 1, (bounds[place + 1] if place < count else after) - 1)


def _refusal(path: Path) -> SourceError:
    remedy = "take the facts for the whole file, by the organisation's id, or edit it by hand"
    return SourceError(f"{path}: one record cannot be put into this layout. Remedy: {remedy}.")
