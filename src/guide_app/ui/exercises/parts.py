"""Small parts of the steps: pills to choose from, and dots for things that were found."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.theme import GAP, NEAR, TINY, scaled
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.pills import Pill, toggle_pill

_DOT = 22


class Pills(QWidget):
    """A question with round buttons below it, of which one or any number hold."""

    chosen = Signal(str)
    """Key of the one that was pressed."""

    def __init__(self, title: str, choices: Mapping[str, str], held: Collection[str], *, one: bool) -> None:
        """Ask.

        Args:
            title: the question; empty where it stands above already.
            choices: words by their keys.
            held: keys of those that hold.
            one: whether one takes the place of another.
        """
        super().__init__()
        set_role(self, "group")
        self.setAccessibleName(title)
        self.pills: dict[str, Pill] = {}
        for key, words in choices.items():
            pill = toggle_pill(words, key, chosen=key in held, possible=True, name=words)
            pill.setAutoExclusive(one)
            pill.setToolTip(words)  # in a very narrow window it may be cut
            pill.clicked.connect(self._on_pill_clicked)
            self.pills[key] = pill
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        if title:
            column.addWidget(Text(title))
        column.addWidget(Flow(list(self.pills.values()), between_lines=0))

    def _on_pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.chosen.emit(pill.key)


class Dots(QWidget):
    """A row of rings, one for each thing to find; those that were found are filled. What it shows is said beside it."""

    def __init__(self, things: int) -> None:
        """Make so many rings."""
        super().__init__()
        self._things = things
        self._found = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_found(self, found: int) -> None:
        """Fill so many."""
        self._found = found
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for all rings and what is between them."""
        side = scaled(_DOT)
        return QSize(self._things * (side + NEAR) - NEAR, side + GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings, the first where reading begins."""
        painter, palette, side = QPainter(self), self.palette(), scaled(_DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = palette.color(QPalette.ColorRole.Highlight)
        for at in range(self._things):
            left = at * (side + NEAR)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - left - side
            painter.setPen(QPen(accent if at < self._found else palette.color(QPalette.ColorRole.Dark), 2.0))
            painter.setBrush(accent if at < self._found else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + 1, (self.height() - side) / 2 + 1, side - 2, side - 2))
