"""Filters and their counts are what going through all services one by one would give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.hand_made import contact, manifest, open_stock, service

from guide_app.core.hours import holiday_country, open_word
from guide_app.core.values import CountryCode, LanguageCode, NeedId, Service
from guide_app.store.filters import (
    FLAGS,
    RADII,
    UNFILTERED,
    Filters,
    Place,
    count_cities,
    count_countries,
    count_needs,
    count_open,
    counts,
    mask,
    opening,
)
from guide_app.store.places import distance_km
from guide_app.store.postings import bits_of, numbers_of
from guide_app.store.rows import CanonicalRow
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import CHANNEL_OF, CHANNELS

MANY = 160
MONDAY = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
DE, AT = CountryCode("DE"), CountryCode("AT")
COUNTRIES = ("DE", "AT", "JP")
# Town -> country, region, millionths of a degree north and east.
TOWNS = {
    "Berlin": ("DE", "Berlin", 52_520_000, 13_405_000),
    "Potsdam": ("DE", "Brandenburg", 52_400_000, 13_066_000),
    "Passau": ("DE", "Bayern", 48_567_000, 13_432_000),
    "Linz": ("AT", "Oberösterreich", 48_306_000, 14_286_000),
    "東京": ("JP", "Tokyo", 35_690_000, 139_692_000),
}
HOURS = (
    (None, None),
    ("24/7", None),
    ("Mo-Fr 09:00-17:00", "Europe/Berlin"),
    ("Mo 20:00-22:00", "Asia/Tokyo"),
    ("Mo-Su 13:00-15:00", None),
    ("Sa,Su,PH 10:00-18:00", "Europe/Vienna"),
    ("by chance", "Europe/Berlin"),
)
LANGUAGES = ("en", "de", "ar", "ja")
AUDIENCES = ("lgbtq", "trans", "youth")
CONTACTS = {"phone": "+4930123456", "sms": "+4930123457", "whatsapp": "+4930123458", "email": "a@b.example"}


def stock() -> list[CanonicalRow]:
    """Make services of all mixtures; the same every time."""
    dice = random.Random(20261123)
    rows: list[CanonicalRow] = [*manifest(counts={"services": MANY})]
    for number in range(MANY):
        town = dice.choice([None, None, *TOWNS])
        located = TOWNS[town][0] if town else None
        hours, zone = dice.choice(HOURS)
        known = {
            "areas": dice.choice([["*"], [located or dice.choice(COUNTRIES)], ["DE", "AT"]]),
            "city": town,
            "location_country": located,
            "region": TOWNS[town][1] if town else None,
            "address": dice.choice([None, "1 Some Street"]) if town else None,
            "opening_hours": hours,
            "timezone": zone,
            "languages_json": sorted(dice.sample(LANGUAGES, dice.randint(0, 3))),
            "audience_json": sorted(dice.sample(AUDIENCES, dice.randint(1, 2))),
            "needs_json": dice.choice([["talk"], ["talk", "talk-write"], ["legal"]]),
            "kind": dice.choice(["crisis_line", "cafe_social"]),
            "cost": dice.choice(["free", "paid", "unknown"]),
            "anonymous": dice.choice([None, 0, 1]),
            "may_contact_police": dice.choice(["no", "yes", "in_danger", "unknown"]),
            "may_contact_guardians": dice.choice(["no", "unknown"]),
        }
        rows.append(service(f"s-{number:03}", f"Organisation {number}", f"Service {number}", prior=number, **known))
        kinds = dice.sample(sorted(CONTACTS), dice.randint(0, 3))
        rows += [contact(f"s-{number:03}", at, kind, CONTACTS[kind]) for at, kind in enumerate(kinds)]
    rows += [("towns", (country, town, north, east, 0)) for town, (country, _, north, east) in TOWNS.items()]
    rows += [("names", ("language", code, "en", code)) for code in LANGUAGES]
    rows += [("names", ("audience", code, "en", code)) for code in AUDIENCES]
    return rows


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_stock(tmp_path_factory.mktemp("filters"), stock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def services(snapshot: Snapshot) -> list[Service]:
    """Give all services in the order of their bits."""
    ids = [name for (name,) in snapshot.select("SELECT id FROM services ORDER BY rowid")]
    return [snapshot.service(name) for name in ids]


def word_at(one: Service, at: datetime) -> str:
    return open_word(one.schedule, at, holiday_country(one.service_areas))


def stands_in(one: Service, country: CountryCode, city: str, radius: int | None) -> bool:
    if one.location is None or one.location.city is None:
        return False
    here, there = TOWNS[city], TOWNS[one.location.city]
    if radius is None:
        return (country, city) == (one.location.country, one.location.city)
    return here[0] == country and distance_km((here[2], here[3]), (there[2], there[3])) <= radius


def channels_of(one: Service) -> set[str]:
    found = {CHANNEL_OF[each.type] for each in one.contacts}
    at_a_place = one.kind == "cafe_social" or (one.location is not None and one.location.address is not None)
    return found | ({"in_person"} if at_a_place else set())


def answers(one: Service, filters: Filters, country: CountryCode | None) -> dict[str, bool]:
    """Answer each question of the filters for one service, as a person would who reads its record."""
    near = not filters.country_only or country is None or bool({country, "*"} & set(one.service_areas))
    if filters.region is not None and country is not None:
        near &= one.location is not None and (one.location.country, one.location.region) == (country, filters.region)
    if filters.city is not None and country is not None:
        near &= stands_in(one, country, filters.city, filters.radius_km)
    return {
        "place": near,
        "open_at": filters.open_at is None or word_at(one, filters.open_at) != "closed",
        "languages": not filters.languages or bool(set(filters.languages) & set(one.languages)),
        "channels": not filters.channels or bool(set(filters.channels) & channels_of(one)),
        "audiences": not filters.audiences or bool(set(filters.audiences) & set(one.audience)),
        "anonymous": not filters.anonymous or one.anonymous is True,
        "free": not filters.free or one.cost == "free",
        "asks_police": not filters.asks_police or one.may_contact_police == "no",
        "asks_guardians": not filters.asks_guardians or one.may_contact_guardians == "no",
    }


def passing(all_of_them: list[Service], filters: Filters, country: CountryCode | None, without: str = "") -> set[int]:
    return {
        number
        for number, one in enumerate(all_of_them, start=1)
        if all(yes for question, yes in answers(one, filters, country).items() if question != without)
    }


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


MOMENTS = st.integers(0, 14 * 24 * 2).map(lambda halves: MONDAY + timedelta(minutes=30 * halves))
FILTERS = st.builds(
    Filters,
    country_only=st.booleans(),
    region=st.none() | st.sampled_from(["Berlin", "Bayern", "Oberösterreich"]),
    city=st.none() | st.sampled_from(["Berlin", "Passau", "Linz"]),
    radius_km=st.none() | st.sampled_from(RADII),
    open_at=st.none() | MOMENTS,
    languages=some(LANGUAGES),
    channels=some(CHANNELS),
    audiences=some(AUDIENCES),
    anonymous=st.booleans(),
    free=st.booleans(),
    asks_police=st.booleans(),
    asks_guardians=st.booleans(),
)
READERS = st.sampled_from([None, DE, AT])


@given(filters=FILTERS, country=READERS)
def test_filters_pass_what_a_person_would_let_pass(
    snapshot: Snapshot, services: list[Service], filters: Filters, country: CountryCode | None
) -> None:
    assert set(numbers_of(mask(snapshot, filters, country))) == passing(services, filters, country)
    for question in ("place", "open_at", "languages", "channels", "audiences", *FLAGS):
        left = mask(snapshot, filters, country, without=question)
        assert set(numbers_of(left)) == passing(services, filters, country, question)


@given(
    filters=FILTERS,
    country=READERS,
    found=st.sets(st.integers(1, MANY)),
    city=st.sampled_from([None, "Berlin", "Linz"]),
)
def test_each_answer_counts_what_choosing_it_alone_would_leave(
    snapshot: Snapshot, services: list[Service], filters: Filters, country: CountryCode | None, found: set[int],
    city: str | None,
) -> None:  # fmt: skip
    counted = counts(snapshot, bits_of(sorted(found)), filters, Place(country, city), MONDAY)

    def would_leave(**chosen: object) -> int:
        return len(found & passing(services, filters._replace(**chosen), country))  # type: ignore[arg-type]

    elsewhere = {"country_only": False, "region": None, "city": None, "radius_km": None}
    assert counted.total == would_leave()
    assert counted.anywhere == would_leave(**elsewhere)
    assert counted.country == would_leave(**elsewhere | {"country_only": True})
    at = filters.open_at or MONDAY
    words = [word_at(services[number - 1], at) for number in found & passing(services, filters, country, "open_at")]
    by_hours = (counted.open, counted.unknown, counted.closed)
    assert by_hours == tuple(words.count(word) for word in ("open", "unknown", "closed"))
    assert count_open(snapshot, bits_of(sorted(found)), filters, country, at) == by_hours[:2]
    assert counted.open + counted.unknown == would_leave(open_at=at)
    assert counted.regions == {name: would_leave(**elsewhere | {"region": name}) for name in counted.regions}
    around = filters.city or city
    assert set(counted.radii) == (set(RADII) if country and around else set())
    for radius, n in counted.radii.items():
        assert n == would_leave(**elsewhere | {"city": around, "radius_km": radius})
    assert counted.languages == {code: would_leave(languages=(code,)) for code in LANGUAGES}
    assert counted.channels == {code: would_leave(channels=(code,)) for code in CHANNELS}
    assert counted.audiences == {code: would_leave(audiences=(code,)) for code in AUDIENCES}
    assert counted.flags == {name: would_leave(**{name: True}) for name in FLAGS}


def test_nothing_is_filtered_by_default(snapshot: Snapshot) -> None:
    assert mask(snapshot, UNFILTERED, DE).bit_count() == snapshot.size == MANY


def test_regions_are_those_in_which_services_stand(snapshot: Snapshot) -> None:
    everything = mask(snapshot, UNFILTERED, None)
    counted = counts(snapshot, everything, UNFILTERED, Place(DE), MONDAY)
    assert sorted(counted.regions) == ["Bayern", "Berlin", "Brandenburg"]
    assert counts(snapshot, everything, UNFILTERED, Place(), MONDAY).regions == {}


def test_needs_finer_ones_too_countries_and_towns_are_counted(snapshot: Snapshot, services: list[Service]) -> None:
    everything = mask(snapshot, UNFILTERED, None)
    talk, finer, legal = NeedId("talk"), NeedId("talk-write"), NeedId("legal")
    counted = count_needs(snapshot, everything, (talk, finer, legal))
    assert counted[talk] > counted[finer] > 0
    assert counted[talk] + counted[legal] == MANY
    answering = sum(AT in one.service_areas for one in services)
    assert count_countries(snapshot, everything, (AT,)) == {AT: answering}
    standing = sum(one.location is not None and one.location.city == "Linz" for one in services)
    assert count_cities(snapshot, everything, AT, ("Linz",)) == {"Linz": standing}


def test_the_caller_s_own_clock_counts(snapshot: Snapshot, services: list[Service]) -> None:
    """Half past twelve in London is half past one in Berlin, where lines that follow the caller are open."""
    london, berlin = (MONDAY.astimezone(ZoneInfo(name)) for name in ("Europe/London", "Europe/Berlin"))
    by_caller = {
        number
        for number, one in enumerate(services, start=1)
        if one.schedule is not None and one.schedule.opening_hours == "Mo-Su 13:00-15:00"
    }
    assert by_caller
    assert not by_caller & set(numbers_of(opening(snapshot, london).open))
    assert by_caller <= set(numbers_of(opening(snapshot, berlin).open))


def test_distinct_schedules_are_judged_once_a_minute(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def count(schedule: object, *_rest: object) -> str:
        asked.append(schedule)
        return "open"

    monkeypatch.setattr("guide_app.store.filters.open_word", count)
    at = MONDAY + timedelta(days=400)
    first = opening(snapshot, at)
    distinct = len(asked)
    assert 0 < distinct < MANY / 2
    assert opening(snapshot, at + timedelta(seconds=59)) == first
    assert len(asked) == distinct
    opening(snapshot, at + timedelta(minutes=1))
    assert len(asked) == 2 * distinct


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        ((52_520_000, 13_405_000), (48_856_600, 2_352_200), 878),  # Berlin, Paris
        ((-18_140_000, 178_440_000), (-13_830_000, -171_760_000), 1144),  # Suva, Apia: over the date line
        ((0, 0), (0, 0), 0),
    ],
)
def test_distances_are_as_the_crow_flies(here: tuple[int, int], there: tuple[int, int], kilometres: int) -> None:
    assert distance_km(here, there) == pytest.approx(kilometres, abs=kilometres * 0.01)


def test_a_language_is_chosen_by_its_code(snapshot: Snapshot) -> None:
    arabic = mask(snapshot, Filters(languages=(LanguageCode("ar"),)), None)
    both = mask(snapshot, Filters(languages=(LanguageCode("ar"), LanguageCode("ja"))), None)
    assert 0 < arabic.bit_count() < both.bit_count()
    assert arabic & both == arabic
