"""The files and folders of one folder, as a list for keys, pointer and finger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from guide_app.core.folders import Entry
from guide_app.ui.icons import paint_icon
from guide_app.ui.lines import Lines, lay_lines
from guide_app.ui.painting import paint_box, paint_focus_ring, place
from guide_app.ui.theme import NEAR, STEP, TARGET, scaled
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.thin_bar import ThinBar

_ICON: Final = 20
_ROWS: Final = 3
"""So many are seen at least."""
_PATH: Final = Qt.ItemDataRole.UserRole
_IS_FOLDER: Final = Qt.ItemDataRole.UserRole + 1


class EntryList(QListWidget):
    """Shows entries; `opened` at Return or a double click, `itemSelectionChanged` as Qt has it."""

    opened = Signal()

    def __init__(self, name: str, folder_word: str) -> None:
        """Make an empty list.

        Args:
            name: of the list, for those who hear it.
            folder_word: what a folder's line adds for them.
        """
        super().__init__()
        self._folder_word = folder_word
        self._shown: tuple[Entry, ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContentsMargins(0, 0, 0, 0)
        self.setVerticalScrollBar(ThinBar(QPalette.ColorRole.Base))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_EntryLine(self))
        self.setTabKeyNavigation(False)
        scroll_by_touch(self)
        self.itemDoubleClicked.connect(self._on_item_double_clicked)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; none is chosen, the keyboard begins at the first."""
        self.clear()
        self._shown = tuple(entries)
        for entry in entries:
            item = QListWidgetItem(entry.name, self)
            item.setData(_PATH, str(entry.path))
            item.setData(_IS_FOLDER, entry.is_folder)
            if entry.is_folder:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {self._folder_word}")

    def chosen(self) -> Entry | None:
        """Give the entry that is chosen."""
        items = self.selectedItems()
        return self._shown[self.row(items[0])] if items else None

    def minimumSizeHint(self) -> QSize:
        """Show some lines whatever the window's size."""
        return QSize(160, _ROWS * max(TARGET, self.fontMetrics().height() + STEP) + 2 * NEAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap long names anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Return; letters lead to names as in every list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.setCurrentItem(self.currentItem())
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _on_item_double_clicked(self, _item: QListWidgetItem) -> None:
        self.opened.emit()


class _EntryLine(QStyledItemDelegate):
    """Draws a sign and a name; long names wrap, the chosen line is tinted, the one with the keyboard ringed."""

    def __init__(self, view: EntryList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Make each line high enough for a finger and for its name."""
        lines = self._lay(index, self._room(float(self._view.viewport().width())))
        return QSize(160, max(TARGET, lines.size.height() + STEP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        palette, direction = self._view.palette(), self._view.layoutDirection()
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.AlternateBase
            paint_box(painter, box, palette.color(ground), palette.color(ground), radius=NEAR)
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.WindowText)
        side = scaled(_ICON)
        spot = place(box, STEP, side, direction)
        spot = QRectF(spot.left(), box.center().y() - side / 2, side, side)
        paint_icon(painter, "folder" if index.data(_IS_FOLDER) else "file", spot, ink, direction)
        room = self._room(box.width() + 4)
        words = place(box, STEP + side + STEP, room, direction)
        painter.setPen(ink)
        lines = self._lay(index, room)
        lines.layout.draw(painter, QPointF(words.left(), box.center().y() - lines.size.height() / 2))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, box, palette, radius=NEAR)

    def _lay(self, index: QModelIndex | QPersistentModelIndex, room: float) -> Lines:
        return lay_lines(str(index.data()), self._view.font(), max(1.0, room), self._view.layoutDirection())

    @staticmethod
    def _room(width: float) -> float:
        return width - 3 * STEP - scaled(_ICON) - 4
