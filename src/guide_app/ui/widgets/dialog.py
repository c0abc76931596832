"""A question that must be answered first: it takes the window's place, with the way out where it always is.

Inside the window, not a window of its own: there is one window to take off the screen at Leave now, one entry in the
task bar, and its button stands on the same pixels as before.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QVBoxLayout, QWidget

from guide_app.core.languages import is_right_to_left
from guide_app.core.messages import Messages
from guide_app.ui.accessible import set_role
from guide_app.ui.header import Header
from guide_app.ui.main_window import MainWindow
from guide_app.ui.theme import GAP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading

_RETURN: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Dialog(QWidget):
    """A title, a body, and buttons; answered by `accepted` or `rejected`, once, and gone then.

    Put parts into `body`, then buttons below them with `add_button`, and show it with `open_over`. Esc and the arrow in
    the header reject; Return presses the main button. Whoever needs to ask first overrides `accept`.
    """

    accepted = Signal()
    rejected = Signal()

    def __init__(self, messages: Messages, title: str) -> None:
        """Make a dialog that nobody sees yet.

        Args:
            messages: the sentences of the reader's language.
            title: what is asked, in a few words; it also names the dialog for those who hear it.
        """
        super().__init__()
        set_role(self, "dialog")
        self.setAccessibleName(title)
        right = is_right_to_left(messages.language)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        self.header = Header(messages, with_choosers=False)
        self.header.show_back(shown=True)
        self.header.back_wanted.connect(self.reject)
        self.heading = Heading(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self._window: MainWindow | None = None
        self._buttons: list[TextButton] = []
        self._main: TextButton | None = None
        self._row = Flow([])
        self._page = Column(spacing=GAP)
        self._page.body.addWidget(self.heading)
        self._page.body.addLayout(self.body, 1)
        self._page.body.addWidget(self._row)
        scroll_by_touch(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._page, 1)

    @property
    def leave(self) -> QAbstractButton:
        """The way out."""
        return self.header.leave

    def add_button(self, text: str, *, main: bool = False) -> TextButton:
        """Put a button into the lowest row, after those that are there; the main one is what Return presses.

        Nothing is connected yet: `button.clicked.connect(dialog.accept)`.
        """
        button = TextButton(text, main=main)
        self._buttons.append(button)
        self._row.put(self._buttons)
        if main:
            self._main = button
        return button

    def open_over(self, page: QWidget) -> None:
        """Take the place of what is in the window of `page`, and the keyboard."""
        window = page.window()
        if not isinstance(window, MainWindow):
            raise TypeError("a dialog opens in the main window")
        self._window = window
        self.header.leave_wanted.connect(window.leave_wanted)
        window.put_over(self)
        self.focus_first()

    def focus_first(self) -> None:
        """Bring the keyboard to the first part of the body that takes it, else to the first button."""
        QApplication.sendPostedEvents()
        parts = [*_widgets_of(self.body), *self._buttons, self.header.back]
        first = next((part for part in parts if part.isVisible() and _takes_keys(part)), self.header.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Close with a yes."""
        if self._close():
            self.accepted.emit()

    def reject(self) -> None:
        """Close without one."""
        if self._close():
            self.rejected.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Reject at Esc, press the main button at Return, where nothing nearer to the keyboard took them."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Back}:
            self.reject()
        elif event.key() in _RETURN and self._main is not None:
            self._main.click()
        else:
            super().keyPressEvent(event)

    def _close(self) -> bool:
        """Give the window back; False where that has happened before."""
        window, self._window = self._window, None
        if window is not None:
            window.take_off(self)
        return window is not None


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _widgets_of(layout: QLayout) -> list[QWidget]:
    """Give the widgets of a layout in their order, with what is inside of them."""
    found: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            found += [widget, *widget.findChildren(QWidget)]
        elif inner is not None:
            found += _widgets_of(inner)
    return found
