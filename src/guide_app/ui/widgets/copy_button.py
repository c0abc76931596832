"""A button that copies, and says for a while that it has."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer

from guide_app.core.messages import Messages
from guide_app.ui.accessible import announce, report_name_change
from guide_app.ui.widgets.buttons import TextButton

_SAID_FOR: Final = 4_000
"""Milliseconds."""


class CopyButton(TextButton):
    """Copies nothing by itself: whoever does tells it by `confirm`."""

    def __init__(self, messages: Messages, name: str) -> None:
        """Make the button.

        Args:
            messages: the sentences of the reader's language.
            name: what it copies, for those who hear it.
        """
        super().__init__(messages.text("Copy"), "copy")
        self._messages = messages
        self._name = name
        self.setAccessibleName(name)
        self._said = QTimer(self, singleShot=True, interval=_SAID_FOR)
        self._said.timeout.connect(self._on_said_timeout)

    def confirm(self) -> None:
        """Say that it is done."""
        said = self._messages.text("Copied")
        self.show_text(said, "check")
        self.setAccessibleName(said)
        announce(self, said)
        self._said.start()

    def _on_said_timeout(self) -> None:
        self.show_text(self._messages.text("Copy"), "copy")
        self.setAccessibleName(self._name)
        report_name_change(self)
