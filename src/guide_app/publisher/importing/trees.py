"""From records to the trees of source files: keys in the order in which a person reads them, unknown ones left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from guide_app.publisher.importing.grouping import Organization
from guide_app.publisher.importing.record import Contact, Held, Record, Source


def organization_tree(organization: Organization, services: list[dict[str, Any]]) -> dict[str, Any]:
    """Make the tree of an organisation's file, without its `imported` block."""
    return known(
        {
            "id": organization.id,
            "name": organization.name,
            "alternate_name": organization.alternate_name,
            "services": services,
        }
    )


def service_tree(record: Record) -> dict[str, Any]:
    """Make the tree of one service."""
    return known(
        {
            "id": record.id,
            "also": list(record.also),
            "name": record.service,
            "kind": record.kind,
            "description": record.summary,
            "status": record.status,
            "status_note": record.status_note,
            "unconfirmed": "true" if record.unconfirmed else None,
            "held_back": _held(record.held_back),
            "audience": list(record.audience),
            "service_areas": list(record.countries),
            "languages": list(record.languages),
            "contacts": [_contact(contact) for contact in record.contacts],
            "schedules": [known({"opening_hours": record.hours, "timezone": record.timezone})]
            if record.hours
            else None,
            "locations": [location] if (location := _location(record)) else None,
            "cost": None if record.cost == "unknown" else record.cost,
            "anonymous": _truth(record.anonymous),
            "confidential": _truth(record.confidential),
            "may_contact": known(
                {
                    "police": record.police,
                    "guardians": record.guardians,
                    "note": record.may_contact_note,
                }
            ),
            "minimum_age": _text(record.minimum_age),
            "maximum_age": _text(record.maximum_age),
            "evidence": record.evidence,
            "confidence": record.confidence,
            "assured_date": record.assured_date,
            "notes": " ".join(record.notes),
            "sources": [source_tree(source) for source in record.sources],
        }
    )


def fingerprint(tree: Mapping[str, Any], organization: Organization | None = None) -> str:
    """Give the SHA-256 of what the facts and decisions make of one record, its organisation's names included."""
    names = None if organization is None else [organization.name, organization.alternate_name]
    text = json.dumps([names, tree], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _contact(contact: Contact) -> dict[str, Any]:
    return known(
        {
            "type": contact.type,
            "value": contact.value,
            "note": contact.note,
            "toll_free": _truth(contact.toll_free),
            "on_bill": contact.on_bill,
            "withheld": _held(contact.withheld),
        }
    )


def _location(record: Record) -> dict[str, Any]:
    place = known(
        {
            "address_1": record.address,
            "postal_code": record.postcode,
            "city": record.city,
            "region": record.region,
        }
    )
    point = known({"latitude": record.lat, "longitude": record.lon})
    if not place and not point:
        return {}
    only = record.countries[0] if len(record.countries) == 1 and not record.is_worldwide else None
    country = only or (record.prefix.upper() if record.prefix.upper() in record.countries else None)
    return known({**place, "country": country, **point, "withheld": _held(record.location_withheld)})


def source_tree(source: Source) -> dict[str, Any]:
    """Make the tree of one source; it says what it backs even where that is nothing."""
    return known(
        {
            "url": source.url,
            "title": source.title,
            "date": source.date,
            "supports": list(source.supports),
        }
    ) | {"supports": list(source.supports)}


def _held(held: Held | None) -> dict[str, str] | None:
    return None if held is None else {"code": held.code, "reason": held.reason}


def _truth(value: bool | None) -> str | None:  # noqa: FBT001 - the value of a field
    return None if value is None else str(value).lower()


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def known(tree: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in tree.items() if value not in (None, "", [], {})}
