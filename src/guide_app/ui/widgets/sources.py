"""Where the facts of an entry, or of a guide, were seen: closed at first, a plain list when opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.labels import Text


class SourceList(QWidget):
    """Titles, dates and addresses as text; none can be opened from here."""

    def __init__(self, sources: Sequence[str], messages: Messages) -> None:
        """Make the list of these sources, each with all that is said of it."""
        super().__init__()
        self._sources = sources
        self._messages = messages
        self._list: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        self.toggle = LinkButton(self._say(shown=False))
        self.toggle.setContentsMargins(0, 0, 0, 0)
        self.toggle.clicked.connect(self._on_toggle_clicked)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeading)

    def _say(self, *, shown: bool) -> str:
        messages, count = self._messages, len(self._sources)
        if shown:
            return messages.plural("Hide {count} source", "Hide {count} sources", count)
        return messages.plural("Show {count} source", "Show {count} sources", count)

    def _on_toggle_clicked(self) -> None:
        if self._list is None:
            self._list = QWidget()
            column = QVBoxLayout(self._list)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(NEAR)
            for source in self._sources:
                column.addWidget(Text(source, "small"))
            self._column.addWidget(self._list)
        else:
            self._list.setVisible(self._list.isHidden())
        self.toggle.setText(self._say(shown=not self._list.isHidden()))
        self.toggle.updateGeometry()
