"""How well a record is proven, by rule and never by mood.

A source counts when it backs what a reader will use: for a record with numbers or account names (phone, SMS,
WhatsApp, ...) only sources that back those; a list of web addresses proves no phone. Without such contacts, any
source of the contacts counts, and for a place without contacts the sources of its address.

* own: one of them lies on a site that the organisation gives as its own (never a code host or a shared host).
* several: two or more that do not copy each other. One registered domain is one source, one repository is one,
  repositories that copy the same list are one, and all `stored-file:` sources together are one; the bare front
  page of a code host is none.
* directory: one, and it is a repository or a stored file: a list that somebody else keeps.
* single: everything else, also where no source claims to back the contacts at all.

`assured_date` is the newest date among the sources that count; a page without a date assures nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.domains import CODE_HOSTS, host_of, is_shared, registrable
from guide_app.publisher.importing.record import DIALLED, Record, Source

_STORED: Final = "stored-file:"
_LIST: Final = "list:"
_TYPES: Final = frozenset({*DIALLED, "web", "email", "chat", "form", "onion"})


def prove(record: Record, domains: frozenset[str], decisions: Decisions) -> Record:
    """Set evidence and assured date of a record; `domains` are its organisation's own."""
    sources = counted_sources(record, decisions)
    dates = [source.date for source in sources if source.date is not None]
    assured = max(dates, key=lambda date: (f"{date}-01-01"[:10], len(date)), default=None)
    return replace(record, evidence=_evidence(sources, domains, decisions), assured_date=assured)


def counted_sources(record: Record, decisions: Decisions) -> list[Source]:
    """Give the sources that back what a reader will use."""
    shown = record.shown_contacts or record.contacts
    if not shown:
        return [source for source in record.sources if "address" in source.supports]
    types = {contact.type for contact in shown}
    wanted = types & DIALLED or types
    return [source for source in record.sources if not wanted.isdisjoint(backed_types(source, decisions))]


def backed_types(source: Source, decisions: Decisions) -> frozenset[str]:
    """Give the types of contact that a source backs: `contacts` means all, `contacts: web` one."""
    result: set[str] = set()
    for support in source.supports:
        key, colon, words = support.partition(":")
        if key.strip() != "contacts":
            continue
        named = {word.strip() for word in words.replace("/", ",").split(",")} & _TYPES
        # Anything else after the colon is a number that somebody wrote out.
        result |= named or ({"phone"} if colon else _TYPES)
    return frozenset(result & {"web"} if repository_of(source.url) in decisions.link_lists else result)


def repository_of(url: str) -> str | None:
    """Give `owner/name` of an address on a code host; empty for its front page, None elsewhere."""
    if host_of(url) not in CODE_HOSTS:
        return None
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return "/".join(parts[:2]) if len(parts) > 1 else ""


def _evidence(sources: list[Source], domains: frozenset[str], decisions: Decisions) -> str:
    hosts = [host_of(source.url) for source in sources]
    if any(registrable(host) in domains for host in hosts if host and not is_shared(host, decisions)):
        return "own"
    origins = {_origin(source, decisions) for source in sources} - {""}
    if len(origins) > 1:
        return "several"
    return "directory" if any(origin.startswith(_LIST) for origin in origins) else "single"


def _origin(source: Source, decisions: Decisions) -> str:
    """Give a name that sources share when they are one; empty for a page that proves nothing."""
    if source.url.startswith(_STORED):
        return f"{_LIST}stored files"
    repository = repository_of(source.url)
    if repository is None:
        return registrable(host_of(source.url))
    return f"{_LIST}{decisions.ancestors.get(repository, repository)}" if repository else ""
