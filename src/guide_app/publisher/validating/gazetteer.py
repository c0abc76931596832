"""Roughly where countries lie and which time zones are theirs, from the tz database's own table."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import Final

_POINT: Final = re.compile(r"([+-]\d{4,7})([+-]\d{5,7})")
_EARTH_RADIUS_KM: Final = 6371.0


@cache
def zones() -> dict[str, frozenset[str]]:
    """Give the IANA zones of the table with the ISO 3166 codes of their countries."""
    found: dict[str, set[str]] = {}
    for country, _, zone in _rows():
        found.setdefault(zone, set()).add(country)
    return {zone: frozenset(countries) for zone, countries in found.items()}


@cache
def distance_from_country(latitude: float, longitude: float, country: str) -> float | None:
    """Give the kilometres to the nearest zone town of a country; None for a country the table does not have."""
    points = _points().get(country)
    return min(_distance(latitude, longitude, *point) for point in points) if points else None


@cache
def _points() -> dict[str, list[tuple[float, float]]]:
    points: dict[str, list[tuple[float, float]]] = {}
    for country, point, _ in _rows():
        points.setdefault(country, []).append(point)
    return points


@cache
def _rows() -> tuple[tuple[str, tuple[float, float], str], ...]:
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        country, point, zone, *_ = line.split("\t")
        match = _POINT.fullmatch(point)
        if match is not None:
            rows.append((country, (_degrees(match[1], 2), _degrees(match[2], 3)), zone))
    return tuple(rows)


def _degrees(text: str, digits: int) -> float:
    """Read `+0519` or `-0751512`: degrees, minutes and perhaps seconds without marks between them."""
    sign, number = (-1 if text[0] == "-" else 1), text[1:]
    degrees, minutes, seconds = int(number[:digits]), int(number[digits : digits + 2]), int(number[digits + 2 :] or 0)
    return sign * (degrees + minutes / 60 + seconds / 3600)


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Give the great-circle distance in kilometres (haversine)."""
    one, other = math.radians(latitude), math.radians(other_latitude)
    step = math.radians(other_longitude - longitude)
    chord = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(step / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
