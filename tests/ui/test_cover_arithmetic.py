"""What a calculator comes to: exactly, by the usual order, and never with an error that nobody can read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide_app.ui.cover.arithmetic import OPERATORS, Line, SumError, line_of, symbol_of, work_out, written


def typed(*symbols: str) -> Line:
    line = Line()
    for symbol in symbols:
        if symbol == "=":
            line.equals()
        else:
            line.press(symbol)
    return line


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("1+1", "2"),
        ("0.1+0.2", "0.3"),
        ("2+3*4", "14"),
        ("2*3+4", "10"),
        ("8/4/2", "1"),
        ("10-2-3", "5"),
        ("5*~3", "~15"),
        ("~4+2", "~2"),
        ("7", "7"),
        ("5+", "5"),
        ("50%", "0.5"),
        ("200+10%", "220"),
        ("200-10%", "180"),
        ("200*10%", "20"),
        ("200/10%", "2000"),
        ("100+50+10%", "165"),
        ("10%+1", "1.1"),
        ("2*3%+1", "1.06"),
        ("1E+40*2", "2E+40"),
        ("", "0"),
    ],
)
def test_what_a_line_comes_to(line: str, result: str) -> None:
    assert written(work_out(line)) == result


@pytest.mark.parametrize("line", ["1/0", "0/0", "1/~0", "5+3/0*2", "1/0%"])
def test_nothing_is_divided_by_nought(line: str) -> None:
    with pytest.raises(SumError) as caught:
        work_out(line)
    assert caught.value.problem == "by zero"


def test_what_is_too_large_is_said() -> None:
    with pytest.raises(SumError) as caught:
        work_out("9E+600*9E+600")
    assert caught.value.problem == "too large"


def test_what_is_too_small_is_nought() -> None:
    assert written(work_out("1E-900/9E+900")) == "0"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1972+48", "1972+48"),
        ("1 972 + 48 =", "1972+48"),
        ("١٩٧٢+٤٨", "1972+48"),
        ("۱۲٫۵", "12.5"),
        ("1,5", "1.5"),
        ("1,5,5", "1.55"),
        ("1.5*2", "1.5*2"),
        ("3×4÷2−1", "3*4/2-1"),
        ("１＋２＝", "1+2"),
        ("007", "7"),
        ("0.50", "0.50"),
        (".5", "0.5"),
        ("5++3", "5+3"),
        ("5*-3", "5*~3"),
        ("5--3", "5-3"),
        ("-4", "~4"),
        ("+4", "0+4"),
        ("5%%", "5%"),
        ("5%7", "5%"),
        ("abc", ""),
        ("12-", "12"),
        ("٪5٪", "5%"),
    ],
)
def test_how_typing_makes_a_line(text: str, line: str) -> None:
    assert line_of(text) == line


def test_a_digit_after_a_result_begins_anew_and_a_sign_goes_on() -> None:
    assert typed("1", "+", "2", "=", "5").text == "5"
    assert typed("1", "+", "2", "=", "*", "5").text == "3*5"
    assert typed("1", "+", "2", "=", "back").text == ""
    assert typed("1", "+", "2", "=", "±", "=").text == "~3"
    assert typed("1", "+", "2", "=", "±", "4").text == "4"


def test_a_third_times_three_is_one() -> None:
    line = typed("1", "/", "3", "=", "*", "3")
    result = line.equals()
    assert result is not None
    assert abs(result - 1) < Decimal("1e-30")


def test_the_sign_is_changed_and_changed_back() -> None:
    assert typed("5", "±").text == "~5"
    assert typed("5", "±", "±").text == "5"
    assert typed("2", "-", "5", "±").text == "2-~5"
    assert typed("±").text == ""


def test_deleting_leaves_a_line_that_works() -> None:
    assert typed("1", "2", "+", "back", "back").text == "1"
    assert typed("5", "*", "-", "back").text == "5*"
    assert typed("back").text == ""


def test_after_a_problem_everything_begins_anew() -> None:
    line = typed("1", "/", "0", "=")
    assert (line.text, line.problem) == ("", "by zero")
    line.press("7")
    assert (line.text, line.problem) == ("7", None)


def test_a_number_has_at_most_sixteen_digits() -> None:
    assert typed(*"12345678901234567890").text == "1234567890123456"


SYMBOLS = st.sampled_from([*"0123456789.+-*/%", "±", "back", "clear", "="])


@given(st.lists(SYMBOLS, max_size=60))
@example(["5", "*", "-", "/", "="])
@example(["-", "±", "="])
@example(["1", "/", "3", "=", "±", "%", "="])
def test_whatever_is_pressed_leaves_a_line_that_can_be_worked_out(symbols: list[str]) -> None:
    line = typed(*symbols)
    line.equals()
    assert line.problem in {None, "by zero", "too large"}
    assert work_out(line.text) == work_out(written(work_out(line.text)))


NUMBERS = st.integers(0, 10**9).map(str) | st.decimals(0, 10**6, places=3).map(lambda value: f"{value:f}")


@given(st.lists(st.tuples(st.sampled_from(OPERATORS), NUMBERS), min_size=1, max_size=8), NUMBERS)
def test_it_agrees_with_fractions(parts: list[tuple[str, str]], first: str) -> None:
    line = first + "".join(sign + number for sign, number in parts)
    code = f"F({first!r})" + "".join(f"{sign}F({number!r})" for sign, number in parts)
    try:
        exact = eval(code, {"F": Fraction})  # noqa: S307 - numbers and signs only
    except ZeroDivisionError:
        with pytest.raises(SumError):
            work_out(line)
        return
    assert abs(Fraction(work_out(line)) - exact) <= (abs(exact) + 10**18) * Fraction(1, 10**28)


@pytest.mark.parametrize(("letter", "symbol"), [("٣", "3"), ("७", "7"), (",", "."), ("x", "*"), ("a", ""), (" ", "")])
def test_what_a_letter_means(letter: str, symbol: str) -> None:
    assert symbol_of(letter) == symbol
