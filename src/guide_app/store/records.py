"""From the tables' columns to frozen values. Column lists stand beside the functions that read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from guide_app.core.values import (
    Contact,
    Country,
    CountryCode,
    EmergencyNumbers,
    LanguageCode,
    Location,
    Manifest,
    Schedule,
    Service,
    ServiceId,
    ServiceRow,
    Source,
)

Row = tuple[Any, ...]

CONTACT_COLUMNS: Final = "type, value, display, note, toll_free, on_bill, domestic_only, shared_by"
COUNTRY_COLUMNS: Final = (
    "code, emergency_json, same_sex_acts, maximum_penalty, as_of, notes, contact_punished_json, sources_json"
)
LOCATION_COLUMNS: Final = "city, region, location_country, address, postal_code, latitude, longitude, location_withheld"
SERVICE_COLUMNS: Final = (
    "id, organization, organization_alternate, name, kind, description, audience_json, service_areas_json, "
    "languages_json, opening_hours, timezone, cost, anonymous, confidential, may_contact_police, "
    "may_contact_guardians, may_contact_note, minimum_age, maximum_age, status, status_note, evidence, "
    f"confirm_first, cautions_json, assured_date, confidence, sources_json, also_json, {LOCATION_COLUMNS}"
)
ROW_COLUMNS: Final = (
    "id, organization, name, kind, city, service_areas_json, languages_json, opening_hours, timezone, "
    "confirm_first, status, "
    "(SELECT group_concat(type, ' ' ORDER BY position) FROM contacts WHERE service_id = services.id)"
)


def manifest(values: Mapping[str, Any]) -> Manifest:
    """Read the manifest from its keys, each decoded; keys it does not know are left alone."""
    return Manifest(
        schema_version=values["schema_version"],
        fold_version=values["fold_version"],
        published=values["published"],
        counts=values["counts"],
        languages=tuple(values["languages"]),
        licences=tuple((what, licence) for what, licence in values["licences"]),
        credits=tuple((source, remark) for source, remark in values["credits"]),
    )


def country(row: Row, name: str) -> Country:
    """Read a row of `COUNTRY_COLUMNS`."""
    code, emergency, same_sex_acts, maximum_penalty, as_of, notes, contact_punished, sources = row
    numbers = {service: tuple(found) for service, found in json.loads(emergency).items()}
    return Country(
        code=CountryCode(code),
        name=name,
        emergency=EmergencyNumbers(**{key: numbers.get(key, ()) for key in ("general", "police", "ambulance", "fire")}),
        same_sex_acts=same_sex_acts,
        maximum_penalty=maximum_penalty,
        as_of=as_of,
        notes=notes,
        contact_punished=tuple(CountryCode(other) for other in json.loads(contact_punished)),
        sources=_sources(sources),
    )


def unknown_country(code: CountryCode, name: str) -> Country:
    """Give a country of which nothing is known but its name."""
    return country((code, "{}", None, None, None, None, "[]", "[]"), name)


def service(row: Row, contacts: Iterable[Row]) -> Service:
    """Read a row of `SERVICE_COLUMNS` and its rows of `CONTACT_COLUMNS`."""
    (
        service_id, organization, organization_alternate, name, kind, description, audience, areas,
        languages, opening_hours, timezone, cost, anonymous, confidential, police,
        guardians, may_contact_note, minimum_age, maximum_age, status, status_note, evidence,
        confirm_first, cautions, assured_date, confidence, sources, also, *location,
    ) = row  # fmt: skip
    return Service(
        id=ServiceId(service_id),
        organization=organization,
        organization_alternate=organization_alternate,
        name=name,
        kind=kind,
        description=description,
        audience=_texts(audience),
        service_areas=tuple(map(CountryCode, _texts(areas))),
        languages=tuple(map(LanguageCode, _texts(languages))),
        contacts=tuple(_contact(contact) for contact in contacts),
        schedule=_schedule(opening_hours, timezone),
        location=_location(location),
        cost=cost,
        anonymous=_truth(anonymous),
        confidential=_truth(confidential),
        may_contact_police=police,
        may_contact_guardians=guardians,
        may_contact_note=may_contact_note,
        minimum_age=minimum_age,
        maximum_age=maximum_age,
        status=status,
        status_note=status_note,
        evidence=evidence,
        confirm_first=bool(confirm_first),
        cautions=_texts(cautions),
        assured_date=assured_date,
        confidence=confidence,
        sources=_sources(sources),
        also=_texts(also),
    )


def service_row(row: Row) -> ServiceRow:
    """Read a row of `ROW_COLUMNS`."""
    service_id, organization, name, kind, city, areas, languages, hours, timezone, confirm_first, status, types = row
    contact_types: list[Any] = (types or "").split()
    return ServiceRow(
        id=ServiceId(service_id),
        organization=organization,
        name=name,
        kind=kind,
        city=city,
        service_areas=tuple(map(CountryCode, _texts(areas))),
        languages=tuple(map(LanguageCode, _texts(languages))),
        contact_types=tuple(dict.fromkeys(contact_types)),
        schedule=_schedule(hours, timezone),
        confirm_first=bool(confirm_first),
        status=status,
    )


def _contact(row: Row) -> Contact:
    kind, value, display, note, toll_free, on_bill, domestic_only, shared_by = row
    return Contact(kind, value, display, note, _truth(toll_free), on_bill, bool(domestic_only), shared_by)


def _schedule(opening_hours: str | None, timezone: str | None) -> Schedule | None:
    return None if opening_hours is None else Schedule(opening_hours, timezone)


def _location(values: list[Any]) -> Location | None:
    city, region, code, address, postal_code, latitude, longitude, withheld = values
    if not withheld and all(value is None for value in values[:-1]):
        return None
    return Location(
        city=city,
        region=region,
        country=None if code is None else CountryCode(code),
        address=address,
        postal_code=postal_code,
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
        withheld=bool(withheld),
    )


def _sources(text: str) -> tuple[Source, ...]:
    return tuple(
        Source(source["url"], source["title"], source.get("date"), tuple(source.get("supports", ())))
        for source in json.loads(text)
    )


def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
