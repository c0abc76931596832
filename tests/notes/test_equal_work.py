"""A wrong passphrase and a file that is no notebook cost the same steps, whatever a clock would say.

Counted, not timed: every call of every function, and what the libraries below are asked to do.
"""

from __future__ import annotations

import gc
import hashlib
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from tests.notes.amounts import CHEAP, content
from tests.notes.memory_disk import MemoryDisk

from guide_app.core.disk import RealDisk
from guide_app.notes import sealing
from guide_app.notes.errors import NotebookError, NotebookLockedError
from guide_app.notes.layout import HEAD, KIB, SMALLEST, Slot
from guide_app.notes.notebook import Notebook
from guide_app.notes.sealing import LITTLE_MEMORY, SALT, STANDARD, STRONGER, kdf_of, new_salt

PATH: Final = Path("x")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Write down what the libraries are asked for: parameters and lengths, never contents."""
    asked: list[tuple[object, ...]] = []

    class CountedArgon2id:
        def __init__(self, *, salt: bytes, length: int, iterations: int, lanes: int, memory_cost: int) -> None:
            asked.append(("argon2", len(salt), length, iterations, lanes, memory_cost))
            self._real = Argon2id(salt=salt, length=length, iterations=1, lanes=1, memory_cost=8)

        def derive_into(self, passphrase: bytes, key: bytearray) -> None:
            self._real.derive_into(passphrase, key)

    class CountedCipher:
        def __init__(self, key: bytearray) -> None:
            self._real = ChaCha20Poly1305(key)

        def encrypt(self, nonce: bytes, body: bytearray, label: None) -> bytes:
            return self._real.encrypt(nonce, body, label)

        def decrypt_into(self, nonce: bytes, sealed: memoryview, label: None, body: bytearray) -> None:
            asked.append(("open", len(nonce), len(sealed), len(body)))
            self._real.decrypt_into(nonce, sealed, label, body)

    def counted_hkdf(**arguments: Any) -> HKDF:
        asked.append(("hkdf", arguments["length"], len(arguments["salt"]), len(arguments["info"])))
        return HKDF(**arguments)

    monkeypatch.setattr(sealing, "Argon2id", CountedArgon2id)
    monkeypatch.setattr(sealing, "ChaCha20Poly1305", CountedCipher)
    monkeypatch.setattr(sealing, "HKDF", counted_hkdf)
    return asked


def steps_of(action: Callable[[], object]) -> tuple[str, str]:
    """Give the error of an action, and a digest of every call of a function on the way to it, in order."""
    steps = hashlib.sha256()

    def note(frame: FrameType, event: str, argument: object) -> None:
        called = getattr(argument, "__qualname__", "") if event.startswith("c_") else frame.f_code.co_qualname
        steps.update(f"{event} {called}\n".encode())

    gc.disable()  # what others hang on a collection (gc.callbacks) is no step of ours
    sys.setprofile(note)
    try:
        action()
    except NotebookError as error:
        sys.setprofile(None)
        return f"{error!r} {error.__cause__!r} {error.__context__!r}", steps.hexdigest()
    finally:
        sys.setprofile(None)
        gc.enable()
    raise AssertionError("it opened")


def real_file(size: int = 0, kdf: sealing.Kdf = STANDARD) -> bytes:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "right", kdf, disk=disk)
    notebook.save(content("first"))
    notebook.save(content("second", size))
    return disk.bytes_of(PATH)


def with_standard_salt(chance: random.Random, length: int) -> bytes:
    """Draw a file as chance gives it 255 times in 256."""
    file = chance.randbytes(length)
    return file if kdf_of(file) == STANDARD else with_standard_salt(chance, length)


@pytest.mark.parametrize("size", [0, 200_000, 600_000])
def test_wrong_passphrase_and_random_file_are_one(asked: list[tuple[object, ...]], size: int) -> None:
    real = real_file(size)
    chance = random.Random(size)
    files = [real, *(with_standard_salt(chance, len(real)) for _ in range(20))]
    files.append(real[:SALT] + chance.randbytes(len(real) - SALT))
    files.append(real[:HEAD] + bytes(len(real) - HEAD))
    files.append(real[: len(real) // 2] + chance.randbytes(len(real) - len(real) // 2))
    seen = set()
    for file in files:
        disk = MemoryDisk()
        disk.put(PATH, file)
        asked.clear()
        answer, steps = steps_of(lambda disk=disk: Notebook.open(PATH, "wrong", disk=disk))  # type: ignore[misc]
        seen.add((answer, steps, tuple(asked)))
    assert len(seen) == 1
    (answer, _, work) = seen.pop()
    assert answer.startswith("NotebookLockedError")
    assert answer.endswith("None None")
    assert [one[0] for one in work].count("argon2") == 1
    assert [one[0] for one in work].count("open") >= 2


def test_a_file_that_is_too_short_costs_as_much_as_the_smallest_notebook(asked: list[tuple[object, ...]]) -> None:
    chance = random.Random(1)
    file = with_standard_salt(chance, SMALLEST)
    seen = set()
    for length in (SALT, SALT + 1, HEAD, SMALLEST // 2, SMALLEST - 1, SMALLEST):
        disk = MemoryDisk()
        disk.put(PATH, file[:length])
        asked.clear()
        answer, steps = steps_of(lambda disk=disk: Notebook.open(PATH, "any", disk=disk))  # type: ignore[misc]
        seen.add((answer, steps, tuple(asked)))
    assert len(seen) == 1


def test_what_is_no_ordinary_file_is_answered_alike(tmp_path: Path, asked: list[tuple[object, ...]]) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path(os.devnull)):
        asked.clear()
        with pytest.raises(NotebookLockedError):
            Notebook.open(path, "any", disk=RealDisk())
        assert [one[0] for one in asked] == ["argon2", "hkdf", "open", "hkdf", "open"]


def test_the_work_does_not_tell_which_slot_the_passphrase_opens(asked: list[tuple[object, ...]]) -> None:
    real = real_file()
    first, second = Slot(0, 0), Slot(0, 1)
    for broken in (first, second, None):
        file = bytearray(real)
        if broken:
            file[broken.start + 100] ^= 1
        disk = MemoryDisk()
        disk.put(PATH, bytes(file))
        asked.clear()
        Notebook.open(PATH, "right", disk=disk)
        assert [one[0] for one in asked] == ["argon2", "hkdf", "open", "hkdf", "open"]


def test_no_file_can_ask_for_more_than_the_most_or_less_than_the_least() -> None:
    sets = [kdf_of(value.to_bytes(2, "big") + bytes(30)) for value in range(65_536)]
    assert set(sets) == {STANDARD, LITTLE_MEMORY, STRONGER}
    assert sets.count(STANDARD) == 65_536 * 255 // 256
    assert min(kdf.memory for kdf in set(sets)) == 64 * KIB
    assert max(kdf.memory for kdf in set(sets)) == 256 * KIB
    assert max(kdf.memory * kdf.passes for kdf in set(sets)) <= 1024 * KIB
    assert CHEAP not in sets


@pytest.mark.parametrize("kdf", [STANDARD, LITTLE_MEMORY, STRONGER])
def test_the_file_tells_its_parameters(asked: list[tuple[object, ...]], kdf: sealing.Kdf) -> None:
    assert kdf_of(new_salt(kdf)) == kdf
    disk = MemoryDisk()
    disk.put(PATH, real_file(kdf=kdf))
    asked.clear()
    Notebook.open(PATH, "right", disk=disk)
    assert asked[0] == ("argon2", 32, 32, kdf.passes, 1, kdf.memory)


def test_cheap_parameters_must_be_given_by_name() -> None:
    disk = MemoryDisk()
    Notebook.create(PATH, "right", CHEAP, disk=disk)
    Notebook.open(PATH, "right", CHEAP, disk=disk)
    with pytest.raises(NotebookLockedError):
        Notebook.open(PATH, "right", disk=disk)
