"""What the process tells, line by line: bytes in, frozen values out. Nothing that it says is believed as knowledge."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, cast, get_args

from guide_app.ui.updates.wanted import Keep

Way = Literal["delta", "changes", "full", "sqlite", ""]
LONGEST_LINE: Final = 1 << 25
"""Bytes; the longest holds all metadata."""
_MOST_CONTENT: Final = 1 << 30


class Checked(NamedTuple):
    """Something newer is there."""

    version: int
    published: str
    length: int
    """Bytes to be fetched."""
    way: Way
    added: int | None = None
    changed: int | None = None
    retired: int | None = None


class Progress(NamedTuple):
    """How far a step is; `total` 0: nobody knows."""

    step: str
    done: int
    total: int


class Done(NamedTuple):
    """It is there: newer knowledge, or the bundle that was to be written."""

    published: str
    kept: Keep
    folder: str
    """Where it is kept; empty: nowhere, and its content follows."""


class NothingNew(NamedTuple):
    """What is in use is the newest that is there."""

    published: str
    expired: bool
    """Whether newer should be there by now."""


class Failed(NamedTuple):
    """It did not work, or was not believed; one of the words of `updates.errors`."""

    code: str


class Handed(NamedTuple):
    """The content itself, for this session alone: not verified yet."""

    metadata: Mapping[str, bytes]
    length: int
    content: bytes = b""
    """Filled by who reads the bytes behind the line."""


Told = Checked | Progress | Done | NothingNew | Failed | Handed


def parse(line: bytes) -> Told | None:
    """Read one line; None: it says nothing that this program knows."""
    try:
        tree = json.loads(line)
    except (ValueError, RecursionError):
        return None
    fields = cast("Mapping[str, object]", tree) if isinstance(tree, dict) else {}
    read = _READ.get(str(fields.get("event", "")))
    return read(fields) if read is not None else None


def _found(fields: Mapping[str, object]) -> Told | None:
    return _checked(fields) if fields.get("new") is True else None


def _progress(fields: Mapping[str, object]) -> Told:
    return Progress(_word(fields, "step"), _number(fields, "done"), _number(fields, "total"))


def _done(fields: Mapping[str, object]) -> Told:
    kept = _word(fields, "kept")
    place = cast("Keep", kept) if kept in get_args(Keep) else "memory"
    return Done(_word(fields, "published"), place, _word(fields, "folder"))


def _nothing_new(fields: Mapping[str, object]) -> Told:
    return NothingNew(_word(fields, "published"), fields.get("expired") is True)


def _failed(fields: Mapping[str, object]) -> Told:
    return Failed(_word(fields, "code"))


def _handed(fields: Mapping[str, object]) -> Told:
    metadata = fields.get("metadata")
    files = metadata if isinstance(metadata, dict) else {}
    length = min(_number(fields, "length"), _MOST_CONTENT)
    return Handed({str(name): str(text).encode() for name, text in files.items()}, length)


def _checked(fields: Mapping[str, object]) -> Checked:
    way = _word(fields, "way")
    known: Way = cast("Way", way) if way in get_args(Way) else ""
    counts = (_number(fields, key) if fields.get(key) is not None else None for key in ("added", "changed", "retired"))
    return Checked(_number(fields, "version"), _word(fields, "published"), _number(fields, "bytes"), known, *counts)


def _word(fields: Mapping[str, object], key: str) -> str:
    found = fields.get(key)
    return found if isinstance(found, str) else ""


def _number(fields: Mapping[str, object], key: str) -> int:
    found = fields.get(key)
    return max(0, found) if isinstance(found, int) and not isinstance(found, bool) else 0


_READ: Final[Mapping[str, Callable[[Mapping[str, object]], Told | None]]] = {
    "checked": _found,
    "progress": _progress,
    "done": _done,
    "nothing_new": _nothing_new,
    "error": _failed,
    "snapshot": _handed,
}
