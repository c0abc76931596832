"""Open, closed, unknown: in the service's own zone, over midnight, on holidays, and when nothing is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.hours import UNKNOWN, open_state, week
from guide_app.core.values import Schedule

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_no_schedule_is_unknown_never_closed() -> None:
    assert open_state(None, MONDAY_NOON) == UNKNOWN
    assert week(None, MONDAY_NOON) is None


@pytest.mark.parametrize(
    ("hours", "zone", "word"),
    [
        ("24/7", "Asia/Tokyo", "open"),
        ("Mo 20:00-22:00", "Asia/Tokyo", "open"),  # noon UTC is 21:00 there
        ("Mo 10:00-18:00", "Asia/Tokyo", "closed"),
        ("Mo 10:00-18:00", None, "open"),  # by the caller's own clock
        ("Su 22:00-13:00", "Europe/London", "open"),  # over midnight
        ("Ramadan off", "Asia/Beirut", "unknown"),
        ("Mo 9-", "Asia/Beirut", "unknown"),
        ('"by appointment"', "Asia/Beirut", "unknown"),
        ("24/7", "No/Where", "unknown"),
        ("24/7", "../../etc/passwd", "unknown"),
    ],
)
def test_the_state_at_a_moment(hours: str, zone: str | None, word: str) -> None:
    assert open_state(Schedule(hours, zone), MONDAY_NOON).word == word


def test_the_next_change_is_told_in_the_services_zone() -> None:
    state = open_state(Schedule("Mo-Fr 10:00-18:00", "America/New_York"), MONDAY_NOON)
    assert state.word == "closed"
    assert state.until == datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/New_York"))


def test_holidays_close_where_the_calendar_is_known_and_are_left_out_elsewhere() -> None:
    christmas = datetime(2026, 12, 25, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    hours = Schedule("Mo-Fr 10:00-18:00; PH off", "Europe/Berlin")
    assert open_state(hours, christmas, "DE").word == "closed"
    assert open_state(hours, christmas, "ZZ").word == "open"


def test_a_week_of_day_and_night_is_seven_whole_days() -> None:
    days = week(Schedule("24/7", "Asia/Tokyo"), MONDAY_NOON)
    assert days is not None
    assert [len(day) for day in days] == [1] * 7
    assert all(day[0].end - day[0].start == timedelta(days=1) for day in days)


def test_a_stretch_over_midnight_belongs_to_the_day_it_starts() -> None:
    days = week(Schedule("Fr 22:00-04:00", "Asia/Tokyo"), MONDAY_NOON)
    assert days is not None
    assert [len(day) for day in days] == [0, 0, 0, 0, 1, 0, 0]
    assert days[4][0].end.hour == 4


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_week_and_state_agree(at: datetime, zone: str) -> None:
    schedule = Schedule("Mo-Fr 09:00-12:30,14:00-18:00; Sa 22:00-02:00", zone)
    days = week(schedule, at)
    assert days is not None
    inside = any(span.start <= at < span.end for day in days for span in day)
    assert inside == (open_state(schedule, at).word == "open")
