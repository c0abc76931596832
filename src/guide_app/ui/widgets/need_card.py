"""One of the needs of the first screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guide_app.core.values import Need, NeedId
from guide_app.ui.widgets.way_card import WayCard


class NeedCard(WayCard):
    """A card that opens the services for a need."""

    def __init__(self, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(need.label, need.description, need.icon, parent)
        self.need: NeedId = need.id
