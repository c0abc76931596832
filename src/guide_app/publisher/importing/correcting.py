"""Corrections: single values put right after an audit, applied last.

`field` is a plain key (`hours`), a part of one contact (`contacts[type=phone].value`), or a whole contact
(`contacts[type=chat]`). `old` must be what stands there; `new` null takes it out. A value that is right already
is fine. Everything else is a conflict: it is reported, and the record's file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from guide_app.publisher.importing.facts import Fact
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import Contact, Record, merge_sources, source_of
from guide_app.publisher.importing.shapes import SERVICE, Coordinate, ListOf, faults

_FIELD: Final = re.compile(r"(?P<key>[a-z_]+)(?:\[type=(?P<type>[a-z]+)\](?:\.(?P<part>value|note))?)?")


class CorrectionConflictError(Exception):
    """A correction does not fit what stands in the record."""


def apply_corrections(
    records: dict[str, Record], places: Mapping[str, str], corrections: tuple[Fact, ...], journal: Journal
) -> None:
    """Apply every correction to the record of its id; `places` leads from a joined id to the one that stands."""
    for correction in corrections:
        name, field = places.get(correction.id), correction.tree["field"]
        try:
            if name is None:
                raise CorrectionConflictError(f"no service has the id {correction.id}")  # noqa: TRY301 - one way out
            record = apply_correction(records[name], correction.tree)
        except CorrectionConflictError as conflict:
            remedy = "correct `old` after looking at the record, or remove the correction"
            said = f"{correction.origin}: {correction.id}, {field}: {conflict}. Remedy: {remedy}"
            journal.misfit(said, correction.id, name)
            journal.note(name or correction.id, "correction_conflict", f"{field}: {conflict}")
            continue
        if len(record.contacts) < len(records[name].contacts):
            journal.note(name, "contact_taken_out", f"{correction.tree['old']}")
        same = record == replace(records[name], sources=record.sources)
        code = "correction_already_right" if same else "corrected"
        new = correction.tree["new"]
        said = f"{field}: {correction.tree['old']!r} -> {new!r}" if new is not None else f"{field}: taken out"
        journal.note(name, code, f"{said} ({correction.tree['reason']})")
        records[name] = record


def apply_correction(record: Record, tree: Mapping[str, Any]) -> Record:
    """Apply one correction, and add its sources as backing the field.

    Raises:
        CorrectionConflictError: the field is unknown, `old` is not what stands there, or `new` is of a wrong type.
    """
    match = _FIELD.fullmatch(tree["field"])
    if match is None or match["key"] not in SERVICE.keys or match["key"] in {"id", "sources"}:
        raise CorrectionConflictError("the field is not one that can be corrected")
    if match["type"] is None:
        result = _correct_plain(record, match["key"], tree["old"], tree["new"])
    elif match["key"] == "contacts":
        contacts = _correct_contact(record.contacts, match["type"], match["part"], tree["old"], tree["new"])
        result = replace(record, contacts=contacts)
    else:
        raise CorrectionConflictError("only contacts have a type")
    sources = tuple(source_of(item, (match["key"],)) for item in tree["sources"])
    return replace(result, sources=merge_sources(result.sources, sources))


def _correct_plain(record: Record, key: str, old: Any, new: Any) -> Record:  # noqa: ANN401 - JSON values
    shape = SERVICE.keys[key]
    wrong = next(iter(faults(shape, new, key)), None)
    if key == "contacts" or wrong is not None:
        raise CorrectionConflictError(
            f"`new` {wrong.what}: {wrong.remedy}" if wrong else "name one contact by its type"
        )
    present = getattr(record, key)
    wanted, expected = _plain(shape, new), _plain(shape, old)
    if present == wanted:
        return record
    if present != expected:
        raise CorrectionConflictError(f"{old!r} is expected, {_spoken(present)!r} stands there")
    changed: dict[str, Any] = {key: wanted}
    return replace(record, **changed)


def _plain(shape: object, value: Any) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(shape, ListOf) and isinstance(value, list):
        return tuple(value)
    return str(value) if isinstance(shape, Coordinate) and value is not None else value


def _spoken(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _correct_contact(
    contacts: tuple[Contact, ...], kind: str, part: str | None, old: str | None, new: str | None
) -> tuple[Contact, ...]:
    if not all(isinstance(text, str | None) for text in (old, new)) or (part == "value" and not new):
        raise CorrectionConflictError("`old` and `new` must be text; only a note or a whole contact may be null")
    attribute = part or "value"
    of_kind = [contact for contact in contacts if contact.type == kind]
    found = [contact for contact in of_kind if getattr(contact, attribute) == old]
    if len(found) > 1:
        raise CorrectionConflictError(f"{len(found)} {kind} contacts have {old!r}")
    if not found:
        taken_out = part is None and new is None and not of_kind
        if taken_out or any(getattr(contact, attribute) == new for contact in of_kind):
            return contacts
        present = [getattr(contact, attribute) for contact in of_kind]
        raise CorrectionConflictError(f"{old!r} is expected, {present!r} stands there")
    if part is None and new is None:
        return tuple(contact for contact in contacts if contact is not found[0])
    change: dict[str, Any] = {attribute: new}
    return tuple(replace(contact, **change) if contact is found[0] else contact for contact in contacts)
