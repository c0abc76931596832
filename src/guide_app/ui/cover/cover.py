"""The cover as a whole: a calculator and a converter in a program that looks like the system's own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from guide_app.core.languages import is_right_to_left
from guide_app.core.messages import Messages
from guide_app.ui.cover.calculator import Calculator
from guide_app.ui.cover.converter import Converter
from guide_app.ui.cover.look import dress, style_of, system_locale

_MARGIN: Final = 6


class Cover(QWidget):
    """An ordinary small program in one widget. It knows nothing of the guide, nor of a way back."""

    confirmed = Signal(str)
    """A line of the calculator was confirmed by `=`, in plain symbols."""

    def __init__(
        self, messages: Messages, text_scale: float = 1.0, *, dark: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make it, unseen.

        Args:
            messages: the sentences of the reader's language.
            text_scale: how much larger than the system's its letters are.
            dark: whether the system is dark.
            parent: the window that it may cover.
        """
        super().__init__(parent)
        self.hide()
        # Translators: name of the small program, as a system names its own
        self.title = messages.text("Calculator")
        style = style_of(system_locale(messages.language))
        right = is_right_to_left(messages.language)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        self.calculator = Calculator(messages, style)
        self.converter = Converter(messages, style)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.calculator, self.title)
        # Translators: of units, such as metres and feet
        self._tabs.addTab(self.converter, messages.text("Converter", context="of units"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self._tabs)
        # Nothing of what lies below is ever drawn through.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self.calculator.confirmed.connect(self.confirmed)
        self._text_scale = text_scale
        self.dress(dark=dark)

    def dress(self, *, dark: bool) -> None:
        """Look as programs of this system do."""
        dress(self, self._text_scale, dark=dark)

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        self.calculator.display.setFocus(Qt.FocusReason.OtherFocusReason)
