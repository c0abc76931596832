"""What the guide says of a service by rule, never by mood: cautions, "confirm first", and what comes first."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from guide_app.publisher.compiling.staged import StagedService

CRIMINALISING: Final = frozenset({"criminalised", "de_facto_criminalised"})
"""Law under which same-sex acts are punished, on paper or in practice."""

_LINES: Final = frozenset({"crisis_line", "peer_line"})
_ANSWERING: Final = frozenset({"phone", "sms", "whatsapp", "chat"})
_OWN_COMMUNITY: Final = frozenset({"lgbtq", "trans", "nonbinary", "intersex", "bi", "ace"})
"""Audiences of services that say themselves that they are there for LGBTQ+ people."""
_OWN_WORDS: Final = re.compile(r"\b(?:LGBT|queer|gays?\b|lesbian|trans\b|transgender|bisexual|intersex)", re.IGNORECASE)
_THIN: Final = frozenset({"single", "directory"})
_RECENT: Final = "2022"
"""A contact last seen before this year may well be dead (AUDIT of the facts, 3.4)."""

_EVIDENCE_POINTS: Final = {"own": 0, "several": 4, "single": 10, "directory": 10}
_CONFIDENCE_POINTS: Final = {"high": 0, "medium": 6, "low": 20}
_KIND_POINTS: Final = {"crisis_line": 0, "peer_line": 2, "peer_counselling": 50}
_OTHER_KINDS: Final = 80


class Places(NamedTuple):
    """Countries in which more care is needed."""

    criminalising: frozenset[str]
    """Same-sex acts are punished there."""
    hostile: frozenset[str]
    """Those, and the editors' list of countries where visibility is punished, watched or attacked."""
    shunned: frozenset[str]
    """With whose people the law of some other country punishes any contact."""


def cautions(service: StagedService, places: Places) -> tuple[str, ...]:
    """Give the codes of the cautions a service carries.

    `criminalised`: it serves or stands in a country that punishes same-sex acts: the call log, the bill, the
    browser's history and a search of the device can tell. `general_line`: in a hostile country, a service for
    everyone, of which nothing says how it treats LGBTQ+ people. `plain_http`: a link whose visit can be read on
    the wire. `contact_punished`: it is only where the law of some other country forbids its people to turn to.
    """
    codes = []
    if service.countries & places.criminalising:
        codes.append("criminalised")
    if service.countries & places.hostile and is_general(service):
        codes.append("general_line")
    if any(contact.value.startswith("http://") for contact in service.contacts):
        codes.append("plain_http")
    if service.countries and service.countries <= places.shunned:
        codes.append("contact_punished")
    return tuple(codes)


def is_general(service: StagedService) -> bool:
    """Say whether a service must be taken as one for everyone, of which nothing says how it treats LGBTQ+ people.

    That is: none of its audiences is a word for them, and neither is its name or its organisation's, as those of a
    group for their parents are. Descriptions do not count: "not for LGBTQ+ people alone" speaks of them too.
    """
    if not _OWN_COMMUNITY.isdisjoint(service.audience):
        return False
    names = (service.record["organization"], service.record["name"])
    return "general" in service.audience or not any(map(_OWN_WORDS.search, names))


def confirm_first(service: StagedService) -> bool:
    """Say whether the evidence is too thin or too old to rely on a contact without asking first.

    That is: anything of low confidence or marked unconfirmed; and a crisis or peer line that rests on one source
    or one dataset, or was last seen before 2022.
    """
    record = service.record
    if record["confidence"] == "low" or record["unconfirmed"]:
        return True
    if record["kind"] not in _LINES:
        return False
    return record["evidence"] in _THIN or "" < last_seen(service) < _RECENT


def last_seen(service: StagedService) -> str:
    """Give the newest date at which a page showed the contacts; empty where no page says when."""
    dates = [source.date for source in service.sources if source.is_for_contacts and source.date]
    return str(service.record["assured_date"] or max(dates, default=""))


def prior(service: StagedService) -> int:
    """Give the place among services that answer a query equally well; smaller comes first.

    A sum of penalties: kind 0 (crisis line), 2 (peer line), 50 (peer counselling) or 80; "confirm first" 20;
    evidence 0 to 10, confidence 0 to 20; nothing that answers by voice or text 8; 10 for a service that is
    there for everyone; temporarily closed 160.
    """
    record = service.record
    answers = any(contact.type in _ANSWERING for contact in service.contacts)
    return (
        _KIND_POINTS.get(record["kind"], _OTHER_KINDS)
        + (20 if confirm_first(service) else 0)
        + _EVIDENCE_POINTS[record["evidence"]]
        + _CONFIDENCE_POINTS[record["confidence"]]
        + (0 if record["status"] == "active" else 160)
        + (0 if answers else 8)
        + (10 if "general" in service.audience and is_general(service) else 0)
    )
