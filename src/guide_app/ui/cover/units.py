"""Units and what they are worth in the first of their kind, exactly where their definition is exact. Without Qt."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final, NamedTuple

from guide_app.core.messages import Messages

_CONTEXT: Final = Context(prec=34)
_NOUGHT: Final = Decimal(0)


class Unit(NamedTuple):
    """A unit: `value * factor + offset` is in the first unit of its kind."""

    name: str
    factor: Decimal
    offset: Decimal = _NOUGHT


class Kind(NamedTuple):
    """What can be measured, and in which units; `usual` are the two that one begins with, by their places."""

    name: str
    units: tuple[Unit, ...]
    usual: tuple[int, int]


def converted(value: Decimal, of: Unit, to: Unit) -> Decimal:
    """Say in one unit what was said in another of the same kind."""
    first = _CONTEXT.add(_CONTEXT.multiply(value, of.factor), of.offset)
    return _CONTEXT.divide(_CONTEXT.subtract(first, to.offset), to.factor)


def kinds(messages: Messages) -> tuple[Kind, ...]:
    """Give all kinds of units, named in a language."""
    text = messages.text
    return (
        Kind(text("Length", context="kind of unit"), _lengths(messages), (0, 5)),
        Kind(text("Area", context="kind of unit"), _areas(messages), (0, 4)),
        Kind(text("Volume", context="kind of unit"), _volumes(messages), (0, 3)),
        Kind(text("Weight", context="kind of unit"), _weights(messages), (0, 3)),
        Kind(text("Temperature", context="kind of unit"), _temperatures(messages), (0, 1)),
        Kind(text("Speed", context="kind of unit"), _speeds(messages), (0, 1)),
        Kind(text("Time", context="kind of unit"), _times(messages), (0, 1)),
    )


def _lengths(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    return (
        Unit(text("Metres", context="unit"), Decimal(1)),
        Unit(text("Millimetres", context="unit"), Decimal("0.001")),
        Unit(text("Centimetres", context="unit"), Decimal("0.01")),
        Unit(text("Kilometres", context="unit"), Decimal(1000)),
        Unit(text("Inches", context="unit"), Decimal("0.0254")),
        Unit(text("Feet", context="unit"), Decimal("0.3048")),
        Unit(text("Yards", context="unit"), Decimal("0.9144")),
        Unit(text("Miles", context="unit"), Decimal("1609.344")),
    )


def _areas(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    return (
        Unit(text("Square metres", context="unit"), Decimal(1)),
        Unit(text("Hectares", context="unit"), Decimal(10_000)),
        Unit(text("Square kilometres", context="unit"), Decimal(1_000_000)),
        Unit(text("Acres", context="unit"), Decimal("4046.8564224")),
        Unit(text("Square feet", context="unit"), Decimal("0.09290304")),
    )


def _volumes(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    return (
        Unit(text("Litres", context="unit"), Decimal(1)),
        Unit(text("Millilitres", context="unit"), Decimal("0.001")),
        Unit(text("Cubic metres", context="unit"), Decimal(1000)),
        # Translators: the gallon of the United States, 3.785 litres
        Unit(text("Gallons (US)", context="unit"), Decimal("3.785411784")),
        # Translators: the cup of recipes of the United States, 236.6 millilitres
        Unit(text("Cups (US)", context="unit"), Decimal("0.2365882365")),
    )


def _weights(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    return (
        Unit(text("Kilograms", context="unit"), Decimal(1)),
        Unit(text("Grams", context="unit"), Decimal("0.001")),
        # Translators: a thousand kilograms
        Unit(text("Tonnes", context="unit"), Decimal(1000)),
        # Translators: unit of weight, 453.6 grams
        Unit(text("Pounds", context="unit"), Decimal("0.45359237")),
        # Translators: unit of weight, 28.35 grams
        Unit(text("Ounces", context="unit"), Decimal("0.028349523125")),
    )


def _temperatures(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    ninths = _CONTEXT.divide(Decimal(5), Decimal(9))
    return (
        Unit(text("Degrees Celsius", context="unit"), Decimal(1)),
        Unit(text("Degrees Fahrenheit", context="unit"), ninths, _CONTEXT.multiply(Decimal(-32), ninths)),
        Unit(text("Kelvins", context="unit"), Decimal(1), Decimal("-273.15")),
    )


def _speeds(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    hour = _CONTEXT.divide(Decimal(1), Decimal("3.6"))
    return (
        Unit(text("Kilometres per hour", context="unit"), hour),
        Unit(text("Miles per hour", context="unit"), Decimal("0.44704")),
        Unit(text("Metres per second", context="unit"), Decimal(1)),
        # Translators: sea miles per hour
        Unit(text("Knots", context="unit"), _CONTEXT.divide(Decimal(1852), Decimal(3600))),
    )


def _times(messages: Messages) -> tuple[Unit, ...]:
    text = messages.text
    return (
        Unit(text("Hours", context="unit of time"), Decimal(3600)),
        Unit(text("Minutes", context="unit of time"), Decimal(60)),
        Unit(text("Seconds", context="unit of time"), Decimal(1)),
        Unit(text("Days", context="unit of time"), Decimal(86_400)),
        Unit(text("Weeks", context="unit of time"), Decimal(604_800)),
    )
