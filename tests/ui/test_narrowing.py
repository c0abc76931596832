"""What is chosen in the filters, as a value: answers, moments, and what they are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guide_app.core.hours import open_state
from guide_app.core.messages import Messages
from guide_app.core.values import CountryCode, LanguageCode, NeedId, Schedule
from guide_app.store.query import Step
from guide_app.ui.clock import here
from guide_app.ui.filter_words import FilterWords
from guide_app.ui.narrowing import COUNTRY_ONLY, NOW, THEN, Narrowing, Then
from guide_app.ui.words import Words

MONDAY = datetime(2026, 11, 23, 12, 30, tzinfo=ZoneInfo("Europe/Berlin"))
NAMES = {
    "country": {"DE": "Germany"},
    "language": {"ar": "Arabic"},
    "audience": {"trans": "Trans people"},
    "need": {"talk": "Talk to someone now"},
    "city": {"Berlin": "Berlin"},
}


def said(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


@pytest.fixture
def filter_words() -> FilterWords:
    words = Words(Messages(LanguageCode("en"), None), lambda kind, _language: NAMES.get(kind, {}))
    return FilterWords(words)


def choose(*keys: str) -> Narrowing:
    narrowing = Narrowing()
    for key in keys:
        narrowing = narrowing.chosen(key, yes=True, now=MONDAY)
    return narrowing


def test_several_answers_of_a_list_hold_and_one_of_a_choice() -> None:
    narrowing = choose("channels:phone", "channels:chat", NOW, THEN, "region:Bayern", "radius:25", "promises:free")
    assert narrowing.channels == ("phone", "chat")
    assert (narrowing.hours, narrowing.place, narrowing.promises) == (THEN, "radius:25", ("free",))
    assert narrowing.keys == (THEN, "promises:free", "channels:phone", "channels:chat", "radius:25")


def test_answers_are_taken_back_one_by_one() -> None:
    narrowing = choose("channels:phone", NOW, COUNTRY_ONLY, "need:talk")
    assert narrowing.need == NeedId("talk")
    for key in ("channels:phone", NOW, COUNTRY_ONLY, "need:talk"):
        narrowing = narrowing.chosen(key, yes=False, now=MONDAY)
    assert narrowing.keys == Narrowing().keys == ()


def test_any_time_anywhere_and_anything_are_no_filters() -> None:
    narrowing = choose(NOW, COUNTRY_ONLY, "need:talk")
    for key in ("hours:", "place:", "need:"):
        narrowing = narrowing.chosen(key, yes=True, now=MONDAY)
    assert narrowing.keys == ()


def test_another_country_takes_its_regions_and_distances_away() -> None:
    assert choose("region:Bayern").without_place().place == ""
    assert choose("radius:25").without_place().place == ""
    assert choose(COUNTRY_ONLY).without_place().place == COUNTRY_ONLY


@pytest.mark.parametrize(
    ("then", "moment"),
    [
        (Then(1, 12 * 60 + 30), "2026-11-23 12:30"),  # now is not over
        (Then(1, 12 * 60), "2026-11-30 12:00"),  # over today: in a week
        (Then(1, 23 * 60), "2026-11-23 23:00"),
        (Then(7, 0), "2026-11-29 00:00"),
        (Then(2, 9 * 60 + 15), "2026-11-24 09:15"),
    ],
)
def test_a_day_and_a_time_are_those_that_come_next(then: Then, moment: str) -> None:
    assert f"{then.following(MONDAY):%Y-%m-%d %H:%M}" == moment


def test_a_time_after_the_clocks_change_is_the_one_on_the_clock_then() -> None:
    saturday = datetime(2026, 10, 24, 20, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    moment = Then(7, 10 * 60).following(saturday)
    assert moment.astimezone(UTC) == datetime(2026, 10, 25, 9, 0, tzinfo=UTC)


def test_another_time_begins_with_the_next_full_hour() -> None:
    narrowing = choose(THEN)
    assert narrowing.then == Then(1, 13 * 60)
    assert narrowing.moment(MONDAY) == MONDAY + timedelta(minutes=30)
    assert choose(NOW).moment(MONDAY) == MONDAY
    assert Narrowing().moment(MONDAY) is None


def test_this_moment_knows_the_rules_of_its_zone() -> None:
    now = here()
    assert now.utcoffset() == datetime.now().astimezone().utcoffset()
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_times_of_another_day_are_those_of_the_clock_on_that_day() -> None:
    """Europe changes its clocks on Sunday, New York a week later."""
    words = Words(Messages(LanguageCode("en"), None), lambda _kind, _language: {})
    saturday = datetime(2026, 10, 24, 20, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    state = open_state(Schedule("Mo-Fr 10:00-18:00", "America/New_York"), saturday)
    assert said(words.open_state(state, saturday)[0]) == "Opens Monday, 15:00"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (NOW, "Open now"),
        (THEN, "Open Monday, 13:00"),
        ("channels:messenger", "Messenger app"),
        ("channels:in_person", "In person"),
        ("channels:phone", "Phone"),
        ("languages:ar", "Arabic"),
        ("audiences:trans", "Trans people"),
        ("need:talk", "Talk to someone now"),
        ("promises:asks_guardians", "Does not tell parents without asking"),
        (COUNTRY_ONLY, "Only Germany and world-wide"),
        ("region:Bayern", "Bayern"),
        ("radius:25", "Up to 25 km from Berlin"),
    ],
)
def test_every_answer_has_words(filter_words: FilterWords, key: str, words: str) -> None:
    assert said(filter_words.answer(key, choose(key), CountryCode("DE"), "Berlin")) == words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step("respelled", "lawyer"), "“lawyer”"),
        (Step("fewer_words", "lawyer berlin"), "“lawyer berlin”"),
        (Step("wider_area", "DE"), "Germany"),
        (Step("wider_area", "DE/Bayern"), "Bayern"),
        (Step("world"), "every country"),
        (Step("need", "talk"), "Talk to someone now"),
        (Step("dropped_filters", "open_at,free,region,city"), "Opening hours, Free of charge, Where."),
    ],
)
def test_every_widening_is_said(filter_words: FilterWords, step: Step, words: str) -> None:
    assert words in said(filter_words.widened((step,)))


def test_nothing_is_said_where_nothing_was_widened(filter_words: FilterWords) -> None:
    assert filter_words.widened(()) == ""


def test_what_was_understood_is_said_before_where_it_was_found(filter_words: FilterWords) -> None:
    said = filter_words.widened((Step("world"), Step("wider_area", "DE"), Step("need", "talk")))
    assert said.index("Talk to someone now") < said.index("Germany") < said.index("every country")
