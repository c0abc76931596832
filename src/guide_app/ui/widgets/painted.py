"""What all our buttons share: a place for a finger, a hint of the pointer, a ring for the keyboard; words that wrap."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from guide_app.ui.lines import lay_lines
from guide_app.ui.painting import paint_box, paint_focus_ring, paint_line
from guide_app.ui.theme import RADIUS, TARGET, TINY, body_pixels

_WORD: Final = 11
"""A word up to so many times the size of its letters, with what is beside it, keeps a button from being narrower."""
_FEW: Final = 4
_UNSPACED: Final = "\u2e80"
"""From here on are scripts in which a line can end after any sign."""
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


class WordButton(PaintedButton):
    """A button of a few words: on one line where there is room, else on as many as they need. Nothing is cut."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._measured: dict[tuple[str, int, int], tuple[QSize, QSize]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words_font(self) -> QFont:
        """Give the font of the words."""
        raise NotImplementedError

    def beside_words(self) -> int:
        """Give how much of the width is not for words, in pixels."""
        raise NotImplementedError

    def around_words(self) -> int:
        """Give how much higher the button is than its words, in pixels."""
        return 2 * TINY

    def lowest(self) -> int:
        """Give the smallest height, in pixels."""
        return TARGET

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return self._measure()[0]

    def minimumSizeHint(self) -> QSize:
        """Break between words in a narrow window, not inside of them."""
        return self._measure()[1]

    def _measure(self) -> tuple[QSize, QSize]:
        """Give both hints: layouts ask again and again, and measuring words takes longer than placing them."""
        key = (self.text(), body_pixels(), self.beside_words())
        if key not in self._measured:
            font, words = self.words_font(), self.shown_text()
            metrics = QFontMetrics(font)
            width = metrics.horizontalAdvance(words) + 2 + key[2]
            height = max(self.lowest(), metrics.height() + self.around_words())
            unbroken = (word[:_FEW] if word > _UNSPACED else word for word in words.split())
            longest = max(map(metrics.horizontalAdvance, unbroken), default=0) + 2 + key[2]
            narrow = min(width, max(TARGET, min(longest, _WORD * font.pixelSize())))
            self._measured = {key: (QSize(width, height), QSize(narrow, height))}
        return self._measured[key]

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the words at a width, with room around them."""
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        room = float(max(1, width - self.beside_words()))
        lines = lay_lines(self.shown_text(), self.words_font(), room, self.layoutDirection())
        return max(self.lowest(), lines.size.height() + self.around_words())

    def paint_words(self, painter: QPainter, room: QRectF) -> None:
        """Draw the words with the painter's pen into the part of the button that is theirs."""
        if ceil(room.width()) >= QFontMetrics(self.words_font()).horizontalAdvance(self.shown_text()):
            paint_line(painter, self.shown_text(), self.words_font(), room, self.layoutDirection())
            return
        lines = lay_lines(self.shown_text(), self.words_font(), room.width(), self.layoutDirection())
        lines.layout.draw(painter, QPointF(room.left(), room.center().y() - lines.size.height() / 2))
