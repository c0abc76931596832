"""One answer of a question: a box to tick, its words, and how many services would remain."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from guide_app.ui.icons import paint_icon
from guide_app.ui.lines import Lines, lay_lines
from guide_app.ui.painting import paint_box, paint_line, place
from guide_app.ui.theme import NEAR, STEP, TARGET, TINY, WIDE, scaled, sized
from guide_app.ui.widgets.painted import PaintedButton

_BOX: Final = 20
_KEYS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Option(PaintedButton):
    """Ticked or not; round where answers exclude each other. An answer that leaves nothing cannot be chosen."""

    moved = Signal(int)
    """An arrow was pressed: +1 on to the next answer, -1 back to the one before."""

    framed = False

    def __init__(
        self, label: str, *, one: bool, inner: bool, counted: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make an answer.

        Args:
            label: its words; they wrap.
            one: whether only one of its question holds at a time.
            inner: whether it belongs below the one before.
            counted: whether services are counted for it: the number has its room from the first.
            parent: the question.
        """
        super().__init__(label, parent)
        self._inner = inner
        self._counted = counted
        self._left: int | None = None
        self._remark = ""
        self._laid: dict[tuple[int, str, Qt.LayoutDirection], tuple[Lines, Lines | None]] = {}
        self.setCheckable(True)
        self.setAutoExclusive(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, *, ticked: bool, left: int | None, remark: str, name: str) -> None:
        """Show what holds now.

        Args:
            ticked: whether it is chosen.
            left: how many services would remain; None: not counted.
            remark: a second, quiet line.
            name: all of it in one breath, for those who hear it.
        """
        if remark != self._remark:
            self._remark = remark
            self.updateGeometry()
        if ticked or not self.autoExclusive():
            self.setChecked(ticked)
        self._left = left
        self.setEnabled(ticked or left != 0)
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.setAccessibleDescription(remark)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the words with room around them, never less than a finger needs."""
        label, remark = self._lay(width)
        return max(TARGET, label.size.height() + (remark.size.height() if remark else 0) + 2 * NEAR)

    def sizeHint(self) -> QSize:
        """Ask for the width of a panel; the height follows from the width there is, and is no more than that."""
        return QSize(240, TARGET)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(140, TARGET)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw tick, words and count."""
        palette, direction = self.palette(), self.layoutDirection()
        ink = palette.color(QPalette.ColorRole.WindowText if self.isEnabled() else QPalette.ColorRole.PlaceholderText)
        second = palette.color(QPalette.ColorRole.PlaceholderText)
        label, remark = self._lay(int(box.width()))
        height = label.size.height() + (remark.size.height() if remark else 0)
        top = (box.height() - height) / 2
        line = QRectF(
            box.left(), top, box.width(), min(label.size.height(), QFontMetrics(self._font()).height() + NEAR)
        )
        side = scaled(_BOX)
        spot = place(line, self._indent(), side, direction)
        self._paint_tick(painter, QRectF(spot.left(), line.center().y() - side / 2, side, side))
        left = self._indent() + side + STEP
        words = place(box, left, self._label_width(int(box.width())), direction)
        painter.setPen(ink)
        label.layout.draw(painter, QPointF(words.left(), top))
        painter.setPen(second)
        if remark is not None:
            words = place(box, left, self._words_width(int(box.width())), direction)
            remark.layout.draw(painter, QPointF(words.left(), top + label.size.height()))
        if self._left is not None:
            shown = str(self._left)
            width = QFontMetrics(self._font()).horizontalAdvance(shown) + 2
            paint_line(
                painter, shown, self._font(), place(line, box.width() - NEAR - width, width, direction), direction
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next answer with the arrows; the space bar ticks."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
            return
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()  # else Qt would tick the next one
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Forget how the words lay at other widths."""
        self._laid = {key: laid for key, laid in self._laid.items() if key[0] == event.size().width()}
        super().resizeEvent(event)

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        palette = self.palette()
        radius = box.width() / 2 if self.autoExclusive() else float(TINY)
        line = palette.color(QPalette.ColorRole.Dark if self.isEnabled() else QPalette.ColorRole.Mid)
        if not self.isChecked():
            paint_box(painter, box, palette.color(QPalette.ColorRole.Base), line, radius=radius)
            return
        ground, ink = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.HighlightedText)
        paint_box(painter, box, ground, ground, radius=radius)
        if self.autoExclusive():
            inset = box.width() * 0.32
            self._fill(painter, box.adjusted(inset, inset, -inset, -inset), ink)
        else:
            inset = box.width() * 0.15
            paint_icon(painter, "check", box.adjusted(inset, inset, -inset, -inset), ink, self.layoutDirection())

    @staticmethod
    def _fill(painter: QPainter, box: QRectF, ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(box)

    def _indent(self) -> float:
        return float(NEAR + (WIDE if self._inner else 0))

    def _words_width(self, width: int) -> int:
        return max(60, width - int(self._indent()) - scaled(_BOX) - STEP - NEAR)

    def _label_width(self, width: int) -> int:
        """Leave room for the count, if there is one."""
        if not self._counted:
            return self._words_width(width)
        return max(60, self._words_width(width) - QFontMetrics(self._font()).horizontalAdvance("0000") - STEP)

    def _lay(self, width: int) -> tuple[Lines, Lines | None]:
        key = (width, self._remark, self.layoutDirection())
        if key not in self._laid:
            small = sized(QApplication.font(), "small")
            remark = lay_lines(self._remark, small, float(self._words_width(width)), key[2]) if self._remark else None
            label = lay_lines(self.shown_text(), self._font(), float(self._label_width(width)), key[2])
            self._laid[key] = (label, remark)
        return self._laid[key]

    def _font(self) -> QFont:
        return sized(QApplication.font(), "body")
