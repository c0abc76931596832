"""What a release changes, in words that an editor reads before signing: services by name, with the fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from guide_app.store.rows import CanonicalRow, Value
from guide_app.store.schema import column_names

_SERVICE: Final = column_names("services")
_ORGANIZATION, _NAME = (_SERVICE.index(column) for column in ("organization", "name"))
_LONGEST: Final = 60
_BEFORE: Final = 15
_OWN: Final = frozenset({"services", "contacts"})

Values = tuple[Value, ...]
Row = Mapping[str, Value]


class Stock:
    """The rows of one release, by what an editor calls them."""

    def __init__(self, rows: Iterable[CanonicalRow]) -> None:
        self.services: dict[str, Values] = {}
        self.contacts: defaultdict[str, dict[tuple[Value, ...], Values]] = defaultdict(dict)
        self.others: defaultdict[tuple[str, str], set[Values]] = defaultdict(set)
        for table, values in rows:
            if table == "services":
                self.services[str(values[0])] = values
            elif table == "contacts":
                self.contacts[str(values[0])][values[2:4]] = values
            else:
                self.others[_heading(table, values)].add(values)

    def called(self, service: str) -> str:
        """Name a service: its id, its organisation, its name."""
        values = self.services[service]
        return f"{service}: {values[_ORGANIZATION]}, {values[_NAME]}"


def changes_in_words(old: Iterable[CanonicalRow], new: Iterable[CanonicalRow]) -> Iterator[str]:
    """Give the lines that say how a release differs from the one before it; a single line where it does not."""
    before, after = Stock(old), Stock(new)
    added = sorted(after.services.keys() - before.services.keys())
    retired = sorted(before.services.keys() - after.services.keys())
    stays = sorted(after.services.keys() & before.services.keys())
    changed = {service: found for service in stays if (found := list(_changes(service, before, after)))}
    others = list(_others(before, after))
    if not (added or retired or changed or others):
        yield "Nothing has changed."
        return
    yield from _listed("Services added", [after.called(service) for service in added])
    yield from _listed("Services retired", [before.called(service) for service in retired])
    if changed:
        yield f"Services changed: {len(changed)}"
        for service, found in changed.items():
            yield f"  {after.called(service)}"
            yield from (f"      {line}" for line in found)
    yield from _listed("Besides", others)


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{title}: {len(lines)}"
        yield from (f"  {line}" for line in lines)


def _changes(service: str, before: Stock, after: Stock) -> Iterator[str]:
    old, new = before.services[service], after.services[service]
    for column, was, now in zip(_SERVICE, old, new, strict=True):
        if was != now:
            yield f"{column.removesuffix('_json')}: {_pair(was, now)}"
    contacts_before, contacts_after = before.contacts[service], after.contacts[service]
    lost = [key for key in contacts_before if key not in contacts_after]
    won = [key for key in contacts_after if key not in contacts_before]
    for key in lost[:]:
        # one number for another is a change of the number
        if match := next((other for other in won if other[0] == key[0]), None):
            lost.remove(key)
            won.remove(match)
            yield f"{key[0]}: {_pair(key[1], match[1])}"
    yield from (f"{kind}: {_short(value)} taken away" for kind, value in lost)
    yield from (f"{kind}: {_short(value)} added" for kind, value in won)
    columns = column_names("contacts")
    for key in contacts_after.keys() & contacts_before.keys():
        for column, was, now in zip(columns, contacts_before[key], contacts_after[key], strict=True):
            if was != now:
                yield f"{key[0]} {_short(key[1])}, {column}: {_pair(was, now)}"


def _others(before: Stock, after: Stock) -> Iterator[str]:
    """Say how many rows of everything else are new, other or gone, and in which languages."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for heading in sorted(before.others.keys() | after.others.keys()):
        title, detail = heading
        number = len(before.others[heading] ^ after.others[heading])
        if number:
            counts[title][detail] += max(
                len(after.others[heading] - before.others[heading]), len(before.others[heading] - after.others[heading])
            )
    for title, details in counts.items():
        named = ", ".join(f"{detail} {count}" if count > 1 else detail for detail, count in sorted(details.items()))
        yield f"{title}: {named}"


def _heading(table: str, values: Values) -> tuple[str, str]:
    """Sort a row under a title, and there under what tells it from its neighbours best."""
    match table:
        case "names":
            return f"names of {values[0]}", str(values[2])
        case "guide_texts":
            return f"guide {values[0]}", str(values[1])
        case _:
            return table, str(values[0])


def _pair(was: Value, now: Value) -> str:
    """Set two values side by side, long ones from shortly before where they begin to differ."""
    texts = ["-" if value is None else str(value) for value in (was, now)]
    same = 0
    while same < min(map(len, texts)) and texts[0][same] == texts[1][same]:
        same += 1
    start = max(0, same - _BEFORE) if max(map(len, texts)) > _LONGEST else 0
    first, second = (("..." if start else "") + _short(text[start:]) for text in texts)
    return f"{first} -> {second}"


def _short(value: Value) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
