"""Kills a process that uses a notebook on a real disk, by SIGKILL, once at each of its writes; says what was found.

`python -m tests.notes.killed FOLDER FIRST COUNT` prints one JSON object. A process of its own, since it forks for each
point: nothing but this runs in it, no window and no thread.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from tests.notes.amounts import CHEAP, content, title

from guide_app.core.disk import OpenFile, RealDisk, RealFile
from guide_app.notes.errors import NotebookLockedError
from guide_app.notes.notebook import Notebook

ROOT: Final = Path(__file__).resolve().parents[2]
PIECE: Final = 16 * 1024
"""A write is cut into such pieces; the process dies before, in the middle of, or after one."""
FILE: Final = "film"
SIZES: Final = (0, 30_000, 114_000, 300_000, 500_000)


class Point(NamedTuple):
    """One way to die: in which plan, at which call, how far into it (in halves of a piece)."""

    plan: int
    call: int
    half: int


class DyingFile(RealFile):
    """A file of this computer whose process ends at a chosen call. Nothing waits for the medium: a kill spares it."""

    def __init__(self, descriptor: int, point: Point | None, tell: Callable[[str], None]) -> None:
        super().__init__(descriptor)
        self._point = point
        self._tell = tell

    def write(self, start: int, content: bytes) -> None:
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            half = self._half_of_call()
            super().write(start + at, piece[: len(piece) * half // 2])
            if half < 2:
                die()
            self._tell("call")

    def cut(self, length: int) -> None:
        half = self._half_of_call()
        if half == 0:
            die()
        super().cut(length)
        if half == 1:
            die()
        self._tell("call")

    def sync(self) -> None:
        if self._half_of_call() < 2:
            die()
        self._tell("call")

    def _half_of_call(self) -> int:
        return self._point.half if self._point and DyingDisk.calls == self._point.call else 2


class DyingDisk(RealDisk):
    """This computer's disk, for a process that ends at a chosen call."""

    calls = 0

    def __init__(self, point: Point | None, tell: Callable[[str], None]) -> None:
        self._point = point
        self._tell = tell

    def make(self, path: Path) -> OpenFile:
        return self._dying(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    def change(self, path: Path) -> OpenFile:
        return self._dying(os.open(path, os.O_RDWR))

    def _dying(self, descriptor: int) -> OpenFile:
        def tell(what: str) -> None:
            DyingDisk.calls += 1
            self._tell(what)

        return DyingFile(descriptor, self._point, tell)


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def use(path: Path, plan: int, disk: DyingDisk, tell: Callable[[str], None]) -> None:
    """Make a notebook, save, grow, change the passphrase, save; tell of each step when it is begun and done."""
    sizes = [SIZES[(plan // len(SIZES) ** place) % len(SIZES)] for place in range(3)]
    tell("begin 0")
    notebook = Notebook.create(path, "old", CHEAP, disk=disk)
    tell("done 0")
    for number, size in enumerate(sizes, start=1):
        tell(f"begin {number}")
        notebook.save(content(str(number), size))
        tell(f"done {number}")
        if number == 2:
            tell("change")
            notebook.change_passphrase("old", "new")
            tell("changed")


def in_a_child(act: Callable[[Callable[[str], None]], None]) -> tuple[list[str], int]:
    """Do something in a child that may die of it; give what it told, a line each, and how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:

        def tell(what: str) -> None:
            os.write(writing, f"{what}\n".encode())

        act(tell)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read().splitlines()
    return told, os.waitpid(child, 0)[1]


def run(path: Path, plan: int, point: Point | None) -> list[str]:
    """Do it in a child that dies; give what it told."""
    path.unlink(missing_ok=True)
    told, status = in_a_child(lambda tell: use(path, plan, DyingDisk(point, tell), tell))
    if point is None:
        assert status == 0, status
    elif point.half < 2:
        assert os.WIFSIGNALED(status), status
    return told


def look(path: Path, told: list[str]) -> str | None:
    """Say what is wrong with what was left behind; None: nothing."""
    if [item.name for item in path.parent.iterdir()] not in ([FILE], []):
        return "something else lies beside the notebook"
    done = [line.split()[1] for line in told if line.startswith("done")]
    begun = [line.split()[1] for line in told if line.startswith("begin")]
    if not done:
        return None  # it died before there was anything to keep
    passphrases = ["new"] if "changed" in told else ["new", "old"] if "change" in told else ["old"]
    for passphrase in passphrases:
        try:
            notebook = Notebook.open(path, passphrase, CHEAP)
        except NotebookLockedError:
            continue
        allowed = {done[-1], begun[-1]} if done[-1] != "0" else {"", begun[-1]}
        if title(notebook.content) not in allowed:
            return f"found {title(notebook.content)!r}, not one of {sorted(allowed)}"
        notebook.save(content("later", 200_000))
        again = title(Notebook.open(path, passphrase, CHEAP).content)
        return None if again == "later" else f"then found {again!r}"
    return "no passphrase opens it"


@cache
def calls_of(path: Path, plan: int) -> int:
    """Give how many calls a plan makes when nobody kills it."""
    return run(path, plan, None).count("call")


def point(path: Path, number: int) -> Point:
    """Give the point of a number: thirty of each plan, then the next plan."""
    plan = number // 30 * 31 % len(SIZES) ** 3
    call, half = divmod(number * 37 % (2 * calls_of(path, plan)), 2)
    return Point(plan, call, half)


def try_points(module: str, folder: Path, points: range) -> None:
    """Let a module such as this one try points, in a process of its own, and hold it to have found nothing wrong."""
    killed = subprocess.run(
        [sys.executable, "-m", module, str(folder), str(points.start), str(len(points))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == 0, killed.stderr
    assert json.loads(killed.stdout) == {"points": len(points), "wrong": {}}


def main(folder: Path, first: int, amount: int) -> None:
    """Try so many points, and print what was wrong after any."""
    path = folder / FILE
    wrong = {}
    for number in range(first, first + amount):
        dying = point(path, number)
        fault = look(path, run(path, dying.plan, dying))
        if fault:
            wrong[number] = f"{dying}: {fault}"
    print(json.dumps({"points": amount, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
