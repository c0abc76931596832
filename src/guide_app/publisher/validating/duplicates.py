"""Rules of what must not stand twice, and of what must not stand here ever again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from guide_app.publisher.compiling.phones import is_short_code
from guide_app.publisher.validating.links import host_of
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import LINKS, ServiceEntry, Stock

_NUMBERED: Final = ("phone", "sms", "whatsapp", "signal", "telegram")
_DIGIT_RUN: Final = re.compile(r"\+?[0-9](?:[ ().\-/]{0,2}[0-9]){6,16}")
_NOT_DIALLED: Final = re.compile(r"[^0-9*#]+")
_SHORTEST_MENTION: Final = 7
_NATIONAL: Final = 8
"""So many last digits make a number known, whatever is written before them."""
_PRESSING: Final = "press|pressing|push|dial|choose|select|option|then|key|number"
_SHOWN_TEXTS: Final = ("name", "description", "status_note")


def find_repeated_ids(stock: Stock) -> Iterator[Finding]:
    """Find ids that two records have, joined ones included."""
    seen: dict[str, Node] = {}
    for node in _service_ids(stock):
        first = seen.setdefault(node.text, node)
        if first is not node:
            path, line = first.position
            yield Finding(node, f"the id {node.text!r} stands already in {path.name}:{line}")


def find_repeated_organizations(stock: Stock) -> Iterator[Finding]:
    """Find organisation ids that two files have."""
    seen: dict[str, str] = {}
    for tree in stock.organizations:
        node = tree.find("id")
        if node is None or not node.text:
            continue
        if node.text in seen:
            yield Finding(node, f"the organisation {node.text!r} stands already in {seen[node.text]}")
        seen.setdefault(node.text, str(tree.file.path))


def find_repeated_countries(stock: Stock) -> Iterator[Finding]:
    """Find countries that two files describe."""
    seen: dict[str, str] = {}
    for tree in stock.countries:
        node = tree.find("code")
        if node is None or not node.text:
            continue
        if node.text in seen:
            yield Finding(node, f"the country {node.text!r} stands already in {seen[node.text]}")
        seen.setdefault(node.text, str(tree.file.path))


def find_repeated_contacts(stock: Stock) -> Iterator[Finding]:
    """Find the same way to the same place twice in one service."""
    for service in stock.services:
        seen: set[tuple[str, str]] = set()
        for contact in service.node.items("contacts"):
            key = (contact.text_of("type"), contact.text_of("value"))
            if all(key) and key in seen:
                yield Finding(contact, f"the {key[0]} {key[1]} stands twice in {service.id!r}")
            seen.add(key)


def find_shared_contacts(stock: Stock) -> Iterator[Finding]:
    """Find numbers and mail of several services, and links of several organisations; each once, with all of them."""
    users: dict[tuple[str, str], list[tuple[ServiceEntry, Node]]] = {}
    for service in stock.shown:
        for value in service.values(*_NUMBERED, "email", *LINKS):
            # A short code is another number in each country.
            countries = sorted(service.countries) if is_short_code(value.text) else [""]
            for country in countries:
                users.setdefault((value.text, country), []).append((service, value))
    for (text, _), entries in users.items():
        services = dict.fromkeys(service.id for service, _ in entries)
        owners = {service.organization.text_of("id") for service, _ in entries}
        is_link = text.startswith("http")
        if len(owners if is_link else services) > 1:
            yield Finding(entries[0][1], f"{text} is given by {len(services)} services: {', '.join(services)}")


def find_retired(stock: Stock) -> Iterator[Finding]:
    """Find numbers, mail domains and sites that are known to be dead or taken over."""
    retired = _Retired(stock)
    for service in stock.shown:
        for value in service.values(*_NUMBERED):
            if (reason := retired.numbers.get(_digits(value.text))) is not None:
                yield Finding(value, f"{value.text} is retired: {reason}")
        for value in service.values("email", "onion", *LINKS):
            host = host_of(value.text) or value.text.rpartition("@")[2].lower()
            if (reason := retired.reason_for_host(host)) is not None:
                yield Finding(value, f"{host} is retired: {reason}")


def find_retired_mentions(stock: Stock) -> Iterator[Finding]:
    """Find retired numbers and menu options in texts that readers see: some will dial them there."""
    retired = _Retired(stock)
    allowed = {(entry.text_of("id"), entry.text_of("value")) for entry in stock.decisions.items("mentions_retired")}
    for service in stock.shown:
        numbers = {_digits(value.text) for value in service.values(*_NUMBERED)}
        for text in _shown_texts(service):
            for entry in retired.mentioned_in(text.text, numbers):
                if (service.id, entry.text_of("value")) not in allowed:
                    what = f"{entry.text_of('value')}, which is retired: {entry.text_of('reason')}"
                    yield Finding(text, f"{text.name} mentions {what}")


def _shown_texts(service: ServiceEntry) -> Iterator[Node]:
    may_contact = service.node.find("may_contact")
    texts = [service.organization.find(key) for key in ("name", "alternate_name")]
    texts += [service.node.find(key) for key in _SHOWN_TEXTS]
    texts += [owner.find("note") for owner in (*service.shown_contacts, may_contact) if owner is not None]
    return (text for text in texts if text is not None)


class _Option(NamedTuple):
    """An option of a number's menu that is gone: `988 press 3`."""

    entry: Node
    number: str
    spelled: re.Pattern[str]
    """Finds the number by itself."""
    pressed: re.Pattern[str]
    """Finds the option, also as "press '3'", "option 3" or "then 3"."""

    @classmethod
    def of(cls, entry: Node) -> _Option:
        number, _, option = entry.text_of("value").partition(" ")
        verb, _, key = option.rpartition(" ")
        words = _PRESSING if verb == "press" else re.escape(verb)
        spelled = re.compile(rf"(?<![0-9]){re.escape(number)}(?![0-9])")
        return cls(entry, number, spelled, re.compile(rf"\b(?:{words})\W{{1,3}}{re.escape(key)}\b", re.IGNORECASE))


