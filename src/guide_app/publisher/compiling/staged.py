"""What staging holds, read back as typed values in one order that no folder, clock or machine changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlite_utils import Database

from guide_app.publisher.compiling.phones import is_short_code

Record = dict[str, Any]

_CONTACT_ORDER: Final = (
    "phone",
    "sms",
    "whatsapp",
    "chat",
    "signal",
    "telegram",
    "line",
    "onion",
    "email",
    "form",
    "web",
)
"""What answers a person soonest comes first."""


@dataclass(frozen=True, slots=True)
class StagedContact:
    """A contact that readers will see."""

    type: str
    value: str
    note: str | None
    toll_free: bool | None
    on_bill: str
    shared_by: int
    """How many compiled services give this value."""


@dataclass(frozen=True, slots=True)
class StagedSource:
    """Where values of a service or a country were seen."""

    url: str
    title: str
    date: str | None
    supports: tuple[str, ...]

    @property
    def is_for_contacts(self) -> bool:
        """Say whether it claims to support the contacts, or one sort of them."""
        return any(field.split(":")[0].strip() == "contacts" for field in self.supports)


@dataclass(frozen=True, slots=True)
class StagedService:
    """A service that is compiled: its own columns, and what belongs to it."""

    record: Record
    """The columns of `services` and of its organisation, as staging has them."""
    audience: tuple[str, ...]
    service_areas: tuple[str, ...]
    languages: tuple[str, ...]
    also: tuple[str, ...]
    contacts: tuple[StagedContact, ...]
    sources: tuple[StagedSource, ...]

    @property
    def id(self) -> str:
        """The service's id."""
        return str(self.record["id"])

    @property
    def countries(self) -> frozenset[str]:
        """Countries it serves or stands in; `*` stands for the whole world."""
        located = self.record["location_country"]
        return frozenset(self.service_areas) | ({located} if located else frozenset())


def read_services(database: Database) -> Iterator[StagedService]:
    """Walk over the compiled services, sorted by id."""
    lists = _grouped(database, "SELECT service_id, kind, value FROM service_lists ORDER BY service_id, kind, position")
    contacts = _grouped(database, _CONTACTS)
    sources = _sources(database, "service")
    users = _Users(contacts, _grouped(database, _PLACES))
    for record in database.query(_SERVICES):
        service = record["id"]
        values = {kind: tuple(row["value"] for row in rows) for kind, rows in _by(lists.get(service, []), "kind")}
        yield StagedService(
            record=record,
            audience=values.get("audience", ()),
            service_areas=values.get("service_areas", ()),
            languages=values.get("languages", ()),
            also=values.get("also", ()),
            contacts=tuple(_contact(row, users) for row in sorted(contacts.get(service, []), key=_contact_rank)),
            sources=sources.get(service, ()),
        )


def read_country_sources(database: Database) -> dict[str, tuple[StagedSource, ...]]:
    """Give the sources of every country by its code."""
    return _sources(database, "country")


_SERVICES: Final = """
    SELECT services.*, organizations.name AS organization, organizations.alternate_name AS organization_alternate
    FROM services JOIN organizations ON organizations.id = services.organization_id
    WHERE compiled ORDER BY services.id
"""
_CONTACTS: Final = """
    SELECT contacts.* FROM contacts JOIN services ON services.id = contacts.service_id
    WHERE services.compiled AND withheld_code IS NULL ORDER BY service_id, position
"""
_PLACES: Final = """
    SELECT service_id, value AS country FROM service_lists WHERE kind = 'service_areas'
    UNION SELECT id, location_country FROM services WHERE location_country IS NOT NULL
    ORDER BY 1, 2
"""


class _Users:
    """Who gives which contact: a full number is one everywhere, a short code is another one in each country."""

    def __init__(self, contacts: dict[str, list[Record]], places: dict[str, list[Record]]) -> None:
        self._countries = {service: frozenset(row["country"] for row in rows) for service, rows in places.items()}
        self._services: dict[str, set[str]] = {}
        for service, rows in contacts.items():
            for row in rows:
                self._services.setdefault(row["value"], set()).add(service)

    def count(self, service: str, value: str) -> int:
        """Count the services that answer at the same value as this one, itself included."""
        services = self._services[value]
        if len(services) == 1 or not is_short_code(value):
            return len(services)
        here = self._countries.get(service, frozenset())
        return sum(other == service or bool(here & self._countries.get(other, frozenset())) for other in services)


def _contact(row: Record, users: _Users) -> StagedContact:
    free = row["toll_free"]
    return StagedContact(
        type=row["type"],
        value=row["value"],
        note=row["note"],
        toll_free=None if free is None else bool(free),
        on_bill=row["on_bill"] or "unknown",
        shared_by=users.count(row["service_id"], row["value"]),
    )


def _contact_rank(row: Record) -> tuple[int, int]:
    return _CONTACT_ORDER.index(row["type"]), row["position"]


def _sources(database: Database, owner: str) -> dict[str, tuple[StagedSource, ...]]:
    query = "SELECT * FROM sources WHERE owner = ? ORDER BY owner_id, position"
    return {
        owner_id: tuple(
            StagedSource(row["url"], row["title"] or "", row["date"], tuple(json.loads(row["supports_json"])))
            for row in rows
        )
        for owner_id, rows in _by(list(database.query(query, [owner])), "owner_id")
    }


def _grouped(database: Database, query: str) -> dict[str, list[Record]]:
    return dict(_by(list(database.query(query)), "service_id"))


def _by(rows: list[Record], key: str) -> Iterator[tuple[str, list[Record]]]:
    """Group rows that are sorted by a key already."""
    for value, group in groupby(rows, key=lambda row: row[key]):
        yield str(value), list(group)
