"""Every rule finds what is planted for it, at its line, and leaves the harmless neighbour alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.publisher.bends import Case
from tests.publisher.planted_records import RECORDS
from tests.publisher.planted_words import WORDS
from tests.publisher.small_stock import SmallStock

from guide_app.publisher.validating import RULES, Problem, validate_folder

CASES = (*RECORDS, *WORDS)


def _names(case: Case) -> str:
    return f"{case.code}-{[same for same in CASES if same.code == case.code].index(case)}"


def problems_of(stock: SmallStock, folder: Path, today: date) -> tuple[Problem, ...]:
    return validate_folder(stock.write(folder), today=today)[1]


def test_the_small_stock_is_clean(stock: SmallStock, tmp_path: Path, today: date) -> None:
    assert problems_of(stock, tmp_path, today) == ()


@pytest.mark.parametrize("case", CASES, ids=_names)
def test_what_is_planted_is_found_at_its_line(case: Case, stock: SmallStock, tmp_path: Path, today: date) -> None:
    case.plant(stock)
    found = [problem for problem in problems_of(stock, tmp_path, today) if problem.code == case.code]
    assert found
    assert found[0].severity == next(rule.severity for rule in RULES if rule.code == case.code)
    text = found[0].path.read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert case.near in text, f"reported at: {text}"
    assert found[0].message
    assert found[0].remedy


@pytest.mark.parametrize("case", CASES, ids=_names)
def test_the_harmless_neighbour_is_left_alone(case: Case, stock: SmallStock, tmp_path: Path, today: date) -> None:
    case.clean(stock)
    found = [problem for problem in problems_of(stock, tmp_path, today) if problem.code == case.code]
    assert found == []


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} == {rule.code for rule in RULES}


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
