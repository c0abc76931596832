"""The import as a whole: facts and decisions in, source files and a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide_app.publisher.importing.correcting import apply_corrections
from guide_app.publisher.importing.countries import make_countries
from guide_app.publisher.importing.decisions import Decisions, read_decisions
from guide_app.publisher.importing.domains import own_domains
from guide_app.publisher.importing.evidence import prove
from guide_app.publisher.importing.facts import Facts, read_facts
from guide_app.publisher.importing.grouping import Organization, group, name_organizations
from guide_app.publisher.importing.guarding import Standing, find_lost_lines, find_renamed, known_laws, touched_files
from guide_app.publisher.importing.joining import join_records
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.judging import Judge, hostile_places, judge_all
from guide_app.publisher.importing.keeping import ExistingFile, Plan, Take, Wanted, hold, plan_file, read_existing
from guide_app.publisher.importing.lines import apply_lines, place_bill_notes
from guide_app.publisher.importing.output import write_output
from guide_app.publisher.importing.placing import Placed, place_files
from guide_app.publisher.importing.record import Record, record_of
from guide_app.publisher.importing.report import ImportReport
from guide_app.publisher.importing.stock import count_stock
from guide_app.publisher.importing.trees import fingerprint, organization_tree, service_tree
from guide_app.publisher.sources import load_source


@dataclass(frozen=True)
class Made:
    """What the facts and decisions make of the whole stock, before any file is touched."""

    records: dict[str, Record]
    places: dict[str, str]
    """Every id of the facts -> the id of the record that it stands in."""
    organizations: list[Organization]
    countries: dict[str, dict[str, object]]


def import_facts(facts_folder: Path, data: Path, takes: Mapping[str, Take] | None = None) -> ImportReport:
    """Fill and refresh the source files of `data` from a folder of facts.

    Writes `organizations/` and `countries/` only, each file in one step, and only those whose bytes change. A file
    that a problem touches stays as it is (`guarding`).

    Raises:
        SourceError: facts, decisions or an existing file cannot be understood; nothing was written then.
    """
    takes = takes or {}
    facts = read_facts(facts_folder)
    decisions = read_decisions(load_source(data / "decisions.yaml"))
    journal = Journal()
    journal.problems += facts.unknown_keys
    countries = read_existing(data / "countries")
    given = {fact.id for fact in facts.countries}
    # Only the laws of countries that the facts lost are needed: the others' files need not be read.
    laws = dict(known_laws(file for file in countries if given.isdisjoint(file.records)))
    made = make(facts, decisions, journal, laws)
    planned = [
        _plan_organizations(made, facts, data, takes, journal),
        _plan_countries(made, countries, data, takes, journal),
    ]
    plans = [plan for some in planned for plan in some]
    _find_idle_takes(takes, plans, journal)
    for plan in plans:
        carry_out(plan)
    stock = count_stock(data / "organizations", plans)
    return ImportReport(facts, made.records, made.places, journal, tuple(plans), data, stock)


def make(facts: Facts, decisions: Decisions, journal: Journal, known_laws: Mapping[str, str] | None = None) -> Made:
    """Take the records all the way from the facts to what is to be written."""
    records = join_records(map(record_of, facts.services), decisions, journal)
    places = {name: keep for keep, record in records.items() for name in (keep, *record.also)}
    apply_lines(records, places, facts.lines, decisions, journal)
    apply_corrections(records, places, facts.corrections, journal)
    groups = group(records, decisions, journal)
    judge = Judge(decisions, hostile_places(facts.countries, decisions, known_laws), journal)
    judge_all(records, groups, judge, places)
    for members in groups.values():
        domains = own_domains([records[name] for name in members], decisions)
        for name in members:
            records[name] = prove(place_bill_notes(records[name]), domains, decisions)
    organizations = name_organizations(records, groups, decisions)
    return Made(records, places, organizations, make_countries(facts.countries, decisions, journal))


def carry_out(plan: Plan) -> None:
    """Do what a plan says.

    Raises:
        SourceError: the disk is full or the folder cannot be written; the text names the file.
    """
    if plan.content is not None:
        write_output(plan.path, plan.content)
    elif plan.state == "removed":
        plan.path.unlink()


def _plan_organizations(
    made: Made, facts: Facts, data: Path, takes: Mapping[str, Take], journal: Journal
) -> Iterable[Plan]:
    existing = read_existing(data / "organizations")
    placed = place_files(made.organizations, made.places, existing, data / "organizations", journal, takes)
    wanted = [_wanted(organization, path, made, placed) for organization, path in placed.files]
    standing = _standing(wanted, made.places)
    for file in existing:
        find_lost_lines(file, standing, facts.lines, journal, takes)
    find_renamed(made.records, existing, journal)
    files = {str(file.path): {made.places.get(name, name) for name in file.records} for file in existing}
    for item in wanted:
        files.setdefault(str(item.path), set()).update(item.records)
    held = touched_files(files, journal.blocked)
    plans = (*(plan_file(item, placed.existing.get(item.path), takes) for item in wanted), *placed.leftover)
    return [hold(plan, held[str(plan.path)], takes) if str(plan.path) in held else plan for plan in plans]


def _standing(wanted: Iterable[Wanted], places: Mapping[str, str]) -> dict[str, Standing]:
    found = {
        tree["id"]: Standing(tree["id"], item.records[tree["id"]], tree)
        for item in wanted
        for tree in item.tree["services"]
    }
    return {name: found[keep] for name, keep in places.items()}


def _wanted(organization: Organization, path: Path, made: Made, placed: Placed) -> Wanted:
    services = [service_tree(made.records[name]) for name in organization.services]
    records = {tree["id"]: fingerprint(tree, organization) for tree in services}
    for vanished in placed.vanished.get(path, []):
        services.append(vanished.tree)
        records[vanished.tree["id"]] = vanished.fingerprint
    tree = organization_tree(organization, sorted(services, key=lambda service: str(service["id"])))
    return Wanted(path, organization.id, tree, records)


def _plan_countries(
    made: Made, files: Iterable[ExistingFile], data: Path, takes: Mapping[str, Take], journal: Journal
) -> Iterable[Plan]:
    existing = {file.path: file for file in files}
    for code, tree in made.countries.items():
        path = data / "countries" / f"{code.lower()}.yaml"
        wanted = Wanted(path, code, dict(tree), {code: fingerprint(tree)})
        plan = plan_file(wanted, existing.pop(path, None), takes)
        yield hold(plan, {code}, takes) if code in journal.blocked else plan
    for file in existing.values():
        for code in file.records:
            if takes.get(code) == "facts":
                yield Plan(file.path, "removed", None, (f"{file.path}: removed",), used=frozenset({code}))
                continue
            journal.note(code, "vanished", f"{file.path}: {code} is no longer in the facts; the file stays")
            remedy = f"put it back into the facts, or run with `--take facts {code}` to remove the file"
            journal.problem(f"{file.path}: {code} is no longer in the facts; the file stays. Remedy: {remedy}", [code])


def _find_idle_takes(takes: Mapping[str, Take], plans: Iterable[Plan], journal: Journal) -> None:
    used = journal.settled.union(*(plan.used for plan in plans))
    for name, take in takes.items():
        if name not in used:
            journal.problem(f"--take {take} {name}: is in no conflict. Remedy: leave it out")
