"""The import as a whole: facts and decisions in, source files and a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide_app.core.files import write_atomically
from guide_app.publisher.importing.correcting import apply_corrections
from guide_app.publisher.importing.countries import make_countries
from guide_app.publisher.importing.decisions import Decisions, read_decisions
from guide_app.publisher.importing.domains import own_domains
from guide_app.publisher.importing.evidence import prove
from guide_app.publisher.importing.facts import Facts, read_facts
from guide_app.publisher.importing.grouping import Organization, group, name_organizations
from guide_app.publisher.importing.joining import join_records
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.judging import Judge, hostile_places, judge_all
from guide_app.publisher.importing.keeping import ExistingFile, Plan, Take, Wanted, plan_file, read_existing
from guide_app.publisher.importing.lines import apply_lines, place_bill_notes
from guide_app.publisher.importing.placing import place_files
from guide_app.publisher.importing.record import Record, record_of
from guide_app.publisher.importing.report import ImportReport
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

    Writes `organizations/` and `countries/` only, each file in one step, and only those whose bytes change.

    Raises:
        SourceError: facts, decisions or an existing file cannot be understood; nothing was written then.
    """
    takes = takes or {}
    facts = read_facts(facts_folder)
    decisions = read_decisions(load_source(data / "decisions.yaml"))
    journal = Journal()
    journal.problems += facts.unknown_keys
    made = make(facts, decisions, journal)
    plans = [*_plan_organizations(made, data, takes, journal), *_plan_countries(made, data, takes, journal)]
    _find_idle_takes(takes, plans, journal)
    for plan in plans:
        carry_out(plan)
    return ImportReport(facts, made.records, made.places, journal, tuple(plans), data)


def make(facts: Facts, decisions: Decisions, journal: Journal) -> Made:
    """Take the records all the way from the facts to what is to be written."""
    records = join_records(map(record_of, facts.services), decisions, journal)
    places = {name: keep for keep, record in records.items() for name in (keep, *record.also)}
    apply_lines(records, places, facts.lines, decisions, journal)
    apply_corrections(records, places, facts.corrections, journal)
    groups = group(records, decisions, journal)
    judge = Judge(decisions, hostile_places(facts.countries, decisions), journal)
    judge_all(records, groups, judge, places)
    for members in groups.values():
        domains = own_domains([records[name] for name in members], decisions)
        for name in members:
            records[name] = prove(place_bill_notes(records[name]), domains, decisions)
    organizations = name_organizations(records, groups, decisions)
    return Made(records, places, organizations, make_countries(facts.countries, decisions, journal))


def carry_out(plan: Plan) -> None:
    """Do what a plan says."""
    if plan.content is not None:
        plan.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(plan.path, plan.content)
    elif plan.state == "removed":
        plan.path.unlink()


def _plan_organizations(made: Made, data: Path, takes: Mapping[str, Take], journal: Journal) -> Iterable[Plan]:
    existing = read_existing(data / "organizations")
    placed = place_files(made.organizations, made.places, existing, data / "organizations", journal)
    for organization, file in placed.files:
        services = [service_tree(made.records[name]) for name in organization.services]
        records = {tree["id"]: fingerprint(tree, organization) for tree in services}
        for vanished in placed.vanished.get(file, []):
            services.append(vanished.tree)
            records[vanished.tree["id"]] = vanished.fingerprint
        tree = organization_tree(organization, sorted(services, key=lambda service: str(service["id"])))
        yield plan_file(Wanted(file, organization.id, tree, records), placed.existing.get(file), takes)
    yield from placed.leftover


def _plan_countries(made: Made, data: Path, takes: Mapping[str, Take], journal: Journal) -> Iterable[Plan]:
    existing: dict[Path, ExistingFile] = {file.path: file for file in read_existing(data / "countries")}
    for code, tree in made.countries.items():
        path = data / "countries" / f"{code.lower()}.yaml"
        wanted = Wanted(path, code, dict(tree), {code: fingerprint(tree)})
        yield plan_file(wanted, existing.pop(path, None), takes)
    for file in existing.values():
        for code in file.records:
            journal.note(code, "vanished", f"{file.path}: {code} is no longer in the facts; the file stays")


def _find_idle_takes(takes: Mapping[str, Take], plans: Iterable[Plan], journal: Journal) -> None:
    used = {name for plan in plans for name in plan.used}
    for name, take in takes.items():
        if name not in used:
            journal.problem(f"--take {take} {name}: is in no conflict. Remedy: leave it out")
