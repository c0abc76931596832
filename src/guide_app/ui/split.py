"""Filters, list and service: side by side where there is room, one at a time where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from guide_app.ui.session import Page
from guide_app.ui.theme import NARROW, scaled

if TYPE_CHECKING:
    from guide_app.ui.pages.filters import FilterPanel
    from guide_app.ui.pages.results import ResultsPage
    from guide_app.ui.pages.service import ServicePage

_LIST_SHARE: Final = 2
_SERVICE_SHARE: Final = 3
_LIST_WIDEST: Final = 560
_PANEL: Final = 300
_ALL_THREE: Final = 1040
"""From this width on the filters do not take the place of anything."""
_UNBOUND: Final = 16_777_215


class Split(QWidget):
    """Holds the three parts; each is given when it is first needed."""

    def __init__(self) -> None:
        super().__init__()
        self.panel: FilterPanel | None = None
        self.results: ResultsPage | None = None
        self.service: ServicePage | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def put_results(self, page: ResultsPage) -> None:
        """Take the list."""
        self.results = page
        self._row.insertWidget(0, page, _LIST_SHARE)

    def put_service(self, page: ServicePage) -> None:
        """Take the page of a service."""
        self.service = page
        self._row.addWidget(page, _SERVICE_SHARE)

    def put_panel(self, panel: FilterPanel) -> None:
        """Take the filters."""
        if panel is not self.panel:
            self.panel = panel
            self._row.insertWidget(0, panel)

    @property
    def is_covered(self) -> bool:
        """Whether the filters stand instead of the list."""
        return (
            self.results is not None and self.results.isHidden() and self.panel is not None and self.panel.isVisible()
        )

    def fit(self, page: Page, width: int, *, filters: bool) -> None:
        """Show what belongs to a page at a width.

        Args:
            page: "results" or "service"; others show nothing of this.
            width: of the window, in pixels.
            filters: whether the filters are wanted.
        """
        two = width >= scaled(NARROW)
        three = width >= scaled(_ALL_THREE)
        panel = filters and self.panel is not None and (three or page == "results")
        alone = panel and not two
        if self.panel is not None:
            self.panel.setMaximumWidth(_UNBOUND if alone else scaled(_PANEL))
            self.panel.setMinimumWidth(0 if alone else scaled(_PANEL))
            self.panel.show_way_back(shown=alone)
            self.panel.setVisible(panel)
        if self.results is not None:
            self.results.setMaximumWidth(scaled(_LIST_WIDEST) if two and (three or not panel) else _UNBOUND)
            self.results.above.stand_beside_panel(beside=panel)
            self.results.setVisible(not alone and (two or page != "service"))
        if self.service is not None:
            self.service.setVisible(three or (two and not panel) or (page == "service" and not two))
