"""What the views of updates share: one scrolling column, its heading, and where the keyboard begins."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.ui.accessible import let_tab_come
from guide_app.ui.clock import locale_of
from guide_app.ui.theme import STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading, Text

_KILOBYTE: Final = 1_000
_MEGABYTE: Final = 1_000_000


class UpdatesView(Column):
    """One view, made when it is shown."""

    def __init__(self, messages: Messages, title: str) -> None:
        """Make the view's heading.

        Args:
            messages: the sentences of the reader's language.
            title: what the view is.
        """
        super().__init__(spacing=STEP)
        self.messages = messages
        self.body.addWidget(Heading(title))
        scroll_by_touch(self)

    def first(self) -> QWidget:
        """Give what one begins with here."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins here."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)


def read(text: Text) -> Text:
    """Let who listens come to a paragraph with the Tab key."""
    let_tab_come(text)
    return text


def tell_with(button: TextButton, *sentences: str) -> None:
    """Have who listens hear these as the keyboard comes to a button."""
    button.setAccessibleDescription(" ".join(filter(None, sentences)))


def say_size(length: int, language: str) -> str:
    """Write so many bytes as the language does, in kilobytes or more: "77 kB", "6,9 MB"."""
    units = QLocale.DataSizeFormat.DataSizeSIFormat
    digits = 1 if length >= _MEGABYTE else 0
    return isolate_by_content(locale_of(language).formattedDataSize(max(length, _KILOBYTE), digits, units))
