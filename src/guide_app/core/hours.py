"""Opening hours: the one place that says whether a service is open.

Expressions are OpenStreetMap `opening_hours`, judged by opening-hours-py in the service's own zone.
The engine is imported at the first question: it costs more than the first screen may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from guide_app.core.values import WORLD, CountryCode, Schedule

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from opening_hours import OpeningHours


OpenWord = Literal["open", "closed", "unknown"]

_ONLY_A_COMMENT = re.compile(r'\s*"[^"]*"\s*')
_BY_THE_SUN = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b")
"""Times that depend on a place, which the hours do not say."""
_PUBLIC_HOLIDAY = re.compile(r"\bPH\b")
_SCHOOL_HOLIDAY = re.compile(r"\bSH\b")
_QUOTED = re.compile(r'"[^"]*"')
_EVERY_DAY = "Mo-Su"
_HORIZON_DAYS = 366  # a change further away than a year is no help to anyone; it also bounds the engine's work


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a service is open at a moment, and when that ends."""

    word: OpenWord
    until: datetime | None = None
    """The next change, aware, in the service's zone; None: never within a year, or unknown."""
    comment: str = ""
    """What the hours themselves add, such as "online"."""


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of being open; `start` names the day it belongs to, `end` may lie on the next."""

    start: datetime
    end: datetime
    comment: str = ""


UNKNOWN = OpenState("unknown")


def open_state(schedule: Schedule | None, at: datetime, country: str | None = None) -> OpenState:
    """Say whether a service is open at a moment.

    No schedule means unknown, never closed: a wrong "closed" keeps people from help. For the same reason hours that
    differ on holidays are unknown, not closed, where this day may be a holiday that nobody here knows of.

    Args:
        schedule: the service's hours, or None.
        at: an aware moment. A schedule without a zone follows the clock of this moment's zone.
        country: ISO 3166-1 alpha-2, for public holidays; see `holiday_country`.

    Returns:
        The state; unknown too where the expression cannot be read or is only a remark.
    """
    found = _engines_for(schedule, country)
    if schedule is None or found is None:
        return UNKNOWN
    zone = zone_of(schedule)
    moment = _as_engine_time(at, zone)
    word, comment = _judge(found, moment)
    if word == "unknown":
        return OpenState("unknown", comment=comment)
    until = found.plain.next_change(moment)
    return OpenState(word, None if until is None else _as_aware(until, zone or at.tzinfo), comment)


def open_word(schedule: Schedule | None, at: datetime, country: str | None = None) -> OpenWord:
    """Say the same as `open_state` in one word, without looking for the next change: that takes longest."""
    found = _engines_for(schedule, country)
    if schedule is None or found is None:
        return "unknown"
    return _judge(found, _as_engine_time(at, zone_of(schedule)))[0]


def holiday_country(areas: tuple[CountryCode, ...]) -> CountryCode | None:
    """Give the country whose public holidays a service keeps; None where it answers in several, or everywhere."""
    return areas[0] if len(areas) == 1 and areas[0] != WORLD else None


def week(schedule: Schedule | None, at: datetime, country: str | None = None) -> tuple[tuple[Span, ...], ...] | None:
    """Give the seven days from the service's own today on: each day's stretches of being open.

    A stretch over midnight belongs to the day on which it starts, as people say it.

    Returns:
        Seven tuples of spans, the first for the day of `at` in the service's zone; None: hours unknown.
    """
    found = _engines_for(schedule, country)
    if schedule is None or found is None:
        return None
    zone = zone_of(schedule)
    first = _as_engine_time(at, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days: list[list[Span]] = [[] for _ in range(7)]
    for start, end, state, comment in found.plain.intervals(first, first + timedelta(days=8)):
        if str(state) == "open":
            clock = zone or at.tzinfo
            whole = Span(_as_aware(start, clock), _as_aware(end, clock), comment)
            for span in _cut_whole_days(whole):
                day = (span.start.date() - first.date()).days
                if day < len(days):
                    days[day].append(span)
    return tuple(tuple(day) for day in days)


def zone_of(schedule: Schedule) -> ZoneInfo | None:
    """Give the schedule's zone; None where it follows the caller's clock or the zone is not known here."""
    if schedule.timezone is None:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not needed before the first result

    try:
        return ZoneInfo(schedule.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _as_engine_time(at: datetime, zone: tzinfo | None) -> datetime:
    """Bring a moment to the service's clock; without a zone it is the caller's own, which the engine wants naive."""
    return at.replace(tzinfo=None) if zone is None else at.astimezone(zone)


def _as_aware(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment


class _Engines(NamedTuple):
    """Hours that were read."""

    plain: OpeningHours
    on_holiday: OpeningHours | None
    """The same as if every day were a holiday, where they name holidays that are known to nobody here."""
    often: bool
    """Those holidays are many: of schools, not public ones."""


def _judge(found: _Engines, moment: datetime) -> tuple[OpenWord, str]:
    state, comment = found.plain.state(moment)
    word = _WORDS.get(str(state), "unknown")
    if found.on_holiday is not None:
        doubtful = word != _WORDS.get(str(found.on_holiday.state(moment)[0]), "unknown")
        # A public holiday is rare: it may not turn a likely "open" into "unknown" all the year round.
        if doubtful and (found.often or word == "closed"):
            word = "unknown"
    return word, comment


_WORDS: dict[str, OpenWord] = {"open": "open", "closed": "closed"}


def _engines_for(schedule: Schedule | None, country: str | None) -> _Engines | None:
    if schedule is None or _ONLY_A_COMMENT.fullmatch(schedule.opening_hours):
        return None
    zone = zone_of(schedule)
    if zone is None and schedule.timezone is not None:
        return None
    return _read(schedule.opening_hours, zone, country)


@lru_cache(maxsize=2048)
def _read(expression: str, zone: ZoneInfo | None, country: str | None) -> _Engines | None:
    # The library's type stubs leave out its errors.
    from opening_hours import OpeningHours, ParserError, UnknownCountryError  # type: ignore[attr-defined]

    said = _QUOTED.sub("", expression)
    if _BY_THE_SUN.search(said):
        return None
    try:
        plain = OpeningHours(expression, timezone=zone, country=country, max_interval_days=_HORIZON_DAYS)
    except UnknownCountryError:
        return _read(expression, zone, None)
    except ParserError:
        return None
    often = bool(_SCHOOL_HOLIDAY.search(said))
    if not often and not (country is None and _PUBLIC_HOLIDAY.search(said)):
        return _Engines(plain, None, often=False)
    holiday = _SCHOOL_HOLIDAY.sub(_EVERY_DAY, expression)
    if country is None:
        holiday = _PUBLIC_HOLIDAY.sub(_EVERY_DAY, holiday)
    try:
        return _Engines(plain, OpeningHours(holiday, timezone=zone, country=country), often=often)
    except ParserError:
        return _Engines(plain, None, often=often)


def _cut_whole_days(span: Span) -> list[Span]:
    """Cut a stretch of more than a day at each midnight, so that "24/7" is seven whole days."""
    if span.end - span.start < timedelta(days=1):
        return [span]
    parts: list[Span] = []
    start = span.start
    while start < span.end:
        midnight = (start + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        parts.append(Span(start, min(midnight, span.end), span.comment))
        start = midnight
    return parts
