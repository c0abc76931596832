"""Rules of places: no address that could lead a stranger to someone's door, and no point in the wrong land."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guide_app.publisher.validating.gazetteer import distance_from_country
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.shapes import Number
from guide_app.publisher.validating.stock import ServiceEntry, Stock

_EXACT: Final = ("address_1", "postal_code", "latitude", "longitude")
"""What leads to a door; town, region and country do not."""
_SECRET: Final = re.compile(
    r"\b(?:address|location|site|place)\b[^.;]{0,30}\b(?:secret|confidential|undisclosed|withheld|hidden|unlisted"
    r"|not (?:be )?(?:published|disclosed|given|shown))\b"
    r"|\b(?:secret|confidential|undisclosed|hidden|unlisted)\b (?:address|location|site|place)\b",
    re.IGNORECASE,
)
_FAR_KM: Final = 3500.0
"""Farther than any town of a country from the nearest of its zone towns (Kashgar to Urumqi: 1,100 km)."""
_LATITUDES: Final = 90.0
_LONGITUDES: Final = 180.0


def find_addresses_in_danger(stock: Stock) -> Iterator[Finding]:
    """Find addresses in hostile countries of organisations that are not known to publish them themselves."""
    for service, location in _shown(stock):
        country = location.text_of("country")
        here = ({country} if country else service.countries) & stock.hostile
        if here and service.id not in stock.own_addresses:
            for part in _exact_parts(location):
                yield Finding(part, f"{part.name} in {', '.join(sorted(here))}, where it could lead a persecutor")


def find_secret_addresses(stock: Stock) -> Iterator[Finding]:
    """Find addresses of services whose own texts say that the address is not to be known."""
    for service, location in _shown(stock):
        said = next((text for text in _remarks(service) if _SECRET.search(text.text)), None)
        if said is not None:
            for part in _exact_parts(location):
                yield Finding(part, f"{part.name} is given, but {said.name!r} says that it is kept secret")


def find_shelter_addresses(stock: Stock) -> Iterator[Finding]:
    """Find addresses of shelters: those who look for someone who fled look there first."""
    for service, location in _shown(stock):
        if service.node.text_of("kind") == "housing" and service.id not in stock.own_addresses:
            address = location.find("address_1")
            if address is not None:
                yield Finding(address, f"{service.id!r} is housing, and its address is shown")


def find_points_off_the_map(stock: Stock) -> Iterator[Finding]:
    """Find coordinates outside of -90..90 and -180..180, or one without the other."""
    for _, location in _all(stock):
        latitude, longitude = location.find("latitude"), location.find("longitude")
        if (latitude is None) != (longitude is None):
            yield Finding(latitude or longitude or location, "latitude and longitude only go together")
        point = _point(location)
        if point is not None and (abs(point[0]) > _LATITUDES or abs(point[1]) > _LONGITUDES):
            yield Finding(latitude or location, f"{point[0]}, {point[1]} is no point on earth")


def find_points_in_other_lands(stock: Stock) -> Iterator[Finding]:
    """Find coordinates far away from the place's own country; the usual cause is [longitude, latitude]."""
    for _, location in _all(stock):
        point, country = _point(location), location.text_of("country")
        if point is None or abs(point[0]) > _LATITUDES:
            continue
        distance = distance_from_country(*point, country)
        if distance is not None and distance > _FAR_KM:
            swapped = distance_from_country(point[1], point[0], country) or distance
            hint = "; latitude and longitude look swapped" if swapped < distance and swapped < _FAR_KM else ""
            place = location.find("latitude") or location
            yield Finding(place, f"{point[0]}, {point[1]} lies {distance:.0f} km away from {country}{hint}")


def _remarks(service: ServiceEntry) -> Iterator[Node]:
    for key in ("name", "description", "notes", "status_note"):
        node = service.node.find(key)
        if node is not None:
            yield node
    for contact in service.node.items("contacts"):
        note = contact.find("note")
        if note is not None:
            yield note


def _exact_parts(location: Node) -> Iterator[Node]:
    for key in _EXACT:
        part = location.find(key)
        if part is not None:
            yield part


def _shown(stock: Stock) -> Iterator[tuple[ServiceEntry, Node]]:
    for service in stock.shown:
        for location in service.shown_locations:
            yield service, location


def _all(stock: Stock) -> Iterator[tuple[ServiceEntry, Node]]:
    for service in stock.services:
        for location in service.node.items("locations"):
            yield service, location


def _point(location: Node) -> tuple[float, float] | None:
    number = Number(decimal=True)
    parts = [location.find(key) for key in ("latitude", "longitude")]
    if any(part is None or any(number.faults(part)) for part in parts):
        return None
    return float(location.text_of("latitude")), float(location.text_of("longitude"))


RULES: Final = (
    Rule(
        "address-danger",
        "error",
        find_addresses_in_danger,
        "withhold the address, or name under own_addresses the organisation's own page that shows it today",
    ),
    Rule("address-secret", "error", find_secret_addresses, "withhold the address"),
    Rule(
        "address-shelter",
        "warning",
        find_shelter_addresses,
        "make sure that the place itself publishes it (own_addresses), else withhold it",
    ),
    Rule("point-off-map", "error", find_points_off_the_map, "correct the coordinates or remove both"),
    Rule("point-elsewhere", "error", find_points_in_other_lands, "correct the coordinates or the country"),
)
