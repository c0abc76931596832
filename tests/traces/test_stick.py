"""From a stick that nothing can be written to, the program works and leaves nothing; when it is pulled out, it ends."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.bench.screen import Screen
from tests.stick import Stick, plug_in
from tests.traces.strace import Deeds, read_deeds, tracing
from tests.traces.test_session import ROOT, walk

from guide_app.core.places import BUNDLE

SOON_S: Final = 2.0
PROGRAM: Final = (sys.executable, "-B", "-m", "guide_app")


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as screen:
        yield screen


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """Give a stick with the program on it. What is installed beside it, as Qt is, stays where it is."""
    with plug_in(tmp_path / "stick") as plugged:
        shutil.copytree(
            ROOT / "src" / "guide_app", plugged.folder / "guide_app", ignore=shutil.ignore_patterns("publisher")
        )
        assert (plugged.folder / "guide_app" / BUNDLE.name).is_dir()
        plugged.write_protect()
        yield plugged


def environment(stick: Stick, tmp_path: Path) -> dict[str, str]:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    return {"PYTHONPATH": str(stick.folder), "HOME": str(home), "TMPDIR": str(temporary), "LANG": "en_US.UTF-8"}


def test_a_write_protected_stick_is_enough(screen: Screen, stick: Stick, tmp_path: Path) -> None:
    log = tmp_path / "strace.log"
    with screen.program(tracing(log, list(PROGRAM)), environment(stick, tmp_path)) as program:
        walk(screen, program)
    assert program.process.returncode == 0
    assert read_deeds(log) == Deeds(files=(), sockets=(), programs=())


def test_the_program_ends_when_its_stick_is_pulled_out(screen: Screen, stick: Stick, tmp_path: Path) -> None:
    with screen.program(PROGRAM, environment(stick, tmp_path)) as program:
        program.wait_for_window()
        program.wait_for_paint()
        screen.focus(program.window)
        screen.press("Return")
        program.wait_for_rest()
        assert program.process.poll() is None
        pulled = time.perf_counter()
        stick.pull_out()
        assert program.process.wait(SOON_S) == 0
        assert time.perf_counter() - pulled < SOON_S
