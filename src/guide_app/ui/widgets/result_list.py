"""The list of results: cards drawn line by line, so that fifty thousand cost no more than the few in view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guide_app.core.values import ServiceId
from guide_app.ui.accessible import report_line
from guide_app.ui.models.results import Line, ResultsModel
from guide_app.ui.painting import paint_box, paint_focus_ring, paint_line, place
from guide_app.ui.theme import GAP, NEAR, STEP, TINY, ToneName, sized, tone
from guide_app.ui.widgets.chips import ChipStock, chip_size
from guide_app.ui.widgets.thin_bar import ThinBar

_BETWEEN: Final = 10
_MOST_BOXES: Final = 8
_STATE_ICON: Final = "clock"
_REMARK_ICON: Final = "caution"
_WORTHWHILE: Final = 3
"""Words need so many times their height to say anything."""
_ChipOf = tuple[str, str, ToneName]
"""Words, icon, tone."""


class ResultList(QListView):
    """Reports which service the keyboard points at and which one is opened."""

    service_pointed = Signal(str)
    service_opened = Signal(str)
    search_wanted = Signal()
    """The up arrow was pressed on the first line."""

    def __init__(self, model: ResultsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_ResultCard(self, model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinBar())
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a card is higher where it is narrow
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().setSingleStep(GAP * 2)
        self.clicked.connect(self._on_clicked)

    def minimumSizeHint(self) -> QSize:
        """Be as small as need be."""
        return QSize(160, 40)

    def point_at(self, row: int) -> None:
        """Mark a line without reporting it."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setCurrentIndex(self._results.index(row, 0))
        self.blockSignals(blocked)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Report the service under the keyboard."""
        super().currentChanged(current, previous)
        service = self._results.service_at(current.row())
        if service is not None and not self.signalsBlocked():
            self.service_pointed.emit(service)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the present line read at once, not only the next one."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self._on_focus_told)  # Qt tells of the list itself only after this

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Return; leave the list upwards from its first line."""
        row = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self._results.service_at(row))
        elif event.key() == Qt.Key.Key_Up and row <= self._results.first_service_row():
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_focus_told(self) -> None:
        if self.hasFocus():
            report_line(self, self.currentIndex().row())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(self._results.service_at(index.row()))

    def _open(self, service: ServiceId | None) -> None:
        if service is not None:
            self.service_opened.emit(service)


