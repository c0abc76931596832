"""The list that a chooser opens: over the page, inside the window, for keys, pointer and finger."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from guide_app.core.text import fold
from guide_app.ui.choices import Choice, ChoiceWords
from guide_app.ui.icons import paint_icon
from guide_app.ui.lines import Lines, lay_lines
from guide_app.ui.painting import paint_box, paint_focus_ring, paint_line, place
from guide_app.ui.theme import NEAR, STEP, TARGET, TINY, scaled
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.search_box import SearchBox
from guide_app.ui.widgets.thin_bar import ThinBar

_WIDEST: Final = 320
_KEY: Final = Qt.ItemDataRole.UserRole
_FOLDED: Final = Qt.ItemDataRole.UserRole + 1
_PRESENT: Final = Qt.ItemDataRole.UserRole + 2
_LEFT: Final = Qt.ItemDataRole.UserRole + 3
_TICK: Final = 18


class ChoiceList(QFrame):
    """Reports a choice, then closes; closes without one at Esc, at a press elsewhere, and when the focus leaves."""

    chosen = Signal(str)
    closed = Signal()
    """Closed without a choice, by the keyboard."""

    def __init__(self, name: str, words: ChoiceWords | None, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.hide()
        self.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        layout.setSpacing(NEAR)
        self._filter: SearchBox | None = None
        if words is not None:
            self._filter = SearchBox(placeholder=words.placeholder, label_text=words.label)
            self._filter.text_written.connect(self._on_filter_text_written)
            self._filter.list_wanted.connect(self._on_filter_list_wanted)
            self._filter.entered.connect(self._on_filter_entered)
            layout.addWidget(self._filter)
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollBar(ThinBar(QPalette.ColorRole.Base))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = _ChoiceLine(self._list)
        self._list.setItemDelegate(self._line)
        self._list.setMouseTracking(True)
        scroll_by_touch(self._list)
        self._list.itemClicked.connect(self._on_list_item_clicked)
        layout.addWidget(self._list)

    def open_below(self, corner: QPoint, button_width: int, choices: tuple[Choice, ...], current: str) -> None:
        """Show the choices with the present one marked.

        Args:
            corner: lower left corner of the button, in the window.
            button_width: the list is aligned with the button's leading edge.
            choices: what can be chosen.
            current: key of the present choice.
        """
        self._fill(choices, current)
        self._put(corner, button_width)
        self.raise_()
        self.show()
        (self._filter or self._list).setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - a widget exists, so does the application
        application.installEventFilter(self)

    def close_list(self) -> None:
        """Take the list away."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close at a press outside, which still reaches what was pressed, and when the window changes its size."""
        kind = event.type()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin} and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and watched.window() is self.window():
                self.close_list()
        elif kind == QEvent.Type.Resize and watched is self._window:
            self.close_list()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc; choose at Return; write on in the field when letters are typed in the list."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_list()
            self.closed.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._list.hasFocus():
            self._choose(self._list.currentItem())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Go between field and list with Tab, and on from there as Esc does: what lies below is covered until then."""
        if self._filter is not None and onward is not self._list.hasFocus():
            (self._list if onward else self._filter).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.close_list()
            self.closed.emit()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        palette = self.palette()
        paint_box(
            QPainter(self),
            QRectF(self.rect()),
            palette.color(QPalette.ColorRole.Base),
            palette.color(QPalette.ColorRole.Dark),
        )

    def _fill(self, choices: tuple[Choice, ...], current: str) -> None:
        self._list.clear()
        if self._filter is not None:
            self._filter.set_text("")
        for choice in choices:
            item = QListWidgetItem(choice.text, self._list)
            item.setData(_KEY, choice.key)
            item.setData(_FOLDED, fold(f"{choice.text} {choice.also}"))
            item.setData(_PRESENT, choice.key == current)
            if choice.left is not None:
                item.setData(_LEFT, choice.left)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.text}: {choice.left}")
            if choice.key == current:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    def _put(self, corner: QPoint, button_width: int) -> None:
        window = self._window.rect()
        width = min(scaled(_WIDEST), window.width() - 2 * NEAR)
        self._line.width = width - 2 * NEAR - self._list.verticalScrollBar().sizeHint().width()
        height = self._height_for(window.height() - corner.y() - NEAR)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = corner.x() + button_width - width if right else corner.x()
        left = max(NEAR, min(left, window.width() - width - NEAR))
        self.setGeometry(QRect(left, corner.y() + TINY, width, height))
        self._list.scrollToItem(self._list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _height_for(self, room: int) -> int:
        """Give the height of the lines that are left, as far as there is room, in pixels."""
        rows = (row for row in range(self._list.count()) if not self._list.item(row).isHidden())
        lines = sum(self._list.sizeHintForRow(row) for row in rows)
        chrome = 2 * NEAR + 2 + ((self._filter.sizeHint().height() + NEAR) if self._filter is not None else 0)
        return min(max(TARGET, lines) + chrome, room)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.close_list()
            self.chosen.emit(item.data(_KEY))

    def _on_filter_text_written(self, text: str) -> None:
        wanted = fold(text).strip()
        first: QListWidgetItem | None = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            folded = str(item.data(_FOLDED))
            item.setHidden(wanted not in folded)
            if first is None and not item.isHidden():
                first = item
            if (
                wanted
                and folded.startswith(wanted)
                and (first is None or not str(first.data(_FOLDED)).startswith(wanted))
            ):
                first = item
        if first is not None:
            self._list.setCurrentItem(first)
        self.resize(self.width(), self._height_for(self._window.height() - self.y() + TINY - NEAR))

    def _on_filter_list_wanted(self) -> None:
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_filter_entered(self) -> None:
        self._choose(self._list.currentItem())

    def _on_list_item_clicked(self, item: QListWidgetItem) -> None:
        self._choose(item)


class _ChoiceLine(QStyledItemDelegate):
    """Draws one choice: the present one carries a tick, the one with the keyboard a ring. Long names wrap."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self.width = 0
        """Of a line, in pixels, known before the list has its size."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Make each line high enough for a finger, and for its words."""
        height = max(TARGET - TINY, option.fontMetrics.height() + STEP)
        room = self._room(self.width, self._count_width(index, option.fontMetrics))
        if option.fontMetrics.horizontalAdvance(str(index.data())) > room:
            height = max(height, self._lay(index, room).size.height() + STEP)
        return QSize(120, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        palette, direction = self._view.palette(), self._view.layoutDirection()
        box = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            tint = palette.color(QPalette.ColorRole.AlternateBase)
            paint_box(painter, box, tint, tint, radius=NEAR)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        left = index.data(_LEFT)
        shown = "" if left is None else str(left)
        width = self._count_width(index, QFontMetrics(self._view.font()))
        if shown:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            count = place(box, box.width() - STEP - _TICK - NEAR - width, width, direction)
            paint_line(painter, shown, self._view.font(), count, direction)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        self._paint_name(painter, index, place(box, STEP, self._room(box.width(), width), direction))
        if index.data(_PRESENT):
            tick = place(box, box.width() - STEP - _TICK, _TICK, direction)
            spot = QRectF(tick.left(), box.center().y() - _TICK / 2, _TICK, _TICK)
            paint_icon(painter, "check", spot, palette.color(QPalette.ColorRole.Highlight), direction)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, box, palette, radius=NEAR)

    def _paint_name(self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, room: QRectF) -> None:
        if QFontMetrics(self._view.font()).horizontalAdvance(str(index.data())) <= room.width():
            paint_line(painter, str(index.data()), self._view.font(), room, self._view.layoutDirection())
            return
        lines = self._lay(index, room.width())
        lines.layout.draw(painter, QPointF(room.left(), room.center().y() - lines.size.height() / 2))

    def _lay(self, index: QModelIndex | QPersistentModelIndex, room: float) -> Lines:
        return lay_lines(str(index.data()), self._view.font(), max(1.0, room), self._view.layoutDirection())

    @staticmethod
    def _room(width: float, count: float) -> float:
        """Give what a line of this width leaves for the name, beside the tick and a count of this width."""
        return width - 2 * STEP - _TICK - NEAR - (count + NEAR if count else 0)

    @staticmethod
    def _count_width(index: QModelIndex | QPersistentModelIndex, metrics: QFontMetrics) -> int:
        left = index.data(_LEFT)
        return 0 if left is None else metrics.horizontalAdvance(str(left)) + 2
