"""A service as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from guide_app.core.values import WORLD, Contact, LanguageCode, Service
from guide_app.store.snapshot import Snapshot

_LABEL: Final = 19
_TRUTH: Final = {True: "yes", False: "no", None: "unknown"}


def service_lines(snapshot: Snapshot, service: Service, language: LanguageCode) -> Iterator[str]:
    """Give everything about a service, one fact a line."""
    yield f"{service.organization}: {service.name}"
    yield service.description
    yield ""
    for contact in service.contacts:
        yield f"{contact.type + ':':{_LABEL}} {contact.display}"
        yield from (f"{'':{_LABEL}} {remark}" for remark in _remarks(contact))
    for label, text in _facts(snapshot, service, language):
        if text:
            yield f"{label + ':':{_LABEL}} {text}"
    for source in service.sources:
        yield f"{'source:':{_LABEL}} {source.title}, {source.date or 'no date'}, {source.url}"


def _remarks(contact: Contact) -> Iterator[str]:
    if contact.display != contact.value:
        yield contact.value
    if contact.note:
        yield contact.note
    if contact.toll_free is not None:
        yield "free to call" if contact.toll_free else "not free to call"
    if contact.on_bill != "unknown":
        yield f"shows on the bill: {contact.on_bill}"
    if contact.domestic_only:
        yield "from inside the country only"
    if contact.shared_by > 1:
        yield f"answers for {contact.shared_by} services of this guide"


def _facts(snapshot: Snapshot, service: Service, language: LanguageCode) -> Iterator[tuple[str, str | None]]:
    def named(kind: str, codes: Sequence[str]) -> str:
        return ", ".join(snapshot.name(kind, code, language) for code in codes)

    yield "id", ", ".join((service.id, *service.also))
    yield "also called", service.organization_alternate
    yield "kind", named("service_kind", [service.kind])
    yield "for", named("audience", service.audience)
    yield "answers in", "world-wide" if WORLD in service.service_areas else named("country", service.service_areas)
    yield "languages", named("language", service.languages)
    if service.schedule:
        yield "hours", f"{service.schedule.opening_hours} ({service.schedule.timezone or 'the time where you are'})"
    if service.location:
        place = service.location
        where = (place.address, place.postal_code, place.city, place.region, place.country)
        yield "place", ", ".join(part for part in where if part) + (" (address withheld)" if place.withheld else "")
        if place.latitude is not None:
            yield "coordinates", f"{place.latitude}, {place.longitude}"
    yield "cost", service.cost
    yield "anonymous", _TRUTH[service.anonymous]
    yield "confidential", _TRUTH[service.confidential]
    yield "may tell police", service.may_contact_police
    yield "may tell guardians", service.may_contact_guardians
    yield "note on that", service.may_contact_note
    if service.minimum_age is not None or service.maximum_age is not None:
        yield "ages", f"{service.minimum_age or 0} to {service.maximum_age or 'any'}"
    yield "status", " - ".join(part for part in (service.status, service.status_note) if part)
    yield "evidence", f"{service.evidence}, confidence {service.confidence}"
    yield "confirm first", "yes" if service.confirm_first else None
    yield "cautions", ", ".join(service.cautions)
    yield "last checked", service.assured_date
