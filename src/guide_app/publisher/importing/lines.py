"""How helplines treat a caller: a line policy is newer than the record it names, and wins where it says something.

What the policy leaves open (null, or no language) takes nothing away that the record's own sources support.
Hours and promises (anonymous, confidential) that no source of the record backs fall when the policy, which
looked again, does not give them either: an unsupported promise is worse than "unknown".
A remark that names a number which is no contact of the record, or that speaks of the record itself, is for the
editors and never shown: a number stands only where it was checked as a contact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.facts import Fact
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import DIALLED, Contact, Record, merge_sources, source_of

_STATUS: Final = {
    "active": "active",
    "unconfirmed": "active",
    "paused": "temporarily closed",
    "closed": "defunct",
}
_PROMISES: Final = ("anonymous", "confidential")
_CALL_LIST: Final = "The number still stays in the phone's own call list."
_NUMBER: Final = re.compile(r"\+?[0-9](?:[ ()./-]{0,2}[0-9]){4,}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


def apply_lines(
    records: dict[str, Record],
    places: Mapping[str, str],
    lines: tuple[Fact, ...],
    decisions: Decisions,
    journal: Journal,
) -> None:
    """Apply every line policy to the record of its id; `places` leads from a joined id to the one that stands."""
    done: dict[str, Fact] = {}
    for line in lines:
        name = places.get(line.id)
        if name is None:
            remedy = "correct the id, or add the service"
            journal.problem(f"{line.origin}: no service has the id {line.id}. Remedy: {remedy}", lost=[line.id])
        elif name in done:
            what = f"{line.origin}: {name} has a policy already, from {done[name].origin}"
            journal.problem(f"{what}. Remedy: unite them", [name])
        else:
            done[name] = line
            records[name] = apply_line(records[name], line, decisions, journal)


def apply_line(record: Record, line: Fact, decisions: Decisions, journal: Journal) -> Record:
    """Apply one line policy."""
    tree = line.tree
    changed = {
        **_hours(record, tree, journal),
        **_promises(record, tree, journal),
        "languages": tuple(tree["languages"]) or record.languages,
        "minimum_age": tree["age_min"],
        "maximum_age": tree["age_max"],
        "status": _STATUS[tree["status"]],
        "unconfirmed": tree["status"] == "unconfirmed",
        "police": _known(tree["may_contact"]["police"]),
        "guardians": _known(tree["may_contact"]["guardians"]),
        "may_contact_note": tree["may_contact"]["note"],
        "sources": merge_sources(record.sources, tuple(source_of(item) for item in tree["sources"])),
    }
    differing = [name for name, value in changed.items() if name != "sources" and getattr(record, name) != value]
    journal.note(record.id, "line_applied", f"{line.origin}: {', '.join(differing) or 'nothing new'}")
    result = replace(record, **changed)
    result = replace(result, contacts=_charges(result, tree, journal))
    return _remark(result, tree["note"], decisions, journal)


def _known(word: str) -> str | None:
    return None if word == "unknown" else word


def _hours(record: Record, tree: Mapping[str, Any], journal: Journal) -> dict[str, str | None]:
    if tree["hours"] is not None:
        return {"hours": tree["hours"], "timezone": tree["timezone"] or record.timezone}
    if record.hours is None:
        return {"hours": None, "timezone": tree["timezone"] or record.timezone}
    if record.is_supported("hours"):
        journal.note(record.id, "line_silent", f"hours {record.hours!r} stay: the policy gives none, sources back them")
        return {"hours": record.hours, "timezone": record.timezone}
    journal.note(record.id, "unsupported_dropped", f"hours {record.hours!r} fall: neither policy nor source gives them")
    return {"hours": None, "timezone": None}


def _promises(record: Record, tree: Mapping[str, Any], journal: Journal) -> dict[str, bool | None]:
    result: dict[str, bool | None] = {}
    for name in _PROMISES:
        mine, theirs = getattr(record, name), tree[name]
        result[name] = mine if theirs is None else theirs
        if theirs is None and mine is not None and not record.is_supported(name):
            result[name] = None
            journal.note(record.id, "unsupported_dropped", f"{name} falls: neither policy nor source gives it")
        elif theirs is None and mine is not None:
            journal.note(record.id, "line_silent", f"{name} stays: the policy does not speak of it, sources back it")
    return result


def _charges(record: Record, tree: Mapping[str, Any], journal: Journal) -> tuple[Contact, ...]:
    """Say toll-free and on-bill of the phones they hold for.

    The policy speaks of the line, not of each number: with several phones only those that the numbering plan
    itself makes free are called free, and none is promised to stay off the bill.
    """
    phones = [contact for contact in record.contacts if contact.type == "phone"]
    free, bill = tree["toll_free"], _known(tree["on_bill"])
    alone = len(phones) == 1
    if bill is not None and not alone:
        journal.note(record.id, "bill_not_placed", f"on the bill: {bill}, not said of any of {len(phones)} phones")
    result = []
    for contact in record.contacts:
        is_free = free if contact.type == "phone" and (alone or (free and _is_free_by_plan(contact.value))) else None
        on_bill = bill if contact.type == "phone" and alone else None
        result.append(replace(contact, toll_free=is_free, on_bill=on_bill))
    if free is not None and all(contact.toll_free is None for contact in result):
        journal.note(record.id, "toll_free_not_placed", f"toll-free: {free}, not said of any of {len(phones)} phones")
    return tuple(result)


def _is_free_by_plan(value: str) -> bool:
    import phonenumbers

    if not value.startswith("+"):
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(value))
    return kind == phonenumbers.PhoneNumberType.TOLL_FREE


def _remark(record: Record, note: str | None, decisions: Decisions, journal: Journal) -> Record:
    shown = decisions.reader_notes.get(record.id)
    if note is not None and (shown is not None or is_for_editors(note, record, decisions)):
        journal.note(record.id, "note_for_editors", note)
        record = replace(record, notes=(*record.notes, note))
        note = None
    return replace(record, status_note=shown or note)


def is_for_editors(note: str, record: Record, decisions: Decisions) -> bool:
    """Say whether a remark must not be shown: it speaks of our records, or names a number that is no contact."""
    folded = note.casefold()
    if any(word.casefold() in folded for word in decisions.editor_words):
        return True
    known = [re.sub(r"\D", "", contact.value) for contact in record.contacts if contact.type in DIALLED]
    named = (re.sub(r"\D", "", match.group()).lstrip("0") for match in _NUMBER.finditer(_DATE.sub("", note)))
    return any(not any(value.endswith(number) for value in known) for number in named)


def place_bill_notes(record: Record) -> Record:
    """Set the remark beside the phone that it limits, and never promise "not on the bill" without its limit.

    Done after the corrections, which hold a contact's note against the facts' own.
    """
    if not any(contact.on_bill == "no" for contact in record.contacts):
        return record
    remark = record.status_note or ""
    limits = remark if "call list" in remark else f"{remark} {_CALL_LIST}".strip()
    contacts = [
        replace(contact, note=_sentences(contact.note, limits)) if contact.on_bill == "no" else contact
        for contact in record.contacts
    ]
    return replace(record, contacts=tuple(contacts), status_note=None)


def _sentences(first: str | None, second: str) -> str:
    return second if first is None else f"{first.rstrip('.')}. {second}"
