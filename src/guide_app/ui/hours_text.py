"""A week of opening hours in the reader's words, on the service's clock and on the reader's own."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from guide_app.core.hours import Span, week, zone_of
from guide_app.core.values import Schedule
from guide_app.ui.clock import say_day, say_times, say_zone
from guide_app.ui.words import Words

_DAYS: Final = 7


class HoursLine(NamedTuple):
    """Days that share their hours."""

    days: str
    times: str
    yours: str
    """The same on the reader's clock; empty where both clocks agree."""


class WeekText(NamedTuple):
    """A week as it is shown."""

    lines: tuple[HoursLine, ...]
    zone: str
    """Whose clock the times are on; empty where it is the reader's own."""
    always: bool
    """Open day and night on all days."""
    remark: str
    """What the hours say where they cannot be judged, in the words of the source."""


def say_week(schedule: Schedule, now: datetime, country: str | None, words: Words) -> WeekText:
    """Say the week from Monday on.

    Args:
        schedule: the hours of a service.
        now: an aware moment on the reader's clock.
        country: ISO 3166-1 alpha-2, for public holidays.
        words: the reader's language.
    """
    days = week(schedule, now, country)
    if days is None:
        return WeekText((), "", always=False, remark=schedule.opening_hours.replace('"', "").strip())
    zone = zone_of(schedule)
    differs = zone is not None and now.astimezone(zone).utcoffset() != now.utcoffset()
    if all(_is_whole(day) for day in days):
        return WeekText((), "", always=True, remark="")
    first = now.astimezone(zone)
    named = sorted(
        ((first + timedelta(days=offset)).isoweekday(), _say_spans(day, words), _say_yours(day, now.tzinfo, words))
        for offset, day in enumerate(days)
    )
    lines = tuple(
        HoursLine(_say_days(group, words), times, yours if differs else "") for group, times, yours in _grouped(named)
    )
    name = say_zone(schedule.timezone, now, words.language) if differs and schedule.timezone else ""
    return WeekText(lines, name, always=False, remark="")


def _grouped(days: list[tuple[int, str, str]]) -> list[tuple[list[int], str, str]]:
    """Put neighbouring days with the same hours together."""
    groups: list[tuple[list[int], str, str]] = []
    for day, times, yours in days:
        if groups and groups[-1][1:] == (times, yours):
            groups[-1][0].append(day)
        else:
            groups.append(([day], times, yours))
    return groups


def _say_days(days: list[int], words: Words) -> str:
    monday = datetime(2024, 1, 1)  # noqa: DTZ001 - only its weekday is used
    first, last = (say_day(monday + timedelta(days=day - 1), words.language) for day in (days[0], days[-1]))
    if len(days) == _DAYS:
        return words.messages.text("Every day")
    if len(days) == 1:
        return first
    # Translators: days of the week, such as "Monday to Friday"
    return words.messages.text("{first} to {last}", first=first, last=last)


def _say_spans(day: tuple[Span, ...], words: Words) -> str:
    if not day:
        return words.messages.text("Closed")
    return words.listed(
        words.messages.text("Day and night")
        if _is_whole((span,))
        else _with_comment(say_times(span.start, span.end), span)
        for span in day
    )


def _say_yours(day: tuple[Span, ...], zone: tzinfo | None, words: Words) -> str:
    if zone is None or not day or _is_whole(day):
        return ""
    return words.listed(say_times(span.start.astimezone(zone), span.end.astimezone(zone)) for span in day)


def _with_comment(times: str, span: Span) -> str:
    return f"{times} ({span.comment})" if span.comment else times


def _is_whole(day: tuple[Span, ...]) -> bool:
    return len(day) == 1 and day[0].end - day[0].start >= timedelta(hours=23, minutes=59)
