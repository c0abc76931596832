"""Where an update stands: frozen values that the page shows and that outlive it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from guide_app.ui.updates.told import Checked, Done, Failed, NothingNew, Progress

Task = Literal["check", "get", "share"]


class Idle(NamedTuple):
    """Nothing is under way."""


class Working(NamedTuple):
    """The process is at work."""

    task: Task
    progress: Progress | None = None


class Found(NamedTuple):
    """Something newer is there, and nobody has asked for it yet."""

    checked: Checked


Stage = Idle | Working | Found


class Outcome(NamedTuple):
    """How the last thing that was asked for ended."""

    task: Task
    what: Done | NothingNew | Failed
    name: str = ""
    """Of the file that was written."""
