"""What a chooser offers."""

from __future__ import annotations

from typing import NamedTuple


class Choice(NamedTuple):
    """One line of a list."""

    key: str
    text: str
    also: str = ""
    """Other words it may be found by."""
    left: int | None = None
    """How many services it leaves; None: not counted."""


class ChoiceWords(NamedTuple):
    """The texts of the field that narrows a long list."""

    label: str
    placeholder: str
