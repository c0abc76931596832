"""What a notebook does for whoever uses it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import CHEAP, content, title
from tests.notes.memory_disk import MemoryDisk

from guide_app.core.errors import GuideError
from guide_app.notes.errors import (
    NoPassphraseError,
    NotebookChangedError,
    NotebookClosedError,
    NotebookError,
    NotebookExistsError,
    NotebookFullError,
    NotebookLockedError,
    NotEnoughMemoryError,
    StorageFailedError,
    StorageFullError,
    StorageMissingError,
    StorageRefusedError,
)
from guide_app.notes.layout import LARGEST, SMALLEST
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY

PATH: Final = Path("x")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Recipes 2019.dat"


def opened(path: Path, passphrase: str = "right") -> Notebook:  # noqa: S107  # a word of tests
    return Notebook.open(path, passphrase, CHEAP)


def test_what_is_saved_is_read_again_with_the_version_before_it(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    assert notebook.content == EMPTY
    assert notebook.previous() is None
    notebook.save(content("one"))
    notebook.save(content("two"))

    again = opened(path)

    assert again.content == content("two")
    assert again.previous() == content("one")


def test_a_notebook_may_begin_with_content(path: Path) -> None:
    Notebook.create(path, "right", CHEAP, content=content("of this session", 300_000))
    assert title(opened(path).content) == "of this session"


def test_saving_the_same_again_keeps_the_version_before(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    for text in ("one", "two", "two", "two"):
        notebook.save(content(text))
    assert notebook.previous() == content("one")


def test_the_ordinary_parameters_open_without_being_named(path: Path) -> None:
    Notebook.create(path, "right", content=content("one"))
    assert title(Notebook.open(path, "right").content) == "one"


def test_nothing_lies_beside_the_file_and_only_its_owner_reads_it(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    notebook.save(content("one", 500_000))
    notebook.change_passphrase("right", "other")
    assert list(path.parent.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_notebook_takes_the_place_of_nothing(path: Path) -> None:
    path.write_bytes(b"a letter")
    with pytest.raises(NotebookExistsError):
        Notebook.create(path, "right", CHEAP)
    assert path.read_bytes() == b"a letter"


@pytest.mark.parametrize("passphrase", ["", "   ", "\u200e\u200f", "\t\n"])
def test_there_is_no_notebook_without_a_passphrase(path: Path, passphrase: str) -> None:
    with pytest.raises(NoPassphraseError):
        Notebook.create(path, passphrase, CHEAP)
    assert not path.exists()
    notebook = Notebook.create(path, "right", CHEAP)
    with pytest.raises(NoPassphraseError):
        notebook.change_passphrase("right", passphrase)
    with pytest.raises(NotebookLockedError):
        opened(path, passphrase)


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        ("crème brûlée", "cre\u0300me bru\u0302le\u0301e"),
        ("secret 12", "ｓｅｃｒｅｔ　１２"),  # a Japanese keyboard
        ("سلام", "\u200fسلام\u200e"),
        ("two  words ", " two words"),
    ],
)
def test_what_the_eye_cannot_tell_apart_is_one_passphrase(path: Path, made: str, typed: str) -> None:
    Notebook.create(path, made, CHEAP)
    opened(path, typed)
    opened(path, made)


@pytest.mark.parametrize(("made", "typed"), [("Right", "right"), ("a b", "ab"), ("é", "e"), ("\ud800", "\ud801")])
def test_what_looks_different_is_another_passphrase(path: Path, made: str, typed: str) -> None:
    Notebook.create(path, made, CHEAP)
    opened(path, made)
    with pytest.raises(NotebookLockedError):
        opened(path, typed)


def test_a_changed_passphrase_opens_both_versions_and_the_old_one_none(path: Path) -> None:
    notebook = Notebook.create(path, "old", CHEAP)
    notebook.save(content("one"))
    notebook.save(content("two"))
    notebook.change_passphrase("old", "new")
    with pytest.raises(NotebookLockedError):
        opened(path, "old")
    again = opened(path, "new")
    assert (again.content, again.previous()) == (content("two"), content("one"))
    notebook.save(content("three"))
    assert opened(path, "new").content == content("three")


def test_a_changed_passphrase_leaves_nothing_for_the_old_one_where_the_file_had_grown(path: Path) -> None:
    notebook = Notebook.create(path, "old", CHEAP)
    notebook.save(content("one"))
    notebook.save(content("two", 300_000))
    notebook.change_passphrase("old", "new")
    with pytest.raises(NotebookLockedError):
        opened(path, "old")
    assert title(opened(path, "new").previous() or EMPTY) == "one"


def test_the_passphrase_is_not_changed_by_whoever_does_not_know_it(path: Path) -> None:
    notebook = Notebook.create(path, "old", CHEAP)
    before = path.read_bytes()
    with pytest.raises(NotebookLockedError):
        notebook.change_passphrase("guessed", "theirs")
    assert path.read_bytes() == before


def test_a_locked_notebook_knows_nothing(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP, content=content("of mine"))
    key = notebook._key
    assert any(key)
    notebook.lock()
    assert not any(key)
    assert "of mine" not in repr(vars(notebook))
    with pytest.raises(NotebookClosedError):
        _ = notebook.content
    with pytest.raises(NotebookClosedError):
        notebook.save(content("two"))
    with pytest.raises(NotebookClosedError):
        notebook.previous()
    with pytest.raises(NotebookClosedError):
        notebook.change_passphrase("right", "other")
    notebook.lock()


def test_two_windows_never_write_over_each_other(path: Path) -> None:
    first = Notebook.create(path, "right", CHEAP)
    second = opened(path)
    first.save(content("of the first"))
    for _ in range(2):
        with pytest.raises(NotebookChangedError):
            second.save(content("of the second"))
    assert opened(path).content == content("of the first")
    assert second.content == EMPTY


def test_another_file_in_the_same_place_is_not_touched(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    for foreign in (b"a photograph" * 100_000, b""):
        path.write_bytes(foreign)
        with pytest.raises(NotebookChangedError):
            notebook.save(content("one"))
        with pytest.raises(NotebookChangedError):
            notebook.previous()
        assert path.read_bytes() == foreign


def test_a_stick_may_be_taken_out_and_put_back(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    away = path.rename(path.with_name("pocket"))
    with pytest.raises(StorageMissingError):
        notebook.save(content("one"))
    away.rename(path)
    notebook.save(content("one"))
    assert opened(path).content == content("one")


def test_an_older_copy_put_back_takes_what_is_saved_next(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    copy = path.read_bytes()
    notebook.save(content("one"))
    path.write_bytes(copy)
    notebook.save(content("two"))
    assert opened(path).content == content("two")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errno.ENOSPC, StorageFullError),
        (errno.EDQUOT, StorageFullError),
        (errno.EROFS, StorageRefusedError),
        (errno.EACCES, StorageRefusedError),
        (errno.ENODEV, StorageMissingError),
        (errno.EIO, StorageFailedError),
    ],
)
@pytest.mark.parametrize("size", [0, 400_000])
def test_a_failing_disk_loses_nothing_and_is_said_by_name(error: int, expected: type[Exception], size: int) -> None:
    disk = MemoryDisk()
    notebook = Notebook.create(PATH, "right", CHEAP, disk=disk)
    notebook.save(content("one"))
    for call in (0, 1, 2):  # sync, write, sync
        disk.faults = {disk.calls + call: error}
        with pytest.raises(expected) as caught:
            notebook.save(content("two", size))
        assert isinstance(caught.value, GuideError)
        assert len(disk.bytes_of(PATH)) == SMALLEST, "what was begun was taken back"
        assert title(Notebook.open(PATH, "right", CHEAP, disk=disk).content) in {"one", "two"}
        assert notebook.content == content("one")
    disk.faults = {}
    notebook.save(content("two", size))
    assert notebook.previous() == content("one")
    assert title(Notebook.open(PATH, "right", CHEAP, disk=disk).content) == "two"


def test_the_largest_notebook_and_one_letter_more(path: Path) -> None:
    notebook = Notebook.create(path, "right", CHEAP)
    notebook.save(content("one"))
    before = path.read_bytes()
    with pytest.raises(NotebookFullError):
        notebook.save(content("x", LARGEST))
    assert path.read_bytes() == before
    notebook.save(content("y", LARGEST // 2 - 17_000))
    assert path.stat().st_size == LARGEST
    assert title(opened(path).content) == "y"
    assert title(notebook.previous() or EMPTY) == "one"


def test_too_little_memory_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Exhausted:
        def __init__(self, **_: object) -> None: ...

        def derive_into(self, _passphrase: bytes, _key: bytearray) -> None:
            raise MemoryError

    monkeypatch.setattr("guide_app.notes.sealing.Argon2id", Exhausted)
    with pytest.raises(NotEnoughMemoryError):
        Notebook.create(path, "right")
    assert not path.exists()


def test_every_error_is_one_of_the_notebook() -> None:
    for error in (NotebookLockedError, NotebookClosedError, StorageFullError, NotEnoughMemoryError):
        assert issubclass(error, NotebookError)
