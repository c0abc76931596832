"""Printed forms of numbers: what must be dialled, and who can reach it."""

from __future__ import annotations

import pytest

from guide_app.publisher.compiling.phones import (
    belongs_to,
    country_of,
    is_known_short_code,
    parse_number,
    print_number,
)


@pytest.mark.parametrize(
    ("value", "display", "domestic_only"),
    [
        ("+442078331674", "+44 20 7833 1674", False),
        ("+5491137624966", "+54 9 11 3762-4966", False),
        ("+39800713713", "800 713 713", True),
        ("+81120279338", "0120-279-338", True),
        ("+3280096316", "0800 96 316", True),
        ("+443003305468", "0300 330 5468", True),
        ("+46770550010", "077-055 00 10", True),
        ("+18775658860", "1 (877) 565-8860", True),
        ("+17879408851", "+1 787-940-8851", False),
        ("+80012345678", "+800 1234 5678", False),
        ("988", "988", True),
        ("028", "028", True),
        ("*2982", "*2982", True),
    ],
)
def test_numbers_are_printed_as_they_are_dialled(value: str, display: str, domestic_only: bool) -> None:
    assert print_number(value) == (display, domestic_only)


def test_in_messaging_a_number_keeps_its_country_code() -> None:
    assert print_number("+528000005428", dialled=False).display == "+52 800 000 5428"
    assert print_number("+528000005428").display == "800 000 5428"
    assert not print_number("@tghousehelp", dialled=False).domestic_only


def test_every_digit_of_the_value_is_in_the_printed_form() -> None:
    for value in ("+18775658860", "+39800713713", "+63180018881553", "+3531800929539", "+601800180066"):
        printed = "".join(filter(str.isdigit, print_number(value).display)).lstrip("0")
        assert value.lstrip("+").endswith(printed)


def test_a_number_is_its_country_s_and_that_of_its_territories() -> None:
    assert country_of("+17879408851") == "PR"
    assert belongs_to("+17879408851", ["US"])
    assert belongs_to("+18775658860", ["CA"])
    assert not belongs_to("+442078331674", ["IT"])
    assert belongs_to("+80012345678", ["IT"])
    assert not belongs_to("no number", ["IT"])


def test_what_no_plan_has_is_no_number() -> None:
    assert parse_number("+39800713713") is not None
    for wrong in ("+3980071371399", "0039800713713", "+39 800 713 713", "+999123456", ""):
        assert parse_number(wrong) is None


def test_short_codes_belong_to_a_country() -> None:
    assert is_known_short_code("988", "US")
    assert not is_known_short_code("988", "IT")
    assert not is_known_short_code("*2982", "IL")
    assert not is_known_short_code("112", "ZZ")
