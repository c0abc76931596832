"""Where the facts of an entry were seen: closed at first, a plain list when opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import isolate, isolate_by_content
from guide_app.core.values import Source
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.labels import Text
from guide_app.ui.words import Words


class SourceList(QWidget):
    """Titles, dates and addresses as text; none can be opened from here."""

    def __init__(self, sources: tuple[Source, ...], words: Words) -> None:
        super().__init__()
        self._sources = sources
        self._words = words
        self._list: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        self.toggle = LinkButton(self._say(shown=False))
        self.toggle.setContentsMargins(0, 0, 0, 0)
        self.toggle.clicked.connect(self._on_toggle_clicked)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeading)

    def _say(self, *, shown: bool) -> str:
        messages, count = self._words.messages, len(self._sources)
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
                column.addWidget(self._build_source(source))
            self._column.addWidget(self._list)
        else:
            self._list.setVisible(self._list.isHidden())
        self.toggle.setText(self._say(shown=not self._list.isHidden()))
        self.toggle.updateGeometry()

    def _build_source(self, source: Source) -> Text:
        date = self._words.date(source.date) if source.date else self._words.messages.text("without a date")
        return Text(f"{isolate_by_content(source.title)} · {date}\n{isolate(source.url)}", "small")
