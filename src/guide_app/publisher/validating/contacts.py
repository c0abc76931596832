"""Rules of contacts: every number, address and name must be one that can be reached, and the service's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from guide_app.publisher.compiling.phones import (
    belongs_to,
    country_of,
    is_e164,
    is_fictitious,
    is_known_short_code,
    is_premium,
    is_short_code,
    parse_number,
)
from guide_app.publisher.importing.domains import registrable
from guide_app.publisher.validating.links import LinkFault, link_faults
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import LINKS, ServiceEntry, Stock

_DIALLED: Final = ("phone", "sms")
_NUMBERED: Final = ("phone", "sms", "whatsapp", "signal", "telegram")
_EMAIL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?@[A-Za-z0-9.-]{3,253}")
_ONION: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion(?:/\S*)?")
_HANDLES: Final = {
    "telegram": re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}|https://t\.me/\+?[A-Za-z0-9_-]{4,64}"),
    "signal": re.compile(r"@?[A-Za-z_][A-Za-z0-9_]{2,31}\.[0-9]{2,9}|https://signal\.(?:me|group)/#\S+"),
    "whatsapp": re.compile(r"https://wa\.me/[1-9][0-9]{6,14}|https://chat\.whatsapp\.com/[A-Za-z0-9]{10,40}"),
    # A LINE account has an id in Latin letters; a public one may also be found by the name it shows.
    "line": re.compile(r"@?[\w.@-]{3,40}|https://(?:line\.me|lin\.ee)/\S+"),
}


def find_numbers_of_no_plan(stock: Stock) -> Iterator[Finding]:
    """Find numbers that no numbering plan has, however they are written."""
    for service in stock.shown:
        for value in service.values(*_NUMBERED):
            if value.text.startswith("+") and parse_number(value.text) is None:
                yield Finding(value, f"{value.text!r} is not a number that exists in any country's plan")


def find_premium_numbers(stock: Stock) -> Iterator[Finding]:
    """Find numbers whose calls cost more than others: nobody in need may be sent there."""
    for service in stock.shown:
        for value in service.values(*_NUMBERED):
            if is_premium(value.text):
                yield Finding(value, f"{value.text} is a premium-rate number")


def find_fictitious_numbers(stock: Stock) -> Iterator[Finding]:
    """Find numbers that are kept for films and examples: nobody answers there."""
    for service in stock.shown:
        for value in service.values(*_NUMBERED):
            if is_fictitious(value.text):
                yield Finding(value, f"{value.text} is a number for films and examples (555-01xx)")


def find_misspelt_numbers(stock: Stock) -> Iterator[Finding]:
    """Find what should be a number and is neither E.164 nor a short code."""
    for service in stock.shown:
        for value in service.values(*_DIALLED):
            if not is_e164(value.text) and not is_short_code(value.text):
                yield Finding(value, f"{value.text!r} is neither a full number nor a short code")


def find_numbers_from_elsewhere(stock: Stock) -> Iterator[Finding]:
    """Find numbers of a country that the service neither serves nor stands in."""
    for service in stock.shown:
        if service.is_worldwide:
            continue
        for value in service.values(*_NUMBERED):
            if parse_number(value.text) and not belongs_to(value.text, service.countries):
                own, listed = country_of(value.text), ", ".join(sorted(service.countries)) or "none"
                yield Finding(value, f"{value.text} is a number of {own}; the service lists {listed}")


def find_homeless_short_codes(stock: Stock) -> Iterator[Finding]:
    """Find short codes of services that name no country: nobody could tell where they work."""
    for service in stock.shown:
        for value in service.values(*_DIALLED):
            if is_short_code(value.text) and not service.countries:
                yield Finding(value, f"the short code {value.text} belongs to no country")


def find_unknown_short_codes(stock: Stock) -> Iterator[Finding]:
    """Find short codes that the numbering library does not list for any of the service's countries."""
    for service in stock.shown:
        for value in service.values(*_DIALLED):
            known = any(is_known_short_code(value.text, country) for country in service.countries)
            if is_short_code(value.text) and service.countries and not known:
                listed = ", ".join(sorted(service.countries))
                yield Finding(value, f"the numbering library does not know {value.text} in {listed}")


def find_bad_mail(stock: Stock) -> Iterator[Finding]:
    """Find mail addresses that cannot be one."""
    for service in stock.shown:
        for value in service.values("email"):
            host = value.text.rpartition("@")[2]
            if _EMAIL.fullmatch(value.text) is None or ".." in value.text or link_faults(f"https://{host}"):
                yield Finding(value, f"{value.text!r} is not a mail address")


def find_mail_elsewhere(stock: Stock) -> Iterator[Finding]:
    """Find mail that goes to another domain than the organisation's sites: it may reach a stranger."""
    free = {word.text for word in stock.decisions.items("free_mail")}
    known = {
        (record.text, entry.text_of("domain"))
        for entry in stock.decisions.items("known_mail")
        for record in entry.items("records")
    }
    shared = {word.text for word in stock.decisions.items("shared_hosts")}
    for service in stock.shown:
        sites = own_domains(stock, service) - shared
        for value in service.values("email"):
            domain = registrable(value.text.rpartition("@")[2].lower())
            if sites and domain not in sites | free and (service.id, domain) not in known:
                yield Finding(value, f"mail goes to {domain}, the site is {', '.join(sorted(sites))}")


