"""Power fails, or the disk does, at any call and in the middle of any write: what was saved is there afterwards."""

from __future__ import annotations

import contextlib
import errno
import random
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import CHEAP, content, numbers, title
from tests.notes.memory_disk import POWER_CUT, MemoryDisk, PowerCutError

from guide_app.notes.errors import NotebookLockedError, StorageError
from guide_app.notes.layout import STEPS, size_of
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY

PATH: Final = Path("anywhere/holiday.bin")
ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EROFS)
SIZES: Final = (0, 50, 100_000, 114_000, 130_000, 250_000, 600_000)
"""From one slot into the next, and over one."""
CALLS: Final = 24
"""That a life makes, more or less."""


class Life:
    """A notebook's days, drawn by chance; keeps account of what must be found after them."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.disk = MemoryDisk(self.chance)
        self.notebook: Notebook | None = None
        self.saved = ""
        """What `save` came back from last."""
        self.tried: set[str] = set()
        """What was to be saved since then, and may be there or not."""
        self.using = "first"
        self.passphrases = {"first"}
        """One of these is right for certain."""
        self.count = 0

    def live(self) -> None:
        self.notebook = Notebook.create(PATH, "first", CHEAP, disk=self.disk)
        actions = [self.save, self.save, self.save, self.reopen, self.change_passphrase]
        for action in self.chance.choices(actions, k=5):
            with contextlib.suppress(StorageError):
                action(self.notebook)

    def save(self, notebook: Notebook) -> None:
        self.count += 1
        text = f"note {self.count} "
        self.tried.add(text)
        notebook.save(content(text, self.chance.choice(SIZES)))
        self.saved, self.tried = text, set()
        self.passphrases = {self.using}

    def reopen(self, notebook: Notebook) -> None:
        notebook.lock()
        self.notebook = self.open()

    def change_passphrase(self, notebook: Notebook) -> None:
        self.count += 1
        new = f"passphrase {self.count}"
        self.passphrases |= {self.using, new}
        try:
            notebook.change_passphrase(self.using, new)
        except StorageError:
            self.notebook = self.open()
        else:
            self.using, self.passphrases = new, {new}

    def open(self) -> Notebook:
        """Open with whichever passphrase may be right, and hold what is found against the account."""
        for passphrase in sorted(self.passphrases):
            with contextlib.suppress(NotebookLockedError):
                notebook = Notebook.open(PATH, passphrase, CHEAP, disk=self.disk)
                assert title(notebook.content) in {self.saved} | self.tried
                self.using = passphrase
                return notebook
        raise AssertionError("no passphrase opens it")

    def go_on(self) -> None:
        """All is well again: whatever happened, the notebook can be used as ever."""
        self.disk.faults = {}
        self.notebook = self.open()
        for _ in range(2):
            self.save(self.notebook)
            self.notebook = self.open()
        assert len(self.disk.bytes_of(PATH)) in {size_of(step) for step in range(STEPS)}


def draw_faults(chance: random.Random) -> dict[int, int]:
    """Let power fail somewhere, and in every second life the disk before that."""
    faults = {call: chance.choice(ERRORS) for call in chance.sample(range(CALLS), chance.choice((0, 0, 1, 3)))}
    return faults | {chance.randrange(CALLS): POWER_CUT}


def check(number: int) -> None:
    life = Life(number)
    life.disk.faults = draw_faults(random.Random(f"faults {number}"))
    try:
        life.live()
    except PowerCutError:
        life.disk = life.disk.after_power_cut()
    except StorageError:
        assert life.notebook is None  # it could not be made
    if life.notebook is not None:
        life.go_on()
    elif PATH in life.disk.files:
        with contextlib.suppress(NotebookLockedError):
            assert Notebook.open(PATH, "first", CHEAP, disk=life.disk).content == EMPTY


def test_what_was_saved_is_there_after_any_power_cut() -> None:
    for number in numbers(150, 4000):
        try:
            check(number)
        except BaseException as error:
            error.add_note(f"life number {number}")
            raise


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", range(3))
def test_what_could_not_be_made_is_not_there(call: int, error: int) -> None:
    disk = MemoryDisk()
    disk.faults = {call: error}
    with pytest.raises(StorageError):
        Notebook.create(PATH, "x", CHEAP, disk=disk)
    assert not disk.files


def test_a_save_that_only_memory_holds_is_brought_to_the_disk_before_the_next() -> None:
    """The program is killed before `sync`, opened again at once, and power fails during its next save."""
    for number in range(60):
        disk = MemoryDisk(random.Random(number))
        notebook = Notebook.create(PATH, "x", CHEAP, disk=disk)
        notebook.save(content("on the disk"))
        disk.faults = {disk.calls + 2: POWER_CUT}  # sync, write, sync
        with pytest.raises(PowerCutError):
            notebook.save(content("in memory"))
        again = Notebook.open(PATH, "x", CHEAP, disk=disk)
        assert title(again.content) == "in memory"
        disk.faults = {disk.calls + 1: POWER_CUT}
        with pytest.raises(PowerCutError):
            again.save(content("never there"))
        found = Notebook.open(PATH, "x", CHEAP, disk=disk.after_power_cut())
        assert title(found.content) in {"in memory", "never there"}
