"""Whose domain an address belongs to, told from its letters alone."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.record import LINKED, Record

_SECOND_LEVELS: Final = frozenset(
    {"ac", "asso", "co", "com", "edu", "go", "gob", "gouv", "gov", "gr", "lg", "mil", "ne", "net", "nom", "or", "org"}
)
"""Words under which a country's registry gives out names: `org.uk`, `lg.jp`, `gob.es`."""
_COUNTRY_LETTERS: Final = 2
CODE_HOSTS: Final = frozenset(
    {"github.com", "raw.githubusercontent.com", "gitlab.com", "codeberg.org", "bitbucket.org", "huggingface.co"}
)
"""Where copies of lists live: one repository is one source, its bare front page is none."""


def host_of(address: str) -> str:
    """Give the host of an address in small letters, `www.` left out; empty where there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def registrable(host: str) -> str:
    """Give the part of a host that somebody registered: `blog.example.org.uk` -> `example.org.uk`."""
    labels = host.split(".")
    under_country = len(labels[-1]) == _COUNTRY_LETTERS and len(labels) > _COUNTRY_LETTERS
    return ".".join(labels[-3:] if under_country and labels[-2] in _SECOND_LEVELS else labels[-2:])


def is_shared(host: str, decisions: Decisions) -> bool:
    """Say whether many unrelated people publish under this host (social networks, site builders, code hosts)."""
    return any(host == shared or host.endswith(f".{shared}") for shared in (*decisions.shared_hosts, *CODE_HOSTS))


def own_domains(records: list[Record], decisions: Decisions) -> frozenset[str]:
    """Give the domains that an organisation's services name as their sites, those of shared hosts left out."""
    hosts = {host_of(contact.value) for record in records for contact in record.contacts if contact.type in LINKED}
    return frozenset(registrable(host) for host in hosts if host and not is_shared(host, decisions))
