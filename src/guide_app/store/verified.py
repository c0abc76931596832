"""The trusted type: only `updates.trust` makes it, and only it can be opened as a snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class VerifiedSnapshot(NamedTuple):
    """A snapshot file whose length and sha256 stand in signed, verified metadata."""

    path: Path
    length: int
    """Bytes."""
    sha256: str
    """Hex, small letters."""
    version: int
    """Version of the targets metadata that names it."""
    development: bool
    """True where the metadata was signed by keys that a development build made for itself."""


class VerifiedContent(NamedTuple):
    """A whole snapshot in memory whose length and sha256 stand in signed, verified metadata."""

    content: bytes
    version: int
    """Version of the targets metadata that names it."""
    development: bool
    """True where the metadata was signed by keys that a development build made for itself."""
