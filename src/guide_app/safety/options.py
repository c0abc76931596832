"""What a person may choose for their safety. Nothing here is written anywhere by itself."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Instead = Literal["nothing", "cover", "calculator", "browser"]
"""What comes in place of the window at Leave now; the last two are the system's own programs."""

IDLE_MINUTES: Final = (1, 2, 5, 10, 30)
"""After how many minutes without a key or a press the cover can be shown."""
SCALES: Final = (0.875, 1.0, 1.25, 1.5, 1.75, 2.0)
"""Sizes of text that can be chosen, in terms of the ordinary one."""


class Options(NamedTuple):
    """The choices as they stand; those of a first start are the safe ones."""

    instead: Instead = "nothing"
    idle_minutes: int | None = None
    """After so many minutes without a key or a press the cover is shown; None: never."""
    capture_protection: bool = False
    """Whether pictures of the screen leave our windows out, where the system can do that."""
