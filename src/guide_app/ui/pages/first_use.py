"""What leaving does and does not do: said once before the first screen, and again whenever somebody asks.

Nothing is noted of its having been seen. It is the first thing painted at a start, so it is a few labels and no more.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.safety.kept import what_is_safer, what_leaving_does, what_leaving_does_not
from guide_app.ui.painting import paint_strip
from guide_app.ui.theme import COLUMN, STEP, scaled
from guide_app.ui.widgets.buttons import LinkButton, TextButton
from guide_app.ui.widgets.card import titled_card
from guide_app.ui.widgets.column import Column, side_of
from guide_app.ui.widgets.labels import Heading


class LeavingPage(Column):
    """The honest sentences, one card for each question."""

    what_stays_wanted = Signal()

    def __init__(self, messages: Messages, title: str) -> None:
        super().__init__(spacing=STEP)
        text = messages.text
        self.body.addWidget(Heading(title))
        self.said = (what_leaving_does(text), what_leaving_does_not(text), what_is_safer(text))
        # Translators: a short heading; below it stands that another device, and small changes, are safer
        titles = (text("What leaving does"), text("What leaving does not do"), text("What is safer"))
        for heading, sentences in zip(titles, self.said, strict=True):
            self.body.addWidget(titled_card(heading, *sentences))
        more = LinkButton(text("What stays on this computer"))
        more.clicked.connect(self.what_stays_wanted)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)


class FirstUsePage(QWidget):
    """The same before the first screen, with the button that leads there: always in sight, however long the text."""

    begun = Signal()
    what_stays_wanted = Signal()
    seen = Signal()
    """It is painted, for the first time."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._is_seen = False
        text = messages.text
        # Translators: title of the page that is shown before the first screen
        page = LeavingPage(messages, text("Before you begin"))
        page.what_stays_wanted.connect(self.what_stays_wanted)
        # Translators: button that leads to the first screen
        self.begin = TextButton(text("Begin"), main=True)
        self.begin.clicked.connect(self.begun)
        # It has the keyboard at once: who hears the button hears what the page says.
        self.begin.setAccessibleDescription(" ".join(sentence for card in page.said for sentence in card))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(_Bar(self.begin))

    def focus_first(self) -> None:
        """Begin with the button."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once all of the window is painted, that there is time for what comes next."""
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self.seen.emit)


class _Bar(QWidget):
    """The strip below the text: the button under its first letters, below a fine line."""

    def __init__(self, button: QWidget) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(scaled(COLUMN))
        line = QHBoxLayout(inner)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(inner, 10_000)
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sides that the text above keeps."""
        side = side_of(event.size().width())
        if self._row.contentsMargins().left() != side:
            self._row.setContentsMargins(side, STEP, side, STEP)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above."""
        paint_strip(QPainter(self), QRectF(0, 0, self.width(), 1), self.palette().color(QPalette.ColorRole.Mid))