@dataclass(frozen=True)
class _Retired:
    """The do-not-use list, ready to look things up in."""

    stock: Stock

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Digits of the number -> reason; entries of other kinds (a menu option, a site) left out."""
        return {
            _digits(entry.text_of("value")): entry.text_of("reason")
            for entry in self._entries()
            if entry.text_of("type") in _NUMBERED and _digits(entry.text_of("value"))
        }

    def mentioned_in(self, text: str, numbers: Collection[str]) -> Iterator[Node]:
        """Walk over the entries that a text mentions.

        Args:
            numbers: digits of the service's own numbers: "press 3" is said of them without naming them again.
        """
        runs = [_digits(run).lstrip("0") for run in _DIGIT_RUN.findall(text)]
        for run in runs:
            for dead, entry in self._dead_numbers:
                if len(run) >= _SHORTEST_MENTION and (dead.endswith(run) or run.endswith(dead[-_NATIONAL:])):
                    yield entry
        for option in self._options:
            if (option.number in numbers or option.spelled.search(text)) and option.pressed.search(text):
                yield option.entry

    @cached_property
    def _dead_numbers(self) -> tuple[tuple[str, Node], ...]:
        """Digits of numbers, with their entries."""
        entries = [entry for entry in self._entries() if entry.text_of("type") in _NUMBERED]
        return tuple((dead, entry) for entry in entries if (dead := _digits(entry.text_of("value"))))

    @cached_property
    def _options(self) -> tuple[_Option, ...]:
        entries = (entry for entry in self._entries() if entry.text_of("type") == "menu_option")
        return tuple(_Option.of(entry) for entry in entries)

    @cached_property
    def hosts(self) -> dict[str, str]:
        """Host -> reason."""
        return {
            host: entry.text_of("reason")
            for entry in self._entries()
            if entry.text_of("type") not in (*_NUMBERED, "menu_option")
            and (host := _retired_host(entry.text_of("value")))
        }

    def reason_for_host(self, host: str) -> str | None:
        """Say why a host, or one above it, is not to be used; None where it may be."""
        return next((why for dead, why in self.hosts.items() if host == dead or host.endswith(f".{dead}")), None)

    def _entries(self) -> Iterator[Node]:
        return Node.top(self.stock.sources.retired).items("retired")


def _retired_host(value: str) -> str:
    return host_of(value) or value.rpartition("@")[2].lower().removeprefix("www.").strip("/")


def _digits(text: str) -> str:
    return _NOT_DIALLED.sub("", text)


def _service_ids(stock: Stock) -> Iterator[Node]:
    for service in stock.services:
        node = service.node.find("id")
        if node is not None and node.text:
            yield node
        yield from (also for also in service.node.items("also") if also.text)


RULES: Final = (
    Rule("id-repeated", "error", find_repeated_ids, "join the records, or give one of them an id of its own"),
    Rule("organization-repeated", "error", find_repeated_organizations, "join the two files"),
    Rule("country-repeated", "error", find_repeated_countries, "join the two files"),
    Rule("contact-repeated", "error", find_repeated_contacts, "remove one of the two"),
    Rule("contact-shared", "warning", find_shared_contacts, "make sure that they belong together; join what is one"),
    Rule("contact-retired", "error", find_retired, "withhold the contact, and find what has replaced it"),
    Rule(
        "retired-mentioned",
        "error",
        find_retired_mentions,
        "leave it out of the sentence, or allow it with a reason under mentions_retired in decisions.yaml",
    ),
)
