"""The place of a dialog where it is told how it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.ui.accessible import announce
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.labels import SaidText


class Outcome(QWidget):
    """Says how it goes, or what went wrong: one at a time, read out as it changes; nothing at first."""

    def __init__(self, *, strong: bool = False) -> None:
        """Take no room yet; `strong`: how it goes is said in semi-bold letters."""
        super().__init__()
        self._said = SaidText(strong=strong)
        self.wrong: Remark | None = None
        """What went wrong, if anything."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._said)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say how it goes; empty: nothing any more."""
        self._drop_wrong()
        self.setVisible(bool(sentence))
        self._said.say(sentence)

    def say_wrong(self, sentence: str) -> None:
        """Say what went wrong."""
        self.say("")
        self.wrong = Remark(sentence, "caution")
        self._column.addWidget(self.wrong)
        self.show()
        announce(self, sentence)

    def _drop_wrong(self) -> None:
        if self.wrong is not None:
            self.wrong.hide()
            self.wrong.deleteLater()
            self.wrong = None
