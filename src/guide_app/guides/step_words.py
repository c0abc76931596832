"""What is said in one step of an exercise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

_NONE: Final[Mapping[str, str]] = {}


class StepWords(NamedTuple):
    """The sentences of a step."""

    prompt: str
    """What it is about, as a short heading."""
    hint: str = ""
    choices: Mapping[str, str] = _NONE
    """Words of the choices, by their keys, in the order of the step."""
    aside: str = ""
    """A quiet sentence below."""
