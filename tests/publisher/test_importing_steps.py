"""The steps of the import one by one: joins, line policies, corrections, names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.publisher.small_facts import SmallFacts, Tree, contact, correction, line, service, source

from guide_app.publisher.importing.grouping import fold_name, slug_of
from guide_app.publisher.importing.report import ImportReport

LINE = "it-casa-esempio-line"
CENTRE = "it-casa-esempio-centro"


@pytest.fixture
def facts(tmp_path: Path) -> SmallFacts:
    return SmallFacts(tmp_path)


def codes(report: ImportReport, name: str) -> list[str]:
    return [remark.code for remark in report.remarks(name)]


# --- Joining


def test_the_same_service_in_two_files_keeps_the_richer_values_and_all_ways_to_it(facts: SmallFacts) -> None:
    facts.centre.update(
        contacts=[contact("web", "http://www.casa-esempio.it"), contact("phone", "+390612345678", "by day")],
        address="Via Esempio 1",
        city="Roma",
        cost="unknown",
        confidential=True,
        countries=["IT"],
    )
    other = service(
        CENTRE,
        confidence="high",
        service="Il Centro",
        contacts=[contact("web", "https://casa-esempio.it/"), contact("form", "https://casa-esempio.it/scrivi")],
        cost="free",
        confidential=False,
        languages=["it", "en"],
        countries=["SM"],
        sources=[source("https://casa-esempio.it/chi-siamo", "cost", date=None), source("https://a.org/", "hours")],
    )
    facts.files["south"].append(other)
    report = facts.run()
    found = facts.service(CENTRE)
    assert "also" not in found
    assert found["name"] == "Il Centro"
    assert found["contacts"] == [
        {"type": "web", "value": "https://casa-esempio.it/"},
        {"type": "form", "value": "https://casa-esempio.it/scrivi"},
        {"type": "phone", "value": "+390612345678", "note": "by day"},
    ]
    assert (found["cost"], found["confidential"], found["languages"]) == ("free", "false", ["it", "en"])
    assert found["service_areas"] == ["SM", "IT"]
    assert found["locations"][0]["address_1"] == "Via Esempio 1"
    assert found["sources"][0]["supports"] == ["cost", "contacts", "summary"]
    assert found["sources"][0]["date"] == "2026-05"
    assert report.totals["services"] == {"read": 5, "compiled": 4, "joined": 1}
    assert report.totals["contacts"]["counted once in a join"] == 1
    texts = [remark.text for remark in report.remarks(CENTRE)]
    assert (
        "web http://www.casa-esempio.it of europe.jsonl counts once: near-equal, https://casa-esempio.it/ stands"
        in texts
    )
    assert "service of europe.jsonl not taken: 'Centro'" in texts


def test_a_street_is_never_set_in_the_other_records_town(facts: SmallFacts) -> None:
    facts.centre.update(address="Via Esempio 1", city="Milano")
    facts.files["south"].append(service(CENTRE, confidence="high", city="Roma"))
    facts.run()
    assert facts.service(CENTRE)["locations"] == [{"city": "Roma", "country": "IT"}]


def test_two_ids_of_one_service_are_joined_by_decision_and_found_under_both(facts: SmallFacts) -> None:
    facts.decisions["joins"] = [{"keep": CENTRE, "join": ["it-altra-casa"], "reason": "One house."}]
    facts.files["lines"].append(line("it-altra-casa", age_min=12))
    facts.files["corrections"].append(correction("it-altra-casa", "city", None, "Roma"))
    report = facts.run()
    found = facts.service(CENTRE)
    assert found["also"] == ["it-altra-casa"]
    assert found["minimum_age"] == "12"
    assert found["locations"] == [{"city": "Roma", "country": "IT"}]
    assert report.places["it-altra-casa"] == CENTRE
    facts.decisions["joins"][0]["join"] = ["it-niente"]
    assert "joins it-niente, not in the facts" in facts.run().problems[0]


# --- Line policies


def test_a_line_policy_is_newer_and_wins(facts: SmallFacts) -> None:
    policy = line(
        LINE,
        may_contact={"police": "in_danger", "guardians": "unknown", "note": "To save a life."},
        hours="24/7",
        timezone="Europe/Rome",
        languages=["it", "fr"],
        anonymous=True,
        age_min=14,
        age_max=25,
        status="unconfirmed",
        note="Callers wait.",
        sources=[source("https://casa-esempio.it/linea", "hours", date="2026-08-11")],
    )
    facts.files["europe"][1].update(hours="Mo 10:00-12:00", anonymous=False)
    facts.files["lines"].append(policy)
    report = facts.run()
    found = facts.service(LINE)
    assert found["may_contact"] == {"police": "in_danger", "note": "To save a life."}
    assert found["schedules"] == [{"opening_hours": "24/7", "timezone": "Europe/Rome"}]
    assert found["languages"] == ["it", "fr"]
    assert (found["anonymous"], found["minimum_age"], found["maximum_age"]) == ("true", "14", "25")
    assert (found["status"], found["unconfirmed"], found["status_note"]) == ("active", "true", "Callers wait.")
    assert found["sources"][1]["supports"] == ["hours"]
    assert report.totals["lines"] == {"read": 1, "applied": 1}


@pytest.mark.parametrize(
    ("said", "status"), [("paused", "temporarily closed"), ("closed", "defunct"), ("active", "active")]
)
def test_a_policys_status_becomes_the_standards_word(facts: SmallFacts, said: str, status: str) -> None:
    facts.files["lines"].append(line(LINE, status=said))
    facts.run()
    assert facts.service(LINE)["status"] == status


def test_what_a_policy_leaves_open_takes_only_away_what_nothing_backs(facts: SmallFacts) -> None:
    record = facts.files["europe"][1]
    record.update(hours="24/7", anonymous=True, confidential=True)
    record["sources"] = [source("https://a.org/", "hours", "anonymous")]
    facts.files["lines"].append(line(LINE))
    report = facts.run()
    found = facts.service(LINE)
    assert found["schedules"] == [{"opening_hours": "24/7"}]
    assert found["anonymous"] == "true"
    assert "confidential" not in found
    assert found["languages"] == ["it"]
    assert codes(report, LINE).count("unsupported_dropped") == 1
    record["sources"] = [source("https://a.org/", "contacts")]
    facts.run()
    assert "schedules" not in facts.service(LINE)


def phones(facts: SmallFacts, *values: str, **policy: Any) -> list[Tree]:
    facts.files["europe"][1]["contacts"] = [contact("phone", value) for value in values] + [contact("sms", "12345")]
    facts.files["lines"] = [line(LINE, **policy)]
    facts.run()
    return list(facts.service(LINE)["contacts"])


def test_one_phone_carries_what_the_policy_says_of_the_line(facts: SmallFacts) -> None:
    one, sms = phones(facts, "116123", toll_free=True, on_bill="no", note="It stays in the phone's own call list.")
    assert one["toll_free"] == "true"
    assert one["on_bill"] == "no"
    assert one["note"] == "It stays in the phone's own call list."
    assert sms == {"type": "sms", "value": "12345"}
    assert "status_note" not in facts.service(LINE)
    one, _ = phones(facts, "116123", on_bill="no")
    assert one["note"] == "The number still stays in the phone's own call list."


def test_of_several_phones_only_free_ones_by_plan_are_called_free_and_none_is_promised_off_the_bill(
    facts: SmallFacts,
) -> None:
    found = phones(facts, "+39800713713", "+390612345678", "116123", toll_free=True, on_bill="no", note="A note.")
    assert [entry.get("toll_free") for entry in found] == ["true", None, None, None]
    assert all("on_bill" not in entry for entry in found)
    assert facts.service(LINE)["status_note"] == "A note."
    assert all("toll_free" not in entry for entry in phones(facts, "+39800713713", "116123", toll_free=False))


@pytest.mark.parametrize(
    ("note", "is_shown"),
    [
        ("Callers wait for up to six hours.", True),
        ("Hours are those of 2020-21; the option ended on 2025-07-17.", True),
        ("OUR RECORD LACKS the number.", False),
        ("Finnish line: 0400 22 11 80.", False),
        ("Its page calls 06 1234 5678 free and not free.", True),
    ],
)
def test_a_remark_is_shown_unless_it_is_about_the_record_or_names_another_number(
    facts: SmallFacts, note: str, is_shown: bool
) -> None:
    facts.decisions["editor_words"] = {"words": ["our record"], "reason": "For editors."}
    phones(facts, "+390612345678", note=note)
    found = facts.service(LINE)
    assert found.get("status_note") == (note if is_shown else None)
    assert found.get("notes") == (None if is_shown else note)


def test_editors_can_say_to_readers_what_a_remark_meant(facts: SmallFacts) -> None:
    facts.decisions["reader_notes"] = [{"id": LINE, "text": "For everyone."}]
    phones(facts, "+390612345678", note="Our record is wrong, it is for everyone.")
    assert facts.service(LINE)["status_note"] == "For everyone."
    assert facts.service(LINE)["notes"].startswith("Our record")


def test_two_policies_for_one_record_are_told(facts: SmallFacts) -> None:
    facts.decisions["joins"] = [{"keep": CENTRE, "join": ["it-altra-casa"], "reason": "One."}]
    facts.files["lines"] += [line(CENTRE), line("it-altra-casa")]
    report = facts.run()
    assert "has a policy already" in report.problems[0]
    assert report.totals["lines"] == {"read": 2, "applied": 1, "not applied": 1}


# --- Corrections


def corrected(facts: SmallFacts, field: str, old: Any, new: Any) -> str:
    """Give what became of a correction of the centre, which has two phones and stands in its file already."""
    facts.centre["contacts"] = [
        contact("web", "https://casa-esempio.it/"),
        contact("phone", "+390611111111", "day"),
        contact("phone", "+390622222222"),
        contact("chat", "028"),
    ]
    facts.run()
    facts.files["corrections"] = [correction(CENTRE, field, old, new, "https://casa-esempio.it/nuovo")]
    return next(iter(set(facts.run().totals["corrections"]) - {"read"}))


@pytest.mark.parametrize(
    ("field", "old", "new", "outcome"),
    [
        ("contacts[type=phone].value", "+390611111111", "+390633333333", "applied"),
        ("contacts[type=phone].value", "+390699999999", "+390622222222", "right already"),
        ("contacts[type=phone].value", "+390699999999", "+390633333333", "conflict"),
        ("contacts[type=phone].value", "+390611111111", None, "conflict"),
        ("contacts[type=phone].note", "day", "by day", "applied"),
        ("contacts[type=phone].note", "day", None, "applied"),
        ("contacts[type=phone].note", "night", "by day", "conflict"),
        ("contacts[type=chat]", "028", None, "applied"),
        ("contacts[type=chat]", "029", None, "conflict"),
        ("contacts[type=email]", "a@b.it", None, "right already"),
        ("contacts[type=chat]", "028", "https://chat.it/", "applied"),
        ("contacts[type=chat]", ["028"], None, "conflict"),
        ("contacts", [], [], "conflict"),
        ("hours", None, "24/7", "applied"),
        ("hours", "24/7", "Mo 10:00-12:00", "conflict"),
        ("languages", ["it"], ["it", "en"], "applied"),
        ("languages", ["it"], "en", "conflict"),
        ("summary", "A place to go.", None, "conflict"),
        ("summary", "Something else.", "A place to go.", "right already"),
        ("anonymous", None, True, "applied"),
        ("lat", None, 41, "applied"),
        ("id", CENTRE, "it-new", "conflict"),
        ("colour", None, "red", "conflict"),
        ("hours[type=phone]", None, "24/7", "conflict"),
    ],
)
def test_a_correction_applies_only_where_it_fits(
    facts: SmallFacts, field: str, old: Any, new: Any, outcome: str
) -> None:
    assert corrected(facts, field, old, new) == outcome
    urls = [entry["url"] for entry in facts.service(CENTRE)["sources"]]
    assert ("https://casa-esempio.it/nuovo" in urls) == (outcome != "conflict")


def test_a_corrections_page_backs_the_field_and_the_contact_that_is_gone_is_counted(facts: SmallFacts) -> None:
    assert corrected(facts, "contacts[type=chat]", "028", None) == "applied"
    found = facts.service(CENTRE)
    assert [entry["type"] for entry in found["contacts"]] == ["web", "phone", "phone"]
    assert found["sources"][1]["supports"] == ["contacts"]
    report = facts.run()
    assert report.totals["contacts"]["taken out by a correction"] == 1


def test_two_equal_contacts_are_not_guessed_between_and_an_unknown_id_is_told(facts: SmallFacts) -> None:
    facts.centre["contacts"] = [contact("phone", "+390611111111", "a"), contact("phone", "+390622222222", "a")]
    facts.files["corrections"] = [
        correction(CENTRE, "contacts[type=phone].note", "a", "b"),
        correction("it-niente", "hours", None, "24/7"),
    ]
    report = facts.run()
    assert report.totals["corrections"] == {"read": 2, "conflict": 2}
    assert "2 phone contacts have 'a'" in report.problems[0]
    assert "no service has the id it-niente" in report.problems[1]


def test_a_correction_that_a_policy_has_made_already_is_right(facts: SmallFacts) -> None:
    facts.files["lines"].append(line(LINE, hours="24/7"))
    facts.files["corrections"].append(correction(LINE, "hours", None, "24/7", "https://avp.org/"))
    report = facts.run()
    assert report.is_clean
    assert report.totals["corrections"] == {"read": 1, "right already": 1}


# --- Names


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Háttér Társaság", "hatter-tarsasag"),
        ("İstanbul LGBTİ+", "istanbul-lgbti"),
        ("Women's Rights", "womens-rights"),
        ("ЛГБТК+ группа", None),
        ("“!”", None),
        ("A" * 80, "a" * 56),
        ("many words " * 9, "many-words-many-words-many-words-many-words-many-words"),
    ],
)
def test_slugs_are_plain_and_lose_no_letter(name: str, slug: str | None) -> None:
    assert slug_of(name) == slug


def test_names_that_differ_in_signs_and_accents_are_the_same() -> None:
    assert fold_name("Háttér  Társaság!") == fold_name("hatter tarsasag")
    assert fold_name("حلم") != fold_name("何か")
