"""A place for a text that changes with every letter, so that nothing around it is laid out anew each time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guide_app.ui.widgets.labels import Text


class Still(QWidget):
    """Holds one text, and asks for another place only where its height has changed.

    It has no layout on purpose: Qt hands a change of words on to all layouts above, and one of those takes longer than
    finding what the words are about. Its height is set, not asked for by width: Qt keeps such answers for several
    widths, and would not learn that those for the widths of another moment are of older words.
    """

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text
        text.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return self._text.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give way as the words do."""
        return self._text.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        """See that the words have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words all of the room."""
        self._arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """See what the words are now: while nobody sees it, Qt tells of no change."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.setFixedHeight(self._text.heightForWidth(self.width()))
        self._text.setGeometry(self.rect())
