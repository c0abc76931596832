"""All sources as the rules see them: every service with its organisation, and what the whole stock has in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from guide_app.core.values import WORLD
from guide_app.publisher.importing.domains import registrable
from guide_app.publisher.sources import Sources
from guide_app.publisher.validating.forms import form_faults
from guide_app.publisher.validating.links import host_of
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.shapes import ShapeFinding

LINKS: Final = ("web", "chat", "form")
"""Types of contacts whose value is a web address."""
_PLAIN: Final = re.compile(r"[ !-%'-;=?-\[\]-~]*")
"""Printable ASCII without `&`, `<`, `>` and the backslash."""
SHOWN_STATUSES: Final = frozenset({"active", "temporarily closed"})
CRIMINALISING: Final = frozenset({"criminalised", "de_facto_criminalised"})


@dataclass(frozen=True)
class ServiceEntry:
    """One service of an organisation's file."""

    organization: Node
    node: Node

    @cached_property
    def id(self) -> str:
        """The service's id; empty where it has none."""
        return self.node.text_of("id")

    @cached_property
    def is_shown(self) -> bool:
        """False for a service that stays in the sources and is never compiled."""
        return self.node.find("held_back") is None and self.node.text_of("status") in SHOWN_STATUSES

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries it serves or stands in, `*` left out."""
        areas = {area.text for area in self.node.items("service_areas")}
        stands_in = {location.text_of("country") for location in self.node.items("locations")}
        return frozenset((areas | stands_in) - {WORLD, ""})

    @cached_property
    def is_worldwide(self) -> bool:
        """Say whether it serves the whole world."""
        return any(area.text == WORLD for area in self.node.items("service_areas"))

    @cached_property
    def shown_contacts(self) -> tuple[Node, ...]:
        """Contacts that a reader will see, if the service is shown at all."""
        return tuple(contact for contact in self.node.items("contacts") if contact.find("withheld") is None)

    def values(self, *types: str) -> Iterator[Node]:
        """Walk over the values of shown contacts of these types; empty ones are left to the rules of structure."""
        return (value for kind, value in self._typed_values if kind in types)

    @cached_property
    def _typed_values(self) -> tuple[tuple[str, Node], ...]:
        found = ((contact.text_of("type"), contact.find("value")) for contact in self.shown_contacts)
        return tuple((kind, value) for kind, value in found if value is not None and value.text)

    @cached_property
    def shown_locations(self) -> tuple[Node, ...]:
        """Places whose address a reader will see."""
        return tuple(location for location in self.node.items("locations") if location.find("withheld") is None)

    def sources_for(self, field: str) -> Iterator[Node]:
        """Walk over the sources that claim to support a field: `contacts`, `contacts: web` and the like."""
        for source in self.node.items("sources"):
            if any(support.text.split(":")[0].strip() == field for support in source.items("supports")):
                yield source


@dataclass(frozen=True, eq=False)
class Stock:
    """The sources, the day they are judged on, and what several rules ask of them."""

    sources: Sources
    today: date

    @cached_property
    def organizations(self) -> tuple[Node, ...]:
        """The tree of every organisation's file."""
        return tuple(Node.top(file) for file in self.sources.organizations)

    @cached_property
    def countries(self) -> tuple[Node, ...]:
        """The tree of every country's file."""
        return tuple(Node.top(file) for file in self.sources.countries)

    @cached_property
    def words(self) -> tuple[Node, ...]:
        """The tree of every language's file of words."""
        return tuple(Node.top(file) for file in self.sources.words)

    @cached_property
    def services(self) -> tuple[ServiceEntry, ...]:
        """Every service, whether shown or not."""
        return tuple(
            ServiceEntry(organization, service)
            for organization in self.organizations
            for service in organization.items("services")
        )

    @cached_property
    def shown(self) -> tuple[ServiceEntry, ...]:
        """The services that a compile takes up."""
        return tuple(service for service in self.services if service.is_shown)

    @cached_property
    def all_files(self) -> tuple[Node, ...]:
        """The tree of every file."""
        rest = (self.sources.needs, self.sources.vocabulary, self.sources.retired, self.sources.decisions)
        return (*self.organizations, *self.countries, *self.words, *(Node.top(file) for file in rest))

    def texts(self, is_wanted: Callable[[str], object]) -> Iterator[Node]:
        """Walk over the texts of all files of which something is true.

        Fingerprints, and words that are searched and never shown, are left out.
        """
        for tree in self.all_files:
            if any(map(is_wanted, tree.bare_texts())):  # of most files none is, and nobody asks for places in them
                for text in tree.texts():
                    if is_wanted(text.text) and text.keys[0] != "imported" and not _is_typed(text):
                        yield text

    @cached_property
    def unusual_texts(self) -> tuple[Node, ...]:
        """Texts with anything but plain ASCII in them: most have not, and need no closer look at their letters."""
        return tuple(self.texts(lambda text: _PLAIN.fullmatch(text) is None))

    @cached_property
    def form_faults(self) -> tuple[ShapeFinding, ...]:
        """Where a file is not of the shape it should have."""
        return tuple(form_faults(self.sources, self.kinds, self.audiences))

    @cached_property
    def all_sources(self) -> tuple[Node, ...]:
        """Every entry below a `sources` key of an organisation's or a country's file."""
        owners = (*(service.node for service in self.services), *self.countries)
        return tuple(source for owner in owners for source in owner.items("sources"))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of service that the vocabulary names."""
        return self._named("kinds")

    @cached_property
    def audiences(self) -> frozenset[str]:
        """Audiences that the vocabulary names."""
        return self._named("audiences")

    @cached_property
    def criminalising(self) -> frozenset[str]:
        """Countries that punish same-sex acts, by law or in practice."""
        return frozenset(
            country.text_of("code") for country in self.countries if country.text_of("same_sex_acts") in CRIMINALISING
        )

    @cached_property
    def domains(self) -> dict[str, frozenset[str]]:
        """Organisation id -> registered domains that any of its services gives as a site, withheld or not."""
        found: dict[str, set[str]] = {}
        for service in self.services:
            hosts = {host_of(c.text_of("value")) for c in service.node.items("contacts") if c.text_of("type") in LINKS}
            domains = {registrable(host) for host in hosts if host}
            found.setdefault(service.organization.text_of("id"), set()).update(domains)
        return {organization: frozenset(domains) for organization, domains in found.items()}

    @cached_property
    def hostile(self) -> frozenset[str]:
        """Countries where a visit or an address can betray someone: those that criminalise, and the editors' list."""
        rule = self.decisions.find("hostile") or self.decisions
        laws = {law.text for law in rule.items("laws")}
        by_law = {tree.text_of("code") for tree in self.countries if tree.text_of("same_sex_acts") in laws}
        return self.criminalising | by_law | {country.text for country in rule.items("countries")}

    @cached_property
    def own_addresses(self) -> frozenset[str]:
        """Ids of services whose organisation is known to publish the address itself, today."""
        return frozenset(entry.text_of("id") for entry in self.decisions.items("own_addresses"))

    @cached_property
    def decisions(self) -> Node:
        """The tree of the editors' decisions; the importer knows the form of each of them."""
        return Node.top(self.sources.decisions)

    def _named(self, key: str) -> frozenset[str]:
        node = Node.top(self.sources.vocabulary).find(key)
        return frozenset(str(entry.keys[-1]) for entry in node.entries()) if node is not None else frozenset()


def _is_typed(text: Node) -> bool:
    """Say whether this is what people type, however they call themselves, rather than what the program says."""
    return text.file.path.parent.name == "words" and text.name not in {"label", "description"}
