"""What all views of the notebook share: one scrolling column, and where the keyboard begins."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages
from guide_app.ui.notebook.fields import WritingField
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.theme import STEP, WIDE
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading


class View(Column):
    """One view, made when it is shown and gone after it: nothing of a notebook stays in a page that nobody sees."""

    def __init__(self, messages: Messages, keeper: Keeper, title: str) -> None:
        """Make the view's heading.

        Args:
            messages: the sentences of the reader's language.
            keeper: the notebook.
            title: what the view is.
        """
        super().__init__(spacing=STEP)
        self._messages = messages
        self._keeper = keeper
        self._first: QWidget | None = None
        self.body.addWidget(Heading(title))
        scroll_by_touch(self)

    def first(self) -> QWidget | None:
        """Give what one begins with here."""
        return self._first or next((child for child in self.findChildren(QWidget) if _takes_keys(child)), None)

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins here."""
        first = self.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, field: WritingField) -> None:
        """Keep the cursor of a field in sight."""
        field.cursor_moved.connect(self._on_cursor_moved)

    def _on_cursor_moved(self, place: QRect) -> None:
        field = self.sender()
        if isinstance(field, QWidget):
            spot = field.mapTo(self._outer, place.center())
            self.ensureVisible(spot.x(), spot.y(), 0, place.height() + WIDE)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and not widget.isHidden()
