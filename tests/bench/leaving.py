"""How long leaving takes, from every screen, by key and by click, idle and under load; and that nothing remains.

`python -m tests.bench.leaving --trials 200`: so many for each way and load, the screens in turns. Seen from outside by
the X server: when the last window is off the screen, when the process is gone, whether a child is left; and in rounds
of their own, which look at every frame, whether one shows anything but the screen before or an empty one.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.report import bar
from tests.bench.screen import Program, Screen
from tests.bench.windows import percentile
from tests.ui.screens import SCREENS
from Xlib import X
from Xlib.ext import xtest

ROOT: Final = Path(__file__).resolve().parents[2]
NAMES: Final = (*(screen.name for screen in SCREENS), "menu", "tip")
WAYS: Final = ("key", "click")
LOADS: Final = ("idle", "search", "derive")
HANGS: Final = ("python", "wait", "locked")
_LONGEST_S: Final = 5.0
_SETTLED_S: Final = 0.15
_LANGUAGES: Final = ("en", "ar")


class StayedError(Exception):
    """The program is still there."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Milliseconds from the last press until the last window was off the screen, and until the process was gone."""

    screen: str
    hidden_ms: float
    gone_ms: float
    children: int
    clean: bool
    """Whether the screen was empty afterwards, to the last pixel."""


class Row(NamedTuple):
    """All trials of one way under one load; none where the program stayed."""

    load: str
    way: str
    trials: tuple[Trial, ...]
    slowest: str

    def hidden(self, share: float) -> float:
        """Give the milliseconds until nothing was seen, that this share of the trials did not exceed."""
        return percentile([trial.hidden_ms for trial in self.trials], share)

    def gone(self, share: float) -> float:
        """Give the milliseconds until the process was gone, that this share of the trials did not exceed."""
        return percentile([trial.gone_ms for trial in self.trials], share)


class Found(NamedTuple):
    """What was measured; of the frames, how many were looked at and how many were wrong."""

    loads: tuple[Row, ...]
    hangs: tuple[Row, ...]
    frames: int
    wrong_frames: int


class Subject:
    """The program on one of its screens."""

    def __init__(self, screen: Screen, process: subprocess.Popen[bytes]) -> None:
        self._screen = screen
        self.process = process
        self.program = Program(screen, process, time.perf_counter())
        self.button = self.need = (0, 0)
        """Where to click: on the way out, and on the first need of the first screen."""
        self._display = screen._display

    def wait(self, *, settle: bool) -> None:
        """Wait until it stands where it was sent."""
        self.program.wait_for_window()
        assert self.process.stdout is not None
        x, y, need_x, need_y = map(int, self.process.stdout.readline().split())
        self.button, self.need = (x, y), (need_x, need_y)
        self._screen.focus(self.program.window)
        if settle:
            self.program.wait_for_rest(_SETTLED_S)
        else:
            for event in self._screen.events(_SETTLED_S):
                self.program._note(event)
                break

    def leave(self, way: str) -> float:
        """Do the last press of leaving; give the moment before it."""
        if way == "key":
            self._screen.press("Shift_L", "Shift_R")
            pressed = time.perf_counter()
            self._screen.press("Shift_L")
        else:
            xtest.fake_input(self._display, X.MotionNotify, x=self.button[0], y=self.button[1])
            self._display.sync()
            pressed = time.perf_counter()
            self._screen.click(*self.button)
        return pressed

    def watch(self, longest_s: float = _LONGEST_S) -> tuple[float, float]:
        """Wait until it is off the screen, and gone; give both moments.

        Raises:
            StayedError: nothing happened for so long.
        """
        hidden, end = None, os.pidfd_open(self.process.pid)
        try:
            for event in self._screen.events(longest_s, or_end_of=end):
                self.program._note(event)
                if hidden is None and not self.program._shown:
                    hidden = time.perf_counter()
        finally:
            os.close(end)
        gone = time.perf_counter()
        if not is_ended(self.process):
            raise StayedError
        return hidden or gone, gone

    def frames(self) -> Iterator[bytes]:
        """Give the whole screen after every change until the process is gone."""
        end = os.pidfd_open(self.process.pid)
        try:
            for event in self._screen.events(_LONGEST_S, or_end_of=end):
                if type(event).__name__ == "DamageNotify" or event.type == X.UnmapNotify:
                    yield self._screen.pixels(self._screen.root)
        finally:
            os.close(end)
        yield self._screen.pixels(self._screen.root)


def is_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended, by itself and well."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(0.2) == 0
    return False


