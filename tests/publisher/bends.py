"""Ways to bend the small stock: each breaks a rule, or comes as near to it as is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.publisher.small_stock import SmallStock

Bend = Callable[[SmallStock], object]


class Case(NamedTuple):
    code: str
    plant: Bend
    """Breaks the rule."""
    clean: Bend
    """Comes as near to it as is allowed."""
    near: str = ""
    """Text of the line on which the problem must be reported."""


def value(position: int, text: str, kind: str | None = None) -> Bend:
    """Give a contact of the line another value (0 web, 1 phone, 2 mail), perhaps another type."""

    def bend(stock: SmallStock) -> None:
        contact = stock.line["contacts"][position]
        contact["value"] = text
        contact["type"] = kind or contact["type"]

    return bend


def line(**changes: object) -> Bend:
    return lambda stock: stock.line.update(changes)


def circle(**changes: object) -> Bend:
    return lambda stock: stock.circle.update(changes)


def drop(key: str) -> Bend:
    return lambda stock: stock.line.pop(key)


def place(**changes: object) -> Bend:
    return lambda stock: stock.line["locations"][0].update(changes)


def source(**changes: object) -> Bend:
    return lambda stock: stock.line["sources"][0].update(changes)


def hours(text: str, **others: str) -> Bend:
    return line(schedules=[{"opening_hours": text, **others}])


def withheld(position: int, text: str) -> Bend:
    def bend(stock: SmallStock) -> None:
        stock.line["contacts"][position] |= {"value": text, "withheld": {"code": "wrong", "reason": "seen to be wrong"}}

    return bend


def held_back(bend: Bend) -> Bend:
    """Hold a record back besides: what is never shown may be wrong in itself."""
    return both(bend, line(held_back={"code": "dead", "reason": "gone"}))


def allowed(text: str) -> Bend:
    """Let the line mention what is retired, in order to warn of it."""
    decision = {"id": "it-casa-esempio-line", "value": text, "reason": "it warns of it"}
    return lambda stock: stock.decisions.update(mentions_retired=[decision])


def own_address(stock: SmallStock) -> None:
    """Show the address that the circle is known to publish itself."""
    stock.circle["locations"] = [DANGER]
    stock.decisions["own_addresses"] = [OWN_ADDRESS]


def housing(stock: SmallStock) -> None:
    """Make the line a shelter with an address."""
    stock.vocabulary["kinds"]["housing"] = stock.vocabulary["kinds"]["crisis_line"]
    stock.needs["needs"][0]["matches"].append({"kinds": ["housing"]})
    for tree in stock.words.values():
        tree["kinds"]["housing"] = tree["kinds"]["crisis_line"]
    stock.line["kind"] = "housing"


def finer(stock: SmallStock, parent: str) -> None:
    """Put a finer need below another, with its words."""
    stock.needs["needs"].append({"id": "whisper", "parent": parent, "matches": [{"kinds": ["crisis_line"]}]})
    for tree in stock.words.values():
        tree["needs"]["whisper"] = tree["needs"]["talk"]


def as_it_is(stock: SmallStock) -> None:
    """Leave the clean stock alone."""
    assert stock.line


def both(first: Bend, second: Bend) -> Bend:
    """Bend twice."""

    def bend(stock: SmallStock) -> None:
        first(stock)
        second(stock)

    return bend


ROMAN = "Europe/Rome"
DANGER = {"address_1": "1 Nile Street", "city": "Cairo", "country": "EG"}
OWN_ADDRESS = {"id": "eg-nile-circle-group", "source": "https://nile-circle.org/where", "reason": "on its site"}
RUSSIAN = {"address_1": "Nevsky 1", "city": "Saint Petersburg", "country": "RU"}
TOWN = {"city": "Saint Petersburg", "country": "RU"}
WITHHELD = {"withheld": {"code": "danger", "reason": "could lead a stranger there"}}
