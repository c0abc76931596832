"""What others on the same computer can see of a program while it runs, and what is left of it afterwards."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from tests.bench.screen import Screen
from tests.traces.words import found_in
from Xlib import X
from Xlib.error import XError

_MAKER: Final = 4
"""The column of the process that made a segment."""
_SELECTIONS: Final = ("PRIMARY", "SECONDARY", "CLIPBOARD")
_PATIENCE_S: Final = 2.0
_LONGEST: Final = 1 << 18
"""Units of four bytes of a property that are read: an icon has as many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be."""

    kind: str
    """`file`, `socket`, `program`, `tree`, `canary`, `selection`, `property`, `name`, `dump`, `words` or `left`."""
    what: str


def tree(*folders: Path) -> dict[str, bytes]:
    """Take down every file with what is in it, its rights and its time; folders too."""
    files = (file for folder in folders if folder.is_dir() for file in (folder, *folder.rglob("*")))
    return {str(file): _print_of(file) for file in files}


def _print_of(file: Path) -> bytes:
    state = file.lstat()
    digest = blake2b(f"{state.st_mode} {state.st_size} {state.st_mtime_ns} {state.st_uid}".encode(), digest_size=16)
    if file.is_symlink():
        digest.update(str(file.readlink()).encode())
    elif file.is_file():
        digest.update(file.read_bytes())
    return digest.digest()


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes], *, but: frozenset[str]) -> Iterator[Finding]:
    """Give what is new, gone or other, `but` the files that a person named and the folders these lie in."""
    spared = but | {str(Path(name).parent) for name in but}
    for name in sorted(before.keys() | after.keys()):
        if name not in spared and before.get(name) != after.get(name):
            yield Finding("tree", name)


def canaries_in(folders: tuple[Path, ...], forms: Mapping[bytes, str]) -> Iterator[Finding]:
    """Look for what a person wrote or read in every file and every name below some folders."""
    for folder in folders:
        for file in folder.rglob("*"):
            content = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
            for hit in found_in(file.name.encode() + b"\n" + content, forms):
                yield Finding("canary", f"{hit} in {file}")


def windows(screen: Screen) -> Iterator[Any]:
    """Give all windows of the screen, those inside others too."""
    todo = [screen.root]
    while todo:
        window = todo.pop()
        yield window
        with contextlib.suppress(XError):
            todo += window.query_tree().children


def properties(screen: Screen) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of every property of every window."""
    display = screen._display
    for window in windows(screen):
        with contextlib.suppress(XError):
            for atom in window.list_properties():
                held = window.get_full_property(atom, X.AnyPropertyType, _LONGEST)
                if held is not None:
                    value = held.value
                    content = value.encode("latin-1") if isinstance(value, str) else bytes(value)
                    yield display.get_atom_name(atom), content


def selections(screen: Screen) -> Iterator[tuple[str, bytes]]:
    """Give what each selection holds, as a program that asks gets it; those that nobody owns are left out."""
    display = screen._display
    for name in _SELECTIONS:
        atom = display.get_atom(name)
        if display.get_selection_owner(atom):
            yield name, _converted(screen, atom)


def _converted(screen: Screen, selection: int) -> bytes:
    display = screen._display
    asking = screen.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    place = display.get_atom("GUIDE_TEST")
    try:
        asking.convert_selection(selection, display.get_atom("UTF8_STRING"), place, X.CurrentTime)
        for event in screen.events(_PATIENCE_S):
            if event.type == X.SelectionNotify:
                given = asking.get_full_property(event.property, X.AnyPropertyType) if event.property else None
                return b"" if given is None else bytes(given.value)
    finally:
        with contextlib.suppress(XError):
            asking.destroy()
    return b""


def names_on_bus(environment: Mapping[str, str]) -> list[str]:
    """Give the names that somebody has on the session's bus."""
    order = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    answer = subprocess.run(
        [*order, "org.freedesktop.DBus.ListNames"], env=dict(environment), capture_output=True, text=True, check=True
    )
    return [word for word in answer.stdout.split() if not word.startswith(":") and "." in word]


def names_of_process(pid: int) -> Iterator[str]:
    """Give what a list of processes shows of one, with those of its threads."""
    process = Path("/proc") / str(pid)
    yield (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    for thread in (process / "task").iterdir():
        with contextlib.suppress(OSError):
            yield (thread / "comm").read_text("utf-8").strip()


def environment_of(pid: int) -> bytes:
    """Give what the environment of a process was when it began."""
    return (Path("/proc") / str(pid) / "environ").read_bytes()


def children(pid: int) -> list[int]:
    """Give the processes that one has begun, and theirs."""
    return [each for child in begun_by(pid) for each in (child, *children(child))]


def begun_by(pid: int) -> list[int]:
    """Give the processes that one has begun itself, those that ended unseen too."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in (Path("/proc") / str(pid) / "task").iterdir():
            with contextlib.suppress(OSError):  # a thread that just ended; the others go on
                found += map(int, (thread / "children").read_text("utf-8").split())
    return found


def dump_size(pid: int) -> int:
    """Give how many bytes of a process the kernel would write into a core file; -1: all of them."""
    limits = (Path("/proc") / str(pid) / "limits").read_text("utf-8").splitlines()
    soft = next(line for line in limits if line.startswith("Max core file size")).split()[4]
    return -1 if soft == "unlimited" else int(soft)


def shared_memory() -> dict[str, int]:
    """Give the segments of shared memory of the machine (System V) by key and number, and the process that made each.

    The same machine plays other sessions meanwhile, and they have segments of their own.
    """
    rows = (row.split() for row in Path("/proc/sysvipc/shm").read_text("utf-8").splitlines()[1:])
    return {" ".join(row[:2]): int(row[_MAKER]) for row in rows}
