"""What a calculator does with its keys: a line of numbers and signs, and what it comes to. Decimal, and without Qt.

The line is kept in plain symbols whatever is shown: digits 0 to 9, `.` before the fraction, `+ - * /`, `%` after a
number, `~` before one that is below nought. `numbers.py` writes it as a country does.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final, Literal

Problem = Literal["by zero", "too large"]
OPERATORS: Final = "+-*/"
SIGN: Final = "~"
_MOST_DIGITS: Final = 16
"""Of one number, as it is typed."""
_LONGEST: Final = 120
"""Symbols of a line."""
_PRECISION: Final = 34
_LARGEST: Final = 999
_CONTEXT: Final = Context(
    prec=_PRECISION, Emax=_LARGEST, Emin=-_LARGEST, traps=[DivisionByZero, InvalidOperation, Overflow]
)
_NUMBER: Final = r"~?\d+(?:\.\d*)?(?:E[+-]?\d+)?%?"
_PIECE: Final = re.compile(rf"{_NUMBER}|[-+*/]|{SIGN}")
_LAST_NUMBER: Final = re.compile(rf"{_NUMBER}$")
_SAME: Final = {
    "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "x": "*", "X": "*", "÷": "/", ":": "/",
    ",": ".", "٫": ".", "、": ".", "。": ".", "．": ".", "，": ".",
    "٪": "%", "％": "%", "＋": "+", "－": "-", "＊": "*", "／": "/", "＝": "=",
}  # fmt: skip


class SumError(Exception):
    """A sum has no result that can be shown; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def symbol_of(letter: str) -> str:
    """Give the plain symbol of a letter that was typed: digits of any script, either comma; empty: it means nothing."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    plain = _SAME.get(letter, letter)
    return plain if len(plain) == 1 and plain in f".%={OPERATORS}" else ""


class Line:
    """What stands in the display. Every press leaves a line that can be worked out, or none.

    `text` is in plain symbols. After `=` it is the result: the next sign goes on with it, the next digit replaces it.
    """

    def __init__(self) -> None:
        self.text = ""
        self.problem: Problem | None = None
        self._is_result = False

    def press(self, symbol: str) -> None:
        """Take one of `0`…`9 . + - * / %`, `±`, `back`, `clear`; all else, and what cannot stand there, is nothing."""
        if symbol == "clear" or self.problem is not None:
            self.clear()
        if symbol in set("0123456789") | {"."}:
            self._write(symbol)
        elif symbol in set(OPERATORS) | {"%", "±"}:
            self._sign(symbol)
        elif symbol == "back":
            self.text = "" if self._is_result else self.text[:-1].rstrip(SIGN)
        self._is_result = self._is_result and symbol not in set(OPERATORS) | {"back", "%"}

    def equals(self) -> Decimal | None:
        """Work it out and let the result stand as the line; None: nothing stands there, or it has no result."""
        if not self.text:
            return None
        try:
            result = work_out(self.text)
        except SumError as error:
            self.clear()
            self.problem = error.problem
            return None
        self.text = written(result)
        self._is_result = True
        return result

    def recall(self, value: str) -> None:
        """Let a value that was worked out before stand as the line."""
        self.clear()
        self.text, self._is_result = value, True

    def clear(self) -> None:
        """Begin anew."""
        self.text, self.problem, self._is_result = "", None, False

    def _write(self, symbol: str) -> None:
        if self._is_result:
            self.clear()
        number = _last_number(self.text)
        if number.endswith("%") or len(self.text) >= _LONGEST:
            return
        digits = number.lstrip(SIGN)
        if symbol == ".":
            if "." not in digits:
                self.text += symbol if digits else "0."
        elif len(digits.replace(".", "")) < _MOST_DIGITS:
            # No number begins with a nought that stands for nothing.
            self.text = (self.text[:-1] if digits == "0" else self.text) + symbol

    def _sign(self, symbol: str) -> None:
        number = _last_number(self.text)
        if symbol == "±":
            self.text = self.text[: len(self.text) - len(number)] + _turned(number) if number else self.text
        elif symbol == "%":
            self.text += symbol if number and not number.endswith("%") else ""
        elif not self.text.strip(SIGN):
            self.text = SIGN if symbol == "-" else f"0{symbol}"
        elif symbol == "-" and self.text[-1] in "*/":
            self.text += SIGN
        elif len(self.text) < _LONGEST:
            self.text = self.text.rstrip(SIGN + OPERATORS) + symbol


def line_of(text: str) -> str:
    """Give the line that typing a text leaves, in plain symbols; spaces and an equals sign at its end are nothing."""
    line = Line()
    for letter in text.strip().rstrip("=＝"):
        line.press(symbol_of(letter))
    return line.text.rstrip(SIGN + OPERATORS)


def pieces(text: str) -> list[str]:
    """Take a line apart: numbers with what belongs to them, and the signs between them."""
    return _PIECE.findall(text)


def work_out(text: str) -> Decimal:
    """Work out a line: multiplying before adding, and `%` of what stands before it where it is added or taken off.

    Raises:
        SumError: it divides by nought, or the result has more than a thousand digits.
    """
    tokens = pieces(text.rstrip(SIGN + OPERATORS))
    try:
        return _CONTEXT.plus(_add_up(tokens)) if tokens else Decimal(0)
    except (DivisionByZero, InvalidOperation):
        raise SumError("by zero") from None
    except Overflow:
        raise SumError("too large") from None


def written(value: Decimal) -> str:
    """Give a value in plain symbols."""
    value = _CONTEXT.normalize(value)
    plain = f"{value:f}" if -_PRECISION < value.adjusted() < _PRECISION else str(value)
    return plain.replace("-", SIGN, 1) if value < 0 else plain.lstrip("-")


def _add_up(tokens: list[str]) -> Decimal:
    total, sign, at = Decimal(0), "+", 0
    while at < len(tokens):
        end = next((n for n in range(at, len(tokens)) if tokens[n] in {"+", "-"}), len(tokens))
        if end == at + 1 and at > 0 and tokens[at].endswith("%"):
            part = _CONTEXT.multiply(total, _value(tokens[at]))
        else:
            part = _multiplied(tokens[at:end])
        total = _CONTEXT.add(total, part) if sign == "+" else _CONTEXT.subtract(total, part)
        sign, at = (tokens[end] if end < len(tokens) else "+"), end + 1
    return total


def _multiplied(tokens: list[str]) -> Decimal:
    product = _value(tokens[0])
    for sign, number in zip(tokens[1::2], tokens[2::2], strict=False):
        work = _CONTEXT.multiply if sign == "*" else _CONTEXT.divide
        product = work(product, _value(number))
    return product


def _value(number: str) -> Decimal:
    plain = number.rstrip("%")
    value = _CONTEXT.create_decimal(plain.replace(SIGN, "-", 1))
    return _CONTEXT.divide(value, Decimal(100)) if number.endswith("%") else value


def _last_number(text: str) -> str:
    """Give the number at the end of a line, its sign too; empty: the line ends otherwise."""
    if text.endswith(SIGN):
        return SIGN
    found = _LAST_NUMBER.search(text)
    return found.group() if found else ""


def _turned(number: str) -> str:
    return number[1:] if number.startswith(SIGN) else SIGN + number
