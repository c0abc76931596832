"""What is done on the disk when an update is kept, as data: the code does it, and the tests' crash model reads it.

The model lets the power fail before, in the middle of and after every step, in three forms of file system, and looks
at what is left. So whoever changes a list here is told at once whether it still holds. Why this order:

1. The new folder is written whole under a name that nobody reads, each file brought to the medium.
2. It gets its own name, which was never used before, and that name is brought to the medium.
3. Only then the slot that is not in use is written over. What was in use before stays, until the next update.
4. What no slot names any more is taken away, file by file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from guide_app.core.disk import FolderDisk

Verb = Literal["make folder", "write", "write over", "bring", "bring name", "rename", "remove", "remove folder"]
"""`bring`: come back when a file's content is on the medium; `bring name`: when its name (or absence) is."""
_CHUNK: Final = 1 << 20

Content = bytes | Callable[[Path], object]
"""What a file shall hold; or what makes the file at its path, such as the builder."""


class Step(NamedTuple):
    """One thing done on the disk."""

    verb: Verb
    name: str
    """Path below the state's folder, with `/`."""
    new: str = ""
    """Of `rename`: the new path. Of the two writes: which content."""


def write_steps(building: str, files: Iterable[str]) -> tuple[Step, ...]:
    """Write a folder under a name that nobody reads, with files whose paths are relative to it."""
    steps = [Step("make folder", building)]
    made = set()
    for file in files:
        folder, _, _name = file.rpartition("/")
        if folder and folder not in made:
            made.add(folder)
            steps.append(Step("make folder", f"{building}/{folder}"))
        steps += [Step("write", f"{building}/{file}", file), Step("bring", f"{building}/{file}")]
        steps.append(Step("bring name", f"{building}/{file}"))
    steps += [Step("bring name", f"{building}/{folder}") for folder in sorted(made)]
    return tuple(steps)


def swap_steps(building: str, folder: str, slot: str, *, is_new: bool) -> tuple[Step, ...]:
    """Give a folder its name, then let a slot name it.

    Args:
        building: the folder's name until now.
        folder: its name from now on.
        slot: the slot that is not in use.
        is_new: whether the slot's file is not there yet.
    """
    return (
        Step("rename", building, folder),
        Step("bring name", folder),
        Step("write" if is_new else "write over", slot, slot),
        Step("bring", slot),
        Step("bring name", slot),
    )


def removal_steps(files: Sequence[str], folders: Sequence[str]) -> tuple[Step, ...]:
    """Take files away, then folders, the inner ones first."""
    inner_first = sorted(folders, key=lambda folder: (-folder.count("/"), folder))
    return (*(Step("remove", file) for file in files), *(Step("remove folder", folder) for folder in inner_first))


def carry_out(
    steps: Iterable[Step],
    state: Path,
    disk: FolderDisk,
    contents: Mapping[str, Content],
    check: Callable[[], object] = bool,
) -> None:
    """Do the steps on a disk, one after the other.

    Args:
        steps: what to do.
        state: the folder below which all of it happens.
        disk: where.
        contents: what the two writes write.
        check: called before each step; raises where it is not to be done any more.

    Raises:
        OSError: a step failed; the others were not done.
        GuideError: a content that makes its own file failed, or `check` did.
    """
    for step in steps:
        check()
        path = state / step.name
        if step.verb == "make folder":
            disk.make_folder(path)
        elif step.verb == "write":
            _write(disk, path, contents[step.new])
        elif step.verb == "write over":
            _write_over(disk, path, contents[step.new])
        elif step.verb == "bring":
            with disk.change(path) as file:
                file.sync()
        elif step.verb == "bring name":
            disk.sync_folder(path)
        elif step.verb == "rename":
            disk.rename(path, state / step.new)
        elif step.verb == "remove":
            disk.remove(path)
        else:
            disk.remove_folder(path)


def _write(disk: FolderDisk, path: Path, content: Content) -> None:
    if not isinstance(content, bytes):
        content(path)
        return
    with disk.make(path) as file:
        for start in range(0, len(content), _CHUNK):
            file.write(start, content[start : start + _CHUNK])


def _write_over(disk: FolderDisk, path: Path, content: Content) -> None:
    if not isinstance(content, bytes):
        raise TypeError(path)
    with disk.change(path) as file:
        file.write(0, content)
        file.cut(len(content))
