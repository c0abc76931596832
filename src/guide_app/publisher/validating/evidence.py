"""Rules of evidence: every record says where it was seen and when, and nothing was seen tomorrow."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from guide_app.publisher.importing.domains import registrable
from guide_app.publisher.validating.links import host_of, link_faults
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import Stock

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_STORED: Final = re.compile(r"stored-file:[\x21-\x7e]+")
"""A page that was kept without the address it came from; it counts as one source with its fellows."""
_OLDEST_AGE: Final = 120
_EARLIEST: Final = 1980


def find_missing_sources(stock: Stock) -> Iterator[Finding]:
    """Find services and countries that name no source at all."""
    for service in stock.services:
        if not any(service.node.items("sources")):
            yield Finding(service.node, f"the service {service.id!r} names no source")
    for country in stock.countries:
        if not any(country.items("sources")):
            yield Finding(country, f"the country {country.text_of('code')!r} names no source")


def find_bad_source_links(stock: Stock) -> Iterator[Finding]:
    """Find sources that are neither a web address nor a stored file."""
    for source in stock.all_sources:
        url = source.find("url")
        if url is None or not url.text or _STORED.fullmatch(url.text):
            continue
        for code, message in link_faults(url.text):
            if code in {"link-form", "link-credentials", "link-host", "link-lookalike"}:
                yield Finding(url, message)


def find_empty_sources(stock: Stock) -> Iterator[Finding]:
    """Find sources that name only a host of other people's files: they prove nothing."""
    for source in stock.all_sources:
        url = source.find("url")
        if url is not None and re.fullmatch(r"https?://(?:www\.)?(?:github|gitlab|codeberg)\.[a-z]+/?", url.text):
            yield Finding(url, f"{url.text} names no page")


def find_bad_dates(stock: Stock) -> Iterator[Finding]:
    """Find dates that are not `2026-08-11`, `2025-10` or `2023`, or no day of the calendar."""
    for node in _dates(stock):
        if earliest_day(node.text) is None:
            yield Finding(node, f"{node.text!r} is not a date")


def find_future_dates(stock: Stock) -> Iterator[Finding]:
    """Find dates after today, and law of years to come."""
    for node in _dates(stock):
        day = earliest_day(node.text)
        if day is not None and day > stock.today:
            yield Finding(node, f"{node.text} is after today, {stock.today.isoformat()}")
    for country in stock.countries:
        as_of = country.find("as_of")
        if as_of is not None and as_of.text.isdecimal() and int(as_of.text) > stock.today.year:
            yield Finding(as_of, f"the year {as_of.text} is after today, {stock.today.isoformat()}")


def find_impossible_ages(stock: Stock) -> Iterator[Finding]:
    """Find age ranges that nobody is in."""
    for service in stock.services:
        low, high = service.node.find("minimum_age"), service.node.find("maximum_age")
        for node in (low, high):
            if node is not None and node.text.isdecimal() and int(node.text) > _OLDEST_AGE:
                yield Finding(node, f"nobody is {node.text} years old")
        youngest, oldest = (_whole(node) for node in (low, high))
        if low is not None and youngest is not None and oldest is not None and youngest > oldest:
            yield Finding(low, f"the youngest, {youngest}, is older than the oldest, {oldest}")


def find_bare_promises(stock: Stock) -> Iterator[Finding]:
    """Find "never tells the police, or the parents" without the note that names the exceptions."""
    for service in stock.shown:
        may_contact = service.node.find("may_contact")
        if may_contact is not None and not may_contact.text_of("note"):
            for entry in may_contact.entries():
                if entry.text == "no":
                    yield Finding(entry, f"{entry.name}: a bare 'no' promises more than any line can keep")


def find_unproven_assurance(stock: Stock) -> Iterator[Finding]:
    """Find `assured_date`s later than every dated source of the contacts."""
    for service in stock.shown:
        assured = service.node.find("assured_date")
        seen = [last for source in service.node.items("sources") if (last := latest_day(source.text_of("date")))]
        day = earliest_day(assured.text) if assured is not None else None
        if assured is not None and day is not None and (not seen or day > max(seen)):
            yield Finding(assured, f"{assured.text} is later than every dated source")


def find_unproven_own_pages(stock: Stock) -> Iterator[Finding]:
    """Find records that claim the organisation's own page as evidence and name none."""
    for service in stock.shown:
        evidence = service.node.find("evidence")
        if evidence is None or evidence.text != "own":
            continue
        sites = stock.domains.get(service.organization.text_of("id"), frozenset())
        pages = {registrable(host_of(source.text_of("url"))) for source in service.node.items("sources")}
        if not sites & pages:
            yield Finding(evidence, "no source is on a site that the organisation gives as its own")


def earliest_day(text: str) -> date | None:
    """Give the first day that a date of any exactness can mean; None where it is no date."""
    return _day(text, last=False)


def latest_day(text: str) -> date | None:
    """Give the last day that a date of any exactness can mean; None where it is no date."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None or int(match[1]) < _EARLIEST:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None


def _whole(node: Node | None) -> int | None:
    return int(node.text) if node is not None and node.text.isdecimal() else None


def _dates(stock: Stock) -> Iterator[Node]:
    for owner, key in _dated(stock):
        node = owner.find(key)
        if node is not None and node.text:
            yield node


def _dated(stock: Stock) -> Iterator[tuple[Node, str]]:
    for source in stock.all_sources:
        yield source, "date"
    for service in stock.services:
        yield service.node, "assured_date"
    for entry in Node.top(stock.sources.retired).items("retired"):
        yield entry, "date"


RULES: Final = (
    Rule("source-missing", "error", find_missing_sources, "name the page on which it was seen"),
    Rule("source-link", "error", find_bad_source_links, "give the address of the page, or `stored-file:` and its name"),
    Rule("source-empty", "warning", find_empty_sources, "name the file or page itself"),
    Rule("date-form", "error", find_bad_dates, "write 2026-08-11, 2025-10 or 2023"),
    Rule("date-future", "error", find_future_dates, "write the date that the page shows for itself"),
    Rule("age-range", "error", find_impossible_ages, "correct the ages"),
    Rule("promise-bare", "error", find_bare_promises, "add the note with the line's own words and exceptions"),
    Rule("assured-unproven", "warning", find_unproven_assurance, "name the page that was seen on that day"),
    Rule("evidence-own", "warning", find_unproven_own_pages, "name the own page, or lower the evidence"),
)