@contextlib.contextmanager
def subject(screen: Screen, name: str, load: str, *, language: str = "en", look: str = "light") -> Iterator[Subject]:
    """Start the program for one trial, in a session of its own, so that children of it are found."""
    screen.drain()
    command = [sys.executable, "-m", "tests.bench.leaving_subject", name, language, load, look]
    environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield Subject(screen, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        # All of it off the screen before the next one comes.
        for _ in screen.events(0.02):
            pass


def measure(screen: Screen, name: str, way: str, load: str, *, language: str = "en") -> Trial:
    """Leave once.

    Raises:
        StayedError: it did not go.
    """
    empty = screen.pixels(screen.root)
    with subject(screen, name, load, language=language) as one:
        one.wait(settle=load == "idle")
        session = one.process.pid
        pressed = one.leave(way)
        hidden, gone = one.watch()
        clean = screen.pixels(screen.root) == empty
    return Trial(name, (hidden - pressed) * 1000, (gone - pressed) * 1000, len(_of_session(session)), clean)


def look_at_frames(screen: Screen, name: str, way: str, *, look: str = "dark") -> tuple[int, int]:
    """Leave once and look at every frame; give how many there were, and how many were neither before nor empty."""
    empty = screen.pixels(screen.root)
    with subject(screen, name, "idle", look=look) as one:
        one.wait(settle=True)
        if way == "click":
            xtest.fake_input(screen._display, X.MotionNotify, x=one.button[0], y=one.button[1])
            one.program.wait_for_rest(_SETTLED_S)
        before = screen.pixels(screen.root)
        one.leave(way)
        frames = list(one.frames())
    lit = [frame for frame in frames if frame != empty and brightness(frame) > brightness(before) + 1]
    return len(frames), len(lit) + (frames[-1] != empty)


def brightness(frame: bytes) -> float:
    """Give the mean of a sample of the pixels' bytes, 0 to 255."""
    sample = frame[:: 4 * 61]
    return sum(sample) / max(1, len(sample))


def series(screen: Screen, way: str, load: str, trials: int) -> list[Trial]:
    """Leave so often, from one screen after the other, in a language of each direction."""
    names, languages = itertools.cycle(NAMES), itertools.cycle(_LANGUAGES)
    return [measure(screen, next(names), way, load, language=next(languages)) for _ in range(trials)]


def measure_all(screen: Screen, trials: int, hangs: int) -> Found:
    """Measure every way under every load, then with a main thread that does not come back, then frame by frame."""
    loads = [_row(load, way, series(screen, way, load, trials)) for load, way in itertools.product(LOADS, WAYS)]
    stuck = []
    for load, way in itertools.product(HANGS, WAYS):
        done = []
        with contextlib.suppress(StayedError):
            done = [measure(screen, "results of a need", way, load) for _ in range(hangs)]
        stuck.append(_row(load, way, done))
    seen = [look_at_frames(screen, name, way) for name, way in itertools.product(NAMES, WAYS)]
    return Found(tuple(loads), tuple(stuck), sum(frames for frames, _ in seen), sum(bad for _, bad in seen))


def _row(load: str, way: str, trials: Sequence[Trial]) -> Row:
    slowest = max(trials, key=lambda trial: trial.hidden_ms, default=None)
    return Row(
        load,
        way,
        tuple(trials),
        "" if slowest is None else f"{slowest.screen}: {slowest.hidden_ms:.1f}",
    )


def _of_session(session: int) -> list[int]:
    """Give the processes that are left of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session and fields[0] != "Z":
                    found.append(int(folder.name))
    return found


def page(found: Found) -> str:
    """Say how fast leaving is, beside the bars."""
    rows = [row for row in found.loads if row.trials]
    idle, loaded = [row for row in rows if row.load == "idle"], [row for row in rows if row.load != "idle"]
    trials = [trial for row in rows for trial in row.trials]
    text = "## Leaving\n\nFrom the last press of a key or the mouse, on all screens in turns, in milliseconds.\n\n"
    text += _table(
        "main thread | by | times | off the screen, p50 | p99 | slowest screen | gone, p50 | p99",
        [*rows, *(row for row in found.hangs if row.trials)],
    )
    stayed = ", ".join(f"{row.load} by {row.way}" for row in found.hangs if not row.trials)
    text += f"\nIt stayed where the main thread was held up so: {stayed}.\n\n" if stayed else "\n"
    for what, bars, some in (("idle", (16, 100), idle), ("loaded", (50, 300), loaded)):
        hidden, gone = max(row.hidden(0.99) for row in some), max(row.gone(0.99) for row in some)
        text += bar(f"{what}: off the screen within {bars[0]} ms (p99)", f"{hidden:.1f} ms", met=hidden <= bars[0])
        text += bar(f"{what}: process gone within {bars[1]} ms (p99)", f"{gone:.1f} ms", met=gone <= bars[1])
    left, dirty = sum(trial.children for trial in trials), sum(not trial.clean for trial in trials)
    text += bar("no child is left", f"{left} in {len(trials)}", met=left == 0)
    text += bar("no pixel remains", f"{dirty} of {len(trials)} screens not empty", met=dirty == 0)
    wrong = f"{found.wrong_frames} of {found.frames} frames"
    text += bar("no frame is brighter than the one before, dark look", wrong, met=found.wrong_frames == 0)
    return f"{text}\n"


def _table(head: str, rows: Sequence[Row]) -> str:
    lines = [head, "|".join(" --- " for _ in head.split("|")).strip()]
    for row in rows:
        figures = f"{row.hidden(0.5):.1f} | {row.hidden(0.99):.1f} | {row.slowest} | {row.gone(0.5):.1f}"
        lines.append(f"{row.load} | {row.way} | {len(row.trials)} | {figures} | {row.gone(0.99):.1f}")
    return "".join(f"| {line} |\n" for line in lines)


def main() -> int:
    """Measure by itself, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200, help="for each way and load")
    parser.add_argument("--hangs", type=int, default=20, help="for each way of a main thread that does not come back")
    arguments = parser.parse_args()
    with Screen() as screen:
        print(page(measure_all(screen, arguments.trials, arguments.hangs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
