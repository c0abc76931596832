"""By the clock too: nobody can tell a wrong passphrase from a file that is no notebook, at a machine that is busy.

`test_equal_work` counts the steps, which is exact; this holds a real clock to it. What is compared is the time of this
process on the processor, pair by pair and in drawn order, so that what the machine does besides hits both sides alike.
"""

from __future__ import annotations

import math
import random
import time
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import CHEAP, SOAK, content
from tests.notes.memory_disk import MemoryDisk

from guide_app.notes.errors import NotebookLockedError
from guide_app.notes.layout import HEAD
from guide_app.notes.notebook import Notebook

PATH: Final = Path("x")
PAIRS: Final = 2000 if SOAK else 250
STRANGE: Final = 4.5
"""Standard errors of a sign test: chance reaches them once in 150,000 runs."""
PLANTED_S: Final = 60e-6


def real_file() -> bytes:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "right", CHEAP, disk=disk)
    notebook.save(content("first"))
    notebook.save(content("second"))
    return disk.bytes_of(PATH)


def seconds(file: bytes, delay: float = 0.0) -> float:
    """Give how long it takes to be refused; `delay` is planted."""
    disk = MemoryDisk()
    disk.put(PATH, file)
    begun = time.process_time()
    with pytest.raises(NotebookLockedError):
        Notebook.open(PATH, "wrong", CHEAP, disk=disk)
    end = time.process_time() + delay
    while time.process_time() < end:
        pass
    return time.process_time() - begun


def strangeness(first: bytes, second: bytes, *, delay: float = 0.0) -> float:
    """Give by how many standard errors one of two files is slower than the other: the order of a pair is drawn."""
    chance = random.Random(7)
    slower = 0
    for _ in range(PAIRS):
        if chance.random() < 0.5:
            one, two = seconds(first, delay), seconds(second)
        else:
            two, one = seconds(second), seconds(first, delay)
        slower += one > two
    return (slower - PAIRS / 2) / math.sqrt(PAIRS / 4)


def test_time_tells_nothing() -> None:
    real, chance = real_file(), random.Random(3)
    drawn = chance.randbytes(len(real))
    torn = real[:HEAD] + chance.randbytes(len(real) - HEAD)
    for other in (drawn, torn):
        assert abs(strangeness(real, other)) < STRANGE


def test_a_difference_would_be_seen() -> None:
    """Sixty microseconds in a derivation of half a second: the test is that fine."""
    real, chance = real_file(), random.Random(3)
    assert strangeness(real, chance.randbytes(len(real)), delay=PLANTED_S) > STRANGE
