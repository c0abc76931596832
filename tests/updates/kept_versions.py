"""Small signed versions in a state's folder, and disks that record or fail."""

from __future__ import annotations

import errno
import hashlib
import os
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.updates.signed_set import SignedSet, hashes

from guide_app.core.disk import OpenFile, RealDisk
from guide_app.core.errors import UntrustedContentError
from guide_app.updates.installing.keeping import keep
from guide_app.updates.installing.steps import Step
from guide_app.updates.kept import newest_first
from guide_app.updates.trust import open_first_trusted, verify_installed

ROLES: Final = ("root", "timestamp", "snapshot", "targets")
FILES: Final = ("guide.sqlite", *(f"metadata/{role}.json" for role in ROLES))


@cache
def root() -> bytes:
    """Give the root that all these versions share."""
    return SignedSet().files()["root"]


@cache
def _content_of(version: int) -> dict[str, bytes]:
    signed = SignedSet()
    signed.content = b"SQLite format 3\x00" + f"version {version} ".encode() * 300
    signed.target["custom"]["published"] = f"2026-11-{version:02}T08:00:00Z"
    signed.target.update(hashes=hashes(signed.content), length=len(signed.content))
    for role in ROLES[1:]:
        signed.trees[role]["version"] = version
    signed.trees["timestamp"]["meta"]["snapshot.json"]["version"] = version
    signed.trees["snapshot"]["meta"]["targets.json"]["version"] = version
    files = signed.files()
    return {"guide.sqlite": signed.content} | {f"metadata/{role}.json": files[role] for role in ROLES}


def content_of(version: int) -> dict[str, bytes]:
    """Give the files of a version, 1 to 28, whose signatures are good."""
    return dict(_content_of(version))


def judge(folder: Path) -> None:
    """Let the start check judge."""
    verify_installed(folder, trusted_root=root())


def is_good(folder: Path) -> bool:
    try:
        judge(folder)
    except UntrustedContentError:
        return False
    return True


def write_version(state: Path, version: int, disk: RealDisk | None = None) -> Path:
    """Keep a version, as an update does."""
    content = content_of(version)
    name = (version, hashlib.sha256(content["guide.sqlite"]).hexdigest())
    return keep(state, name, content, judge, is_good=is_good, disk=disk)


def version_in(state: Path) -> int:
    """Give the version that a start would take from a state; 0: none."""
    start = open_first_trusted(newest_first([], [state]), root())
    return start.verified.version if start.verified else 0


class RecordingDisk(RealDisk):
    """Writes down each call as the step that it is."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self.steps: list[Step] = []

    def make(self, path: Path) -> OpenFile:
        self._record("write", path)
        return super().make(path)

    def change(self, path: Path) -> OpenFile:
        return _RecordingFile(super().change(path), self.steps, path.relative_to(self._state).as_posix())

    def make_folder(self, path: Path) -> None:
        self._record("make folder", path)
        super().make_folder(path)

    def rename(self, path: Path, name: Path) -> None:
        self.steps.append(Step("rename", self._name(path), self._name(name)))
        super().rename(path, name)

    def sync_folder(self, path: Path) -> None:
        self._record("bring name", path)
        super().sync_folder(path)

    def remove(self, path: Path) -> None:
        self._record("remove", path)
        super().remove(path)

    def remove_folder(self, path: Path) -> None:
        self._record("remove folder", path)
        super().remove_folder(path)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._state).as_posix()

    def _record(self, verb: str, path: Path) -> None:
        self.steps.append(Step(verb, self._name(path)))  # type: ignore[arg-type]


class _RecordingFile:
    def __init__(self, file: OpenFile, steps: list[Step], name: str) -> None:
        self._file, self._steps, self._name = file, steps, name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._file.__exit__(kind, error, trace)

    def length(self) -> int:
        return self._file.length()

    def read(self, most: int) -> bytes:
        return self._file.read(most)

    def write(self, start: int, content: bytes) -> None:
        self._steps.append(Step("write over", self._name))
        self._file.write(start, content)

    def cut(self, length: int) -> None:
        self._file.cut(length)

    def sync(self) -> None:
        self._steps.append(Step("bring", self._name))
        self._file.sync()


class FailingDisk(RealDisk):
    """Answers one of its calls, and all that come after, with an error of the system; a write is done by half."""

    def __init__(self, call: int, number: int) -> None:
        self._left = call
        self._number = number
        self.calls = 0

    def meet(self) -> None:
        self.calls += 1
        self._left -= 1
        if self._left < 0:
            raise OSError(self._number, os.strerror(self._number))

    def make(self, path: Path) -> OpenFile:
        self.meet()
        return _FailingFile(super().make(path), self)

    def change(self, path: Path) -> OpenFile:
        if self._number == errno.EROFS:
            self.meet()
        return _FailingFile(super().change(path), self)

    def make_folder(self, path: Path) -> None:
        self.meet()
        super().make_folder(path)

    def rename(self, path: Path, name: Path) -> None:
        self.meet()
        super().rename(path, name)

    def remove(self, path: Path) -> None:
        self.meet()
        super().remove(path)

    def remove_folder(self, path: Path) -> None:
        self.meet()
        super().remove_folder(path)


class _FailingFile(_RecordingFile):
    def __init__(self, file: OpenFile, disk: FailingDisk) -> None:
        super().__init__(file, [], "")
        self._disk = disk

    def write(self, start: int, content: bytes) -> None:
        try:
            self._disk.meet()
        except OSError:
            super().write(start, content[: len(content) // 2])
            raise
        super().write(start, content)

    def sync(self) -> None:
        self._disk.meet()
        super().sync()
