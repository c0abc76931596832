"""What the import carries from step to step: one service as the facts give it, plus what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from guide_app.core.values import WORLD
from guide_app.publisher.importing.facts import Fact, Origin

DIALLED = frozenset({"phone", "sms", "whatsapp", "signal", "telegram", "line"})
"""Contacts that reach a person by a number or a name: the ones where a slip harms most."""
LINKED = frozenset({"web", "chat", "form"})
PIN_NOTE = "The coordinates "
"""How the one note for editors begins that does not come from a line policy."""


class Held(NamedTuple):
    """Why something stays in the sources and is not shown."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service."""

    type: str
    value: str
    note: str | None = None
    toll_free: bool | None = None
    on_bill: str | None = None
    withheld: Held | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A page, and the fields that it backs."""

    url: str
    title: str
    date: str | None
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One service on its way from the facts to a source file. None and empty mean: no source says so."""

    id: str
    also: tuple[str, ...]
    origins: tuple[Origin, ...]
    organization: str
    organization_en: str | None
    service: str
    kind: str
    audience: tuple[str, ...]
    countries: tuple[str, ...]
    region: str | None
    city: str | None
    address: str | None
    postcode: str | None
    lat: str | None
    lon: str | None
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...]
    hours: str | None
    timezone: str | None
    cost: str | None
    anonymous: bool | None
    confidential: bool | None
    summary: str
    sources: tuple[Source, ...]
    confidence: str
    status: str = "active"
    status_note: str | None = None
    unconfirmed: bool = False
    police: str | None = None
    guardians: str | None = None
    may_contact_note: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    notes: tuple[str, ...] = ()
    location_withheld: Held | None = None
    held_back: Held | None = None
    evidence: str = "single"
    assured_date: str | None = None

    @property
    def prefix(self) -> str:
        """Country or `int`, as the id begins."""
        return self.id.partition("-")[0]

    @property
    def is_worldwide(self) -> bool:
        """Say whether it serves the whole world."""
        return WORLD in self.countries

    @property
    def shown_contacts(self) -> tuple[Contact, ...]:
        """Contacts that are not withheld."""
        return tuple(contact for contact in self.contacts if contact.withheld is None)

    def is_supported(self, field: str) -> bool:
        """Say whether a source of the record claims to back a field."""
        return any(support.partition(":")[0] == field for source in self.sources for support in source.supports)


def record_of(fact: Fact) -> Record:
    """Make the record of one line of a file of services."""
    tree = fact.tree
    plain = ("organization", "organization_en", "service", "kind", "region", "city", "address", "postcode", "hours")
    more = ("timezone", "cost", "anonymous", "confidential", "summary", "confidence")
    values: dict[str, Any] = {key: tree[key] for key in (*plain, *more)}
    return Record(
        id=fact.id,
        also=(),
        origins=(fact.origin,),
        audience=tuple(tree["audience"]),
        countries=tuple(tree["countries"]),
        languages=tuple(tree["languages"]),
        contacts=tuple(Contact(item["type"], item["value"], item["note"]) for item in tree["contacts"]),
        sources=tuple(source_of(item) for item in tree["sources"]),
        lat=None if tree["lat"] is None else str(tree["lat"]),
        lon=None if tree["lon"] is None else str(tree["lon"]),
        **values,
    )


def source_of(tree: dict[str, Any], supports: tuple[str, ...] = ()) -> Source:
    """Make a source; `supports` stands in for the field where the facts have none."""
    return Source(tree["url"], tree["title"], tree["date"], tuple(tree.get("supports", supports)))


def merge_sources(first: tuple[Source, ...], second: tuple[Source, ...]) -> tuple[Source, ...]:
    """Unite two lists of sources: the same page with the same date, or with a date and without, counts once."""
    merged = list(first)
    for source in second:
        for place, known in enumerate(merged):
            if known.url == source.url and (known.date == source.date or None in (known.date, source.date)):
                supports = dict.fromkeys((*known.supports, *source.supports))
                merged[place] = Source(known.url, known.title, known.date or source.date, tuple(supports))
                break
        else:
            merged.append(source)
    return tuple(merged)
