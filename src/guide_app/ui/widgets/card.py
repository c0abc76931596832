"""A box with a fine line that holds other parts, and small boxes of one remark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.icons import paint_icon
from guide_app.ui.painting import paint_box
from guide_app.ui.theme import GAP, NEAR, STEP, ToneName, scaled, tone
from guide_app.ui.widgets.labels import Text

_ICON: Final = 20


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


class Icon(QWidget):
    """A still picture beside words that say the same: assistive tools pass over it."""

    def __init__(self, name: str, side: int = _ICON, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setFixedSize(scaled(side), scaled(side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_icon(
            QPainter(self), self._name, QRectF(self.rect()), self.palette().color(self._role), self.layoutDirection()
        )


class Remark(QWidget):
    """A calm sentence that matters, with a sign: a caution, a law, a thing to confirm first."""

    def __init__(self, text: str, icon: str = "info", tone_name: ToneName = "later") -> None:
        super().__init__()
        self._tone: ToneName = tone_name
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + scaled(_ICON) + STEP, STEP, GAP, STEP)
        self.label = _Toned(text, tone_name)
        row.addWidget(self.label)
        self.setAccessibleName(text)
        set_role(self, "note")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and sign."""
        painter, colours = QPainter(self), tone(self.palette(), self._tone)
        contrast = self.palette().color(QPalette.ColorRole.Mid) == self.palette().color(QPalette.ColorRole.WindowText)
        paint_box(painter, QRectF(self.rect()), colours.ground, colours.ink if contrast else colours.ground)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - GAP - scaled(_ICON) if right else GAP
        top = STEP + (self.label.fontMetrics().height() * 1.4 - scaled(_ICON)) / 2
        paint_icon(
            painter, self._icon, QRectF(left, top, scaled(_ICON), scaled(_ICON)), colours.ink, self.layoutDirection()
        )


class Notice(QWidget):
    """A remark across the window, below the header."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, NEAR, GAP, 0)
        row.addWidget(Remark(text, "info", "later"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class _Toned(Text):
    """Text in the ink of a tone."""

    def __init__(self, text: str, tone_name: ToneName) -> None:
        super().__init__(text)
        self._tone: ToneName = tone_name

    def ink(self) -> QColor:
        """Give the tone's ink as the palette is now."""
        return tone(self.palette(), self._tone).ink
