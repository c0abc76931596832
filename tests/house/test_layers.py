"""Imports point down, and the contracts in pyproject.toml notice when they do not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=None, no_cache=True))"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/planted.py", "from guide_app.store import schema", "Layers"),
        ("publisher/planted.py", "from guide_app import ui", "Layers"),
        ("ui/planted.py", "from guide_app import publisher", "Layers"),
        ("notes/planted.py", "from guide_app import safety", "Layers"),
        ("planted.py", "", "Layers"),
        ("store/planted.py", "def later():\n    from PySide6.QtCore import QObject", "Qt"),
        ("publisher/planted.py", "import PySide6", "Qt"),
        ("store/planted.py", "import socket", "Network"),
        ("ui/planted.py", "from urllib.request import urlopen", "Network"),
        ("publisher/planted.py", "import ssl", "Network"),
        ("publisher/planted.py", "import paramiko", "Network"),
        ("publisher/pushing/planted.py", "from boto3 import client", "Network"),
        ("ui/planted.py", "from tuf.api import metadata", "TUF"),
        ("core/planted.py", "import babel.dates", "editors' tools"),
        ("updates/planted.py", "import sqlite3", "editors' tools"),
    ],
)
def test_a_planted_violation_is_refused(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "src/guide_app", tmp_path / "src/guide_app", ignore=shutil.ignore_patterns("bundle", "__pycache__")
    )
    (tmp_path / "src/guide_app" / module).write_text(line + "\n", encoding="utf-8")

    result = lint_imports(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(contract in row for row in broken), result.stdout
