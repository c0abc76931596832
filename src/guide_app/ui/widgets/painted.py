"""What all our buttons share: a place for a finger, a hint of the pointer, a ring for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QWidget

from guide_app.ui.painting import paint_box, paint_focus_ring
from guide_app.ui.theme import RADIUS, TARGET

_KEYBOARD_REASONS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class PaintedButton(QAbstractButton):
    """A button that subclasses draw. Return presses it as the space bar does."""

    framed = True
    """Whether it stands in a box with a line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pointed = False
        self._ringed = False

    def shown_text(self) -> str:
        """Give the text as people see it; `text()` carries Qt's doubled ampersands."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Give the smallest place for a finger."""
        return QSize(TARGET, TARGET)

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw what stands in the box."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Draw the box itself; a pressed or pointed-at one is tinted."""
        palette = self.palette()
        tinted = self.isDown() or self._pointed
        if self.framed:
            ground = QPalette.ColorRole.AlternateBase if tinted else QPalette.ColorRole.Base
            line = QPalette.ColorRole.Dark if tinted else QPalette.ColorRole.Mid
            paint_box(painter, box, palette.color(ground), palette.color(line))
        elif tinted:
            tint = palette.color(QPalette.ColorRole.AlternateBase)
            paint_box(painter, box, tint, tint)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, content and ring."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        self.paint_ground(painter, box)
        self.paint_content(painter, box)
        if self.hasFocus() and self._ringed:
            paint_focus_ring(painter, box, self.palette(), radius=RADIUS)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Note the pointer."""
        self._pointed = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._pointed = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard, not the pointer, brought the focus."""
        self._ringed = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press, as people expect of a button that fills half a screen."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)
