"""What an update tells while it goes on: frozen values, and the lines of JSON in which another process reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from guide_app.core.errors import UpdateError

Keep = Literal["memory", "beside", "home"]
"""Where an update stays: for this session alone, beside the program, or in the person's own folder."""
Way = Literal["delta", "changes", "full", "sqlite"]
"""What is fetched: the difference to what is here, the changes of the last releases, all rows, or the file itself."""
StepName = Literal["check", "fetch", "verify", "build", "install", "export"]


class Checked(NamedTuple):
    """Something newer is there, and this would be fetched."""

    version: int
    published: str
    """`2026-11-23T08:00:00Z`"""
    from_version: int | None
    """Of what is in use; None: nothing is."""
    length: int
    """Bytes to be fetched, metadata not counted."""
    way: Way
    expired: bool
    """Whether newer should be there by now; only from a stick or a folder is such a guide taken."""


class Progress(NamedTuple):
    """How far a step is, in bytes or pieces; `total` 0: nobody knows."""

    step: StepName
    done: int
    total: int


class Done(NamedTuple):
    """The newer guide is there, whole and verified; or the bundle is written."""

    version: int
    published: str
    kept: Keep | None
    """None: it is a bundle."""
    folder: str
    """Where it lies; empty: nowhere, it follows as `Handed`."""
    way: Way | None = None
    """By which it came."""


class NothingNew(NamedTuple):
    """What is in use is the newest that is there."""

    version: int
    published: str
    expired: bool


class Handed(NamedTuple):
    """The guide itself, for who started this process; the line is followed by the bytes of the snapshot."""

    metadata: Mapping[str, bytes]
    """File name -> content, as they lie beside a snapshot."""
    content: bytes


Event = Checked | Progress | Done | NothingNew | Handed
Say = Callable[[Event], object]

_NAMES: Final = {
    Checked: "checked",
    Progress: "progress",
    Done: "done",
    NothingNew: "nothing_new",
}


def line_of(event: Event) -> bytes:
    """Write an event as one line of JSON, with its newline."""
    if isinstance(event, Handed):
        metadata = {name: content.decode() for name, content in event.metadata.items()}
        return _line({"event": "snapshot", "length": len(event.content), "metadata": metadata})
    tree = {"event": _NAMES[type(event)], **event._asdict()}
    if isinstance(event, Checked):
        tree |= {"new": True, "bytes": tree.pop("length"), "added": None, "changed": None, "retired": None}
    return _line(tree)


def line_of_error(error: UpdateError) -> bytes:
    """Write a refusal as one line of JSON, with its newline."""
    return _line({"event": "error", "code": error.code, "text": str(error)})


def _line(tree: Mapping[str, object]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
