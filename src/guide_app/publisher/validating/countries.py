"""Rules of countries and languages: codes that exist, emergency numbers that can be dialled, law that fits together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from guide_app.core.values import WORLD
from guide_app.publisher.compiling.phones import is_known_emergency_number
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import CRIMINALISING, Stock

_CODE: Final = re.compile(r"[A-Z]{2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_DIALLED: Final = re.compile(r"[0-9]{2,6}")
"""No country's emergency number is longer, or dialled with a star."""
_NOT_COUNTRIES: Final = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes that CLDR names and ISO 3166-1 does not. Kosovo's XK is used by everyone and stays."""


def find_unknown_countries(stock: Stock) -> Iterator[Finding]:
    """Find country codes that ISO 3166-1 does not have."""
    for node in _country_codes(stock):
        if node.text and node.text not in known_countries():
            yield Finding(node, f"{node.text!r} is not a country's code")


def find_undescribed_countries(stock: Stock) -> Iterator[Finding]:
    """Find countries with services and without a file: no law and no emergency number would be shown."""
    described = {tree.text_of("code") for tree in stock.countries}
    missing: dict[str, Node] = {}
    for service in stock.shown:
        for node in service.node.items("service_areas"):
            if node.text in known_countries() and node.text not in described:
                missing.setdefault(node.text, node)
    for code, node in missing.items():
        yield Finding(node, f"{code} has services and no file in countries/")


def find_mixed_areas(stock: Stock) -> Iterator[Finding]:
    """Find services that serve the whole world and single countries besides."""
    for service in stock.services:
        areas = service.node.find("service_areas")
        if areas is not None and service.is_worldwide and len(list(areas.items())) > 1:
            yield Finding(areas, f"{service.id!r} lists '*' beside countries")


def find_unknown_languages(stock: Stock) -> Iterator[Finding]:
    """Find language codes that ISO 639-1 does not have."""
    for service in stock.services:
        for node in service.node.items("languages"):
            if node.text and node.text not in known_languages():
                yield Finding(node, f"{node.text!r} is not a language of two letters (ISO 639-1)")


def find_undiallable_emergencies(stock: Stock) -> Iterator[Finding]:
    """Find emergency numbers with anything but digits in them, or too many of them."""
    for _, node in _emergencies(stock):
        if node.text and _DIALLED.fullmatch(node.text) is None:
            yield Finding(node, f"{node.text!r} cannot be dialled")


def find_doubtful_emergencies(stock: Stock) -> Iterator[Finding]:
    """Find emergency numbers that the numbering library does not list for the country."""
    for code, node in _emergencies(stock):
        if _DIALLED.fullmatch(node.text) and not is_known_emergency_number(node.text, code):
            yield Finding(node, f"the numbering library does not list {node.text} for emergencies in {code}")


def find_contradicting_law(stock: Stock) -> Iterator[Finding]:
    """Find penalties without a crime."""
    for tree in stock.countries:
        penalty, law = tree.find("maximum_penalty"), tree.text_of("same_sex_acts")
        if penalty is not None and law not in CRIMINALISING:
            yield Finding(penalty, f"a penalty of {penalty.text!r} beside the law {law!r}")


@cache
def known_countries() -> frozenset[str]:
    """Give the codes of ISO 3166-1 as CLDR has them, and XK."""
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").territories) if _CODE.fullmatch(code)) - _NOT_COUNTRIES


@cache
def known_languages() -> frozenset[str]:
    """Give the two-letter codes of languages as CLDR has them."""
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if _LANGUAGE.fullmatch(code))


def _country_codes(stock: Stock) -> Iterator[Node]:
    for service in stock.services:
        yield from (area for area in service.node.items("service_areas") if area.text != WORLD)
        for location in service.node.items("locations"):
            node = location.find("country")
            if node is not None:
                yield node
    for tree in stock.countries:
        node = tree.find("code")
        if node is not None:
            yield node


def _emergencies(stock: Stock) -> Iterator[tuple[str, Node]]:
    for tree in stock.countries:
        emergency = tree.find("emergency")
        for numbers in emergency.entries() if emergency is not None else ():
            for node in numbers.items():
                yield tree.text_of("code"), node


RULES: Final = (
    Rule("country-unknown", "error", find_unknown_countries, "use a code of ISO 3166-1 such as IT"),
    Rule("country-undescribed", "warning", find_undescribed_countries, "add the country's file"),
    Rule("areas-mixed", "error", find_mixed_areas, "keep either '*' or the countries"),
    Rule("language-unknown", "error", find_unknown_languages, "use a code such as ar or pl"),
    Rule(
        "emergency-form",
        "error",
        find_undiallable_emergencies,
        "write two to six digits; words belong in the notes",
    ),
    Rule("emergency-doubtful", "warning", find_doubtful_emergencies, "find a second source for the number"),
    Rule("law-contradicts", "error", find_contradicting_law, "correct the law or remove the penalty"),
)
