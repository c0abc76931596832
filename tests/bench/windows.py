"""Start, leaving and typing, measured in real windows beside an empty one and beside other programs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from operator import ne
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.bench.screen import Memory, NothingShownError, Program, Screen, Start, measure_start

GUIDE: Final = (sys.executable, "-m", "guide_app")
EMPTY: Final = (sys.executable, str(Path(__file__).with_name("empty_window.py")))
_LIST_SHARE: Final = 0.4
_LONGEST_WAIT_S: Final = 2.0
_BETWEEN_KEYS_S: Final = 0.08
_FILTERS: Final = (60, 135)
"""Where the button above the list is, in pixels of the window; its row is the same in every result."""
_LEAST_CHANGE: Final = 0.05
"""Share of the window's bytes that a panel beside the list changes at least; a blinking cursor changes fewer."""
TYPED: Final = (
    "help", "crisis line", "trans", "legal aid", "berlin", "housing", "parents", "therapist", "asylum", "pride london",
    "doctor", "school", "chat", "suicide", "youth group", "lawyer new york",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to start."""

    name: str
    command: tuple[str, ...]
    version: str = ""
    begin: str = ""
    """The key that leads past a page that comes first."""


PEERS: Final = {
    "Kiwix Desktop, no books": ("kiwix", "kiwix-desktop"),
    "Zeal, no docsets": ("zeal", "zeal"),
    "GoldenDict, no dictionaries": ("goldendict", "goldendict"),
}
"""What to call it -> its Debian package and program."""


def find_peers() -> tuple[list[Subject], list[str]]:
    """Give the other programs, installed where that is possible, and a word on each that is not there."""
    missing = [package for package, program in PEERS.values() if shutil.which(program) is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *missing]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install, check=False, env=env, stdout=subprocess.DEVNULL)
    found, absent = [], []
    for name, (package, program) in PEERS.items():
        if shutil.which(program) is None:
            absent.append(f"{name}: not measured, Debian's package {package} could not be installed")
        else:
            found.append(Subject(name, (program,), _debian_version(package)))
    return found, absent


def measure_starts(screen: Screen, subjects: Sequence[Subject], runs: int, home: Path) -> dict[str, list[Start]]:
    """Start each program `runs` times, in turns, so that a busy moment hits all alike."""
    environment = {"HOME": str(home), "QTWEBENGINE_DISABLE_SANDBOX": "1", "LANG": "en_US.UTF-8"}
    taken: dict[str, list[Start]] = {subject.name: [] for subject in subjects}
    for subject in subjects:  # files come into the system's cache, first-run questions are over
        measure_start(screen, subject.command, environment, begin=subject.begin)
    for _ in range(runs):
        for subject in subjects:
            taken[subject.name].append(measure_start(screen, subject.command, environment, begin=subject.begin))
    return taken


class Typing(NamedTuple):
    """A reader's searches, one text after the other, and then the filters."""

    times: list[float]
    """Milliseconds from each key to the last stroke of paint on the list of results."""
    memory: Memory
    """When all is at rest after the last of them, and the filters stand beside the list with what each would leave."""


def measure_typing(screen: Screen, bundle: Path) -> Typing:
    """Type every text in place of the one before it; the first letter, which also changes the page, counts too."""
    code = "from pathlib import Path; from guide_app.app import main; raise SystemExit(main((), bundle=Path({!r})))"
    command = [sys.executable, "-c", code.format(str(bundle))]
    with screen.program(command, {"LANG": "en_US.UTF-8"}) as program:
        program.wait_for_window()
        program.wait_for_paint()
        screen.focus(program.window)
        screen.press("Return")
        program.wait_for_rest()
        taken = []
        for text in TYPED:
            screen.press("Control_L+a")
            program.wait_for_rest(_BETWEEN_KEYS_S)
            taken += [_key_to_list(screen, program, letter) for letter in text]
            program.wait_for_rest()
        _open_filters(screen, program)
        return Typing(taken, program.memory())


def _open_filters(screen: Screen, program: Program) -> None:
    before = screen.pixels(program.window)
    place = screen.root.translate_coords(program.window, *_FILTERS)
    screen.click(place.x, place.y)
    program.wait_for_rest(_LONGEST_WAIT_S)
    if sum(map(ne, before, screen.pixels(program.window))) < len(before) * _LEAST_CHANGE:
        raise NothingShownError("the filters did not open")


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that `share` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def median_start(starts: Sequence[Start]) -> Start:
    """Give the medians of several starts, each by itself."""
    return Start(
        statistics.median(start.mapped_ms for start in starts),
        statistics.median(start.painted_ms for start in starts),
        statistics.median(start.usable_ms for start in starts),
        statistics.median(start.memory_mb for start in starts),
    )


def _key_to_list(screen: Screen, program: Program, letter: str) -> float:
    pressed = time.perf_counter()
    screen.type(letter)
    for event in screen.events(_LONGEST_WAIT_S):
        if is_list_painted(event, program):
            painted = time.perf_counter()
            program.wait_for_rest(_BETWEEN_KEYS_S)
            return (painted - pressed) * 1000
    raise NothingShownError(f"no list was painted after {letter!r}")


def is_list_painted(event: Any, program: Program) -> bool:
    """Tell the stroke of paint that brings the results: most of the height, at the side of the list."""
    area = getattr(event, "area", None)
    if area is None or event.drawable.id != program.window.id:
        return False
    return bool(area.x < program.width * _LIST_SHARE and area.height > program.height / 2)


def _debian_version(package: str) -> str:
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(query, check=False, capture_output=True, text=True).stdout
