"""The judgement of the import: what is not shown, and how well a record is proven."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publisher.small_facts import SmallFacts, Tree, contact, source

from guide_app.core.errors import SourceError

LINE = "it-casa-esempio-line"
CENTRE = "it-casa-esempio-centro"


@pytest.fixture
def facts(tmp_path: Path) -> SmallFacts:
    return SmallFacts(tmp_path)


# --- Judgement


def test_a_record_without_contact_and_address_stays_in_the_sources_only(facts: SmallFacts) -> None:
    facts.centre["contacts"] = []
    facts.run()
    found = facts.service(CENTRE)
    assert (found["status"], found["held_back"]["code"]) == ("inactive", "no_contact")
    facts.centre["address"] = "Via Esempio 1"
    facts.run()
    assert "held_back" not in facts.service(CENTRE)


def test_plain_http_is_withheld_for_hostile_places_only(facts: SmallFacts) -> None:
    nyumba = facts.files["south"][0]
    nyumba["contacts"] = [contact("web", "http://nyumba.example.org/"), contact("phone", "+254712345678")]
    facts.centre["contacts"] = [contact("web", "http://casa-esempio.it/")]
    facts.run()
    assert facts.service("ke-nyumba")["contacts"][0]["withheld"]["code"] == "plain_http"
    assert "withheld" not in facts.service(CENTRE)["contacts"][0]
    nyumba["contacts"].pop()
    facts.run()
    assert facts.service("ke-nyumba")["held_back"]["code"] == "all_withheld"
    nyumba["countries"] = ["*"]
    facts.run()
    assert "held_back" not in facts.service("ke-nyumba")


def test_a_link_that_was_seen_under_https_is_written_so(facts: SmallFacts) -> None:
    facts.files["south"][0]["contacts"] = [contact("web", "http://www.nyumba.org/")]
    link = {
        "old": "http://www.nyumba.org/",
        "new": "https://nyumba.org/",
        "source": "https://nyumba.org/a",
        "reason": "-",
    }
    facts.decisions["secure_links"] = [link]
    assert facts.run().is_clean
    assert facts.service("ke-nyumba")["contacts"] == [{"type": "web", "value": "https://nyumba.org/"}]
    link["old"] = "http://other.org/"
    assert "no record has the link http://other.org/" in facts.run().problems[0]


@pytest.mark.parametrize(
    ("mail", "is_shown"),
    [
        ("noi@casa-esempio.it", True),
        ("noi@posta.casa-esempio.it", True),
        ("casa@gmail.com", True),
        ("noi@casa-esempio.org", False),
    ],
)
def test_mail_is_shown_on_the_organisations_own_domain_or_a_free_box(
    facts: SmallFacts, mail: str, is_shown: bool
) -> None:
    facts.files["europe"][1]["contacts"] = [contact("email", mail), contact("phone", "+39800713713")]
    facts.run()
    assert ("withheld" not in facts.service(LINE)["contacts"][0]) == is_shown
    facts.decisions["known_mail"] = [{"domain": "casa-esempio.org", "records": [LINE], "reason": "Both theirs."}]
    facts.run()
    assert "withheld" not in facts.service(LINE)["contacts"][0]


def test_a_page_on_a_shared_host_is_nobodys_domain(facts: SmallFacts) -> None:
    facts.files["europe"][2]["contacts"].append(contact("web", "https://www.instagram.com/altra"))
    facts.run()
    assert all("withheld" not in entry for entry in facts.service("it-altra-casa")["contacts"])


def test_an_address_in_a_hostile_place_is_withheld_and_its_town_stays(facts: SmallFacts) -> None:
    facts.files["south"][0].update(address="1 Any Road", city="Nairobi")
    facts.run()
    place = facts.service("ke-nyumba")["locations"][0]
    assert place["withheld"]["code"] == "hostile_country"
    assert (place["address_1"], place["city"]) == ("1 Any Road", "Nairobi")
    facts.decisions["own_addresses"] = [{"id": "ke-nyumba", "source": "https://nyumba.org/", "reason": "On its site."}]
    facts.run()
    assert "withheld" not in facts.service("ke-nyumba")["locations"][0]


def test_editors_hold_back_withhold_and_place(facts: SmallFacts) -> None:
    facts.centre.update(lat=41, lon=12, city="Roma", hours="Mo 10:00-12:00")
    facts.decisions.update(
        held_back=[{"id": "ke-nyumba", "code": "state_line", "reason": "A state line."}],
        withheld=[
            {"id": CENTRE, "type": "web", "value": "https://casa-esempio.it/", "code": "taken", "reason": "Gone."}
        ],
        town_points={"records": [CENTRE], "reason": "The town only."},
        time_zones=[{"id": CENTRE, "timezone": "Europe/Rome", "reason": "Italy has one."}],
    )
    facts.centre["contacts"].append(contact("phone", "+390612345678"))
    report = facts.run()
    found = facts.service(CENTRE)
    assert report.is_clean
    assert facts.service("ke-nyumba")["held_back"] == {"code": "state_line", "reason": "A state line."}
    assert found["contacts"][0]["withheld"] == {"code": "taken", "reason": "Gone."}
    assert found["locations"] == [{"city": "Roma", "country": "IT"}]
    assert found["schedules"][0]["timezone"] == "Europe/Rome"
    assert "41, 12" in found["notes"]


def test_decisions_that_meet_nothing_are_told(facts: SmallFacts) -> None:
    facts.decisions.update(
        held_back=[{"id": "it-niente", "code": "a", "reason": "b"}],
        withheld=[{"id": CENTRE, "type": "web", "value": "https://old.it/", "code": "a", "reason": "b"}],
        town_points={"records": ["it-nessuno"], "reason": "b"},
        time_zones=[{"id": CENTRE, "timezone": "Europe/Rome", "reason": "b"}],
        one_organization=[{"name": "X", "records": ["it-x"], "reason": "b"}],
    )
    problems = "\n".join(facts.run().problems)
    for words in (
        "no record stands under the id it-niente",
        "has no web https://old.it/ to withhold",
        "no record stands under the id it-nessuno",
        "has no hours without a zone",
        "no record stands under it-x",
    ):
        assert words in problems


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ({"joints": []}, "joints is not a kind of decision"),
        ({"joins": [{"keep": "a", "join": ["b"]}]}, "lacks reason"),
        ({"joins": [{"keep": "a", "join": ["b"], "reason": "c", "why": "d"}]}, "unknown key why"),
        ({"joins": {"keep": "a"}}, "is not a list"),
        ({"joins": ["a"]}, "is not a mapping"),
        ({"free_mail": "gmail.com"}, "is not a list of words"),
        ({"emergency": ["MG"]}, "is not a mapping"),
    ],
)
def test_decisions_of_another_form_are_refused_with_their_line(facts: SmallFacts, decisions: Tree, words: str) -> None:
    facts.decisions.update(decisions)
    with pytest.raises(SourceError, match=r"decisions\.yaml:\d+: ") as caught:
        facts.run()
    assert words in str(caught.value)


# --- Proof


@pytest.mark.parametrize(
    ("sources", "evidence", "assured"),
    [
        ([source("https://casa-esempio.it/", "contacts", date="2020")], "own", "2020"),
        ([source("https://www.casa-esempio.it/", "summary")], "single", None),
        ([source("https://news.it/a", "contacts"), source("https://news.it/b", "contacts")], "single", None),
        ([source("https://news.it/a", "contacts"), source("https://paper.fr/", "contacts")], "several", None),
        ([source("https://github.com/x/list/blob/a", "contacts", date="2024-02")], "directory", "2024-02"),
        (
            [source("https://github.com/x/list/a", "contacts"), source("https://github.com/x/list/b", "contacts")],
            "directory",
            None,
        ),
        (
            [source("https://github.com/x/list", "contacts"), source("https://github.com/y/list", "contacts")],
            "several",
            None,
        ),
        (
            [source("https://github.com/a/one", "contacts"), source("https://github.com/b/two", "contacts")],
            "directory",
            None,
        ),
        ([source("https://github.com/", "contacts"), source("https://news.it/", "contacts")], "single", None),
        ([source("stored-file:1", "contacts"), source("stored-file:2", "contacts")], "directory", None),
        ([source("https://github.com/sites/list", "contacts", date="2026")], "single", None),
        (
            [source("https://a.it/", "contacts: web", date="2026"), source("https://b.it/", "contacts", date="2019")],
            "single",
            "2019",
        ),
        (
            [source("https://a.it/", "contacts: 06 12", date="2019"), source("https://b.it/", "contacts: phone/web")],
            "several",
            "2019",
        ),
        (
            [source("https://a.it/", "contacts", date="2024"), source("https://b.it/", "contacts", date="2024-01-01")],
            "several",
            "2024-01-01",
        ),
        ([], "single", None),
    ],
)
def test_a_number_is_proven_by_rule(facts: SmallFacts, sources: list[Tree], evidence: str, assured: str | None) -> None:
    facts.decisions["one_ancestor"] = [{"list": "One", "repositories": ["a/one", "b/two"], "reason": "Copies."}]
    facts.decisions["link_lists"] = [{"repository": "sites/list", "reason": "Sites only."}]
    facts.centre["contacts"].append(contact("phone", "+390612345678"))
    facts.centre["sources"] = sources
    facts.run()
    found = facts.service(CENTRE)
    assert (found["evidence"], found.get("assured_date")) == (evidence, assured)


def test_a_link_is_proven_by_a_list_of_links_and_a_place_by_its_address(facts: SmallFacts) -> None:
    facts.centre["sources"] = [source("https://news.it/", "contacts: web", date="2025")]
    facts.files["europe"][1].update(
        contacts=[], address="Via A 1", sources=[source("https://a.it/", "address", date="2024")]
    )
    facts.run()
    assert facts.service(CENTRE)["assured_date"] == "2025"
    assert facts.service(LINE)["assured_date"] == "2024"
