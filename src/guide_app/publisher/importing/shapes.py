"""The form of the facts, as their own description has it: keys, types, and the few words that the import relies on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from guide_app.core.values import ContactType, MayContact, Ternary


class DecimalText(str):
    """A decimal number of a JSON text, letter by letter: 52.5 never becomes 52.500000001."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not empty; `words` and `pattern` narrow it."""

    nullable: bool = False
    words: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """True, false, or null."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; null only if said so."""

    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A number, whole or decimal, or null."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of item."""

    item: Text | Keys


@dataclass(frozen=True, slots=True)
class Keys:
    """An object with fixed keys, all of which must be there save those in `optional`."""

    keys: Mapping[str, Shape]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value: it is held against the field it is meant for later."""


Shape = Text | Truth | Whole | Coordinate | ListOf | Keys | Anything


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a record that is not of its shape."""

    where: str
    what: str
    remedy: str
    unknown_key: bool = False
    """The rest of the record can still be understood."""


_TEXT: Final = Text()
_TEXT_OR_NULL: Final = Text(nullable=True)
_ID: Final = Text(pattern=re.compile(r"(?:[a-z]{2}|int)(?:-[a-z0-9]+)+"))
_COUNTRY: Final = Text(pattern=re.compile(r"[A-Z]{2}|\*"))
_DATE: Final = Text(nullable=True, pattern=re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"))
_MAY: Final = Text(words=frozenset(get_args(MayContact)))
_SOURCE: Final = Keys({"url": _TEXT, "title": _TEXT, "date": _DATE, "supports": ListOf(_TEXT)})
_CONTACT: Final = Keys({"type": Text(words=frozenset(get_args(ContactType))), "value": _TEXT, "note": _TEXT_OR_NULL})

SERVICE: Final = Keys(
    {
        "id": _ID,
        "organization": _TEXT,
        "organization_en": _TEXT_OR_NULL,
        "service": _TEXT,
        "kind": _TEXT,
        "audience": ListOf(_TEXT),
        "countries": ListOf(_COUNTRY),
        "region": _TEXT_OR_NULL,
        "city": _TEXT_OR_NULL,
        "address": _TEXT_OR_NULL,
        "postcode": _TEXT_OR_NULL,
        "lat": Coordinate(),
        "lon": Coordinate(),
        "languages": ListOf(_TEXT),
        "contacts": ListOf(_CONTACT),
        "hours": _TEXT_OR_NULL,
        "timezone": _TEXT_OR_NULL,
        "cost": _TEXT_OR_NULL,
        "anonymous": Truth(),
        "confidential": Truth(),
        "summary": _TEXT,
        "sources": ListOf(_SOURCE),
        "confidence": Text(words=frozenset({"high", "medium", "low"})),
    },
)
LINE: Final = Keys(
    {
        "id": _ID,
        "may_contact": Keys({"police": _MAY, "guardians": _MAY, "note": _TEXT_OR_NULL}),
        "toll_free": Truth(),
        "on_bill": Text(words=frozenset(get_args(Ternary))),
        "anonymous": Truth(),
        "confidential": Truth(),
        "hours": _TEXT_OR_NULL,
        "timezone": _TEXT_OR_NULL,
        "languages": ListOf(_TEXT),
        "age_min": Whole(),
        "age_max": Whole(),
        "status": Text(words=frozenset({"active", "paused", "closed", "unconfirmed"})),
        "note": _TEXT_OR_NULL,
        "sources": ListOf(_SOURCE),
    },
)
CORRECTION: Final = Keys(
    {
        "id": _ID,
        "field": _TEXT,
        "old": Anything(),
        "new": Anything(),
        "reason": _TEXT,
        "sources": ListOf(Keys({"url": _TEXT, "title": _TEXT, "date": _DATE})),
    },
)
COUNTRY: Final = Keys(
    {
        "country": Text(pattern=re.compile(r"[A-Z]{2}")),
        "emergency": Keys(dict.fromkeys(("general", "police", "ambulance", "fire"), _TEXT_OR_NULL)),
        "same_sex_acts": _TEXT_OR_NULL,
        "max_penalty": _TEXT_OR_NULL,
        "as_of": Whole(),
        "notes": _TEXT_OR_NULL,
        "sources": ListOf(_SOURCE),
    },
)


def faults(shape: Shape, value: object, where: str = "") -> Iterator[Fault]:
    """Compare a value, as read from JSON, with its shape."""
    if isinstance(shape, Keys):
        yield from _key_faults(shape, value, where)
    elif isinstance(shape, ListOf):
        if not isinstance(value, list):
            yield _wrong(where, "a list", value)
            return
        for number, item in enumerate(value):
            yield from faults(shape.item, item, f"{where}[{number}]")
    else:
        yield from _scalar_faults(shape, value, where)


def _key_faults(shape: Keys, value: object, where: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _wrong(where or "the line", "an object", value)
        return
    dot = f"{where}." if where else ""
    for key in shape.keys:
        if key not in value and key not in shape.optional:
            yield Fault(dot + key, "is missing", "add the key; null means not known")
    for key, item in value.items():
        if key in shape.keys:
            yield from faults(shape.keys[key], item, dot + key)
        else:
            remedy = "teach the importer this key, or correct its spelling"
            yield Fault(dot + key, "is not a key of these facts and was left out", remedy, unknown_key=True)


def _scalar_faults(shape: Shape, value: Any, where: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON value
    match shape:
        case Text():
            yield from _text_faults(shape, value, where)
        case Truth():
            if value is not None and not isinstance(value, bool):
                yield _wrong(where, "true, false or null", value)
        case Whole():
            if isinstance(value, bool) or not (isinstance(value, int) or (value is None and shape.nullable)):
                yield _wrong(where, "a whole number", value)
        case Coordinate():
            if isinstance(value, bool) or not (value is None or isinstance(value, (int, DecimalText))):
                yield _wrong(where, "a number or null", value)
        case _:
            return


def _text_faults(shape: Text, value: Any, where: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON value
    if value is None and shape.nullable:
        return
    if not isinstance(value, str) or isinstance(value, DecimalText) or not value.strip():
        yield _wrong(where, "text that is not empty" + (" or null" if shape.nullable else ""), value)
    elif shape.words and value not in shape.words:
        yield Fault(where, f"is {value!r}", f"use one of: {', '.join(sorted(shape.words))}")
    elif shape.pattern is not None and shape.pattern.fullmatch(value) is None:
        yield Fault(where, f"is {value[:60]!r}", f"write it in the form {shape.pattern.pattern}")


def _wrong(where: str, wanted: str, value: object) -> Fault:
    return Fault(where, f"is {str(value)[:60]!r}", f"{wanted} is needed here")
