"""Rules of opening hours: readable by the program, and in a zone that is the service's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final
from zoneinfo import available_timezones

from guide_app.publisher.validating.gazetteer import zones
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import ServiceEntry, Stock


def find_unreadable_hours(stock: Stock) -> Iterator[Finding]:
    """Find hours that are not in OpenStreetMap's opening_hours syntax."""
    for _, schedule in _schedules(stock):
        hours = schedule.find("opening_hours")
        if hours is not None and hours.text and not _is_readable(hours.text):
            yield Finding(hours, f"{hours.text!r} is not in the syntax of opening_hours")


def find_hours_without_zone(stock: Stock) -> Iterator[Finding]:
    """Find hours that would be read by each caller's own clock."""
    for _, schedule in _schedules(stock):
        hours = schedule.find("opening_hours")
        if hours is not None and schedule.find("timezone") is None and hours.text.strip() != "24/7":
            yield Finding(hours, f"{hours.text!r} has no time zone: it is read by the caller's own clock")


def find_unknown_zones(stock: Stock) -> Iterator[Finding]:
    """Find time zones that the tz database does not have."""
    for zone in _zones(stock):
        if zone[1].text and zone[1].text not in _all_zones():
            yield Finding(zone[1], f"{zone[1].text!r} is not a time zone")


def find_zones_from_elsewhere(stock: Stock) -> Iterator[Finding]:
    """Find time zones of countries that the service neither serves nor stands in."""
    for service, zone in _zones(stock):
        owners = zones().get(zone.text, frozenset())
        if owners and service.countries and not owners & service.countries and not service.is_worldwide:
            listed = ", ".join(sorted(service.countries))
            yield Finding(zone, f"{zone.text} is a zone of {', '.join(sorted(owners))}; the service lists {listed}")


@cache
def _is_readable(text: str) -> bool:
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

    try:
        OpeningHours(text)
    except ParserError:
        return False
    return True


@lru_cache(maxsize=1)
def _all_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _schedules(stock: Stock) -> Iterator[tuple[ServiceEntry, Node]]:
    for service in stock.services:
        for schedule in service.node.items("schedules"):
            yield service, schedule


def _zones(stock: Stock) -> Iterator[tuple[ServiceEntry, Node]]:
    for service, schedule in _schedules(stock):
        zone = schedule.find("timezone")
        if zone is not None:
            yield service, zone


RULES: Final = (
    Rule("hours-form", "error", find_unreadable_hours, "write them like `Mo-Fr 10:00-18:00; Sa 12:00-15:00`"),
    Rule("hours-zone-missing", "warning", find_hours_without_zone, "name the zone in which the hours are meant"),
    Rule("zone-unknown", "error", find_unknown_zones, "use an IANA name such as Europe/Rome"),
    Rule("zone-elsewhere", "warning", find_zones_from_elsewhere, "make sure that the hours are meant in this zone"),
)
