"""Whatever state a data folder is in, validation ends with problems in order and never with a traceback."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.publisher.small_stock import SmallStock

from guide_app.publisher.sources import SourceFile, load_sources
from guide_app.publisher.validating import format_json, has_errors, validate_folder, validate_sources
from guide_app.publisher.validating.problems import Problem, count_codes

WRONG: tuple[Any, ...] = (
    "",
    "x",
    "-1",
    "2026-99-99",
    "+",
    "http://",
    "https://[",
    "\u202e",
    [],
    {},
    ["a"],
    {"a": "b"},
    [["a"]],
    [{}],
)


def test_unreadable_files_are_problems_and_the_rest_is_checked(stock: SmallStock, tmp_path: Path, today: date) -> None:
    stock.line["status"] = "open"
    folder = stock.write(tmp_path)
    (folder / "organizations" / "it" / "it-a.yaml").write_text("id: a\nid: b\n", encoding="utf-8")
    (folder / "organizations" / "it" / "it-b.yaml").write_bytes(b"id: caf\xe9\n")
    (folder / "countries" / "it.yaml").write_text("code: [IT\n", encoding="utf-8")
    (folder / "organizations" / "it" / "it-c.yml").write_text("id: it-c\n", encoding="utf-8")
    (folder / "vocabulary.yaml").unlink()
    _, problems = validate_folder(folder, today=today)
    unreadable = {(problem.path.name, problem.line) for problem in problems if problem.code == "file-unreadable"}
    assert {("it-a.yaml", 2), ("it-b.yaml", 1), ("vocabulary.yaml", 1)} <= unreadable
    assert "it.yaml" in {name for name, _ in unreadable}
    assert [problem.path.name for problem in problems if problem.code == "file-overlooked"] == ["it-c.yml"]
    assert "value-unknown" in {problem.code for problem in problems}
    assert has_errors(problems)


def test_an_empty_folder_is_all_problems(tmp_path: Path, today: date) -> None:
    _, problems = validate_folder(tmp_path / "nowhere", today=today)
    assert [problem.code for problem in problems].count("folder-missing") == 3
    assert [problem.code for problem in problems].count("file-unreadable") == 4


def test_problems_come_by_path_and_line(stock: SmallStock, tmp_path: Path, today: date) -> None:
    stock.line["audience"] = ["nobody"]
    stock.line["id"] = "IT"
    stock.circle["kind"] = "?"
    _, problems = validate_folder(stock.write(tmp_path), today=today)
    places = [(problem.path, problem.line) for problem in problems]
    assert len(places) >= 3
    assert places == sorted(places)


def test_text_and_json_name_place_code_and_remedy() -> None:
    problem = Problem(Path("data/a.yaml"), 7, "key-missing", "error", "no\nname", "add it")
    assert str(problem) == "data/a.yaml:7: error key-missing no name. Remedy: add it."
    assert json.loads(format_json([problem])) == [
        {
            "path": "data/a.yaml",
            "line": 7,
            "code": "key-missing",
            "severity": "error",
            "message": "no\nname",
            "remedy": "add it",
        },
    ]
    assert count_codes([problem, problem]) == {("error", "key-missing"): 2}


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every key path of a tree."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


def _with(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = deepcopy(tree)
    node = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


@pytest.mark.parametrize("seed", range(8))
def test_no_wrong_value_anywhere_makes_it_crash(seed: int, stock: SmallStock, tmp_path: Path, today: date) -> None:
    sources = load_sources(stock.write(tmp_path))
    chance = random.Random(seed)
    for _ in range(40):
        name = chance.choice(("organizations", "countries", "needs", "vocabulary", "retired", "decisions"))
        held = getattr(sources, name)
        files: tuple[SourceFile, ...] = held if isinstance(held, tuple) else (held,)
        number = chance.randrange(len(files))
        path = chance.choice([place for place in _places(files[number].tree) if place])
        bent = replace(files[number], tree=_with(files[number].tree, path, chance.choice(WRONG)))
        changed = (*files[:number], bent, *files[number + 1 :])
        part: Any = changed if isinstance(held, tuple) else bent
        problems = validate_sources(replace(sources, **{name: part}), today=today)
        assert all(problem.line >= 1 and problem.message for problem in problems)
