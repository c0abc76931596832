"""A whole session in a real window, from start to leaving, leaves nothing behind.

The window stands on an X server without a screen and is driven by its keyboard, as a person would; the kernel tells
what the program did.
"""

from __future__ import annotations

import compileall
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bench.screen import Program, Screen
from tests.traces.strace import Deeds, read_deeds, tracing

ROOT = Path(__file__).resolve().parents[2]
QUIET_S = 0.4
# Each step begins on the screen that the one before it left.
STEPS = {
    "begin": ("Return",),
    "language": (*("Shift_L+Tab",) * 4, "Return"),
    "Arabic": ("Home", "Return"),
    "country": ("Tab", "Return"),
    "first country": ("Down", "Down", "Return"),
    "search": ("Control_L+f", "h", "e", "l", "p"),
    "results": ("Down",),
    "service": ("Down", "Return"),
    "back": ("Escape",),
}


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as screen:
        yield screen


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """Leave compiled Python ready, as `make run` and an installation do."""
    assert compileall.compile_dir(ROOT / "src" / "guide_app", quiet=1)


def walk(screen: Screen, program: Program) -> None:
    """Do what a person does; each step must change what is seen."""
    program.wait_for_window()
    program.wait_for_paint()
    screen.focus(program.window)
    program.wait_for_rest(QUIET_S)
    for name, keys in STEPS.items():
        before = screen.pixels(screen.root)
        screen.press(*keys)
        changed = program.wait_for_change(before)
        assert changed, f"nothing happened at {name!r}"
        program.wait_for_rest(QUIET_S)
    program.leave_by("Shift_L", "Shift_L", "Shift_L")


def tree(*folders: Path) -> dict[str, tuple[int, int]]:
    """Take down every file with its size and time."""
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*"))
    return {str(file): (file.lstat().st_size, file.lstat().st_mtime_ns) for file in files}


@pytest.mark.parametrize("home", ["home", "/proc", "/nonexistent"], ids=["own home", "read-only home", "no home"])
def test_a_session_leaves_nothing(screen: Screen, tmp_path: Path, home: str) -> None:
    """`/proc` stands for a read-only home: not even root can make a file there."""
    own, temporary, log = tmp_path / "home", tmp_path / "tmp", tmp_path / "strace.log"
    own.mkdir()
    temporary.mkdir()
    watched = (own, temporary, ROOT / "src")
    environment = {
        "HOME": str(tmp_path / home),
        "TMPDIR": str(temporary),
        "LANG": "en_US.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "",  # the program itself has to see to that
    }
    before = tree(*watched)

    with screen.program(tracing(log, [sys.executable, "-m", "guide_app"]), environment) as program:
        walk(screen, program)

    assert program.process.returncode == 0
    assert read_deeds(log) == Deeds(files=(), sockets=(), programs=())
    assert tree(*watched) == before