def own_domains(stock: Stock, service: ServiceEntry) -> frozenset[str]:
    """Give the registered domains that an organisation names as its own sites, in any of its services."""
    return stock.domains.get(service.organization.text_of("id"), frozenset())


def find_bad_handles(stock: Stock) -> Iterator[Finding]:
    """Find names of messaging accounts that cannot be one."""
    for service in stock.shown:
        for kind, form in _HANDLES.items():
            for value in service.values(kind):
                if not (is_e164(value.text) or form.fullmatch(value.text)):
                    yield Finding(value, f"{value.text!r} is not an account of {kind}")


def find_bad_onions(stock: Stock) -> Iterator[Finding]:
    """Find onion addresses that are not of the present, third kind."""
    for service in stock.shown:
        for value in service.values("onion"):
            if _ONION.fullmatch(value.text) is None:
                yield Finding(value, f"{value.text!r} is not an onion address of version 3")


def find_link_faults(stock: Stock, fault: LinkFault) -> Iterator[Finding]:
    """Find links with one sort of fault."""
    for _, value in _links(stock):
        for code, message in link_faults(value.text):
            if code == fault:
                yield Finding(value, message)


def find_plain_http_in_danger(stock: Stock) -> Iterator[Finding]:
    """Find plain http links of services in hostile countries: the visit itself could betray."""
    for service, value in _links(stock):
        danger = sorted(service.countries & stock.hostile)
        if danger and value.text.startswith("http:"):
            yield Finding(value, f"a visit to {value.text} can be read on the wire in {', '.join(danger)}")


def find_unsupported(stock: Stock) -> Iterator[Finding]:
    """Find services whose contacts no source claims to support."""
    for service in stock.shown:
        contacts = service.node.find("contacts")
        if service.shown_contacts and contacts is not None and not any(service.sources_for("contacts")):
            yield Finding(contacts, f"no source of {service.id!r} supports its contacts")


def find_unreachable(stock: Stock) -> Iterator[Finding]:
    """Find services that would be shown and cannot be reached by any contact or address."""
    for service in stock.shown:
        has_address = any(location.find("address_1") for location in service.shown_locations)
        if not service.shown_contacts and not has_address:
            yield Finding(service.node, f"{service.id!r} has no contact and no address that may be shown")


def _links(stock: Stock) -> Iterator[tuple[ServiceEntry, Node]]:
    for service in stock.shown:
        for value in service.values(*LINKS):
            yield service, value


def _link(fault: LinkFault) -> Callable[[Stock], Iterator[Finding]]:
    return partial(find_link_faults, fault=fault)


_SEE_SITE: Final = "look at the organisation's own page and correct the value, or withhold the contact with a reason"

RULES: Final = (
    Rule("phone-invalid", "error", find_numbers_of_no_plan, _SEE_SITE),
    Rule("phone-premium", "error", find_premium_numbers, "find the ordinary number, or withhold the contact"),
    Rule("phone-fictitious", "error", find_fictitious_numbers, _SEE_SITE),
    Rule("phone-form", "error", find_misspelt_numbers, "write +, country code and digits, or a short code's digits"),
    Rule("phone-elsewhere", "error", find_numbers_from_elsewhere, "correct the number or the service areas"),
    Rule("short-code-homeless", "error", find_homeless_short_codes, "name the countries in which the code works"),
    Rule("short-code-unknown", "warning", find_unknown_short_codes, "find a second source for the code"),
    Rule("mail-form", "error", find_bad_mail, _SEE_SITE),
    Rule("mail-elsewhere", "warning", find_mail_elsewhere, "check on the organisation's own page, or withhold it"),
    Rule("account-form", "error", find_bad_handles, _SEE_SITE),
    Rule("onion-form", "error", find_bad_onions, _SEE_SITE),
    Rule("link-form", "error", _link("link-form"), "begin with https:// and leave no blanks in the address"),
    Rule("link-credentials", "error", _link("link-credentials"), "remove everything up to the @"),
    Rule("link-host", "error", _link("link-host"), "use the name of the organisation's public site"),
    Rule("link-lookalike", "error", _link("link-lookalike"), "make sure that this is not an imitation of another site"),
    Rule("link-port", "warning", _link("link-port"), "make sure that the address is the public one"),
    Rule("link-fragment", "error", _link("link-fragment"), "remove the part after #"),
    Rule("link-tracking", "error", _link("link-tracking"), "remove the parameter"),
    Rule("link-plain-http", "warning", _link("link-plain-http"), "write https:// where the site answers to it"),
    Rule(
        "link-plain-http-danger",
        "error",
        find_plain_http_in_danger,
        "write https:// if the site is known to answer to it, else withhold the link",
    ),
    Rule("service-unreachable", "warning", find_unreachable, "hold it back, saying why; it is not compiled"),
    Rule("contact-unsupported", "warning", find_unsupported, "name the page that shows the contact"),
)
