"""Files that stay byte for byte as they are, since a problem touches one of their records.

A correction or decision that no longer fits, a record, line policy or country that the facts lost: each means that
what the facts make of a record may be wrong, or may have lost what kept a person safe. Such a record's file is not
written until an editor settles it; all others are.

A record that a decision names and the facts lack may have been renamed. So a new record is held as well if it has
the organisation's name or a contact of the lost one, or, where no file knows the lost one, if it is of its country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.facts import Fact
from guide_app.publisher.importing.grouping import fold_name
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.keeping import ExistingFile, Take
from guide_app.publisher.importing.record import PIN_NOTE, Record
from guide_app.publisher.importing.shapes import LINE, SERVICE

_BY_POLICY_ONLY: Final = ("may_contact", "minimum_age", "maximum_age", "unconfirmed", "status_note")
_STATUS_BY_POLICY: Final = frozenset({"temporarily closed", "defunct"})
_BACKED_BY_POLICY: Final = LINE.keys.keys() - SERVICE.keys.keys()
"""What only a policy's sources say that they back."""
_TELLING: Final = 7
"""Letters that a contact must have to tell one service from others: 112 and 116123 are many countries' own."""


class Trace(NamedTuple):
    """What a file tells of a record that the facts lost."""

    prefix: str
    names: frozenset[str]
    contacts: frozenset[tuple[str, str]]


def find_renamed(records: Mapping[str, Record], existing: Iterable[ExistingFile], journal: Journal) -> None:
    """Block the files that tell of lost records, and the new records that these may have become."""
    if not journal.lost and not journal.lost_links:
        return
    known: set[str] = set()
    traces: dict[str, Trace] = {}
    for file in existing:
        services = _services(file, {*journal.lost, *journal.lost_links})
        known |= {*file.records, *(name for service in services for name in service.get("also", []))}
        found = {name: service for service in services for name in (service["id"], *service.get("also", []))}
        lost = journal.lost & found.keys()
        traces |= {name: _trace(name, file, found[name]) for name in lost}
        if lost or _shows(services, journal.lost_links):
            journal.blocked.update(file.records)
    new = [record for name, record in records.items() if name not in known and known.isdisjoint(record.also)]
    for name in sorted(journal.lost):
        for record in new:
            if _may_be(record, name, traces.get(name)):
                what = f"{record.origins[0]}: {record.id} is new and may be {name}, which the facts lost"
                remedy = f"give it the id {name} again, or settle what is said of {name}"
                journal.problem(f"{what}. Remedy: {remedy}", [record.id])


def _services(file: ExistingFile, words: Iterable[str]) -> list[dict[str, Any]]:
    if not any(word.encode() in file.content for word in words):
        return []
    services = file.parse().tree.get("services", [])
    return [service for service in services if isinstance(service, dict) and "id" in service]


def _trace(name: str, file: ExistingFile, service: Mapping[str, Any]) -> Trace:
    tree = file.parse().tree
    names = frozenset(fold_name(tree[key]) for key in ("name", "alternate_name") if key in tree)
    contacts = ((str(contact["type"]), str(contact["value"])) for contact in service.get("contacts", []))
    return Trace(name.partition("-")[0], names, frozenset(pair for pair in contacts if len(pair[1]) >= _TELLING))


def _shows(services: list[dict[str, Any]], links: set[str]) -> bool:
    return any(contact["value"] in links for service in services for contact in service.get("contacts", []))


def _may_be(record: Record, lost: str, trace: Trace | None) -> bool:
    if trace is None:
        return record.prefix == lost.partition("-")[0]
    names = {fold_name(name) for name in (record.organization, record.organization_en) if name is not None}
    contacts = {(contact.type, contact.value) for contact in record.contacts}
    is_namesake = record.prefix == trace.prefix and not trace.names.isdisjoint(names)
    return is_namesake or not trace.contacts.isdisjoint(contacts)


class Standing(NamedTuple):
    """What the facts make of a record now: its id, fingerprint and tree."""

    id: str
    fingerprint: str
    tree: Mapping[str, Any]


def find_lost_lines(
    file: ExistingFile,
    standing: Mapping[str, Standing],
    lines: Iterable[Fact],
    journal: Journal,
    takes: Mapping[str, Take],
) -> None:
    """Block records of whose line policy a file tells, while the facts have none for them any more.

    A file edited by hand is guarded anyway: its facts changed, and `--take` decides.

    Args:
        file: as it stands on the disk.
        standing: what the facts make of each of its ids, joined ones included; lost ones are absent.
        lines: all line policies of the facts.
        journal: is told what is lost.
        takes: `facts` for a record lets its policy go.
    """
    if not file.is_pristine:
        return
    changed = {name: standing[name] for name in file.records if name in standing}
    silent = {
        name: now
        for name, now in changed.items()
        if now.fingerprint != file.records[name] and not _has_line(now.id, journal)
    }
    if not silent:
        return
    stray = {source["url"] for line in lines if line.id in journal.lost for source in line.tree["sources"]}
    before = {service["id"]: service for service in file.parse().tree["services"]}
    for name, now in silent.items():
        lost = _urls(before[name]) - _urls(now.tree)
        if not _tells_of_a_line(before[name]) and stray.isdisjoint(lost):
            continue
        if takes.get(name) == "facts":
            journal.settled.add(name)
            continue
        what = f"{file.path}: {name} had a line policy that the facts no longer give; the file stays as it is"
        remedy = f"put it back under this id, or run with `--take facts {name}` to forget it"
        journal.problem(f"{what}. Remedy: {remedy}", [now.id])


def _has_line(name: str, journal: Journal) -> bool:
    return any(remark.code == "line_applied" for remark in journal.remarks.get(name, ()))


def _tells_of_a_line(service: Mapping[str, Any]) -> bool:
    charged = any(not {"toll_free", "on_bill"}.isdisjoint(contact) for contact in service.get("contacts", []))
    supports = {word.partition(":")[0] for source in service.get("sources", []) for word in source.get("supports", [])}
    remark = service.get("notes", "").partition(PIN_NOTE)[0]
    stated = service.get("status") in _STATUS_BY_POLICY or any(key in service for key in _BY_POLICY_ONLY)
    return charged or stated or bool(remark) or not supports.isdisjoint(_BACKED_BY_POLICY)


def _urls(service: Mapping[str, Any]) -> set[str]:
    return {source["url"] for source in service.get("sources", [])}


def touched_files(files: Mapping[str, set[str]], blocked: Iterable[str]) -> dict[str, set[str]]:
    """Find the files that must stay, and why; a file that gives a record to another one stays or goes with it.

    Args:
        files: path -> ids of the records that stand in it now or would stand in it.
        blocked: ids that a problem touches.
    """
    reach = set(blocked)
    held: dict[str, set[str]] = {}
    while True:
        more = {path: ids & reach for path, ids in files.items() if path not in held and ids & reach}
        if not more:
            return held
        held |= more
        reach |= {name for path in more for name in files[path]}


def known_laws(files: Iterable[ExistingFile]) -> Iterator[tuple[str, str]]:
    """Give code and law on same-sex acts of every country that has a file.

    Files that cannot be read tell nothing here; they are told of elsewhere.
    """
    for file in files:
        try:
            tree = file.parse().tree
        except SourceError:
            continue
        if "code" in tree and "same_sex_acts" in tree:
            yield tree["code"], tree["same_sex_acts"]
