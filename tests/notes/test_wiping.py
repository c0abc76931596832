"""Wiping: chance over everything, the head first; a name less in the folder; nothing else touched."""

from __future__ import annotations

import contextlib
import errno
import random
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import CHEAP, content
from tests.notes.memory_disk import POWER_CUT, SECTOR, MemoryDisk, PowerCutError

from guide_app.notes.errors import NotebookLockedError, StorageMissingError, StorageRefusedError
from guide_app.notes.layout import HEAD
from guide_app.notes.notebook import Notebook
from guide_app.notes.wiping import LIMITS, wipe

PATH: Final = Path("x").resolve()


def test_nothing_is_left_in_the_folder_and_the_limits_are_told(tmp_path: Path) -> None:
    Notebook.create(tmp_path / "a", "right", CHEAP)
    (tmp_path / "beside").write_bytes(b"stays")
    assert wipe(tmp_path / "a") == LIMITS
    assert "flash" in LIMITS
    assert [item.name for item in tmp_path.iterdir()] == ["beside"]
    assert (tmp_path / "beside").read_bytes() == b"stays"


def test_a_link_goes_with_its_file(tmp_path: Path) -> None:
    Notebook.create(tmp_path / "a", "right", CHEAP)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    wipe(tmp_path / "link")
    assert not list(tmp_path.iterdir())


def test_all_is_overwritten_before_the_file_is_cut() -> None:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "right", CHEAP, disk=disk)
    notebook.save(content("one", 2_000_000))
    before = disk.bytes_of(PATH)
    seen: list[bytes] = []
    kept = disk.files[PATH]
    made = disk.change

    def watched(path: Path) -> object:
        file = made(path)
        cut = file.cut

        def cut_after_looking(length: int) -> None:
            seen.append(bytes(kept.durable))
            cut(length)

        file.cut = cut_after_looking  # type: ignore[method-assign]
        return file

    disk.change = watched  # type: ignore[assignment, method-assign]
    wipe(PATH, disk=disk)
    (last,) = seen
    assert len(last) == len(before)
    assert not any(last[at : at + SECTOR] == before[at : at + SECTOR] for at in range(0, len(before), SECTOR))


def test_once_the_head_is_gone_nothing_opens_it_wherever_power_fails() -> None:
    for call in range(8):
        for number in range(5):
            disk = MemoryDisk(random.Random(number))
            Notebook.create(PATH, "right", CHEAP, disk=disk)
            before = disk.bytes_of(PATH)
            disk.faults = {disk.calls + call: POWER_CUT}
            with contextlib.suppress(PowerCutError):
                wipe(PATH, disk=disk)
            disk = disk.after_power_cut()
            if PATH in disk.files and disk.bytes_of(PATH)[:32] != before[:32]:
                with pytest.raises(NotebookLockedError):
                    Notebook.open(PATH, "right", CHEAP, disk=disk)
            elif PATH in disk.files:
                assert call < 2, "the head was to be gone by then"
                assert len(disk.bytes_of(PATH)) >= HEAD


def test_what_cannot_be_wiped_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageMissingError):
        wipe(tmp_path / "nothing")
    with pytest.raises(StorageRefusedError):
        wipe(tmp_path)
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(StorageRefusedError):
        wipe(tmp_path / "ring")
    disk = MemoryDisk()
    Notebook.create(PATH, "right", CHEAP, disk=disk)
    disk.faults = {disk.calls: errno.EROFS}
    with pytest.raises(StorageRefusedError):
        wipe(PATH, disk=disk)
    assert PATH in disk.files
