"""The import as a whole: what it makes of a folder of facts, and that it is steady."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.publisher.small_facts import SmallFacts, Tree, contact, correction, country, line, service

from guide_app.core.errors import SourceError
from guide_app.publisher.importing.command import add_import_command
from guide_app.publisher.importing.report import ImportReport
from guide_app.publisher.sources import load_source


@pytest.fixture
def facts(tmp_path: Path) -> SmallFacts:
    return SmallFacts(tmp_path)


def assert_adds_up(report: ImportReport) -> None:
    for kind in ("services", "lines", "corrections", "countries", "contacts"):
        counts = dict(report.totals[kind])
        assert counts.pop("read", 0) == sum(counts.values()), kind
    assert report.totals["services"].get("held back", 0) == sum(report.totals["held back, by reason"].values())
    lines = [f"{outcome.fact.origin}" for outcome in report.outcomes]
    assert len(lines) == len(set(lines)) == sum(report.totals[kind].get("read", 0) for kind in KINDS)


KINDS = ("services", "lines", "corrections", "countries")


def test_each_organisation_gets_one_file_and_each_country_too(facts: SmallFacts) -> None:
    report = facts.run()
    assert report.is_clean
    assert sorted(facts.snapshot()) == [
        "countries/it.yaml",
        "countries/ke.yaml",
        "organizations/it/it-altra-casa.yaml",
        "organizations/it/it-casa-esempio.yaml",
        "organizations/ke/ke-nyumba.yaml",
    ]
    tree = facts.tree("it-casa-esempio")
    assert list(tree) == ["id", "name", "services", "imported"]
    assert [found["id"] for found in tree["services"]] == ["it-casa-esempio-centro", "it-casa-esempio-line"]
    assert list(tree["services"][0]) == [
        *("id", "name", "kind", "description", "status", "audience", "service_areas", "languages", "contacts"),
        *("evidence", "confidence", "assured_date", "sources"),
    ]
    assert load_source(facts.data / "countries" / "ke.yaml").tree["maximum_penalty"] == "prison"
    assert_adds_up(report)


def test_a_second_run_touches_no_file(facts: SmallFacts) -> None:
    facts.run()
    before = facts.snapshot()
    report = facts.run()
    assert facts.snapshot() == before
    assert report.totals["files"] == {"unchanged": 5}


def test_a_changed_fact_changes_one_file(facts: SmallFacts) -> None:
    facts.run()
    before = facts.snapshot()
    facts.centre["contacts"].append(contact("phone", "+390612345678"))
    facts.run()
    after = facts.snapshot()
    assert [name for name in after if after[name] != before[name]] == ["organizations/it/it-casa-esempio.yaml"]


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_order_of_files_and_lines_changes_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    def made(shuffle: Callable[[list[Tree]], None]) -> dict[str, bytes]:
        facts = SmallFacts(tmp_path_factory.mktemp("order"))
        facts.files["europe"].append(service("it-due", organization="CASA  ESEMPIO!"))
        facts.files["europe"].append(service("it-joined", confidence="high", contacts=[contact("web", "http://a.it")]))
        facts.files["south"].append(service("it-joined", organization="Zwei", cost="free"))
        facts.files["lines"] += [line("it-due", hours="24/7"), line("it-joined", age_min=12)]
        facts.files["corrections"] += [
            correction("it-due", "cost", None, "free"),
            correction("it-due", "city", None, "X"),
        ]
        for lines in facts.files.values():
            shuffle(lines)
        if random.Random(seed).random() < 0.5:
            facts.files["another"] = facts.files.pop("europe")
            facts.files["europe"] = facts.files.pop("another")
        facts.run()
        return {name: content for name, (content, _) in facts.snapshot().items()}

    assert made(random.Random(seed).shuffle) == made(lambda _: None)


def test_a_file_keeps_its_name_when_the_organisation_is_renamed(facts: SmallFacts) -> None:
    facts.run()
    for tree in facts.files["europe"][:2]:
        tree["organization"] = "Casa Nuova"
    facts.run()
    assert facts.tree("it-casa-esempio")["name"] == "Casa Nuova"
    assert facts.tree("it-casa-esempio")["id"] == "it-casa-esempio"
    assert len(facts.snapshot()) == 5


def test_one_service_that_changes_hands_moves_to_the_other_file(facts: SmallFacts) -> None:
    facts.run()
    facts.files["europe"][1]["organization"] = "Altra Casa"
    facts.run()
    assert [found["id"] for found in facts.tree("it-casa-esempio")["services"]] == ["it-casa-esempio-centro"]
    assert [found["id"] for found in facts.tree("it-altra-casa")["services"]] == [
        "it-altra-casa",
        "it-casa-esempio-line",
    ]


def test_a_file_whose_services_all_stand_elsewhere_goes(facts: SmallFacts) -> None:
    facts.run()
    members = ["it-altra-casa", "it-casa-esempio-centro", "it-casa-esempio-line"]
    facts.decisions["one_organization"] = [{"name": "Casa Unita", "records": members, "reason": "One."}]
    report = facts.run()
    assert not facts.path("it-altra-casa").exists()
    assert report.totals["files"]["removed"] == 1
    assert [found["id"] for found in facts.tree("it-casa-esempio")["services"]] == members


def test_a_record_that_vanished_stays_and_is_told(facts: SmallFacts) -> None:
    facts.run()
    before = facts.snapshot()
    facts.files["europe"] = facts.files["europe"][1:2]
    facts.files["countries"] = facts.files["countries"][1:]
    report = facts.run()
    assert facts.snapshot() == before
    told = report.as_json()["vanished"]
    assert len(told) == 3
    assert any("it-casa-esempio-centro is no longer in the facts; it stays in its file" in text for text in told)
    assert not report.is_clean
    assert len(report.problems) == 3
    facts.files["europe"][0]["cost"] = "free"
    facts.run()
    assert facts.snapshot() == before


def test_names_of_another_script_take_the_english_name_or_the_first_id(facts: SmallFacts) -> None:
    facts.files["south"] += [
        service("lb-helem-help", organization="حلم", organization_en="Helem"),
        service("jp-nani-line", organization="何か"),
        service("de-strasse", organization="Große Łódź’s Straße e.V."),
    ]
    facts.run()
    assert facts.tree("lb-helem")["alternate_name"] == "Helem"
    assert facts.tree("jp-nani-line")["name"] == "何か"
    assert facts.path("de-grosse-lodzs-strasse-e-v").exists()


def test_an_unknown_key_is_told_with_its_line_and_the_rest_is_written(facts: SmallFacts) -> None:
    facts.files["europe"][1]["wheelchair"] = True
    report = facts.run()
    assert not report.is_clean
    assert report.problems[0].startswith("europe.jsonl:2: wheelchair is not a key of these facts")
    assert facts.path("it-casa-esempio").exists()


@pytest.mark.parametrize(
    ("stem", "bend", "words"),
    [
        ("europe", lambda tree: tree.pop("contacts"), "contacts is missing"),
        ("europe", lambda tree: tree.update(contacts="none"), "contacts is 'none'"),
        ("europe", lambda tree: tree.update(summary=" "), "summary is ' '"),
        ("europe", lambda tree: tree.update(lat="41"), "lat is '41'"),
        ("europe", lambda tree: tree.update(anonymous="yes"), "anonymous is 'yes'"),
        ("europe", lambda tree: tree.update(countries=["Italy"]), "countries[0] is 'Italy'"),
        ("europe", lambda tree: tree["contacts"].append(contact("fax", "1")), "contacts[1].type is 'fax'"),
        ("europe", lambda tree: tree["sources"][0].update(date="May 2026"), "sources[0].date is 'May 2026'"),
        ("europe", lambda tree: tree.update(id="it casa"), "id is 'it casa'"),
        ("europe", lambda tree: tree.update(id="it-altra-casa"), "it-altra-casa stands already"),
        ("countries", lambda tree: tree.update(as_of="2026"), "as_of is '2026'"),
        ("countries", lambda tree: tree["emergency"].pop("fire"), "emergency.fire is missing"),
        ("countries", lambda tree: tree.update(country="KE"), "KE stands already"),
    ],
)
def test_facts_that_cannot_be_understood_stop_everything(
    facts: SmallFacts, stem: str, bend: Callable[[Tree], object], words: str
) -> None:
    bend(facts.files[stem][0])
    with pytest.raises(SourceError) as caught:
        facts.run()
    assert words in str(caught.value)
    assert f"{stem}.jsonl:" in str(caught.value)
    assert "Remedy: " in str(caught.value)
    assert not facts.snapshot()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"id": ', "is not a JSON object"),
        ('{"id": "it-a", "id": "it-b"}', "a key stands twice"),
        ('{"lat": NaN}', "NaN is not a number"),
        ("[]", "the line is '[]'"),
    ],
)
def test_lines_that_are_no_json_name_file_and_line(facts: SmallFacts, text: str, words: str) -> None:
    facts.write()
    with (facts.folder / "south.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    with pytest.raises(SourceError, match=r"south\.jsonl:3: ") as caught:
        read(facts)
    assert words in str(caught.value)


def read(facts: SmallFacts) -> None:
    from guide_app.publisher.importing.facts import read_facts

    read_facts(facts.folder)


def test_a_file_that_is_not_utf8_and_a_folder_without_facts_are_told(facts: SmallFacts, tmp_path: Path) -> None:
    facts.write()
    (facts.folder / "europe.jsonl").write_bytes(b"{}\n\xe9\n")
    with pytest.raises(SourceError, match=r"europe\.jsonl:2: is not UTF-8"):
        read(facts)
    facts.folder = tmp_path / "empty"
    with pytest.raises(SourceError, match="holds no facts"):
        read(facts)


def test_coordinates_keep_every_digit_and_hours_their_words(facts: SmallFacts) -> None:
    facts.centre.update(city="Roma", hours="Mo-Fr 10:00-18:00", timezone="Europe/Rome")
    facts.write()
    path = facts.folder / "europe.jsonl"
    path.write_text(
        path.read_text("utf-8").replace('"lat": null, "lon": null', '"lat": 52.50000, "lon": 13', 1), "utf-8"
    )
    from guide_app.publisher.importing.running import import_facts

    import_facts(facts.folder, facts.data)
    found = facts.service("it-casa-esempio-centro")
    assert found["locations"] == [{"city": "Roma", "country": "IT", "latitude": "52.50000", "longitude": "13"}]
    assert found["schedules"] == [{"opening_hours": "Mo-Fr 10:00-18:00", "timezone": "Europe/Rome"}]


def command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_import_command(parser.add_subparsers())
    arguments = parser.parse_args(["import-facts", *words])
    return int(arguments.run(arguments))


def test_the_command_reports_and_its_exit_code_says_whether_all_is_well(
    facts: SmallFacts, capsys: pytest.CaptureFixture[str]
) -> None:
    facts.files["lines"].append(line("it-casa-esempio-line", hours="24/7"))
    facts.write()
    words = [str(facts.folder), "--data", str(facts.data)]
    report, ledger = facts.data / "report.json", facts.data / "ledger.jsonl"
    assert command(*words, "--json", "--report", str(report), "--ledger", str(ledger)) == 0
    assert capsys.readouterr().out.endswith("clean\n")
    tree = json.loads(report.read_text("utf-8"))
    assert len(tree["records"]) == 7
    assert tree["totals"]["lines"] == {"read": 1, "applied": 1}
    assert json.loads(ledger.read_text("utf-8").splitlines()[0])["contacts"] == [["email", "noi@altra.it"]]

    assert command(*words, "--json") == 0
    assert json.loads(capsys.readouterr().out)["clean"] is True
    assert command(*words, "--report", str(report)) == 0
    assert "lines.jsonl:1: it-casa-esempio-line: applied" in report.read_text("utf-8")

    facts.files["lines"].append(line("it-nobody"))
    facts.write()
    assert command(*words) == 1
    assert "no service has the id it-nobody" in capsys.readouterr().out
    assert command(*words, "--take", "theirs", "it-a") == 1
    (facts.folder / "europe.jsonl").write_text("{", encoding="utf-8")
    assert command(*words) == 1
    assert "europe.jsonl:1: is not a JSON object" in capsys.readouterr().err


def test_countries_show_what_is_known_and_both_numbers_where_they_differ(facts: SmallFacts) -> None:
    emergency = {"general": None, "police": "117", "ambulance": "117", "fire": None}
    facts.files["countries"] += [
        country("MG", emergency=emergency, notes="Disputed."),
        country("KP", emergency=dict.fromkeys(emergency)),
    ]
    facts.decisions["emergency"] = {"MG": {"ambulance": ["117", "124"], "reason": "Lists differ."}}
    report = facts.run()
    trees = {code: load_source(facts.data / "countries" / f"{code}.yaml").tree for code in ("mg", "kp")}
    assert trees["mg"]["emergency"] == {"police": ["117"], "ambulance": ["117", "124"]}
    assert trees["mg"]["notes"] == "Disputed."
    assert trees["kp"]["emergency"] == {}
    assert report.is_clean
    assert_adds_up(report)

    emergency["ambulance"] = "118"
    facts.decisions["emergency"]["XX"] = {"police": ["1"], "reason": "Nowhere."}
    report = facts.run()
    assert len(report.problems) == 2
    assert "ambulance is 118 in countries.jsonl:3, not among the decided numbers" in report.problems[0]
    assert load_source(facts.data / "countries" / "mg.yaml").tree["emergency"]["ambulance"] == ["117", "124"]
