"""The list of results: only what is in view is drawn, so that fifty thousand cost no more than a few."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guide_app.ui.accessible import report_line
from guide_app.ui.models.results import ResultsModel
from guide_app.ui.painting import paint_focus_ring, paint_line, place
from guide_app.ui.theme import GAP, STEP, TINY, sized
from guide_app.ui.widgets.result_card import CardLook, ResultCards
from guide_app.ui.widgets.thin_bar import ThinBar

_BETWEEN: Final = 10


class ResultList(QListView):
    """Reports which service the keyboard points at and which one is opened."""

    service_pointed = Signal(str)
    service_opened = Signal(str)
    guide_opened = Signal(str)
    """A guide, or one of its headings: `next-hour#2`."""
    search_wanted = Signal()
    """The up arrow was pressed on the first line."""

    def __init__(self, model: ResultsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, model))
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

    def lay_out(self) -> None:
        """Lay out what the model lists now, and begin at its top."""
        # By itself it would wait for another turn, and everything be painted twice.
        self.setUniformItemSizes(not self._results.is_uneven)
        self.doItemsLayout()
        self.scrollToTop()

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
            self._open(row)
        elif event.key() == Qt.Key.Key_Up and row <= self._results.first_row():
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_focus_told(self) -> None:
        if self.hasFocus():
            report_line(self, self.currentIndex().row())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _open(self, row: int) -> None:
        service, guide = self._results.service_at(row), self._results.guide_at(row)
        if service is not None:
            self.service_opened.emit(service)
        elif guide:
            self.guide_opened.emit(guide)


class _Delegate(QStyledItemDelegate):
    """Draws a line as a card, or as a small heading."""

    def __init__(self, view: ResultList, model: ResultsModel) -> None:
        super().__init__(view)
        self._view = view
        self._results = model
        self._cards = ResultCards(*model.every_chip())
        self._heading_font = sized(QApplication.font(), "small", strong=True)
        small = QFontMetrics(sized(QApplication.font(), "small")).height() + TINY
        self._heading_size = QSize(100, small + STEP + TINY)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give one of three heights: all cards are alike, so that none needs to be read for its height."""
        if self._results.is_heading(index.row()):
            return self._heading_size
        if self._results.is_guide(index.row()):
            return QSize(100, self._cards.guide_height() + _BETWEEN)
        return QSize(100, self._cards.height(self._view.width() - 2 * GAP) + _BETWEEN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        view = self._view
        line, palette, direction = self._results.line(index.row()), view.palette(), view.layoutDirection()
        # The bar, where there is one, stands in the room kept at the trailing side.
        bar = view.verticalScrollBar()
        trailing = GAP - (bar.width() if bar.isVisible() else 0)
        outer = QRectF(option.rect)
        box = place(outer, GAP, outer.width() - GAP - trailing, direction)
        if line.heading:
            painter.save()
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            paint_line(painter, line.heading, self._heading_font, box.adjusted(2, 0, 0, 0), direction)
            painter.restore()
            return
        card, state = box.adjusted(0, 0, 0, -_BETWEEN), option.state
        pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        look = CardLook(palette, direction, view.devicePixelRatioF(), pointed)
        painter.drawPixmap(card.topLeft(), self._cards.card(line, card.size().toSize(), look))
        if state & QStyle.StateFlag.State_Selected:
            painter.save()
            paint_focus_ring(painter, card, palette)
            painter.restore()
