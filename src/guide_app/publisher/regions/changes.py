"""What a region is about to sign, in words that its people can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide_app.store.rows import CanonicalRow, parse_rows
from guide_app.store.schema import column_names

_ID, _NAME = column_names("services").index("id"), column_names("services").index("name")
_QUIET = frozenset({"prior", "search_words", "need_levels_json"})
"""Columns that the compiler makes; what they say stands in others."""
_LONGEST = 60

Service = Mapping[tuple[str, object], CanonicalRow]


def describe_changes(before: bytes, after: bytes) -> Iterator[str]:
    """Tell what differs between two streams of a region's rows, a line for each service and each changed field.

    Raises:
        SnapshotBuildError: one of them is not a stream of rows.
    """
    old, new = _services(before), _services(after)
    for service in sorted(old.keys() | new.keys()):
        if service not in old:
            yield f"+ {service}: {_name(new[service])} is new"
        elif service not in new:
            yield f"- {service}: {_name(old[service])} is gone"
        elif old[service] != new[service]:
            yield f"~ {service}: {_name(new[service])}"
            yield from (f"    {line}" for line in _fields(old[service], new[service]))


def _services(stream: bytes) -> dict[str, dict[tuple[str, object], CanonicalRow]]:
    """Give each service's rows by table and position."""
    services: dict[str, dict[tuple[str, object], CanonicalRow]] = {}
    for row in parse_rows(stream):
        table, values = row
        position = values[1] if table == "contacts" else None
        services.setdefault(str(values[0]), {})[table, position] = row
    return services


def _name(service: Service) -> str:
    row = service.get(("services", None))
    return str(row[1][_NAME]) if row else "(no record, only contacts)"


def _fields(old: Service, new: Service) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys(), key=str):
        table, position = key
        what = table if position is None else f"{table} {position}"
        if key not in old:
            yield f"{what}: new: {_short(new[key][1][2:4])}"
        elif key not in new:
            yield f"{what}: gone: {_short(old[key][1][2:4])}"
        else:
            for column, before, after in zip(column_names(table), old[key][1], new[key][1], strict=True):
                if before != after and column not in _QUIET:
                    yield f"{what}, {column}: {_short(before)} -> {_short(after)}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
