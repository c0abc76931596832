"""What is not shown, and why: by rule, or by an editor's decision. It stays in the sources, with its reason.

| code | what | rule |
| --- | --- | --- |
| `plain_http` | a link | plain http, for a hostile place: the visit can be read on the wire |
| `mail_domain` | a mail address | its domain is neither the organisation's own site's nor a free mail box |
| `hostile_country` | an address | in a hostile place, unless the organisation is known to publish it itself today |
| `no_contact` | a record | neither contact nor address: it helps nobody (also set inactive) |
| `all_withheld` | a record | every contact is withheld, and no address is left |
Other codes come from the decisions. A place is hostile by its law on same-sex acts or by the decisions' list;
a service for the whole world is not in a hostile place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.domains import own_domains, registrable
from guide_app.publisher.importing.facts import Fact
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import LINKED, PIN_NOTE, Contact, Held, Record

_PLAIN_HTTP: Final = Held("plain_http", "Plain http: in a hostile place the visit could be read on the wire.")
_NO_CONTACT: Final = Held("no_contact", "Neither a contact nor an address is known.")
_ALL_WITHHELD: Final = Held("all_withheld", "Every contact is withheld, and no address is left.")
_HOSTILE: Final = Held("hostile_country", "The organisation is not known to publish its address itself today.")


@dataclass(frozen=True)
class Judge:
    """Applies rules and decisions to records."""

    decisions: Decisions
    hostile: frozenset[str]
    journal: Journal

    def judge(self, record: Record, domains: frozenset[str]) -> Record:
        """Withhold what must not be shown of one record; `domains` are its organisation's own."""
        contacts = tuple(self._contact(record, contact, domains) for contact in record.contacts)
        return self._hold(self._place(self._zone(replace(record, contacts=contacts))))

    def _contact(self, record: Record, contact: Contact, domains: frozenset[str]) -> Contact:
        link = next((link for link in self.decisions.secure_links if link.old == contact.value), None)
        if link is not None and contact.type in LINKED:
            self.journal.note(record.id, "link_made_secure", f"{link.old} -> {link.new} (seen at {link.source})")
            contact = replace(contact, value=link.new)
        held = self._decided(record, contact) or self._rule(record, contact, domains)
        if held is None:
            return contact
        self.journal.note(record.id, "contact_withheld", f"{held.code}: {contact.type} {contact.value}")
        return replace(contact, withheld=held)

    def _decided(self, record: Record, contact: Contact) -> Held | None:
        for entry in self.decisions.withheld:
            if (entry.id, entry.type, entry.value) == (record.id, contact.type, contact.value):
                return entry.held
        return None

    def _rule(self, record: Record, contact: Contact, domains: frozenset[str]) -> Held | None:
        if contact.type in LINKED and contact.value.startswith("http:") and self._is_hostile(record):
            return _PLAIN_HTTP
        if contact.type != "email":
            return None
        domain = registrable(contact.value.rpartition("@")[2].lower())
        known = (record.id, domain) in self.decisions.known_mail
        if not domains or domain in domains or domain in self.decisions.free_mail or known:
            return None
        return Held("mail_domain", f"Its domain is not that of the organisation's site ({', '.join(sorted(domains))}).")

    def _is_hostile(self, record: Record) -> bool:
        return not self.hostile.isdisjoint(record.countries)

    def _zone(self, record: Record) -> Record:
        zone = self.decisions.time_zones.get(record.id)
        if zone is None:
            return record
        if record.hours is None or record.timezone is not None:
            where = self.decisions.positions[record.id]
            what = f"{where}: {record.id} has no hours without a zone"
            self.journal.problem(f"{what}. Remedy: remove the decision", [record.id])
            return record
        self.journal.note(record.id, "zone_decided", f"{record.hours} is meant in {zone}")
        return replace(record, timezone=zone)

    def _place(self, record: Record) -> Record:
        if record.id in self.decisions.town_points and record.lat is not None:
            point = f"{PIN_NOTE}{record.lat}, {record.lon} of the facts are a town's centre: left out."
            self.journal.note(record.id, "pin_left_out", f"{record.lat}, {record.lon} is a town's centre")
            record = replace(record, lat=None, lon=None, notes=(*record.notes, point))
        exact = (record.address, record.postcode, record.lat)
        vouched = record.id in self.decisions.own_addresses
        if any(part is not None for part in exact) and self._is_hostile(record) and not vouched:
            self.journal.note(record.id, "address_withheld", _HOSTILE.code)
            return replace(record, location_withheld=_HOSTILE)
        return record

    def _hold(self, record: Record) -> Record:
        held = self.decisions.held_back.get(record.id)
        has_address = record.address is not None and record.location_withheld is None
        if not record.contacts and record.address is None:
            record = replace(record, status="inactive")
            held = held or _NO_CONTACT
        elif not record.shown_contacts and not has_address:
            held = held or _ALL_WITHHELD
        if held is not None:
            self.journal.note(record.id, "held_back", f"{held.code}: {held.reason}")
        return replace(record, held_back=held)


def hostile_places(
    countries: tuple[Fact, ...], decisions: Decisions, known_laws: Mapping[str, str] | None = None
) -> frozenset[str]:
    """Give the codes of the countries where a trace of a visit or a public address is a danger.

    `known_laws` are those that files tell of already: a country that the facts lost keeps its law.
    """
    laws = {**(known_laws or {}), **{fact.id: fact.tree["same_sex_acts"] for fact in countries}}
    by_law = {code for code, law in laws.items() if law in decisions.hostile_laws}
    return decisions.hostile_countries | by_law


def judge_all(
    records: dict[str, Record], groups: Mapping[str, list[str]], judge: Judge, places: Mapping[str, str]
) -> None:
    """Judge every record, organisation by organisation, and report decisions that met nothing to decide about."""
    _find_idle(records, judge, places)
    for members in groups.values():
        domains = own_domains([records[name] for name in members], judge.decisions)
        for name in members:
            records[name] = judge.judge(records[name], domains)


def _find_idle(records: dict[str, Record], judge: Judge, places: Mapping[str, str]) -> None:
    decisions, journal = judge.decisions, judge.journal
    values = {(record.id, contact.type, contact.value) for record in records.values() for contact in record.contacts}
    for entry in decisions.withheld:
        if (entry.id, entry.type, entry.value) not in values:
            remedy = "look at the record: the contact may now be shown under another value"
            what = f"{entry.position}: {entry.id} has no {entry.type} {entry.value} to withhold"
            journal.misfit(f"{what}. Remedy: {remedy}", entry.id, places.get(entry.id))
    links = {value for _, kind, value in values if kind in LINKED}
    for link in decisions.secure_links:
        if link.old not in links:
            journal.problem(f"{link.position}: no record has the link {link.old}. Remedy: remove the decision")
            journal.lost_links.add(link.new)
    for name, position in decisions.positions.items():
        if places.get(name) != name:
            what = f"{position}: no record stands under the id {name}"
            journal.misfit(f"{what}. Remedy: correct the id", name, places.get(name))
    for name in sorted(decisions.town_points | {record for record, _ in decisions.known_mail}):
        if places.get(name) != name:
            what = f"decisions: no record stands under the id {name}"
            journal.misfit(f"{what}. Remedy: correct the id", name, places.get(name))
