"""Keeping a version in a state's folder: written whole, judged, named, and only then pointed to.

    <state>/current.a, current.b     the slots, see `slots`
    <state>/<version>-<sha8>/        guide.sqlite and metadata/, as in the program's own copy; never changed
    <state>/build-<pid>-<n>.tmp/     what was being written when something ended it; removed by the next update

Whatever ends this, and wherever: the start finds the version from before, or the new one.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from guide_app.core.disk import FolderDisk, RealDisk
from guide_app.updates.installing.slots import NAMES, Slot, encode, read_slots
from guide_app.updates.installing.steps import Content, Step, carry_out, removal_steps, swap_steps, write_steps

_BUILDING: Final = ("build-", ".tmp")
_DIGITS: Final = 8
"""Of the sha256, in a folder's name."""

Judge = Callable[[Path], object]
"""Raises UntrustedContentError where a folder is not what the keys signed."""


class Layout(NamedTuple):
    """What a state's folder holds, and what is to be done with it."""

    slots: Mapping[str, Slot]
    """The later one first."""
    in_use: str | None
    """The slot whose folder a start would take; None: none is good."""
    kept: frozenset[str]
    """Names of the folders that are good and that a slot names: nothing may happen to them."""

    @property
    def free_slot(self) -> str:
        """The slot to write next: never the one in use."""
        return NAMES[1] if self.in_use == NAMES[0] else NAMES[0]

    @property
    def next_number(self) -> int:
        """A number above those of both slots."""
        return 1 + max((slot.number for slot in self.slots.values()), default=0)


def layout_of(slots: Mapping[str, Slot], is_good: Callable[[str], bool]) -> Layout:
    """See what is to be done with what the slots say; without any, all is free."""
    good = {name: slot for name, slot in slots.items() if is_good(slot.folder)}
    return Layout(slots, next(iter(good), None), frozenset(slot.folder for slot in good.values()))


def clear_leftovers(state: Path, kept: frozenset[str], disk: FolderDisk | None = None) -> None:
    """Remove what updates left that did not come to their end, and versions that no slot needs.

    Only names of our own are touched, and what cannot be removed now (a window has it open) waits for the next time.
    """
    with contextlib.suppress(OSError):
        for entry in sorted(os.scandir(state), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False) and _is_ours(entry.name) and entry.name not in kept:
                for step in _removal_of(state, entry.name):
                    with contextlib.suppress(OSError):
                        carry_out((step,), state, disk or RealDisk(), {})


def keep(
    state: Path,
    name: tuple[int, str],
    contents: Mapping[str, Content],
    judge: Judge,
    *,
    is_good: Callable[[Path], bool],
    disk: FolderDisk | None = None,
    check: Callable[[], object] = bool,
) -> Path:
    """Write a version into a state's folder, let it be judged there, and point to it.

    Args:
        state: where; its folder is made if it is not there, the one above it must be.
        name: version and sha256 of the snapshot, for the folder's name.
        contents: path below the folder -> what it holds.
        judge: looks at the finished folder before anything points to it.
        is_good: whether a folder could be opened by a start.
        disk: tests have their own.
        check: called before each step, raises where a person has changed their mind.

    Returns:
        The version's folder.

    Raises:
        OSError, GuideError: what was in use before is still in use.
    """
    disk = disk or RealDisk()
    if not state.is_dir():
        disk.make_folder(state)
        disk.sync_folder(state)
    layout = layout_of(read_slots(state), lambda folder: is_good(state / folder))
    clear_leftovers(state, layout.kept, disk)
    building = _free(state, (f"{_BUILDING[0]}{os.getpid()}-{number}{_BUILDING[1]}" for number in itertools.count(1)))
    carry_out(write_steps(building, contents), state, disk, contents, check)
    judge(state / building)
    stem = f"{name[0]}-{name[1][:_DIGITS]}"
    folder = _free(state, itertools.chain((stem,), (f"{stem}.{number}" for number in itertools.count(1))))
    slot = layout.free_slot
    swap = swap_steps(building, folder, slot, is_new=not (state / slot).exists())
    carry_out(swap, state, disk, {slot: encode(Slot(layout.next_number, folder))}, check)
    last = {layout.slots[layout.in_use].folder} if layout.in_use is not None else set()
    clear_leftovers(state, frozenset({folder} | last), disk)
    return state / folder


def _is_ours(name: str) -> bool:
    return (name.startswith(_BUILDING[0]) and name.endswith(_BUILDING[1])) or name[0].isdigit()


def _free(state: Path, names: Iterator[str]) -> str:
    """Give the first name that nothing has: no file is ever written over, and no folder replaced."""
    return next(name for name in names if not os.path.lexists(state / name))


def _removal_of(state: Path, name: str) -> tuple[Step, ...]:
    files, folders = [], []
    for folder, _folders, found in os.walk(state / name):
        here = Path(folder).relative_to(state).as_posix()
        folders.append(here)
        files += [f"{here}/{file}" for file in found]
    return removal_steps(files, folders)
