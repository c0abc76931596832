"""What is said of a service: never more than is known, never a bare "no", and times on whose clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.hours import OpenState
from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.values import Contact, Country, CountryCode, EmergencyNumbers, LanguageCode, Law, Schedule
from guide_app.ui import sentences
from guide_app.ui.clock import _country_of_link, say_date, say_times, say_zone
from guide_app.ui.emergency import emergency_line, known_numbers
from guide_app.ui.hours_text import say_week
from guide_app.ui.words import Words

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
ENGLISH = Messages(LanguageCode("en"), None)
NAMES = {"country": {"LB": "Lebanon", "US": "United States", "CA": "Canada", "MX": "Mexico", "FR": "France"}}


@pytest.fixture
def words() -> Words:
    return Words(ENGLISH, lambda kind, _language: NAMES.get(kind, {}))


def country(*, law: Law | None = None, **numbers: tuple[str, ...]) -> Country:
    known = {"general": (), "police": (), "ambulance": (), "fire": (), **numbers}
    return Country(
        CountryCode("LB"),
        "Lebanon",
        EmergencyNumbers(**known),
        law,
        None,
        2026,
        None,
        (),
        (),
    )


def plain(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


@pytest.mark.parametrize(
    ("state", "said", "tone"),
    [
        (OpenState("unknown"), "Hours unknown", "calm"),
        (OpenState("open"), "Open day and night", "open"),
        (OpenState("open", NOW + timedelta(hours=6)), "Open until 18:00", "open"),
        (OpenState("open", NOW + timedelta(days=3)), "Open now", "open"),
        (OpenState("closed"), "Closed", "later"),
        (OpenState("closed", NOW + timedelta(hours=4)), "Opens at 16:00", "later"),
        (OpenState("closed", NOW + timedelta(days=2)), "Opens Wednesday, 12:00", "later"),
        (OpenState("closed", NOW + timedelta(days=9)), "Opens on 2 December 2026", "later"),
    ],
)
def test_open_states(words: Words, state: OpenState, said: str, tone: str) -> None:
    sentence, colour = words.open_state(state, NOW)
    assert (plain(sentence), colour) == (said, tone)


def test_times_are_on_the_readers_clock(words: Words) -> None:
    tokyo = timezone(timedelta(hours=9))
    until = datetime(2026, 11, 23, 23, 0, tzinfo=tokyo)
    assert plain(words.open_state(OpenState("open", until), NOW)[0]) == "Open until 14:00"


def test_areas(words: Words) -> None:
    codes = [CountryCode(code) for code in ("US", "CA", "MX", "FR")]
    assert words.areas((CountryCode("*"),)) == "World-wide"
    assert words.areas(tuple(codes[:2])) == "United States, Canada"
    assert words.areas(tuple(codes)) == "United States, Canada and 2 more countries"


def test_a_week_on_both_clocks(words: Words) -> None:
    week = say_week(Schedule("Mo-Fr 10:00-18:00", "America/Los_Angeles"), NOW, None, words)
    assert [plain(f"{line.days} {line.times} {line.yours}".strip()) for line in week.lines] == [
        "Monday to Friday 10:00–18:00 18:00–02:00",
        "Saturday to Sunday Closed",
    ]
    assert week.zone == "Pacific Standard Time"


def test_a_week_on_one_clock_says_it_once(words: Words) -> None:
    week = say_week(Schedule("Mo-Su 08:00-24:00", "UTC"), NOW, None, words)
    assert [(line.days, plain(line.times), line.yours) for line in week.lines] == [("Every day", "08:00–24:00", "")]
    assert week.zone == ""


def test_always_and_remarks(words: Words) -> None:
    assert say_week(Schedule("24/7", None), NOW, None, words).always
    assert say_week(Schedule('"by appointment"', None), NOW, None, words).remark == "by appointment"


def test_emergency_numbers_in_dispute_are_all_shown() -> None:
    place = country(police=("112", "999"), ambulance=("140",), fire=("175",))
    line = plain(emergency_line(place, ENGLISH))
    assert line == "In danger now? Lebanon: police 112 or 999 · ambulance 140 · fire 175"
    assert [plain(number) for number in known_numbers(place)] == ["112", "999", "140", "175"]


def test_a_missing_emergency_number_is_unknown_and_never_silent() -> None:
    assert "ambulance unknown" in emergency_line(country(police=("1",), fire=("2",)), ENGLISH)
    assert "unknown" in emergency_line(country(), ENGLISH)


def test_one_number_for_all_is_said_once() -> None:
    line = plain(emergency_line(country(general=("999",), police=("999",), ambulance=("999",)), ENGLISH))
    assert line.count("999") == 1


@pytest.mark.parametrize("note", [None, "Exceptions: a threat to others."])
def test_a_bare_no_is_never_said(note: str | None) -> None:
    said = sentences.may_contact("no", note, ENGLISH)
    assert "xception" in said
    assert said != "No."


def test_unknown_is_said_of_every_fact() -> None:
    contact = Contact("phone", "+1", "+1")
    said = " ".join(sentences.what_it_leaves(contact, ENGLISH))
    assert said.count("unknown") == 2
    assert "call list" in said
    assert sentences.yes_no(None, ENGLISH) == "Unknown"


def test_a_number_that_is_not_on_the_bill_still_stands_in_the_call_list() -> None:
    said = sentences.what_it_leaves(Contact("phone", "1", "1", toll_free=True, on_bill="no"), ENGLISH)
    assert said == ("A call stays in the phone's call list.", "It is free.", "It does not show on the bill.")


@pytest.mark.parametrize("code", ["general_line", "plain_http", "one of tomorrow"])
def test_every_caution_is_a_whole_sentence(code: str) -> None:
    assert sentences.caution(code, ENGLISH).endswith(".")


def test_the_law_is_said_only_where_it_punishes() -> None:
    assert "as of 2026" in sentences.law(country(law="criminalised"), ENGLISH)
    assert "other laws" in sentences.law(country(law="de_facto_criminalised"), ENGLISH)
    assert sentences.law(country(law="legal"), ENGLISH) == sentences.law(country(), ENGLISH) == ""


@pytest.mark.parametrize(
    ("date", "language", "said"),
    [
        ("2026-08-11", "en", "11 August 2026"),
        ("2025-10", "en", "October 2025"),
        ("2023", "en", "2023"),
        ("2026-11-20", "ar", "20 نوفمبر 2026"),
        ("2026-11-20", "ja", "2026年11月20日"),
        ("2026-11-20", "de", "20. November 2026"),
        ("2026-11-20", "pl", "20 listopada 2026"),
        ("2026-11-20", "ru", "20 ноября 2026 г."),
        ("2026-11-20", "es", "20 de noviembre de 2026"),
        ("someday", "en", "someday"),
        ("2026-13-45", "en", "2026-13-45"),
    ],
)
def test_dates_are_as_exact_as_their_source(date: str, language: str, said: str) -> None:
    assert say_date(date, language) == said


@given(st.dates(), st.sampled_from(sorted(LANGUAGES)))
def test_every_date_has_plain_digits(day: datetime, language: str) -> None:
    said = say_date(f"{day:%Y-%m-%d}", language)
    assert str(day.day) in said
    assert not set(said) & set("٠١٢٣٤٥٦٧٨٩")


def test_midnight_ends_a_day() -> None:
    start = datetime(2026, 1, 1, 18, tzinfo=UTC)
    assert plain(say_times(start, start + timedelta(hours=6))) == "18:00–24:00"


def test_zones_are_named_in_the_language_and_the_season() -> None:
    assert say_zone("America/Los_Angeles", NOW, "en") == "Pacific Standard Time"
    assert say_zone("America/Los_Angeles", NOW - timedelta(days=120), "en") == "Pacific Daylight Time"
    assert say_zone("America/Los_Angeles", NOW, "ar") != say_zone("America/Los_Angeles", NOW, "en")
    assert say_zone("Nowhere/At_All", NOW, "en") == "Nowhere/At_All"


def test_the_country_of_the_clock_is_read_from_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    zones = tmp_path / "zoneinfo"
    (zones / "Asia").mkdir(parents=True)
    (zones / "Asia" / "Beirut").touch()
    (zones / "Asia" / "Old_Name").touch()
    (zones / "UTC").touch()
    (zones / "zone.tab").write_text("# code\tplace\tzone\nLB\t+3353+03530\tAsia/Beirut\n")
    for zone, found in (("Asia/Beirut", "LB"), ("Asia/Old_Name", None), ("UTC", "")):
        link = tmp_path / "localtime"
        link.unlink(missing_ok=True)
        link.symlink_to(zones / zone)
        assert _country_of_link(link) == found
    assert _country_of_link(tmp_path / "no_link") is None
