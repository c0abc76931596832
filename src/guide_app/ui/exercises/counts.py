"""One's own counts: a row for each phase of a breath, with a button for more and one for less."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from guide_app.core.messages import Messages
from guide_app.guides.breathing import PHASES, Pattern, Phase
from guide_app.ui.accessible import announce
from guide_app.ui.theme import NEAR, STEP, scaled
from guide_app.ui.widgets.buttons import IconButton
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.labels import Text

_WIDE = 28


class Counts(Card):
    """Shows a pattern, and tells what shall be longer or shorter."""

    changed = Signal(str, int)
    """The phase, and by how much."""

    def __init__(self, messages: Messages, words: Mapping[Phase, str], pattern: Pattern) -> None:
        """Make the rows.

        Args:
            messages: the sentences of the reader's language.
            words: what is said of each phase.
            pattern: what to begin with.
        """
        super().__init__()
        self._messages = messages
        self._words = words
        self._shown = pattern
        self._values: dict[Phase, Text] = {}
        self.buttons: list[IconButton] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        text = messages.text
        for row, phase in enumerate(PHASES):
            said = words[phase]
            less = self._button("minus", text("{phase}: one count less", phase=said), phase, -1)
            more = self._button("plus", text("{phase}: one count more", phase=said), phase, 1)
            self._values[phase] = value = Text("")
            value.setMinimumWidth(scaled(_WIDE))
            value.centred = True
            label = Text(said)
            label.setContentsMargins(0, 0, STEP, 0)
            for column, part in enumerate((label, less, value, more)):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(grid)
        self.show_pattern(pattern)

    def focus_first(self) -> None:
        """Bring the keyboard to the first button."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show these counts, and say what changed."""
        for phase, now, before in zip(PHASES, pattern, self._shown, strict=True):
            self._values[phase].setText(str(now))
            if now != before and self.isVisible():
                announce(self, self._messages.text("{phase}: {count}", phase=self._words[phase], count=now))
        self._shown = pattern

    def _button(self, icon: str, name: str, phase: Phase, by: int) -> IconButton:
        button = IconButton(icon, name)
        button.setProperty("phase", phase)
        button.setProperty("by", by)
        button.clicked.connect(self._on_button_clicked)
        self.buttons.append(button)
        return button

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            self.changed.emit(str(button.property("phase")), int(button.property("by")))
