"""Finding words in a guide: a field, how many places there are, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.accessible import announce
from guide_app.ui.guides.finding import find_in
from guide_app.ui.theme import GAP, NEAR
from guide_app.ui.widgets.buttons import IconButton
from guide_app.ui.widgets.labels import Spot, Text
from guide_app.ui.widgets.search_box import SearchBox


class FindBar(QWidget):
    """Marks what it finds in the texts it is given; reports where the reader is to look, and when it closes."""

    found = Signal(Text, int, int)
    """The text that holds the present place, its first letter there, and how many."""
    closed = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._texts: list[Text] = []
        self._places: list[tuple[Text, Spot]] = []
        self._at = -1
        text = messages.text
        self.box = SearchBox(
            # Translators: shown in the empty field that finds words in the guide that is read
            placeholder=text("Find in this guide"),
            # Translators: visible label of the search field on the page of results
            label_text=text("Search", context="label of the field"),
        )
        self.box.text_written.connect(self._on_text_written)
        self.box.entered.connect(self._on_next_wanted)
        self.box.list_wanted.connect(self._on_next_wanted)
        self.count = Text("", "small", second=True)
        # Translators: names of the buttons beside the field that finds words in a guide
        self.previous = IconButton("up", text("Previous place"))
        self.previous.clicked.connect(self._on_previous_wanted)
        self.next = IconButton("down", text("Next place"))
        self.next.clicked.connect(self._on_next_wanted)
        self.close_button = IconButton("close", text("Stop finding"))
        self.close_button.clicked.connect(self.close_bar)
        above, below = QHBoxLayout(), QHBoxLayout()
        for row, first, buttons in (
            (above, self.box, (self.close_button,)),
            (below, self.count, (self.previous, self.next)),
        ):
            row.setSpacing(0)
            row.addWidget(first, 1)
            for button in buttons:
                row.addWidget(button)
        self.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, NEAR, GAP, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(below)
        self._say()

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window."""
        return QSize(160, super().minimumSizeHint().height())

    def show_texts(self, texts: list[Text]) -> None:
        """Find in these texts from now on."""
        self._texts = texts
        self._places, self._at = [], -1
        self._find()

    def open_bar(self) -> None:
        """Show the field, with what was sought before, and bring the keyboard there."""
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.field.selectAll()
        self._find()

    def close_bar(self) -> None:
        """Take the field and the marks away, and say so."""
        self.put_away()
        self.closed.emit()

    def put_away(self) -> None:
        """Take the field and the marks away."""
        self.hide()
        self._unmark()

    @property
    def place(self) -> Text | None:
        """The text that holds the present place, or None."""
        return self._places[self._at][0] if self._at >= 0 else None

    def showEvent(self, event: QShowEvent) -> None:
        """Come in its whole height."""
        super().showEvent(event)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc; F3 goes on, with Shift back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() == Qt.Key.Key_F3:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Up:
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        self._unmark()
        wanted = "" if self.isHidden() else self.box.text()
        self._places = [(text, spot) for text in self._texts for spot in find_in(text.text(), wanted)]
        self._at = -1
        self._step(1)

    def _unmark(self) -> None:
        for text in {text for text, _ in self._places}:
            text.mark_found(())

    def _step(self, way: int) -> None:
        if self._places:
            self._at = (self._at + way) % len(self._places)
            self._mark()
            text, (start, length) = self._places[self._at]
            self.found.emit(text, start, length)
        self._say()

    def _mark(self) -> None:
        present_text, present = self._places[self._at]
        spots: dict[Text, list[Spot]] = {}
        for text, spot in self._places:
            spots.setdefault(text, []).append(spot)
        for text, its in spots.items():
            text.mark_found(its, present if text is present_text else None)

    def _say(self) -> None:
        """Say how many places there are, and which is the present one."""
        messages, total = self._messages, len(self._places)
        for button in (self.previous, self.next):
            button.setEnabled(total > 1)
        if not self.box.text().strip():
            self.count.setText(messages.text("Write a word; it is marked wherever it stands."))
            return
        # Translators: which of the places is shown where a word stands in a guide
        said = messages.text("Place {number} of {count}", number=self._at + 1, count=total)
        self.count.setText(said if total else messages.text("This word does not stand here."))
        announce(self.count, self.count.text())

    def _on_text_written(self) -> None:
        self._find()

    def _on_next_wanted(self) -> None:
        self._step(1)

    def _on_previous_wanted(self) -> None:
        self._step(-1)
