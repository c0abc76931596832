"""Files that do not belong together, and files that are not there or are something else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.updates.attack import Attack, Change, meddle, named_as, path_of, set_field
from tests.updates.signed_set import ROLES, SignedSet, hashes


def attacks() -> Iterator[Attack]:
    for role, before in (("snapshot", "timestamp"), ("targets", "snapshot")):
        yield from _names(role, before)
    yield from _mixed()
    for name in (*ROLES, "guide.sqlite"):
        yield from _no_files(name)
    yield Attack("no metadata at all", "missing", meddle(lambda folder: shutil.rmtree(folder / "metadata")))
    yield Attack("metadata is a file", "unreadable", meddle(_file_for_folder))
    yield Attack("a gigabyte of timestamp", "too_long", meddle(_gigabyte))
    yield from _content()


def _names(role: str, before: str) -> Iterator[Attack]:
    for version in (6, 8):
        yield Attack(f"{before} names {role} {version}", "version", named_as(role, version=version))
    for length in (1, 1 << 30):
        yield Attack(f"{before} names {length} bytes of {role}", "mismatch", named_as(role, length=length))
    yield Attack(f"{before} names another hash of {role}", "mismatch", named_as(role, hashes=hashes(b"x")))
    untrue: dict[str, tuple[Any, ...]] = {
        "version": (0, -1, "7", None),
        "length": (-1, "465", None),
        "hashes": ({}, [], None, {"sha256": 0}, {"md6": "00"}, {"sha256": "00" * 32, "sha512": "00" * 64}),
    }
    for field, value in ((field, value) for field, values in untrue.items() for value in values):
        yield Attack(f"{before} names {field} {str(value)[:40]!r} of {role}", "form", named_as(role, **{field: value}))
    yield Attack(f"{before}'s meta is empty", "form", set_field(f"{before}/meta", {}))
    yield Attack(f"{before}'s meta is null", "form", set_field(f"{before}/meta", None))
    yield Attack(f"{before} names null for {role}", "form", set_field(f"{before}/meta/{role}.json", None))
    other = set_field(f"{before}/meta/other.json", {"hashes": hashes(b""), "length": 1, "version": 1})
    # What python-tuf does not know of a timestamp's meta it forgets: then the signature does not fit.
    yield Attack(f"{before} names another file", "form", other, stricter=before == "snapshot")


def _mixed() -> Iterator[Attack]:
    for role in ROLES[1:]:
        yield Attack(f"{role} of the version before", "mismatch", meddle(_put_older(role)))
    yield Attack("timestamp and snapshot swapped", "form", meddle(_swap("timestamp", "snapshot")))
    yield Attack("snapshot and targets swapped", "mismatch", meddle(_swap("snapshot", "targets")))
    yield Attack("targets in place of guide.sqlite", "length", meddle(_copy("targets", "guide.sqlite")))
    yield Attack("root in place of targets", "mismatch", meddle(_copy("root", "targets")))


def _put_older(role: str) -> Callable[[Path], object]:
    older = SignedSet()
    for name in ROLES[1:]:
        older.trees[name]["version"] = 6
    older.trees["timestamp"]["meta"]["snapshot.json"]["version"] = 6
    older.trees["snapshot"]["meta"]["targets.json"]["version"] = 6
    return lambda folder: path_of(folder, role).write_bytes(older.files()[role])


def _swap(one: str, other: str) -> Callable[[Path], object]:
    def how(folder: Path) -> None:
        contents = [path_of(folder, name).read_bytes() for name in (one, other)]
        path_of(folder, other).write_bytes(contents[0])
        path_of(folder, one).write_bytes(contents[1])

    return how


def _copy(one: str, other: str) -> Callable[[Path], object]:
    return lambda folder: shutil.copyfile(path_of(folder, one), path_of(folder, other))


def _no_files(name: str) -> Iterator[Attack]:
    yield Attack(f"{name} is missing", "missing", _replaced(name, lambda _path: None))
    yield Attack(f"{name} is a folder", "unreadable", _replaced(name, Path.mkdir))
    if os.name == "posix":  # where links, devices and pipes have names
        yield Attack(f"{name} links to nothing", "missing", _replaced(name, lambda path: path.symlink_to("/nowhere/x")))
        yield Attack(f"{name} links to itself", "unreadable", _replaced(name, lambda path: path.symlink_to(path)))
        yield Attack(f"{name} is a device", "unreadable", _replaced(name, lambda path: path.symlink_to("/dev/zero")))
        yield Attack(f"{name} is a pipe", "unreadable", _replaced(name, os.mkfifo))


def _replaced(name: str, make: Callable[[Path], object]) -> Change:
    def how(folder: Path) -> None:
        path_of(folder, name).unlink()
        make(path_of(folder, name))

    return meddle(how)


def _file_for_folder(folder: Path) -> None:
    shutil.rmtree(folder / "metadata")
    (folder / "metadata").write_bytes(b"")


def _gigabyte(folder: Path) -> None:
    with path_of(folder, "timestamp").open("r+b") as file:
        file.truncate(1 << 30)


def _content() -> Iterator[Attack]:
    changes: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "empty": ("length", lambda _: b""),
        "one byte less": ("length", lambda content: content[:-1]),
        "one byte more": ("length", lambda content: content + b"\0"),
        "twice": ("length", lambda content: content * 2),
        "zeros": ("hash", lambda content: bytes(len(content))),
    }
    for name, (code, how) in changes.items():
        yield Attack(f"guide.sqlite: {name}", code, meddle(_rewritten(how)))


def _rewritten(how: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda folder: path_of(folder, "guide.sqlite").write_bytes(how(path_of(folder, "guide.sqlite").read_bytes()))
