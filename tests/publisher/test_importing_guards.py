"""Files that stay as they are: what no longer fits, or was lost, never takes away what keeps a person safe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publisher.small_facts import SmallFacts, Tree, contact, correction, country, line, service, source
from tests.publisher.test_importing import command

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.facts import read_facts
from guide_app.publisher.importing.report import ImportReport
from guide_app.publisher.sources import load_source

CENTRE = "it-casa-esempio-centro"
LINE = "it-casa-esempio-line"
HOUSE = "organizations/it/it-casa-esempio.yaml"
PHONE = "contacts[type=phone].value"
LATER: Tree = {"cost": "free"}


@pytest.fixture
def facts(tmp_path: Path) -> SmallFacts:
    """Give facts that were imported once, with a correction, decisions and a line policy that fit."""
    facts = SmallFacts(tmp_path)
    facts.centre["contacts"] = [contact("phone", "+390611111111")]
    facts.files["europe"][2]["contacts"].append(contact("phone", "+393331234567"))
    facts.files["corrections"] = [correction(CENTRE, PHONE, "+390611111111", "+390622222222")]
    police = {"police": "in_danger", "guardians": "unknown", "note": "To save a life."}
    facts.files["lines"] = [line(LINE, may_contact=police, age_min=14)]
    facts.decisions.update(
        held_back=[{"id": "ke-nyumba", "code": "dangerous_to_reach", "reason": "Dangerous."}],
        withheld=[{"id": "it-altra-casa", "type": "phone", "value": "+393331234567", "code": "own", "reason": "Own."}],
        emergency={"KE": {"general": ["112", "999"], "reason": "Lists differ."}},
    )
    assert facts.run().is_clean
    return facts


def changed_files(facts: SmallFacts, takes: dict[str, str] | None = None) -> tuple[list[str], ImportReport]:
    before = facts.snapshot()
    report = facts.run(**(takes or {}))  # type: ignore[arg-type]
    after = facts.snapshot()
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)], report


def test_a_correction_that_no_longer_fits_keeps_its_file_and_all_others_are_written(facts: SmallFacts) -> None:
    facts.centre["contacts"][0]["value"] = "+390633333333"
    facts.files["europe"][2].update(LATER)
    changed, report = changed_files(facts)
    assert changed == ["organizations/it/it-altra-casa.yaml"]
    assert facts.service(CENTRE)["contacts"][0]["value"] == "+390622222222"
    assert len(report.problems) == 1
    assert report.totals["files"]["conflict"] == 1
    assert report.totals["services"] == {"read": 4, "in conflict, file left": 2, "compiled": 1, "held back": 1}
    assert report.totals["services in the files after this run"] == {"compiled": 3, "not compiled": 1}
    facts.files["corrections"][0]["old"] = "+390633333333"
    changed, report = changed_files(facts)
    assert report.is_clean
    assert not changed


def test_a_contact_to_withhold_that_changed_stays_withheld(facts: SmallFacts) -> None:
    facts.files["europe"][2]["contacts"][1]["value"] = "+393331234568"
    changed, report = changed_files(facts)
    assert not changed
    assert "has no phone +393331234567 to withhold" in report.problems[0]


def test_a_number_in_dispute_that_changed_keeps_the_country(facts: SmallFacts) -> None:
    facts.files["countries"][1]["emergency"]["general"] = "911"
    changed, report = changed_files(facts)
    assert not changed
    assert "general is 911" in report.problems[0]
    assert report.totals["countries"]["in conflict, file left"] == 1


@pytest.mark.parametrize(
    "bend",
    [
        lambda tree: tree.update(id="ke-nyumbani"),
        lambda tree: tree.update(id="ke-nyumbani", organization="Nyumbani", contacts=[contact("web", "https://n.ke/")]),
        lambda tree: tree.update(id="int-nyumba", organization="Other"),
    ],
    ids=["same name", "other name and site", "other country, same contact"],
)
def test_a_record_held_back_does_not_return_under_another_id(facts: SmallFacts, bend: Callable[[Tree], None]) -> None:
    tree = facts.files["south"][0]
    tree["contacts"] = [contact("web", "https://nyumba.or.ke/")]
    facts.run()
    bend(tree)
    is_told_apart = tree["organization"] == "Nyumbani"
    changed, report = changed_files(facts)
    assert not report.is_clean
    assert changed == (["organizations/ke/ke-nyumbani.yaml"] if is_told_apart else [])
    assert ("may be ke-nyumba, which the facts lost" in "".join(report.problems)) != is_told_apart


def test_a_decision_about_a_record_that_no_file_knows_keeps_new_records_of_its_country_out(tmp_path: Path) -> None:
    facts = SmallFacts(tmp_path)
    facts.decisions["held_back"] = [{"id": "ke-nymba", "code": "dangerous_to_reach", "reason": "Dangerous."}]
    report = facts.run()
    assert not facts.path("ke-nyumba").exists()
    assert facts.path("it-casa-esempio").exists()
    assert "south.jsonl:1: ke-nyumba is new and may be ke-nymba" in "".join(report.problems)


def test_a_mistyped_id_of_a_line_policy_erases_nothing(facts: SmallFacts) -> None:
    facts.files["lines"][0]["id"] = "it-casa-esempio-lin"
    facts.files["europe"][2].update(LATER)
    changed, report = changed_files(facts)
    assert changed == ["organizations/it/it-altra-casa.yaml"]
    assert facts.service(LINE)["may_contact"]["police"] == "in_danger"
    assert f"{LINE} had a line policy that the facts no longer give" in "".join(report.problems)


def test_a_policy_that_shows_by_its_page_only_is_missed_too(facts: SmallFacts) -> None:
    facts.files["lines"].append(line(CENTRE, anonymous=True, sources=[source("https://p.it/", "anonymous")]))
    assert facts.run().is_clean
    facts.files["lines"][1]["id"] = "it-casa-esempio-cent"
    changed, report = changed_files(facts)
    assert not changed
    assert f"{CENTRE} had a line policy" in "".join(report.problems)


def test_a_policy_that_vanished_is_told_until_it_is_let_go(facts: SmallFacts) -> None:
    facts.files["lines"] = []
    changed, report = changed_files(facts)
    assert not changed
    assert len(report.problems) == 1
    changed, report = changed_files(facts, {LINE.replace("-", "_"): "facts"})
    assert report.is_clean
    assert changed == [HOUSE]
    assert "may_contact" not in facts.service(LINE)


def test_a_record_that_vanished_is_told_until_it_is_let_go(facts: SmallFacts) -> None:
    facts.files["lines"] = []
    del facts.files["europe"][1]
    changed, report = changed_files(facts)
    assert not changed
    assert f"{LINE} is no longer in the facts; the file stays as it is" in report.problems[0]
    assert report.totals["services in the files after this run"]["compiled"] == 3
    changed, report = changed_files(facts, {LINE.replace("-", "_"): "facts"})
    assert report.is_clean
    assert changed == [HOUSE]
    assert [found["id"] for found in facts.tree("it-casa-esempio")["services"]] == [CENTRE]


def test_a_file_whose_only_record_is_let_go_goes(facts: SmallFacts) -> None:
    facts.files["south"], facts.decisions["held_back"] = [], []
    assert not facts.run().is_clean
    assert facts.path("ke-nyumba").exists()
    assert facts.run(ke_nyumba="facts").is_clean
    assert not facts.path("ke-nyumba").exists()


def test_a_country_that_vanished_keeps_its_file_and_its_danger(facts: SmallFacts) -> None:
    del facts.files["countries"][1]
    facts.files["south"].append(
        service("ke-b", organization="B", countries=["KE"], contacts=[contact("web", "http://b.ke/")])
    )
    changed, report = changed_files(facts)
    assert changed == ["organizations/ke/ke-b.yaml"]
    assert facts.service("ke-b")["contacts"][0]["withheld"]["code"] == "plain_http"
    assert "KE is no longer in the facts" in "".join(report.problems)


def test_a_link_that_a_decision_made_secure_keeps_its_file_when_the_link_changed(facts: SmallFacts) -> None:
    link = {"old": "http://a.it/", "new": "https://a.it/", "source": "https://a.it/", "reason": "Seen."}
    facts.decisions["secure_links"] = [link]
    facts.files["europe"][2]["contacts"] += [contact("web", "http://a.it/")]
    assert facts.run().totals["files"]["changed"] == 1
    facts.files["europe"][2]["contacts"][-1]["value"] = "http://a.it/new"
    changed, report = changed_files(facts)
    assert not changed
    assert "no record has the link http://a.it/" in report.problems[0]


def test_files_that_give_and_take_a_record_are_held_together(facts: SmallFacts) -> None:
    """Else the service that moves would stand in both files, or in none."""
    facts.files["europe"][1]["organization"] = "Altra Casa"
    facts.centre["contacts"][0]["value"] = "+390633333333"
    changed, _ = changed_files(facts)
    assert not changed


@pytest.mark.parametrize("stem", ["lines", "corrections", "countries"])
def test_a_folder_without_one_of_the_three_files_is_refused(facts: SmallFacts, stem: str) -> None:
    facts.write()
    (facts.folder / f"{stem}.jsonl").unlink()
    before = facts.snapshot()
    assert command(str(facts.folder), "--data", str(facts.data)) == 1
    assert facts.snapshot() == before
    del facts.files[stem]
    with pytest.raises(SourceError, match=rf"{stem}\.jsonl: is absent.*Remedy: "):
        facts.run()


def test_other_line_ends_are_no_hand_edit(facts: SmallFacts) -> None:
    path = facts.path("it-casa-esempio")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert facts.run().totals["files"] == {"unchanged": 5}
    facts.centre.update(LATER)
    assert facts.run().is_clean
    assert b"\r" not in path.read_bytes()


def test_a_broken_hand_edit_is_told_with_its_line(facts: SmallFacts) -> None:
    path = facts.path("it-casa-esempio")
    broken = path.read_bytes().replace(b"name: Casa Esempio\n", b"name: [Casa Esempio\n", 1)
    path.write_bytes(broken)
    report = facts.run()
    assert not report.is_clean
    assert "it-casa-esempio.yaml:3: is not valid YAML" in report.problems[0]
    assert path.read_bytes() == broken


def test_half_a_character_is_told_with_its_line(facts: SmallFacts) -> None:
    facts.write()
    path = facts.folder / "europe.jsonl"
    tree = {**facts.centre, "summary": "half \ud83c"}
    path.write_text(json.dumps(tree) + "\n", "utf-8")
    with pytest.raises(SourceError, match=r"europe\.jsonl:1: holds \\ud83c, half a character"):
        read_facts(facts.folder)
    path.write_text(json.dumps({**facts.centre, "summary": "whole \U0001f308"}) + "\n", "utf-8")
    assert read_facts(facts.folder).services[0].tree["summary"] == "whole \U0001f308"


def test_a_report_that_cannot_be_written_is_named_and_the_old_one_stays(
    facts: SmallFacts, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = facts.data / "report.json"
    taken.mkdir()
    assert command(str(facts.folder), "--data", str(facts.data), "--report", str(taken)) == 1
    assert f"{taken}: cannot be written" in capsys.readouterr().err
    assert list(facts.data.glob(".report*")) == []


def test_a_country_let_go_goes(facts: SmallFacts) -> None:
    facts.files["countries"].append(country("SM"))
    facts.run()
    del facts.files["countries"][2]
    assert not facts.run().is_clean
    assert load_source(facts.data / "countries" / "sm.yaml").tree["code"] == "SM"
    assert facts.run(SM="facts").is_clean
    assert not (facts.data / "countries" / "sm.yaml").exists()


def test_a_policy_that_only_its_sources_tell_of_is_missed_when_it_vanished(facts: SmallFacts) -> None:
    facts.files["lines"].append(line(CENTRE, languages=["it", "en"], sources=[source("https://p.it/", "status")]))
    assert facts.run().is_clean
    del facts.files["lines"][1]
    changed, report = changed_files(facts)
    assert not changed
    assert f"{CENTRE} had a line policy" in report.problems[0]
