"""Every word of refusal is in the one list, and what raises one names it."""

from __future__ import annotations

import ast
import errno
import os
from pathlib import Path

import apsw
import pytest

from guide_app.core.errors import (
    GuideError,
    SnapshotBuildError,
    SnapshotFormatError,
    StorageLostError,
    UntrustedContentError,
    UpdateError,
)
from guide_app.updates import errors

UPDATES = Path(errors.__file__).parent


def raised_words() -> set[str]:
    """Give the first argument of every `UpdateError(...)` and `fail(...)` of the package that is a plain word."""
    words = set()
    for path in UPDATES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in {"UpdateError", "fail"} and isinstance(first, ast.Constant):
                    words.add(str(first.value))
    return words


def test_every_raised_word_is_in_the_list() -> None:
    assert raised_words() <= errors.CODES.keys()


@pytest.mark.parametrize("code", sorted(errors.CODES))
def test_a_word_has_a_plain_sentence_and_an_end(code: str) -> None:
    end, sentence = errors.CODES[code]
    assert end in errors.EXIT_CODES
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    with pytest.raises(UpdateError) as raised:
        errors.fail(code, "more")
    assert raised.value.code == code
    assert str(raised.value) == f"{sentence} (more)"
    assert errors.exit_code(raised.value) == errors.EXIT_CODES[end]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "read_only"), (errno.EACCES, "read_only"), (errno.EIO, "storage")],
)
def test_a_disk_is_quoted_by_its_word(number: int, code: str) -> None:
    assert errors.from_disk(OSError(number, os.strerror(number))).code == code


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "full"),
        (apsw.FullError(), "full"),
        (apsw.ReadOnlyError(), "read_only"),
        (apsw.IOError(), "storage"),
        (apsw.ConstraintError(), "build"),
        (None, "build"),
    ],
)
def test_a_build_that_failed_says_whether_it_was_the_disk(cause: Exception | None, code: str) -> None:
    error = SnapshotBuildError("x")
    error.__cause__ = cause
    assert errors.as_update_error(error).code == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UpdateError("too_slow", "x"), "too_slow"),
        (UntrustedContentError("x", "stranger"), "signature"),
        (UntrustedContentError("x", "mismatch"), "mix"),
        (UntrustedContentError("x", "never heard"), "form"),
        (SnapshotFormatError("x"), "newer_program"),
        (SnapshotBuildError("x"), "build"),
        (StorageLostError("x"), "storage"),
        (errors.MissingError("x"), "missing"),
        (errors.TooLongError("x"), "too_long"),
        (errors.CancelledError(), "cancelled"),
    ],
)
def test_other_errors_of_the_program_have_a_word(error: GuideError, code: str) -> None:
    assert errors.as_update_error(error).code == code
