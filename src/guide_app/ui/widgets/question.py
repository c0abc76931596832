"""A question with its answers in a box: one of them holds, or each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal

from guide_app.ui.accessible import set_role
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.option import Option


class Answer(NamedTuple):
    """One answer: its key, its words, a quiet line below, and whether it can be given."""

    key: str
    label: str
    remark: str = ""
    enabled: bool = True


class Question(Card):
    """Shows and reports; with the arrows one goes from answer to answer."""

    chosen = Signal(str)
    """Key of the answer that was pressed."""

    def __init__(self, title: str, answers: Sequence[Answer], *, one: bool = True) -> None:
        """Ask.

        Args:
            title: the question; it names the group for those who hear it. Empty: it stands above already.
            answers: in order.
            one: whether only one of them holds at a time.
        """
        super().__init__(spacing=0)
        set_role(self, "group")
        self.setAccessibleName(title)
        if title:
            self.body.addWidget(Heading(title, "body"))
        self._answers = {answer.key: answer for answer in answers}
        self.options: dict[str, Option] = {}
        for answer in answers:
            option = Option(answer.label, one=one, inner=False, counted=False, parent=self)
            option.clicked.connect(self._on_option_clicked)
            option.moved.connect(self._on_option_moved)
            self.body.addWidget(option)
            self.options[answer.key] = option
        self.choose("")

    def choose(self, key: str) -> None:
        """Show which answer holds; an unknown key: none."""
        for answer in self._answers.values():
            option = self.options[answer.key]
            option.show_state(ticked=answer.key == key, left=None, remark=answer.remark, name=answer.label)
            option.setEnabled(answer.enabled)

    def _on_option_clicked(self) -> None:
        key = next((key for key, option in self.options.items() if option is self.sender()), None)
        if key is not None:
            self.chosen.emit(key)

    def _on_option_moved(self, step: int) -> None:
        options = [option for option in self.options.values() if option.isEnabled()]
        at = next((n for n, option in enumerate(options) if option is self.sender()), None)
        if at is not None:
            options[(at + step) % len(options)].setFocus(Qt.FocusReason.TabFocusReason)
