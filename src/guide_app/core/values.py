"""What the program talks about: frozen values in the words of HSDS 3.

Our extension to the standard is marked "(ours)". `None` always means "no source says so", which
a reader sees as "unknown"; it never means "no".

Named tuples, not dataclasses: those cost a millisecond each to define, at every start.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, NewType

ServiceId = NewType("ServiceId", str)
"""The stable id of a record of the facts, such as `us-trans-lifeline`; a joined record keeps the first."""
NeedId = NewType("NeedId", str)
CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2 in capitals; `WORLD` where a service has no border."""
LanguageCode = NewType("LanguageCode", str)
"""ISO 639-1 in small letters."""

WORLD = CountryCode("*")

ContactType = Literal["phone", "sms", "whatsapp", "telegram", "signal", "line", "chat", "web", "email", "form", "onion"]
Ternary = Literal["yes", "no", "unknown"]
MayContact = Literal["yes", "in_danger", "no", "unknown"]
Cost = Literal["free", "low_cost", "paid", "unknown"]
Evidence = Literal["own", "several", "single", "directory"]
"""(ours) own: the organisation's own page; several: two independent ones; single: one; directory: a dataset only."""
Law = Literal["legal", "criminalised", "de_facto_criminalised", "unclear"]


class Contact(NamedTuple):
    """One way to reach a service. `value` is the signed fact; `display` is made from it at build time."""

    type: ContactType
    value: str
    """E.164 (`+18775658860`), a short code as digits (`988`, `*2982`), an address, or an https link."""
    display: str
    """For people: the form dialled inside the country for numbers reachable only there, else international."""
    note: str | None = None
    toll_free: bool | None = None
    on_bill: Ternary = "unknown"
    domestic_only: bool = False
    """True for short codes and freephone numbers that usually cannot be reached from abroad."""
    shared_by: int = 1
    """How many services of the snapshot answer at this same value."""


class Schedule(NamedTuple):
    """When a service answers: OpenStreetMap `opening_hours` in its own zone."""

    opening_hours: str
    timezone: str | None
    """IANA name; None: the caller's own clock (a line that follows each region's local time)."""


class Location(NamedTuple):
    """A physical place. A withheld address never reaches the snapshot; its town does."""

    city: str | None
    region: str | None
    country: CountryCode | None
    address: str | None
    postal_code: str | None
    latitude: float | None
    longitude: float | None
    withheld: bool = False


class Source(NamedTuple):
    """Where a value was seen."""

    url: str
    title: str
    date: str | None
    """`2026-08-11`, `2025-10` or `2023`: as exact as the page itself; None: it shows no date."""
    supports: tuple[str, ...]


class Service(NamedTuple):
    """Everything a reader may see about one service."""

    id: ServiceId
    organization: str
    organization_alternate: str | None
    name: str
    kind: str
    description: str
    audience: tuple[str, ...]
    service_areas: tuple[CountryCode, ...]
    languages: tuple[LanguageCode, ...]
    contacts: tuple[Contact, ...]
    schedule: Schedule | None
    location: Location | None
    cost: Cost
    anonymous: bool | None
    confidential: bool | None
    may_contact_police: MayContact
    may_contact_guardians: MayContact
    may_contact_note: str | None
    minimum_age: int | None
    maximum_age: int | None
    status: str
    """HSDS: active, or `temporarily closed`; others are not compiled."""
    status_note: str | None
    evidence: Evidence
    confirm_first: bool
    """(ours) By rule: evidence too thin or too old to trust without asking first."""
    cautions: tuple[str, ...]
    """(ours) Codes of sentences added by rule, such as `criminalised` and `general_line`."""
    assured_date: str | None
    confidence: str
    sources: tuple[Source, ...]
    also: tuple[str, ...] = ()
    """Ids of records joined into this one."""


class ServiceRow(NamedTuple):
    """What one line of a list of results shows."""

    id: ServiceId
    organization: str
    name: str
    kind: str
    city: str | None
    service_areas: tuple[CountryCode, ...]
    languages: tuple[LanguageCode, ...]
    contact_types: tuple[ContactType, ...]
    schedule: Schedule | None
    confirm_first: bool
    status: str


class Need(NamedTuple):
    """One of the things a person may look for, in the reader's language."""

    id: NeedId
    label: str
    description: str
    icon: str
    parent: NeedId | None = None
    """The need it is a finer one of; None: it stands on the first screen."""


class EmergencyNumbers(NamedTuple):
    """Numbers per service; more than one where good sources differ, the more official first; empty: unknown."""

    general: tuple[str, ...]
    police: tuple[str, ...]
    ambulance: tuple[str, ...]
    fire: tuple[str, ...]


class Country(NamedTuple):
    """What is known of a country: whom to call in danger and the law on same-sex acts."""

    code: CountryCode
    name: str
    emergency: EmergencyNumbers
    same_sex_acts: Law | None
    maximum_penalty: str | None
    as_of: int | None
    notes: str | None
    contact_punished: tuple[CountryCode, ...]
    """Countries with whose people the law here punishes any contact, a call for help included."""
    sources: tuple[Source, ...]


class Manifest(NamedTuple):
    """What a snapshot says of itself."""

    schema_version: int
    fold_version: int
    published: str
    """Day of the newest source value in it, `2026-11-23`: fixed by the sources, never by the clock."""
    counts: dict[str, int]
    languages: tuple[LanguageCode, ...]
    licences: tuple[tuple[str, str], ...]
    """(what, licence) pairs."""
    credits: tuple[tuple[str, str], ...]
    """(source, licence or remark) pairs."""
