"""Reading the gold sets, and saying which services of the stock answer a query, and how well."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from guide_app.core.values import CountryCode, LanguageCode
from guide_app.store.snapshot import Snapshot

FOLDER: Final = Path(__file__).parent
Half = Literal["tune", "test"]
HALVES: Final[tuple[Half, ...]] = ("tune", "test")
GOOD: Final = 2
"""From this grade on an answer is one that a reader was looking for."""

_GRADES: Final = (1, 2, 3)
_QUERY_KEYS: Final = {"query", "country", "city", "wants"}
_KEYS: Final = ("ids", "kinds", "audiences", "countries", "cities", "languages", "channels")


class GoldError(Exception):
    """A gold set is not of the form that `sets` reads; the text names file and query."""


@dataclass(frozen=True, slots=True)
class Want:
    """Services that answer a query with one grade: all keys must fit, each by any of its values."""

    grade: int
    keys: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One query, the reader who types it, and what answers it."""

    text: str
    language: LanguageCode
    country: CountryCode | None
    city: str | None
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is judged of a service: its values by the keys of a want."""

    id: str
    values: Mapping[str, frozenset[str]]


def read_half(language: LanguageCode, half: Half, folder: Path = FOLDER) -> tuple[Case, ...]:
    """Read one half of a language's set.

    Raises:
        GoldError: it is not of the form.
    """
    path = folder / half / f"{language}.yaml"
    tree: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if tree.get("language") != language:
        raise GoldError(f"{path.name}: language is {tree.get('language')!r}, not {language!r}")
    return tuple(_case(entry, language, f"{path.name}, {half}") for entry in tree[half])


def stock(snapshot: Snapshot) -> tuple[Record, ...]:
    """Read what can be found, as far as it is judged."""
    channels: dict[str, set[str]] = {}
    for service, kind in snapshot.select("SELECT service_id, type FROM contacts"):
        channels.setdefault(service, set()).add(kind)
    statement = "SELECT id, also_json, kind, audience_json, service_areas_json, city, languages_json FROM services"
    return tuple(
        Record(
            service,
            {
                "ids": frozenset([service, *json.loads(also)]),
                "kinds": frozenset([kind]),
                "audiences": frozenset(json.loads(audience)),
                "countries": frozenset(json.loads(areas)),
                "cities": frozenset([city] if city else []),
                "languages": frozenset(json.loads(languages)),
                "channels": frozenset(channels.get(service, ())),
            },
        )
        for service, also, kind, audience, areas, city, languages in snapshot.select(statement)
    )


def grades(case: Case, records: tuple[Record, ...]) -> dict[str, int]:
    """Give the services that answer a query, each with its best grade."""
    found: dict[str, int] = {}
    for record in records:
        fitting = (want.grade for want in case.wants if _fits(want, record))
        if best := max(fitting, default=0):
            found[record.id] = best
    return found


def problems(case: Case, records: tuple[Record, ...]) -> Iterator[str]:
    """Say what is wrong with a case: values that nothing has, or no good answer."""
    known = {key: frozenset().union(*(record.values[key] for record in records)) for key in _KEYS}
    for want in case.wants:
        for key, values in want.keys.items():
            if strange := sorted(values - known[key]):
                yield f"{case.text!r}: no service has {key} {', '.join(strange)}"
    if max(grades(case, records).values(), default=0) < GOOD:
        yield f"{case.text!r}: no service answers it with grade {GOOD} or more"
    if case.city is not None and case.country is None:
        yield f"{case.text!r}: a city needs its country"
    if case.city is not None and case.city not in known["cities"]:
        yield f"{case.text!r}: no service stands in {case.city}"


def _fits(want: Want, record: Record) -> bool:
    return all(values & record.values[key] for key, values in want.keys.items())


def _case(entry: Any, language: LanguageCode, where: str) -> Case:
    if not isinstance(entry, dict) or not {"query", "wants"} <= set(entry) <= _QUERY_KEYS:
        raise GoldError(f"{where}: {entry!r} needs query and wants, and may have country and city")
    text = entry["query"]
    if not isinstance(text, str) or not text.strip():
        raise GoldError(f"{where}: the query {text!r} is not a text; put it in quotes")
    country = entry.get("country")
    return Case(
        text=text,
        language=language,
        country=None if country is None else CountryCode(str(country)),
        city=entry.get("city"),
        wants=tuple(_want(want, f"{where}, {text!r}") for want in entry["wants"]),
    )


def _want(entry: dict[str, Any], where: str) -> Want:
    grade = entry.get("grade")
    strange = set(entry) - {"grade", *_KEYS}
    if grade not in _GRADES or strange or len(entry) < len(_GRADES) - 1:
        raise GoldError(f"{where}: {entry!r} needs a grade of 1 to 3 and some of {', '.join(_KEYS)}")
    keys = {key: entry[key] for key in _KEYS if key in entry}
    for key, values in keys.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise GoldError(f"{where}: {key} is a list of texts (NO and ON want quotes), not {values!r}")
    return Want(int(grade), {key: frozenset(values) for key, values in keys.items()})
