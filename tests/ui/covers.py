"""The cover by itself; the fixture `open_cover`."""

from __future__ import annotations

from typing import Protocol

from guide_app.ui.cover.cover import Cover


class CoverMaker(Protocol):
    """Opens the cover in a window of its own."""

    def __call__(
        self, language: str = "en", *, size: tuple[int, int] = (640, 480), scale: float = 1.0, dark: bool = False
    ) -> Cover: ...