class _ResultCard(QStyledItemDelegate):
    """Draws a line as a card, or as a small heading."""

    def __init__(self, view: ResultList, model: ResultsModel) -> None:
        super().__init__(view)
        self._view = view
        self._results = model
        self._boxes: dict[tuple[int, int, float, int, int], QPixmap] = {}
        self._chips = ChipStock()
        font = QApplication.font()
        self._name_font = sized(font, "body", strong=True)
        self._small_font = sized(font, "small")
        self._heading_font = sized(font, "small", strong=True)
        self._name_height = QFontMetrics(self._name_font).height() + TINY
        self._small_height = QFontMetrics(self._small_font).height() + TINY
        self._heights: dict[int, tuple[int, int]] = {}
        self._heading_size = QSize(100, self._small_height + STEP + TINY)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give one of two heights: all cards are alike, so that none needs to be read for its height."""
        if self._results.is_heading(index.row()):
            return self._heading_size
        chips, last = self._height_of_chips()
        # The lowest line of cards ends with the same room as the highest begins.
        card = 2 * STEP + self._name_height + self._small_height + NEAR + chips + TINY + last
        return QSize(100, card + _BETWEEN)

    def _height_of_chips(self) -> tuple[int, int]:
        """Give the height of the line of chips, and of the last one, where a remark stands if it must; in pixels."""
        room = self._view.viewport().width() - 4 * GAP
        if room not in self._heights:
            states, remarks = self._results.every_chip()
            wide = (
                [chip_size(text, _STATE_ICON) for text in states],
                [chip_size(text, _REMARK_ICON) for text in remarks],
            )
            beside = sum(max(size.width() for size in sizes) for sizes in wide) + NEAR <= room
            fitted = [chip_size(text, _STATE_ICON, room).height() for text in states]
            below = [chip_size(text, _REMARK_ICON, room).height() for text in remarks]
            self._heights[room] = max(fitted), self._small_height if beside else max(self._small_height, *below)
        return self._heights[room]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        line, palette, direction = self._results.line(index.row()), self._view.palette(), self._view.layoutDirection()
        # The bar, where there is one, stands in the room kept at the trailing side.
        bar = self._view.verticalScrollBar()
        trailing = GAP - (bar.width() if bar.isVisible() else 0)
        outer = QRectF(option.rect)
        box = place(outer, GAP, outer.width() - GAP - trailing, direction)
        painter.save()
        if line.heading:
            painter.setFont(self._heading_font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            paint_line(painter, line.heading, box.adjusted(2, 0, 0, 0), direction)
        else:
            card = box.adjusted(0, 0, 0, -_BETWEEN)
            state = option.state
            pointed = bool(state & QStyle.StateFlag.State_MouseOver)
            ground = QPalette.ColorRole.AlternateBase if pointed else QPalette.ColorRole.Base
            painter.drawPixmap(card.topLeft(), self._box(card.size().toSize(), palette.color(ground), palette))
            self._paint_words(painter, line, card.adjusted(GAP, STEP, -GAP, -STEP), direction)
            if state & QStyle.StateFlag.State_Selected:
                paint_focus_ring(painter, card, palette)
        painter.restore()

    def _box(self, size: QSize, ground: QColor, palette: QPalette) -> QPixmap:
        """Give the empty card: drawn once for a width, since smooth corners cost more than all the words."""
        line = palette.color(QPalette.ColorRole.Mid)
        ratio = self._view.devicePixelRatioF()
        key = (size.width(), size.height(), ratio, ground.rgba(), line.rgba())
        if key not in self._boxes:
            if len(self._boxes) > _MOST_BOXES:
                self._boxes.clear()
            box = QPixmap(size * ratio)
            box.setDevicePixelRatio(ratio)
            # Without see-through corners it is copied, not blended.
            box.fill(palette.color(QPalette.ColorRole.Window))
            drawing = QPainter(box)
            paint_box(drawing, QRectF(0, 0, size.width(), size.height()), ground, line)
            drawing.end()
            self._boxes[key] = box
        return self._boxes[key]

    def _paint_words(self, painter: QPainter, line: Line, box: QRectF, direction: Qt.LayoutDirection) -> None:
        palette = self._view.palette()
        text, second = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setFont(self._name_font)
        painter.setPen(text)
        top = box.top()
        paint_line(painter, line.name, QRectF(box.left(), top, box.width(), self._name_height), direction)
        top += self._name_height
        painter.setFont(self._small_font)
        painter.setPen(second)
        paint_line(painter, line.about, QRectF(box.left(), top, box.width(), self._small_height), direction)
        top += self._small_height + NEAR - 2
        chips, last = self._height_of_chips()
        self._paint_chips(painter, line, QRectF(box.left(), top, box.width(), chips), last, direction)

    def _paint_chips(
        self, painter: QPainter, line: Line, box: QRectF, last: int, direction: Qt.LayoutDirection
    ) -> None:
        """Draw the state, what is remarked, and the ways to reach it; a remark without room goes on to the last line.

        Args:
            box: the line of chips.
            last: height of the line after it, in pixels.
        """
        below = QRectF(box.left(), box.bottom() + TINY + 2, box.width(), last)
        left, behind = self._paint_chip(painter, box, 0.0, (line.state, _STATE_ICON, line.tone), direction), 0.0
        for remark in line.remarks:
            width = chip_size(remark, _REMARK_ICON).width()
            chip: _ChipOf = (remark, _REMARK_ICON, "later")
            if not behind and left + width <= box.width():
                left = self._paint_chip(painter, box, left, chip, direction)
            else:
                behind = self._paint_chip(painter, below, behind, chip, direction)
        painter.setFont(self._small_font)
        painter.setPen(self._view.palette().color(QPalette.ColorRole.PlaceholderText))
        rest = below.width() - behind
        if rest > self._small_height * _WORTHWHILE:
            paint_line(painter, line.reach, place(below, behind, rest, direction), direction)

    def _paint_chip(
        self, painter: QPainter, box: QRectF, left: float, chip: _ChipOf, direction: Qt.LayoutDirection
    ) -> float:
        """Draw a chip so far from the leading side, and give how far the next one is from it."""
        text, icon, tone_name = chip
        colours, ratio = tone(self._view.palette(), tone_name), self._view.devicePixelRatioF()
        drawn = self._chips.chip(text, icon, colours, direction, int(box.width() - left), ratio)
        size = drawn.deviceIndependentSize()
        spot = place(box, left, size.width(), direction)
        painter.drawPixmap(QPointF(spot.left(), spot.center().y() - size.height() / 2), drawn)
        return left + size.width() + NEAR
