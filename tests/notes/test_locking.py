"""A notebook can be locked at any moment: in the midst of a save too, from another thread, and without waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.notes.amounts import CHEAP, content, title
from tests.notes.memory_disk import MemoryDisk, MemoryFile

from guide_app.notes.errors import NotebookClosedError, NotebookLockedError
from guide_app.notes.notebook import Notebook
from guide_app.notes.versions import find_versions

PATH = Path("x")


class MeddlingDisk(MemoryDisk):
    """Lets something happen at a chosen call."""

    def __init__(self) -> None:
        super().__init__()
        self.at: int | None = None
        self.deed: Callable[[], object] = lambda: None

    def meets(self) -> int | None:
        if self.calls == self.at:
            self.deed()
        return super().meets()

    def change(self, path: Path) -> MemoryFile:
        if self.at == -1:
            self.deed()
        return super().change(path)


def made() -> tuple[Notebook, MeddlingDisk]:
    disk = MeddlingDisk()
    notebook = Notebook.create(PATH, "old", CHEAP, content=content("first"), disk=disk)
    notebook.save(content("second"))
    return notebook, disk


@pytest.mark.parametrize(
    ("deed", "at"), [*(("save", at) for at in range(-1, 3)), *(("change", at) for at in range(-1, 5))]
)
def test_locked_in_the_midst_of_a_write(deed: str, at: int) -> None:
    """What is written then opens with the passphrase, never with a key of zeros; and the notebook is locked."""
    notebook, disk = made()
    disk.calls, disk.at, disk.deed = 0, at, notebook.lock
    if deed == "save":
        notebook.save(content("third"))
    else:
        notebook.change_passphrase("old", "new")
    assert set(notebook._key) == {0}
    with pytest.raises(NotebookClosedError):
        _ = notebook.content
    assert find_versions(disk.bytes_of(PATH), bytearray(32)) == ()
    passphrase = "old" if deed == "save" else "new"
    opened = Notebook.open(PATH, passphrase, CHEAP, disk=disk)
    assert title(opened.content) == ("third" if deed == "save" else "second")
    if deed == "change":
        with pytest.raises(NotebookLockedError):
            Notebook.open(PATH, "old", CHEAP, disk=disk)


def test_locking_waits_for_no_disk() -> None:
    notebook, disk = made()
    begun, go = threading.Event(), threading.Event()

    def hold_up() -> None:
        begun.set()
        assert go.wait(60)

    disk.calls, disk.at, disk.deed = 0, 1, hold_up
    saving = threading.Thread(target=notebook.save, args=(content("third"),))
    saving.start()
    assert begun.wait(60)
    notebook.lock()
    assert saving.is_alive(), "it still waits for the disk"
    assert set(notebook._key) == {0}
    go.set()
    saving.join()
    with pytest.raises(NotebookClosedError):
        _ = notebook.content
    assert title(Notebook.open(PATH, "old", CHEAP, disk=disk).content) == "third"


def test_a_locked_notebook_begins_nothing() -> None:
    notebook, disk = made()
    notebook.lock()
    before = disk.bytes_of(PATH)
    for deed in (
        lambda: notebook.save(content("x")),
        notebook.previous,
        lambda: notebook.change_passphrase("old", "n"),
    ):
        with pytest.raises(NotebookClosedError):
            deed()
    assert disk.bytes_of(PATH) == before
