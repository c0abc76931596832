"""What a start loads, and what it must not: each of these costs more than it gives before the first screen."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

LATER = {
    "argparse": "only the terminal's commands read arguments",
    "asyncio": "there is no network here",
    "babel": "names stand in the snapshot",
    "dataclasses": "values are named tuples",
    "fontTools": "fonts are cut by the build",
    "guide_app.notes": "a notebook is wanted later, if at all",
    "guide_app.publisher": "the editors' part",
    "guide_app.updates.client": "nothing is asked for at a start",
    "guide_app.updates.transports": "nothing is asked for at a start",
    "guide_app.updates.updating": "nothing is asked for at a start",
    "guide_app.ui.notebook": "a notebook is wanted later, if at all",
    "guide_app.ui.pages.start": "made while somebody reads what comes before it",
    "http": "there is no network here",
    "inspect": "the bindings ask for sources that they need not see",
    "opening_hours": "loaded when the first screen is on",
    "phonenumbers": "numbers stand ready in the snapshot",
    "PySide6.QtNetwork": "Qt has no network here",
    "socket": "there is no network here",
    "sqlite3": "SQLite is apsw's",
    "sqlite_utils": "the editors' part",
    "ssl": "there is no network here",
    "tempfile": "nothing is written",
    "tuf": "the small check decides at a start",
    "urllib.request": "there is no network here",
    "urllib3": "there is no network here",
    "yaml": "the editors' part",
}
START = """
import os
import sys
told = os.fdopen(os.dup(1), "w")  # the window itself says nothing
from guide_app.ui.early import import_qt_quickly
import_qt_quickly()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
QTimer.singleShot = lambda *_: None  # what comes after the first screen
QApplication.exec = lambda *_: 0
from guide_app.app import main
main()
print(sorted(sys.modules), file=told, flush=True)
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Start the window in a process of its own, up to the first screen."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run([sys.executable, "-c", START], env=env, capture_output=True, text=True, check=True)
    return set(ast.literal_eval(result.stdout.splitlines()[-1]))


def test_what_comes_before_the_first_screen_is_there(loaded: set[str]) -> None:
    assert {"guide_app.ui.pages.first_use", "guide_app.store.snapshot", "apsw", "PySide6.QtWidgets"} <= loaded


@pytest.mark.parametrize("module", sorted(LATER))
def test_a_start_does_without(loaded: set[str], module: str) -> None:
    assert module not in loaded, LATER[module]
