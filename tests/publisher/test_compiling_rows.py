"""What goes from the sources into the rows of a snapshot, and what must never get there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.publisher.small_stock import SmallStock, Tree

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.compiling.rows_from_sources import rows_from_staging
from guide_app.publisher.compiling.staging import save_staging, stage
from guide_app.publisher.sources import load_sources
from guide_app.store.rows import CanonicalRow, check_row
from guide_app.store.schema import TABLES, column_names

WITHHELD: Tree = {"withheld": {"code": "wrong", "reason": "seen to be wrong"}}


def rows_of(stock: SmallStock, folder: Path) -> list[CanonicalRow]:
    with stage(load_sources(stock.write(folder))) as database:
        return list(rows_from_staging(database))


def table(rows: list[CanonicalRow], name: str) -> list[dict[str, Any]]:
    return [dict(zip(column_names(name), values, strict=True)) for found, values in rows if found == name]


def services(rows: list[CanonicalRow]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in table(rows, "services")}


def contacts(rows: list[CanonicalRow], service: str) -> list[dict[str, Any]]:
    return [row for row in table(rows, "contacts") if row["service_id"] == service]


def names(rows: list[CanonicalRow], kind: str) -> dict[tuple[str, str], str]:
    return {(row["code"], row["language"]): row["name"] for row in table(rows, "names") if row["kind"] == kind}


def test_all_rows_are_of_the_schema(stock: SmallStock, tmp_path: Path) -> None:
    rows = rows_of(stock, tmp_path)
    for row in rows:
        check_row(row)
    assert {name for name, _ in rows} == set(TABLES) - {"guides", "guide_texts"}  # this stock has no shelf


def test_a_service_keeps_what_the_source_says(stock: SmallStock, tmp_path: Path) -> None:
    stock.line.update(
        minimum_age="14",
        anonymous="true",
        confidential="false",
        may_contact={"police": "in_danger", "note": "If a life is at risk."},
        also=["it-old-line", "it-gay-help"],
    )
    row = services(rows_of(stock, tmp_path))["it-casa-esempio-line"]
    assert (row["minimum_age"], row["maximum_age"]) == (14, None)
    assert (row["anonymous"], row["confidential"]) == (1, 0)
    assert (row["may_contact_police"], row["may_contact_guardians"]) == ("in_danger", "unknown")
    assert (row["opening_hours"], row["timezone"]) == ("Mo-Fr 10:00-18:00", "Europe/Rome")
    assert (row["address"], row["city"], row["location_country"], row["latitude"]) == (
        "Via Esempio 1",
        "Roma",
        "IT",
        "41.9",
    )
    assert row["search_words"] == "old line\ngay help"
    assert json.loads(row["also_json"]) == ["it-old-line", "it-gay-help"]
    assert json.loads(row["sources_json"])[0]["date"] == "2026-08-11"
    assert (row["cost"], row["confirm_first"], row["cautions_json"]) == ("free", 0, "[]")


def test_what_no_source_says_is_unknown_and_never_no(stock: SmallStock, tmp_path: Path) -> None:
    rows = rows_of(stock, tmp_path)
    row = services(rows)["eg-nile-circle-group"]
    assert row["anonymous"] is None
    assert row["cost"] == "unknown"
    assert row["may_contact_police"] == "unknown"
    assert row["assured_date"] is None
    assert contacts(rows, "eg-nile-circle-group")[0]["toll_free"] is None
    assert contacts(rows, "eg-nile-circle-group")[0]["on_bill"] == "unknown"


def test_withheld_contacts_and_addresses_leave_no_trace(stock: SmallStock, tmp_path: Path) -> None:
    stock.line["contacts"][1] |= WITHHELD
    stock.line["locations"][0] |= WITHHELD
    rows = rows_of(stock, tmp_path)
    assert [row["type"] for row in contacts(rows, "it-casa-esempio-line")] == ["email", "web"]
    row = services(rows)["it-casa-esempio-line"]
    assert (row["location_withheld"], row["city"], row["location_country"]) == (1, "Roma", "IT")
    assert all(row[key] is None for key in ("address", "postal_code", "latitude", "longitude"))
    everything = repr(rows)
    assert "800713713" not in everything
    assert "Via Esempio" not in everything
    assert "seen to be wrong" not in everything


@pytest.mark.parametrize(
    "change",
    [
        {"held_back": {"code": "dead", "reason": "the line was closed"}},
        {"status": "inactive"},
        {"status": "defunct"},
        {"contacts": [], "locations": [{"city": "Roma", "country": "IT"}]},
        {
            "contacts": [{"type": "phone", "value": "112"} | WITHHELD],
            "locations": [{"address_1": "Via Esempio 1", "city": "Roma"} | WITHHELD],
        },
    ],
    ids=["held back", "inactive", "defunct", "town only", "all withheld"],
)
def test_what_helps_nobody_stays_in_the_sources(change: Tree, stock: SmallStock, tmp_path: Path) -> None:
    stock.line.update(change)
    rows = rows_of(stock, tmp_path)
    assert set(services(rows)) == {"eg-nile-circle-group"}
    assert contacts(rows, "it-casa-esempio-line") == []


@pytest.mark.parametrize("change", [{"contacts": []}, {"locations": []}, {"status": "temporarily closed"}])
def test_a_contact_or_an_address_is_enough(change: Tree, stock: SmallStock, tmp_path: Path) -> None:
    stock.line.update(change)
    assert "it-casa-esempio-line" in services(rows_of(stock, tmp_path))


def test_calling_comes_before_writing(stock: SmallStock, tmp_path: Path) -> None:
    rows = contacts(rows_of(stock, tmp_path), "it-casa-esempio-line")
    assert [row["type"] for row in rows] == ["phone", "email", "web"]
    assert [row["position"] for row in rows] == [0, 1, 2]


def test_a_free_number_is_printed_for_its_country_and_called_free_only_where_a_source_says_so(
    stock: SmallStock, tmp_path: Path
) -> None:
    phone = contacts(rows_of(stock, tmp_path / "silent"), "it-casa-esempio-line")[0]
    assert (phone["value"], phone["display"]) == ("+39800713713", "800 713 713")
    assert (phone["toll_free"], phone["domestic_only"]) == (None, 1)
    stock.line["contacts"][1]["toll_free"] = "true"
    phone = contacts(rows_of(stock, tmp_path / "said"), "it-casa-esempio-line")[0]
    assert (phone["toll_free"], phone["domestic_only"]) == (1, 1)


def test_what_a_source_says_of_the_cost_of_a_call_stands(stock: SmallStock, tmp_path: Path) -> None:
    stock.line["contacts"][1]["toll_free"] = "false"
    assert contacts(rows_of(stock, tmp_path), "it-casa-esempio-line")[0]["toll_free"] == 0


def test_services_at_one_number_are_counted_and_short_codes_by_country(stock: SmallStock, tmp_path: Path) -> None:
    stock.line["contacts"].append({"type": "phone", "value": "100"})
    stock.circle["contacts"].append({"type": "phone", "value": "100"})
    stock.add_copy(contacts=[{"type": "sms", "value": "+39800713713"}, {"type": "phone", "value": "100"}])
    rows = rows_of(stock, tmp_path)
    shared = {(row["service_id"], row["type"], row["value"]): row["shared_by"] for row in table(rows, "contacts")}
    assert shared["it-casa-esempio-line", "phone", "+39800713713"] == 2
    assert shared["it-altra-line", "sms", "+39800713713"] == 2
    assert shared["it-casa-esempio-line", "phone", "100"] == 2
    assert shared["eg-nile-circle-group", "phone", "100"] == 1


def test_needs_lead_to_kinds_and_audiences(stock: SmallStock, tmp_path: Path) -> None:
    first = stock.needs["needs"][0]
    stock.needs["needs"] = [
        first | {"id": "young", "matches": [{"audiences": ["youth"]}]},
        first | {"id": "groups", "matches": [{"about": ["nile"]}, {"kinds": ["support_group"]}]},
        first | {"id": "lines", "matches": [{"about": ["nobody"]}, {"kinds": ["crisis_line"], "channels": ["chat"]}]},
        {"id": "calls", "parent": "lines", "matches": [{"about": ["need*"], "channels": ["phone", "sms"]}]},
    ]
    rows = rows_of(stock, tmp_path)
    needs = {key: json.loads(row["needs_json"]) for key, row in services(rows).items()}
    assert needs == {"it-casa-esempio-line": ["lines", "calls"], "eg-nile-circle-group": ["young", "groups"]}
    levels = {key: json.loads(row["need_levels_json"]) for key, row in services(rows).items()}
    assert levels["it-casa-esempio-line"] == {"lines": 3, "calls": 1}, "what meets a finer need meets its own too"
    assert levels["eg-nile-circle-group"] == {"young": 1, "groups": 1}
    listed = {row["id"]: (row["parent"], row["icon"]) for row in table(rows, "needs")}
    assert list(listed) == ["young", "groups", "lines", "calls"]
    assert listed["calls"] == ("lines", "phone"), "a finer need has the picture of its own"


def test_names_stand_in_eleven_languages(stock: SmallStock, tmp_path: Path) -> None:
    stock.line["service_areas"] = ["IT", "TR"]
    rows = rows_of(stock, tmp_path)
    countries = names(rows, "country")
    assert {code for code, _ in countries} == {"IT", "TR", "EG"}
    assert countries["EG", "ar"] == "مصر"
    assert countries["IT", "ja"] == "イタリア"
    assert names(rows, "country_words")["TR", "en"] == "Turkey"
    assert names(rows, "language")["it", "de"] == "Italienisch"
    assert names(rows, "service_kind")["crisis_line", "pl"] == "Crisis line (pl)"
    assert names(rows, "audience")["youth", "ar"] == "youth (ar)"
    assert names(rows, "need")["talk", "ru"] == "Talk to someone"
    assert names(rows, "need_words")["talk", "tr"] == "\n".join(f"talk {number}" for number in range(15))
    assert names(rows, "city") == {("Roma", "en"): "Roma", ("Cairo", "en"): "Cairo"}
    assert {language for _, language in countries} == set(LANGUAGES)


def test_the_manifest_counts_dates_and_credits(stock: SmallStock, tmp_path: Path) -> None:
    stock.circle["sources"].append(
        {"url": "https://github.com/KaraZajac/SUCCURRO/blob/main/x.json", "supports": ["contacts"]},
    )
    content = {row["key"]: json.loads(row["value_json"]) for row in table(rows_of(stock, tmp_path), "manifest")}
    assert content["counts"] == {"organizations": 2, "services": 2, "contacts": 4, "countries": 2, "needs": 1}
    assert content["published"] == "2026-08-11"
    assert content["languages"] == list(LANGUAGES)
    assert ["texts", "CC BY-SA 4.0"] in content["licences"]
    assert content["credits"][0] == ["github.com/KaraZajac/SUCCURRO", "CC BY-NC 4.0; cited once"]
    assert ["law.example.net", "cited 2 times"] in content["credits"]
    assert any("CLDR" in source for source, _ in content["credits"])


def test_a_stock_without_exact_dates_is_dated_by_the_month(stock: SmallStock, tmp_path: Path) -> None:
    stock.line["assured_date"] = "2025-11"
    stock.line["sources"][0].pop("date")
    content = {row["key"]: json.loads(row["value_json"]) for row in table(rows_of(stock, tmp_path), "manifest")}
    assert content["published"] == "2025-11-01"


def test_countries_show_every_number_that_sources_give(stock: SmallStock, tmp_path: Path) -> None:
    stock.countries["eg"]["emergency"] = {"ambulance": ["123", "997"]}
    row = next(row for row in table(rows_of(stock, tmp_path), "countries") if row["code"] == "EG")
    assert json.loads(row["emergency_json"]) == {"general": [], "police": [], "ambulance": ["123", "997"], "fire": []}
    assert (row["same_sex_acts"], row["maximum_penalty"], row["as_of"]) == ("de_facto_criminalised", "prison", 2026)


def test_staging_says_what_was_withheld_and_why(stock: SmallStock, tmp_path: Path) -> None:
    from sqlite_utils import Database

    stock.line["contacts"][1] |= WITHHELD
    stock.circle["held_back"] = {"code": "dead", "reason": "gone"}
    target = tmp_path / "staging.sqlite"
    with stage(load_sources(stock.write(tmp_path / "data"))) as database:
        save_staging(database, target)
        save_staging(database, target)
    with Database(target) as saved:
        held = list(saved.query("SELECT id, not_compiled_because, held_back_reason FROM services WHERE NOT compiled"))
        assert held == [
            {"id": "eg-nile-circle-group", "not_compiled_because": "held back: dead", "held_back_reason": "gone"},
        ]
        withheld = list(saved.query("SELECT value, withheld_code FROM contacts WHERE withheld_code IS NOT NULL"))
        assert withheld == [{"value": "+39800713713", "withheld_code": "wrong"}]
