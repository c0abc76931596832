"""What the numbering plans say about a number: is it one, whose is it, how is it written, who can reach it.

The plans are those of libphonenumber, read at build time only. Nothing here dials or changes a number:
`value` stays the signed fact, and only the form in which it is printed is made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, shortnumberinfo

_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_SHORT_CODE: Final = re.compile(r"\*?[0-9]{2,11}#?")
_OF_STORIES: Final = re.compile(r"\+1[2-9][0-9]{2}55501[0-9]{2}")
_NATIONAL_ONLY: Final = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.UAN,
    },
)
"""Kinds of numbers that usually cannot be reached with the `+` form, or from abroad at all."""
_NORTH_AMERICA: Final = 1
_WHOLE_WORLD: Final = "001"
_TERRITORY_OF: Final = {"AS": "US", "GU": "US", "MP": "US", "PR": "US", "VI": "US", "GG": "GB", "IM": "GB", "JE": "GB"}
"""Territories with a plan of their own whose people a service of the larger country also serves."""


class PrintedNumber(NamedTuple):
    """A number as people read it."""

    display: str
    domestic_only: bool
    """True where it usually cannot be reached from abroad."""


def is_e164(value: str) -> bool:
    """Say whether this is written as `+` and digits alone, whether or not such a number exists."""
    return _E164.fullmatch(value) is not None


def is_short_code(value: str) -> bool:
    """Say whether this is written as digits alone, perhaps with the star or hash that is dialled with them."""
    return _SHORT_CODE.fullmatch(value) is not None


@cache
def parse_number(value: str) -> PhoneNumber | None:
    """Read a number in E.164; None where no numbering plan has such a number."""
    if not is_e164(value):
        return None
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def country_of(value: str) -> str | None:
    """Give the country whose plan a number in E.164 belongs to; None where there is none, or not one alone."""
    number = parse_number(value)
    region = phonenumbers.region_code_for_number(number) if number is not None else None
    return None if region == _WHOLE_WORLD else region


def belongs_to(value: str, countries: Iterable[str]) -> bool:
    """Say whether a number is one of these countries' (or of a territory of theirs, or of no country at all)."""
    number = parse_number(value)
    if number is None:
        return False
    own = phonenumbers.region_code_for_number(number)
    if own == _WHOLE_WORLD:
        return True
    wanted = set(countries)
    return _TERRITORY_OF.get(own or "", own) in wanted or any(
        phonenumbers.is_valid_number_for_region(number, country) for country in wanted
    )


@cache
def is_known_short_code(code: str, country: str) -> bool:
    """Say whether the library's short-number plan of a country has this code; False proves nothing against it."""
    calling_code = phonenumbers.country_code_for_region(country)
    if not calling_code or not code.isdecimal():
        return False
    # A leading zero is part of a short code, and a number by itself would lose it.
    number = PhoneNumber(
        country_code=calling_code,
        national_number=int(code),
        italian_leading_zero=code.startswith("0") or None,
    )
    return bool(shortnumberinfo.is_valid_short_number_for_region(number, country))


def is_premium(value: str) -> bool:
    """Say whether a call costs more than others by the numbering plan."""
    number = parse_number(value)
    return number is not None and phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE


def is_fictitious(value: str) -> bool:
    """Say whether this is one of North America's numbers for stories: 555-0100 to 555-0199 of any area."""
    return _OF_STORIES.fullmatch(value) is not None


@cache
def is_known_emergency_number(code: str, country: str) -> bool:
    """Say whether the library lists this as an emergency number of a country; False proves nothing against it."""
    return bool(shortnumberinfo.is_emergency_number(code, country))


@cache
def print_number(value: str, *, dialled: bool = True) -> PrintedNumber:
    """Give the printed form: as dialled inside the country where only that works, else the international one.

    Short codes and star codes are printed as they are, and so is whatever is no number of any plan. A number that
    is not dialled but found in a messaging program (`dialled` False) is always given with its country code.
    """
    number = parse_number(value)
    if number is None:
        return PrintedNumber(value, domestic_only=dialled and is_short_code(value))
    kind = phonenumbers.number_type(number)
    region = phonenumbers.region_code_for_number(number)
    if not dialled or kind not in _NATIONAL_ONLY or region in (None, _WHOLE_WORLD):
        printed = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        return PrintedNumber(printed, domestic_only=False)
    printed = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    if number.country_code == _NORTH_AMERICA:
        printed = f"1 {printed}"  # without the 1 many fixed lines there do not put the call through
    return PrintedNumber(printed, domestic_only=True)
