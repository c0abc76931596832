"""Dates, times and the names of days and zones, as the reader's language writes them.

Digits are always 0 to 9: the same as in phone numbers, so that nothing has to be read twice.

Names come from `QLocale`, into which Qt's makers have compiled CLDR: nothing of the editors' Babel is needed at run
time, and nothing of the machine's own settings is asked. The order of a date is CLDR's long one, in the patterns below
where Qt's differ. Tests hold all of it against the CLDR of the build, which names countries and languages.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QDate, QDateTime, QLocale, QTimeZone

from guide_app.core.messages import isolate

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

# Territories whose digits and month names suit all who read the language.
_LOCALES: Final = {"ar": "ar_AE", "en": "en_GB", "pt": "pt_PT"}
_DAY: Final = {
    "de": "d. MMMM yyyy",
    "es": "d 'de' MMMM 'de' yyyy",
    "pt": "d 'de' MMMM 'de' yyyy",
    "ja": "yyyy年M月d日",
    "ru": "d MMMM yyyy 'г.'",
}
_MONTH: Final = {"es": "MMMM 'de' yyyy", "pt": "MMMM 'de' yyyy", "ja": "yyyy年M月", "ru": "MMMM yyyy 'г.'"}
_YEAR_ONLY, _YEAR_MONTH = 1, 2
_ZONE_COLUMN: Final = 2


@lru_cache(maxsize=16)
def locale_of(language: str) -> QLocale:
    """Give Qt's locale for a language of the program."""
    return QLocale(_LOCALES.get(language, language))


def here() -> datetime:
    """Give this moment on the reader's clock, with the rules of its zone: tomorrow may be summer time."""
    from datetime import datetime

    zone = _zone_of_clock()
    return datetime.now().astimezone() if zone is None else datetime.now(zone)


@lru_cache(maxsize=1)
def _zone_of_clock() -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not needed before the first result

    try:
        return ZoneInfo(QTimeZone.systemTimeZoneId().toStdString())
    except (ZoneInfoNotFoundError, ValueError):
        return None


def say_date(date: str, language: str) -> str:
    """Write a date that is as exact as its source: `2026-08-11`, `2025-10` or `2023`; others stay as they are."""
    parts = [int(part) for part in date.split("-") if part.isdigit()]
    if len(parts) == _YEAR_ONLY:
        return str(parts[0])
    locale = locale_of(language)
    if len(parts) == _YEAR_MONTH:
        day, pattern = QDate(parts[0], parts[1], 1), _MONTH.get(language, "MMMM yyyy")
    else:
        day, pattern = QDate(*parts[:3]) if parts else QDate(), _DAY.get(language, "d MMMM yyyy")
    return locale.toString(day, pattern) if day.isValid() else date


def say_time(moment: datetime) -> str:
    """Write a time of day on the clock of twenty-four hours."""
    return isolate(f"{moment:%H:%M}")


def say_times(start: datetime, end: datetime) -> str:
    """Write a stretch of a day; an end at midnight is 24:00."""
    last = "24:00" if (end.hour, end.minute) == (0, 0) and end != start else f"{end:%H:%M}"
    return isolate(f"{start:%H:%M}–{last}")


def say_day(moment: datetime, language: str) -> str:
    """Name the day of the week."""
    return locale_of(language).standaloneDayName(moment.isoweekday(), QLocale.FormatType.LongFormat)


def say_zone(zone: str, at: datetime, language: str) -> str:
    """Name a time zone (IANA) as it is at a moment, such as "Pacific Standard Time", in the reader's language."""
    known = QTimeZone(QByteArray(zone.encode()))
    if not known.isValid():
        return zone
    moment = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return known.displayName(moment, QTimeZone.NameType.LongName, locale_of(language)) or zone


def country_of_clock() -> str:
    """Name the country whose clock this machine follows (ISO 3166-1 alpha-2), or nothing.

    The clock, not the locale: abroad, the locale would give the emergency number of another country.
    """
    known = _country_of_link(Path("/etc/localtime"))
    return QLocale.territoryToCode(QTimeZone.systemTimeZone().territory()) if known is None else known


def _country_of_link(link: Path) -> str | None:
    """Read the country where the system keeps its zone as a link into the zone database; None: ask Qt, slower."""
    root, found, zone = os.path.realpath(link).rpartition("/zoneinfo/")
    if "TZ" in os.environ or not found:
        return None
    if zone.startswith("Etc/") or "/" not in zone:
        return ""
    try:
        lines = (Path(f"{root}/zoneinfo") / "zone.tab").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    rows = (line.split("\t") for line in lines)
    return next((row[0] for row in rows if len(row) > _ZONE_COLUMN and row[_ZONE_COLUMN] == zone), None)
