"""Numbers as countries write them, while they are typed and when they are worked out; units and what they are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from guide_app.core.messages import Messages
from guide_app.core.values import LanguageCode
from guide_app.ui.cover.look import style_of, system_locale
from guide_app.ui.cover.numbers import Style, write_line, write_number, write_value
from guide_app.ui.cover.units import Unit, converted, kinds


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        ("en_GB", "1,234,567.5"),
        ("de_DE", "1.234.567,5"),
        ("fr_FR", "1\u202f234\u202f567,5"),
        ("pl_PL", "1\u00a0234\u00a0567,5"),
        ("ru_RU", "1\u00a0234\u00a0567,5"),
        ("ja_JP", "1,234,567.5"),
        ("tr_TR", "1.234.567,5"),
        ("es_ES", "1.234.567,5"),
        ("ar_EG", "١٬٢٣٤٬٥٦٧٫٥"),
        ("ar_AE", "1,234,567.5"),
    ],
)
def test_numbers_are_written_as_the_country_does(country: str, shown: str) -> None:
    assert write_number("1234567.5", style_of(QLocale(country))) == shown


@pytest.mark.parametrize(("country", "shown"), [("es_ES", "1234"), ("pl_PL", "1234"), ("de_DE", "1.234")])
def test_small_numbers_stand_in_groups_where_they_do(country: str, shown: str) -> None:
    assert write_number("1234", style_of(QLocale(country))) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("5.", "5."), ("5.10", "5.10"), ("~5", "−5"), ("50%", "50%"), ("~", "−"), ("0", "0"), ("2E+40", "2×10^40")],
)
def test_what_is_being_typed_stays_as_it_is(number: str, shown: str) -> None:
    assert write_number(number, Style()) == shown


def test_a_line_has_room_around_its_signs() -> None:
    assert write_line("1972+48*~3-", Style()) == "1,972 + 48 × −3 − "


def test_arabic_digits_keep_the_order_of_a_calculator() -> None:
    shown = write_line("12+3", style_of(QLocale("ar_EG")))
    assert shown == "\u202d١٢ + ٣\u202c"
    assert write_line("12+3", style_of(QLocale("ar_AE"))) == "12 + 3"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.3", "0.3"),
        ("-2", "−2"),
        ("0", "0"),
        ("-0", "0"),
        ("0.33333333333333333333", "0.33333333333333"),
        ("0.99999999999999999999", "1"),
        ("1234567890123456", "1,234,567,890,123,500"),
        ("1e20", "1×10^20"),
        ("-1.5e-12", "−1.5×10^-12"),
        ("1e-9", "0.000000001"),
    ],
)
def test_results_are_rounded_to_what_a_display_shows(value: str, shown: str) -> None:
    assert write_value(Decimal(value), Style()) == shown


def test_another_language_than_the_systems_has_its_own_numbers() -> None:
    assert system_locale("de").decimalPoint() == ","
    assert system_locale("ja").decimalPoint() == "."


ENGLISH = Messages(LanguageCode("en"), None)
UNITS = {unit.name: unit for kind in kinds(ENGLISH) for unit in kind.units}


@pytest.mark.parametrize(
    ("value", "of", "to", "result"),
    [
        ("1", "Inches", "Millimetres", "25.4"),
        ("1", "Miles", "Kilometres", "1.609344"),
        ("100", "Degrees Celsius", "Degrees Fahrenheit", "212"),
        ("-40", "Degrees Fahrenheit", "Degrees Celsius", "-40"),
        ("0", "Kelvins", "Degrees Celsius", "-273.15"),
        ("1", "Pounds", "Grams", "453.59237"),
        ("1", "Hectares", "Square metres", "10000"),
        ("1", "Gallons (US)", "Litres", "3.785411784"),
        ("36", "Kilometres per hour", "Metres per second", "10"),
        ("1", "Weeks", "Hours", "168"),
        ("16", "Ounces", "Pounds", "1"),
        ("9", "Square feet", "Square feet", "9"),
        ("1", "Knots", "Kilometres per hour", "1.852"),
        ("16", "Cups (US)", "Gallons (US)", "1"),
        ("1", "Acres", "Square feet", "43560"),
    ],
)
def test_units_are_worth_what_their_definition_says(value: str, of: str, to: str, result: str) -> None:
    there = converted(Decimal(value), UNITS[of], UNITS[to])
    assert abs(there - Decimal(result)) < Decimal("1e-25")


def test_every_kind_begins_with_two_units_of_its_own() -> None:
    for kind in kinds(ENGLISH):
        assert len({kind.units[place] for place in kind.usual}) == 2
        assert len({unit.name for unit in kind.units}) == len(kind.units)


def test_there_and_back_is_where_one_was() -> None:
    for kind in kinds(ENGLISH):
        first: Unit = kind.units[0]
        for unit in kind.units:
            there = converted(Decimal("12.5"), first, unit)
            assert abs(converted(there, unit, first) - Decimal("12.5")) < Decimal("1e-25")
