"""The headings of a guide as a list of links: screen readers have no key of their own for headings in a window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.accessible import set_role
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.labels import Text


class Outline(QWidget):
    """Reports which heading is wanted."""

    heading_wanted = Signal(int)
    """Its number, from 1."""

    def __init__(self, headings: Sequence[str], messages: Messages) -> None:
        """List these headings."""
        super().__init__()
        set_role(self, "group")
        # Translators: over a list of the headings of a guide
        name = messages.text("In this guide")
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, NEAR)
        column.setSpacing(0)
        column.addWidget(Text(name, "small", second=True))
        self.links = [LinkButton(heading) for heading in headings]
        for number, link in enumerate(self.links, start=1):
            link.setProperty("number", number)
            link.clicked.connect(self._on_link_clicked)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if link is not None:
            self.heading_wanted.emit(int(link.property("number")))
