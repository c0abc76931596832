"""How far the file follows what is written: a quiet word, and a plain sentence where it cannot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.accessible import announce
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.words import say_error
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text


class StateLine(QWidget):
    """Follows the keeper. Only a failure is spoken."""

    def __init__(self, messages: Messages, keeper: Keeper) -> None:
        """Show how it stands."""
        super().__init__()
        self._messages = messages
        self._keeper = keeper
        self._said = ""
        self.word = Text("", "small", second=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        self._column.addWidget(self.word)
        self._trouble: QWidget | None = None
        keeper.state_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        text, state = self._messages.text, self._keeper.state
        match state:
            case "saved":
                word = text("Saved", context="state of a text")
            case "failed":
                word = text("Not saved", context="state of a text")
            case _:
                word = text("Not saved yet", context="state of a text")
        if word != self.word.text():
            self.word.setText(word)
        self._show_trouble()

    def _show_trouble(self) -> None:
        error, path = self._keeper.error, self._keeper.path
        said = say_error(error, path, self._messages) if error is not None and path is not None else ""
        if said == self._said:
            return
        self._said = said
        if self._trouble is not None:
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
        if said:
            self._trouble = self._build_trouble(said)
            self._column.addWidget(self._trouble)
            announce(self, said)

    def _build_trouble(self, said: str) -> QWidget:
        text = self._messages.text
        again = TextButton(text("Try again"))
        again.clicked.connect(self._keeper.save)
        # Translators: closes the notebook although what was written last could not be saved
        anyway = TextButton(text("Close without saving"))
        anyway.clicked.connect(self._keeper.lock)
        trouble = QWidget()
        column = QVBoxLayout(trouble)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addWidget(Remark(said, "caution"))
        column.addWidget(Text(text("What was written is still in this window."), "small", second=True))
        column.addWidget(Flow([again, anyway]))
        return trouble
