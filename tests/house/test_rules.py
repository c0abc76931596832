"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

FORBIDDEN_WORDS = {"Manager", "Helper", "Util", "Utils", "Handler", "Data", "Info", "Misc", "Base", "Common"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
MOST_METHODS = 35


def relative(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def committed_files() -> Iterator[tuple[str, bytes]]:
    """Give every file of the tree that .gitignore does not keep out; works in a source archive too."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        kept = {name for name in folders if not {name, (here / name).as_posix()} & ignored} - {".git"}
        folders[:] = sorted(kept)
        for name in sorted(set(files) - {".git"}):  # a file in a second working tree
            if not any(Path(name).match(pattern) for pattern in ignored if pattern):
                yield (here / name).as_posix(), (ROOT / here / name).read_bytes()


@pytest.mark.parametrize("path", relative(CODE + TESTS))
def test_no_room_grows_too_big(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", relative(CODE))
def test_functions_and_classes_stay_small_and_well_named(path: str) -> None:
    for node in ast.walk(tree_of(ROOT / path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"
        elif isinstance(node, ast.ClassDef):
            words = set(re.findall(r"[A-Z][a-z0-9]*", node.name))
            assert not words & FORBIDDEN_WORDS, f"{node.name} says nothing"
            methods = [child for child in node.body if isinstance(child, ast.FunctionDef)]
            assert len(methods) <= MOST_METHODS, f"{node.name} does too much"


@pytest.mark.parametrize("path", relative(CODE))
def test_only_updates_can_reach_out(path: str) -> None:
    """Finer than the import contracts: the publisher may split addresses, and Qt has a network of its own."""
    if path.startswith("src/guide_app/updates/"):
        return
    found = set()
    for node in ast.walk(tree_of(ROOT / path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    reaching = {"urllib.request", "urllib.error", "http.client", "socket", "ssl", "PySide6.QtNetwork", "webbrowser"}
    assert not found & reaching


@pytest.mark.parametrize("path", relative(TESTS))
def test_no_test_sleeps_skips_or_expects_to_fail(path: str) -> None:
    """A test waits for an event; one that needs what a machine lacks fails and says what."""
    with (ROOT / path).open("rb") as file:
        code = " ".join(token.string for token in tokenize.tokenize(file.readline) if token.type != tokenize.STRING)
    for pattern in (r"time \. sleep", r"qtbot \. wait \(", r"QTest \. qWait \(", r"\bxfail\b", r"mark \. skip\b"):
        if path != "tests/house/test_rules.py":
            assert not re.search(pattern, code), pattern


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine() -> None:
    hosts = (rb"[p]ypi\.org", rb"[p]ythonhosted", rb"[r]egistry\.npmjs", rb"[d]eb\.debian")
    homes = (rb"(?<![\w.])/[w]ork/", rb"(?<![\w.])/[r]oot/", rb"(?<![\w.])/[h]ome/\w", rb"[A-Z]:\\{1,2}[U]sers")
    bad = re.compile(b"|".join(hosts + homes))
    found = [
        f"{name}: {match.group()!r}"
        for name, body in committed_files()
        if not name.startswith("data/") and (match := bad.search(body))  # addresses of services may hold such paths
    ]
    assert not found


def test_no_key_and_no_compiled_file_is_committed() -> None:
    compiled = {".sqlite", ".db", ".pem", ".key", ".ttf", ".otf", ".pyc"}
    found = [
        name
        for name, body in committed_files()
        if Path(name).suffix in compiled or b"PRIVATE" + b" KEY-----" in body or body.startswith(b"SQLite format 3\0")
    ]
    assert not found


def test_no_file_carries_unresolved_merge_or_direction_marks() -> None:
    """Bidirectional controls in code can hide what it does; texts of translations and sources may need them."""
    marks = re.compile("[\u202a-\u202e\u2066-\u2069]")
    for path in CODE + TESTS:
        text = path.read_text(encoding="utf-8")
        assert not marks.search(text), path
        assert not re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE), path
