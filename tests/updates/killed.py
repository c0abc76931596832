"""Kills a process that keeps updates on a real disk, by SIGKILL, at any of its calls; says what was found afterwards.

`python -m tests.updates.killed FOLDER FIRST COUNT` prints one JSON object. A process of its own, since it forks for
each point: nothing but this runs in it, no window and no thread.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.notes.killed import DyingDisk, Point, die, in_a_child
from tests.updates.kept_versions import version_in, write_version

from guide_app.updates.installing.slots import NAMES


class DyingFolders(DyingDisk):
    """As `DyingDisk`, with folders."""

    def make_folder(self, path: Path) -> None:
        self._dying_call(super().make_folder, path)

    def rename(self, path: Path, name: Path) -> None:
        self._dying_call(super().rename, path, name)

    def remove(self, path: Path) -> None:
        self._dying_call(super().remove, path)

    def remove_folder(self, path: Path) -> None:
        self._dying_call(super().remove_folder, path)

    def sync_folder(self, path: Path) -> None:
        """A kill spares what the system was given."""

    def _dying_call(self, call: Callable[..., None], *paths: Path) -> None:
        dies = self._point is not None and self._point.call == DyingDisk.calls
        if dies and self._point is not None and self._point.half == 0:
            die()
        call(*paths)
        if dies:
            die()
        DyingDisk.calls += 1
        self._tell("call")


def use(state: Path, plan: int, disk: DyingFolders, tell: Callable[[str], None]) -> None:
    """Keep some versions one after the other; tell of each when it is begun and done."""
    for version in range(plan + 1, plan + 4):
        tell(f"begin {version}")
        write_version(state, version, disk)
        tell(f"done {version}")


def run(state: Path, plan: int, point: Point | None) -> list[str]:
    """Do it in a child that dies; give what it told."""
    shutil.rmtree(state, ignore_errors=True)
    for version in range(1, plan + 1):
        write_version(state, version)
    DyingDisk.calls = 0
    told, status = in_a_child(lambda tell: use(state, plan, DyingFolders(point, tell), tell))
    assert os.WIFSIGNALED(status) == (point is not None), status
    return told


def look(state: Path, plan: int, told: list[str]) -> str | None:
    """Say what is wrong with what was left behind; None: nothing."""
    done = [int(line.split()[1]) for line in told if line.startswith("done")]
    begun = [int(line.split()[1]) for line in told if line.startswith("begin")]
    found = version_in(state)
    if found not in {done[-1] if done else plan, begun[-1]}:
        return f"found {found}, begun {begun[-1]}"
    write_version(state, found + 1)
    if (again := version_in(state)) != found + 1:
        return f"then found {again}"
    left = {path.name for path in state.iterdir()} - set(NAMES)
    return None if len(left) <= 2 else f"left: {sorted(left)}"


@cache
def calls_of(state: Path, plan: int) -> int:
    """Give how many calls a plan makes when nobody kills it."""
    return run(state, plan, None).count("call")


def main(folder: Path, first: int, amount: int) -> None:
    """Try so many points, and print what was wrong after any."""
    state = folder / "state"
    wrong = {}
    for number in range(first, first + amount):
        plan = number % 3
        call, half = divmod(number * 37 % (2 * calls_of(state, plan)), 2)
        point = Point(plan, call, half)
        fault = look(state, plan, run(state, plan, point))
        if fault:
            wrong[number] = f"{point}: {fault}"
    print(json.dumps({"points": amount, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
