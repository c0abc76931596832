"""Writing a file in one step, and naming it where the disk says no."""

from __future__ import annotations

from pathlib import Path

from guide_app.core.errors import SourceError
from guide_app.core.files import write_atomically


def write_output(path: Path, content: bytes) -> None:
    """Replace a file's content in one step.

    Raises:
        SourceError: the disk is full or the folder cannot be written; the old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        remedy = "make room on the disk or check the permissions, then run again"
        raise SourceError(f"{path}: cannot be written ({error.strerror or error}). Remedy: {remedy}.") from error
