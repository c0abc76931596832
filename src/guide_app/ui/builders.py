"""How the pages of a desk are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from guide_app.ui.narrower import Narrower
    from guide_app.ui.pages.results import ResultsPage
    from guide_app.ui.pages.service import ServicePage
    from guide_app.ui.pages.start import StartPage


class Builders(NamedTuple):
    """Pages that are made when they are first needed."""

    start: Callable[[], StartPage]
    results: Callable[[], ResultsPage]
    narrower: Callable[[ResultsPage], Narrower]
    service: Callable[[], ServicePage]
    pages: Mapping[str, Callable[[], QWidget]]
    """The plain pages, which stand by themselves, by their names."""
