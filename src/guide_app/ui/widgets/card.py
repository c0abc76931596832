"""A box with a fine line that holds other parts, and small boxes of one remark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.painting import paint_box, paint_focus_ring
from guide_app.ui.theme import GAP, NEAR, STEP, TINY, ToneName, tone
from guide_app.ui.widgets.icon import Icon
from guide_app.ui.widgets.labels import Heading, Text


class Card(QWidget):
    """A white box with a fine line; `body` takes what is inside."""

    def __init__(self, *, spacing: int = NEAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GAP, GAP - 2, GAP, GAP - 2)
        self.body.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        palette = self.palette()
        ground, line = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Mid)
        paint_box(QPainter(self), QRectF(self.rect()), ground, line)


def titled_card(title: str, *parts: str | QWidget) -> Card:
    """Give a card with a heading; below it the parts, a text as a paragraph."""
    card = Card(spacing=NEAR)
    card.body.addWidget(Heading(title, "body"))
    for part in parts:
        card.body.addWidget(Text(part) if isinstance(part, str) else part)
    return card


class Remark(QWidget):
    """A calm sentence that matters, with a sign: a caution, a law, a thing to confirm first."""

    def __init__(self, text: str, icon: str = "info", tone_name: ToneName = "later", label: Text | None = None) -> None:
        """Say something.

        Args:
            text: the sentence.
            icon: the sign before it.
            tone_name: of ink and ground.
            label: shows the sentence, where plain text in the tone's ink would not do.
        """
        super().__init__()
        self._tone: ToneName = tone_name
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, STEP, GAP, STEP)
        row.setSpacing(STEP)
        self.label = label or _Toned(text, tone_name)
        row.addWidget(_TonedIcon(icon, tone_name), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        set_role(self, "note")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if QAccessible.isActive():
            # Who listens goes from one to the next with the Tab key, and must not miss what keeps them safe.
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        colours = tone(self.palette(), self._tone)
        contrast = self.palette().color(QPalette.ColorRole.Mid) == self.palette().color(QPalette.ColorRole.WindowText)
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), colours.ground, colours.ink if contrast else colours.ground)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), self.palette())


class Notice(QWidget):
    """A remark across the window, below the header."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, NEAR, GAP, 0)
        row.addWidget(Remark(text, "info", "later"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class _TonedIcon(Icon):
    """A sign in the ink of a tone, level with the first line beside it."""

    def __init__(self, name: str, tone_name: ToneName) -> None:
        super().__init__(name)
        self._tone: ToneName = tone_name
        self.setFixedHeight(self.height() + TINY)

    def ink(self) -> QColor:
        """Give the tone's ink as the palette is now."""
        return tone(self.palette(), self._tone).ink


class _Toned(Text):
    """Text in the ink of a tone."""

    def __init__(self, text: str, tone_name: ToneName) -> None:
        super().__init__(text)
        self._tone: ToneName = tone_name

    def ink(self) -> QColor:
        """Give the tone's ink as the palette is now."""
        return tone(self.palette(), self._tone).ink
