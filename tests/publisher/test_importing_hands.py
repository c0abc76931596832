"""An editor's hand in a file: never overwritten in silence, and two ways out of a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publisher.small_facts import SmallFacts, contact, service

from guide_app.core.errors import SourceError

NAME = "it-casa-esempio"


@pytest.fixture
def facts(tmp_path: Path) -> SmallFacts:
    facts = SmallFacts(tmp_path)
    facts.run()
    return facts


def edit(facts: SmallFacts, old: str, new: str, name: str = NAME) -> bytes:
    path = facts.path(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path.read_bytes()


def test_a_hand_edit_is_kept_as_long_as_the_facts_stay(facts: SmallFacts) -> None:
    edited = edit(facts, "description: A place to go.", "description: A warm place to go.  # asked them")
    report = facts.run()
    assert facts.path(NAME).read_bytes() == edited
    assert report.is_clean
    assert report.totals["files"]["kept"] == 1
    assert "hand-edited, kept" in report.plans[1].remarks[0]


def test_when_the_facts_change_too_it_is_a_conflict_and_all_else_is_written(facts: SmallFacts) -> None:
    edited = edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.centre["cost"] = "free"
    facts.files["south"][0]["cost"] = "free"
    report = facts.run()
    assert facts.path(NAME).read_bytes() == edited
    assert facts.service("ke-nyumba")["cost"] == "free"
    assert not report.is_clean
    (problem,) = report.problems
    assert f"{NAME}.yaml: hand-edited, and it-casa-esempio-centro changed in the facts" in problem
    assert "fields that differ: description, cost" in problem
    assert "`--take facts it-casa-esempio-centro` or `--take mine it-casa-esempio-centro`" in problem


def test_mine_is_taken_and_the_question_does_not_come_back(facts: SmallFacts) -> None:
    edited = edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.centre["cost"] = "free"
    report = facts.run(it_casa_esempio_centro="mine")
    assert report.is_clean
    assert report.totals["files"]["taken"] == 1
    above = facts.path(NAME).read_bytes().partition(b"imported:")[0]
    assert above == edited.partition(b"imported:")[0]
    assert facts.run().totals["files"]["kept"] == 1
    facts.centre["cost"] = "paid"
    assert not facts.run().is_clean


def test_the_facts_are_taken_for_one_record_and_every_other_line_stays(facts: SmallFacts) -> None:
    edit(facts, "id: it-casa-esempio\n", "# our own remark\nid: it-casa-esempio\n")
    edit(facts, "name: Linea\n", "name: Linea Amica # they say so\n")
    edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.centre["cost"] = "free"
    report = facts.run(it_casa_esempio_centro="facts")
    text = facts.path(NAME).read_text("utf-8")
    assert report.is_clean
    assert "# our own remark" in text
    assert "name: Linea Amica # they say so" in text
    assert "cost: free" in text
    assert "A warm place" not in text
    assert facts.run().totals["files"]["kept"] == 1


def test_the_facts_are_taken_for_a_whole_file(facts: SmallFacts) -> None:
    edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.centre["cost"] = "free"
    report = facts.run(it_casa_esempio="facts")
    assert report.is_clean
    assert "hand edits are gone" in "".join(remark for plan in report.plans for remark in plan.remarks)
    assert facts.run().totals["files"] == {"unchanged": 5}


def test_an_edit_that_is_undone_by_taking_the_facts_leaves_the_file_as_new(facts: SmallFacts) -> None:
    edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.centre["cost"] = "free"
    facts.run(it_casa_esempio_centro="facts")
    assert facts.run().totals["files"] == {"unchanged": 5}


def test_a_new_service_in_an_edited_file_is_a_conflict_too(facts: SmallFacts) -> None:
    edit(facts, "name: Linea\n", "name: Linea Amica\n")
    facts.files["europe"].append(service("it-casa-esempio-notte", service="Notte"))
    report = facts.run()
    assert "it-casa-esempio-notte is new in the facts" in report.problems[0]
    assert facts.run(it_casa_esempio_notte="facts").is_clean
    names = [found["name"] for found in facts.tree(NAME)["services"]]
    assert names == ["Centro", "Linea Amica", "Notte"]


def test_each_conflict_of_a_file_is_settled_by_itself(facts: SmallFacts) -> None:
    edit(facts, "name: Linea\n", "name: Linea Amica\n")
    for tree in facts.files["europe"][:2]:
        tree["cost"] = "free"
    report = facts.run(it_casa_esempio_centro="facts")
    assert [problem.partition(" and ")[2][:20] for problem in report.problems] == ["it-casa-esempio-line"]
    assert facts.service("it-casa-esempio-centro")["cost"] == "free"
    assert "cost" not in facts.service("it-casa-esempio-line")


def test_a_take_that_meets_no_conflict_is_told(facts: SmallFacts) -> None:
    report = facts.run(it_casa_esempio_centro="facts")
    assert report.problems == ("--take facts it-casa-esempio-centro: is in no conflict. Remedy: leave it out",)


def test_a_country_is_guarded_like_an_organisation(facts: SmallFacts) -> None:
    path = facts.data / "countries" / "it.yaml"
    path.write_text(path.read_text("utf-8").replace('"112"', '"113"'), "utf-8")
    assert facts.run().totals["files"]["kept"] == 1
    facts.files["countries"][0]["notes"] = "New."
    report = facts.run()
    assert (
        "it.yaml: hand-edited, and IT changed in the facts; fields that differ: emergency, notes" in report.problems[0]
    )
    assert facts.run(IT="facts").is_clean
    assert '"113"' not in path.read_text("utf-8")


def test_a_file_made_by_hand_is_left_alone(facts: SmallFacts) -> None:
    path = facts.path("it-mano")
    path.write_text("id: it-mano\nname: Mano\nservices:\n  - id: it-mano-centro\n", "utf-8")
    facts.files["europe"].append(service("it-mano-centro", organization="Mano"))
    report = facts.run()
    assert "it-mano.yaml: was made by hand" in report.problems[0]
    assert "imported" not in facts.tree("it-mano")
    path.write_text("id: it-mano\nname: Mano\nservices:\n  - id: it-mano-altro\n", "utf-8")
    assert facts.run().is_clean
    assert facts.path("it-mano-2").exists()


def test_an_edited_file_whose_service_stands_elsewhere_now_is_a_conflict(facts: SmallFacts) -> None:
    edit(facts, "name: Altra Casa\n", "name: Altra Casa APS\n", "it-altra-casa")
    members = ["it-altra-casa", "it-casa-esempio-centro", "it-casa-esempio-line"]
    facts.decisions["one_organization"] = [{"name": "Casa Unita", "records": members, "reason": "One."}]
    report = facts.run()
    assert facts.path("it-altra-casa").exists()
    assert "it-altra-casa stand elsewhere now. Remedy: take them out of this file by hand" in report.problems[0]


def test_a_service_that_left_an_edited_file_is_to_be_taken_out_by_hand(facts: SmallFacts) -> None:
    edit(facts, "description: A place to go.", "description: A warm place to go.")
    facts.files["europe"][1]["organization"] = "Altra Casa"
    report = facts.run()
    assert "it-casa-esempio-line stands elsewhere now" in report.problems[0]


def test_an_unreadable_block_of_the_import_stops_everything(facts: SmallFacts) -> None:
    edit(facts, "  records:\n", "  record:\n")
    facts.files["south"][0]["cost"] = "free"
    with pytest.raises(SourceError, match=r"it-casa-esempio\.yaml:\d+: the imported block cannot be read"):
        facts.run()
    assert "cost" not in facts.service("ke-nyumba")


def test_a_layout_into_which_nothing_can_be_put_is_refused(facts: SmallFacts) -> None:
    path = facts.path(NAME)
    above, mark, block = path.read_text("utf-8").partition("imported:")
    del above
    path.write_text(f"id: {NAME}\nname: X\nservices: [{{id: it-casa-esempio-centro}}]\n{mark}{block}", "utf-8")
    facts.centre["contacts"] = [contact("web", "https://casa-esempio.it/nuova")]
    with pytest.raises(SourceError, match="cannot be put into this layout"):
        facts.run(it_casa_esempio_centro="facts")
