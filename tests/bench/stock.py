"""A large stock for measuring: the real services, again and again, under ids and names of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import column_names

_COLUMNS: Final = column_names("services")
_ID, _ALSO = (_COLUMNS.index(name) for name in ("id", "also_json"))
_NUMBERED: Final = tuple(_COLUMNS.index(name) for name in ("organization_id", "organization", "name"))


def multiply_rows(rows: Iterable[CanonicalRow], total: int) -> Iterator[CanonicalRow]:
    """Give the rows of a snapshot with `total` services, whole copies of the real ones in turn.

    The first round is the real stock as it is. Copies have their own id, organisation and name (a number behind
    it); contacts, places, kinds and languages stay real. Fewer than the real services gives the first of them.
    """
    services: list[CanonicalRow] = []
    contacts: dict[object, list[CanonicalRow]] = {}
    for row in rows:
        table, values = row
        if table == "services":
            services.append(row)
        elif table == "contacts":
            contacts.setdefault(values[0], []).append(row)
        elif table == "manifest" and values[0] == "counts":
            yield table, (values[0], _counts(str(values[1]), total))
        else:
            yield row
    for number in range(total):
        copy, index = divmod(number, len(services))
        row = services[index]
        service = row[1][_ID]
        yield row if copy == 0 else _copy(row, copy)
        for contact in contacts.get(service, ()):
            yield contact if copy == 0 else ("contacts", (f"{service}-copy-{copy}", *contact[1][1:]))


def _copy(row: CanonicalRow, copy: int) -> CanonicalRow:
    values = list(row[1])
    values[_ID] = f"{values[_ID]}-copy-{copy}"
    values[_ALSO] = "[]"
    for column in _NUMBERED:
        joint = "-" if _COLUMNS[column] == "organization_id" else " "
        values[column] = f"{values[column]}{joint}{copy}"
    return "services", tuple(values)


def _counts(text: str, total: int) -> str:
    counts = json.loads(text) | {"services": total}
    return json.dumps(counts, sort_keys=True, separators=(",", ":"))
