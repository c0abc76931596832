"""Joining: the same service in two files, or under two ids, becomes one record that keeps the richer values.

The richest record is the one of the highest confidence, then with most contacts, most sources, the longest
summary. Its values stand; the others fill what it does not say and add to its lists. Nothing of this depends
on the order of files or lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from guide_app.core.values import WORLD
from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import LINKED, Contact, Record, merge_sources

_CONFIDENCE: Final = ("low", "medium", "high")
_PLACE: Final = ("region", "city", "address", "postcode", "lat", "lon")
_KEPT: Final = ("organization", "organization_en", "service", "kind", "summary", *_PLACE, "hours", "timezone", "cost")


def join_records(records: Iterable[Record], decisions: Decisions, journal: Journal) -> dict[str, Record]:
    """Join records of one id, then those that an editor decided to be one service; by id, ids in order."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.id].append(record)
    joined = {name: join(group, name, journal) for name, group in groups.items()}
    for decision in decisions.joins:
        members = (decision.keep, *decision.join)
        missing = [name for name in members if name not in joined]
        if missing:
            what = f"{decision.position}: joins {', '.join(missing)}, not in the facts"
            journal.problem(f"{what}. Remedy: correct it", members, missing)
            continue
        journal.note(decision.keep, "joined_by_decision", decision.reason)
        joined[decision.keep] = join([joined.pop(name) for name in members], decision.keep, journal)
    return dict(sorted(joined.items()))


def join(records: Sequence[Record], keep: str, journal: Journal) -> Record:
    """Make one record of several, under the id to keep."""
    if len(records) == 1:
        return records[0]
    ordered = sorted(records, key=_richness, reverse=True)
    result = ordered[0]
    for other in ordered[1:]:
        result = _join_two(result, other, keep, journal)
    others = {name for record in records for name in (record.id, *record.also)} - {keep}
    return replace(result, id=keep, also=tuple(sorted(others)))


def link_key(contact: Contact) -> tuple[str, str]:
    """What two contacts share when they differ at most in http or https, `www.` and a closing slash."""
    if contact.type not in LINKED:
        return (contact.type, contact.value)
    split = urlsplit(contact.value)
    host = (split.hostname or "").removeprefix("www.")
    rest = re.sub(r"/$", "", split.path) + (f"?{split.query}" if split.query else "")
    return (contact.type, f"{host}{rest}#{split.fragment}")


def _richness(record: Record) -> tuple[int, int, int, int, str, tuple[str, ...]]:
    confidence = _CONFIDENCE.index(record.confidence)
    files = tuple(str(origin) for origin in record.origins)
    return (confidence, len(record.contacts), len(record.sources), len(record.summary), record.id, files)


def _join_two(rich: Record, other: Record, keep: str, journal: Journal) -> Record:
    for name in _KEPT:
        mine, theirs = getattr(rich, name), getattr(other, name)
        if theirs not in (None, "unknown", mine) and mine not in (None, "unknown"):
            journal.note(keep, "value_not_taken", f"{name} of {_files(other)} not taken: {theirs!r}")
    place = other if _has_better_place(rich, other) else rich
    place_values: dict[str, Any] = {name: getattr(place, name) for name in _PLACE}
    hours = rich if rich.hours else other
    countries = _union(rich.countries, other.countries)
    return replace(
        rich,
        origins=tuple(sorted((*rich.origins, *other.origins))),
        audience=_union(rich.audience, other.audience),
        countries=(WORLD,) if WORLD in countries else countries,
        languages=_union(rich.languages, other.languages),
        contacts=_join_contacts(rich.contacts, other, keep, journal),
        sources=merge_sources(rich.sources, other.sources),
        hours=hours.hours,
        timezone=hours.timezone or rich.timezone or other.timezone,
        cost=other.cost if rich.cost in (None, "unknown") else rich.cost,
        organization_en=rich.organization_en or other.organization_en,
        **place_values,
        anonymous=_either(rich.anonymous, other.anonymous),
        confidential=_either(rich.confidential, other.confidential),
    )


def _join_contacts(contacts: tuple[Contact, ...], other: Record, keep: str, journal: Journal) -> tuple[Contact, ...]:
    result = list(contacts)
    for contact in other.contacts:
        place = next((place for place, known in enumerate(result) if link_key(known) == link_key(contact)), None)
        if place is None:
            result.append(contact)
            continue
        known = result[place]
        taken = contact if _is_plain(known) and not _is_plain(contact) else known
        dropped = known if taken is contact else contact
        result[place] = replace(taken, note=taken.note or dropped.note)
        what = "the same" if taken.value == dropped.value else f"near-equal, {taken.value} stands"
        text = f"{dropped.type} {dropped.value} of {_files(other)} counts once: {what}"
        journal.note(keep, "contact_counted_once", text)
    return tuple(result)


def _has_better_place(rich: Record, other: Record) -> bool:
    """Say whether the whole place of the other is to be taken: never a street of one and a town of the other."""
    known = [getattr(rich, name) for name in _PLACE if getattr(rich, name) is not None]
    agrees = all(getattr(rich, name) in (None, getattr(other, name)) for name in ("region", "city"))
    return not known or (rich.address is None and other.address is not None and agrees)


def _is_plain(contact: Contact) -> bool:
    return contact.value.startswith("http://")


def _either(mine: bool | None, theirs: bool | None) -> bool | None:  # noqa: FBT001 - two values of one field
    """Take what is known; where two sources differ, the more careful word stands."""
    known = {value for value in (mine, theirs) if value is not None}
    return min(known) if known else None


def _union(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _files(record: Record) -> str:
    return ", ".join(origin.file for origin in record.origins)
