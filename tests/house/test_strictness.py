"""The guards of conftest.py and pyproject.toml really fail a test; seen from a test run inside a test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[2]

CARELESS = {
    "test_warns": ("import warnings; warnings.warn('careful')", "UserWarning: careful"),
    "test_logs": ("import logging; logging.getLogger('deep.inside').warning('odd')", "stray log lines"),
    "test_qt_warns": ("from PySide6.QtCore import qWarning; qWarning('odd')", "Qt messages with level WARNING"),
    "test_connects": ("import socket; socket.create_connection(('192.0.2.1', 80))", "tried to look up '192.0.2.1'"),
    "test_fetches": ("import urllib.request as r; r.urlopen('http://example.org')", "tried to look up 'example.org'"),
    "test_forgets": ("import asyncio; asyncio.sleep(0)", "never awaited"),
}


def test_careless_tests_fail(pytester: pytest.Pytester) -> None:
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    (pytester.path / "tests/house").mkdir(parents=True)
    shutil.copy(ROOT / "tests/conftest.py", pytester.path / "tests")
    shutil.copy(ROOT / "tests/house/bundle.py", pytester.path / "tests/house")
    bodies = [f"def {name}():\n    {body}\n" for name, (body, _) in CARELESS.items()]
    (pytester.path / "tests/test_careless.py").write_text("\n".join(bodies), encoding="utf-8")

    result = pytester.runpytest_subprocess("tests/test_careless.py")

    output = result.stdout.str()
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    failed = {line.split("::")[1].split()[0] for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))}
    assert failed == set(CARELESS)
    assert all(why in output for _, why in CARELESS.values())
