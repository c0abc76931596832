"""The file is bytes of chance in a round number, from its first day on."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import CHEAP, content
from tests.notes.memory_disk import MemoryDisk

from guide_app.notes.layout import HEAD, SMALLEST, STEPS, Slot, size_of
from guide_app.notes.notebook import Notebook
from guide_app.notes.sealing import OVERHEAD

PATH: Final = Path("x")
PLANS: Final[tuple[tuple[int, ...], ...]] = ((), (0,), (0, 0, 0), (0, 300_000), (0, 300_000, 10), (900_000, 10, 20))


def file_after(sizes: tuple[int, ...]) -> bytes:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "a", CHEAP, disk=disk)
    for number, size in enumerate(sizes):
        notebook.save(content(str(number) * 2, size))
    return disk.bytes_of(PATH)


def strangeness(part: bytes) -> float:
    """Give by how many standard deviations the counts of its bytes are off what chance would give."""
    expected = len(part) / 256
    counts = Counter(part)
    chi = sum((counts[value] - expected) ** 2 / expected for value in range(256))
    return (chi - 255) / math.sqrt(2 * 255)


@pytest.mark.parametrize("sizes", PLANS)
def test_no_part_of_the_file_is_other_than_chance(sizes: tuple[int, ...]) -> None:
    file = file_after(sizes)
    assert len(zlib.compress(file, 9)) >= len(file)
    for start in range(0, len(file), 16_384):
        part = file[start : start + 16_384]
        assert strangeness(part) < 10, start
        assert bytes(8) not in part
    pieces = [file[at : at + 16] for at in range(0, len(file), 16)]
    assert len(set(pieces)) == len(pieces), "nothing is said twice"


def test_no_byte_has_the_same_value_in_every_notebook() -> None:
    """Forty notebooks of one passphrase and one content: each place takes about as many values as chance gives it."""
    files = [file_after((0,)) for _ in range(40)]
    for places in zip(*(file[: HEAD + 4096] for file in files), strict=True):
        assert len(set(places)) > 20
    ends = list(zip(*(file[-4096:] for file in files), strict=True))
    assert all(len(set(places)) > 20 for places in ends)


def test_the_length_tells_a_step_and_no_more() -> None:
    sizes = [size_of(step) for step in range(STEPS)]
    lengths = [len(file_after((size,))) for size in (0, 1, 1000, 100_000, 114_000, 115_000, 240_000, 250_000)]
    assert lengths == [SMALLEST] * 5 + [2 * SMALLEST] * 2 + [4 * SMALLEST]
    assert set(lengths) <= set(sizes)


def test_taking_text_out_does_not_show() -> None:
    assert len(file_after((300_000, 0))) == len(file_after((300_000,)))


@pytest.mark.parametrize("step", range(STEPS))
def test_slots_lie_side_by_side_and_growing_touches_nothing(step: int) -> None:
    first, second = Slot(step, 0), Slot(step, 1)
    assert (first.start, first.end, second.end) == (HEAD, second.start, size_of(step))
    assert first.start % 16_384 == second.start % 16_384 == 0
    assert first.size > OVERHEAD
    for larger in range(step + 1, STEPS):
        assert Slot(larger, 1).start >= size_of(step)
