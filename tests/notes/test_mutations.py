"""Whatever becomes of a file's bytes: one of the saved versions opens, or the one answer comes. Nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from tests.notes.amounts import CHEAP, content, numbers, title
from tests.notes.memory_disk import MemoryDisk

from guide_app.notes.errors import NotebookLockedError
from guide_app.notes.layout import HEAD, KIB, Slot, slots_within
from guide_app.notes.notebook import Notebook
from guide_app.notes.sealing import SALT

PATH: Final = Path("x")


class Sample(NamedTuple):
    """A file as it lay on a disk, with what it holds, newest first, and where."""

    file: bytes
    held: tuple[tuple[str, Slot], ...]


def sample(sizes: list[int], *, changed: bool = False) -> Sample:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "old", CHEAP, disk=disk)
    for number, size in enumerate(sizes):
        notebook.save(content(str(number), size))
    if changed:
        notebook.change_passphrase("old", "right")
    else:
        notebook.change_passphrase("old", "between")
        notebook.save(content("last but one", sizes[-1]))
        notebook.save(content("last", sizes[-1]))
        notebook.change_passphrase("between", "right")
    file = disk.bytes_of(PATH)
    found = []
    for slot in slots_within(len(file)):
        # One slot at a time, so that this does not believe the code that it is to judge.
        alone = MemoryDisk()
        alone.put(PATH, file[:HEAD].ljust(slot.start, b"\0") + file[slot.start : slot.end])
        try:
            found.append((title(Notebook.open(PATH, "right", CHEAP, disk=alone).content), slot))
        except NotebookLockedError:
            continue
    newest = title(notebook.content)
    return Sample(file, tuple(sorted(found, key=lambda one: one[0] != newest)))


@cache
def samples() -> tuple[Sample, ...]:
    return (
        sample([10]),
        sample([10, 20], changed=True),
        sample([10, 20, 30]),
        sample([10, 200_000]),
        sample([10, 200_000], changed=True),
        sample([10, 150_000, 600_000]),
    )


def flip(file: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 9))):
        file[chance.randrange(len(file))] ^= 1 << chance.randrange(8)


def blot(file: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(file))
    length = min(chance.choice((1, 16, 512, 4 * KIB, 64 * KIB, 300 * KIB)), len(file) - start)
    file[start : start + length] = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))


def cut(file: bytearray, chance: random.Random) -> None:
    del file[chance.choice((0, 1, 31, 32, HEAD, chance.randrange(len(file)), len(file) - 1)) :]


def lengthen(file: bytearray, chance: random.Random) -> None:
    file += chance.randbytes(chance.choice((1, 512, 16 * KIB, 256 * KIB, len(file), 3 * len(file))))


def shift(file: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(file))
    if chance.random() < 0.5:
        file[at:at] = chance.randbytes(chance.choice((1, 512)))
    else:
        del file[at : at + chance.choice((1, 512))]


def swap(file: bytearray, chance: random.Random) -> None:
    """Exchange the slots, or two pages."""
    size = chance.choice((512, 4 * KIB, Slot(0, 0).size))
    places = range(HEAD, len(file), size)
    if len(places) < 2:  # cut so short before that nothing is left to exchange
        return
    first, second = sorted(chance.sample(places, 2))
    one, two = bytes(file[first : first + size]), bytes(file[second : second + size])
    if len(one) == len(two) and second >= first + size:
        file[first : first + size], file[second : second + size] = two, one


def mix(file: bytearray, chance: random.Random) -> None:
    """Put a part of another notebook, or of another state, there."""
    other = chance.choice(samples()).file
    start = chance.choice((0, HEAD, chance.randrange(len(file))))
    part = other[start : start + chance.choice((SALT, HEAD, 112 * KIB))]
    file[start : start + len(part)] = part


def salt(file: bytearray, chance: random.Random) -> None:
    file[chance.randrange(SALT)] ^= 1 << chance.randrange(8)


WAYS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    flip,
    blot,
    cut,
    lengthen,
    shift,
    swap,
    mix,
    salt,
)


def check(number: int) -> bool:
    """Change a file, open it, go on with it; say whether it opened."""
    chance = random.Random(number)
    before = samples()[number % len(samples())]
    file = bytearray(before.file)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if len(file) > 2 * HEAD:
            chance.choice(WAYS)(file, chance)
    whole = [
        text
        for one in samples()  # so much of another may have come in that it is that other
        if file[:SALT] == one.file[:SALT]
        for text, slot in one.held
        if file[slot.start : slot.end] == one.file[slot.start : slot.end]
    ]
    disk = MemoryDisk()
    disk.put(PATH, bytes(file))
    with pytest.raises(NotebookLockedError):
        Notebook.open(PATH, "wrong", CHEAP, disk=disk)
    if not whole:
        with pytest.raises(NotebookLockedError):
            Notebook.open(PATH, "right", CHEAP, disk=disk)
        return False
    notebook = Notebook.open(PATH, "right", CHEAP, disk=disk)
    assert title(notebook.content) == whole[0], "the newest that is whole"
    notebook.save(content("later", 20))
    again = Notebook.open(PATH, "right", CHEAP, disk=disk)
    previous = again.previous()
    assert title(again.content) == "later"
    assert previous is not None
    assert title(previous) == whole[0]
    return True


def test_the_samples_are_what_they_seem() -> None:
    for one in samples():
        assert len(one.held) == 2, "the last version and the one before"
        assert len({text for text, _ in one.held}) == 2


def test_a_changed_file_gives_a_saved_version_or_the_one_answer() -> None:
    opened = 0
    examples = numbers(300, 10_000)
    for number in examples:
        try:
            opened += check(number)
        except BaseException as error:
            error.add_note(f"mutation number {number}")
            raise
    assert 0.2 * len(examples) < opened < 0.9 * len(examples), "both outcomes are tried"


def test_files_of_other_kinds_give_the_one_answer() -> None:
    chance = random.Random(5)
    kinds = [b"", b"\0", b"x" * 31, b"{}", b"%PDF-1.7\n" * 40_000, bytes(700_000), b"\xff" * 300_000]
    kinds += [chance.randbytes(length) for length in (1, 32, 33, HEAD, 256 * KIB - 1, 256 * KIB, 256 * KIB + 1)]
    kinds.append(chance.randbytes(17 << 20))
    for file in kinds:
        disk = MemoryDisk()
        disk.put(PATH, file)
        with pytest.raises(NotebookLockedError) as caught:
            Notebook.open(PATH, "right", CHEAP, disk=disk)
        assert caught.value.__cause__ is None
