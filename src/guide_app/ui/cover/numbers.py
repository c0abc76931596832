"""Numbers as a country writes them: its digits, commas and signs. Without Qt: `style_of` is given what Qt knows."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, NamedTuple

from guide_app.ui.cover.arithmetic import SIGN, pieces

_SHOWN: Final = 14
"""Digits of a result that are shown; more of them are kept."""
_SMALLEST: Final = -9
_ROUNDING: Final = Context(prec=_SHOWN, rounding=ROUND_HALF_EVEN)
_SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_OVERRIDE, _POP = "\u202d", "\u202c"


class Style(NamedTuple):
    """How numbers are written."""

    zero: str = "0"
    decimal: str = "."
    group: str = ","
    percent: str = "%"
    groups_from: int = 4
    """Digits before the comma from which on they stand in groups: Spanish, Polish and Portuguese leave 1234 alone."""

    @property
    def is_western(self) -> bool:
        """Whether the digits are 0 to 9."""
        return self.zero == "0"


def write_number(number: str, style: Style) -> str:
    """Write a number as it is being typed: nothing is rounded, a comma at its end stays.

    Args:
        number: in plain symbols, as in a `Line`; more digits than a display has are rounded after all.
        style: of the country.
    """
    percent, sign = number.endswith("%"), number.startswith(SIGN)
    digits = number.strip(f"%{SIGN}")
    if len(digits.replace(".", "")) > _SHOWN + 2 or "E" in digits:
        digits = _rounded(Decimal(digits))
    digits, _, power = digits.partition("E")
    whole, point, fraction = digits.partition(".")
    text = _grouped(whole, style) + (style.decimal if point else "") + fraction
    text += f"×10^{power}".replace("+", "") if power else ""
    text = ("−" if sign else "") + _in_digits(text, style)
    return text + (style.percent if percent else "")


def write_line(text: str, style: Style) -> str:
    """Write a line of numbers and signs, from left to right in every script, as on every calculator."""
    shown = [f" {_SIGNS[piece]} " if piece in _SIGNS else write_number(piece, style) for piece in pieces(text)]
    return ordered("".join(shown), style)


def write_value(value: Decimal, style: Style) -> str:
    """Write a result: rounded to what a display has room for."""
    rounded = _rounded(abs(value))
    below = SIGN if value < 0 and rounded != "0" else ""
    return ordered(write_number(below + rounded, style), style)


def ordered(text: str, style: Style) -> str:
    """Keep digits that belong to a script from the right in the order of a calculator."""
    return text if style.is_western or not text else f"{_OVERRIDE}{text}{_POP}"


def _rounded(value: Decimal) -> str:
    value = _ROUNDING.create_decimal(value).normalize()
    if value == 0:
        return "0"
    return f"{value:f}" if _SMALLEST <= value.adjusted() < _SHOWN + 2 else f"{value:E}"


def _grouped(whole: str, style: Style) -> str:
    if len(whole) < style.groups_from or not style.group:
        return whole
    first = len(whole) % 3 or 3
    return style.group.join([whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))])


def _in_digits(text: str, style: Style) -> str:
    if style.is_western:
        return text
    return text.translate({ord("0") + n: chr(ord(style.zero) + n) for n in range(10)})
