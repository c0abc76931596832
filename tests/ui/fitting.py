"""Finds words that do not fit, and parts of a screen that lie over each other or outside of what holds them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QRegion, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from tests.ui.desks import place_in_window, visible_widgets

from guide_app.ui import painting, widgets
from guide_app.ui.theme import GAP, Tone
from guide_app.ui.widgets.buttons import LeaveButton
from guide_app.ui.widgets.chips import Chip, ChipStock, chip_size
from guide_app.ui.widgets.choice_list import ChoiceList
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.need_card import NeedCard
from guide_app.ui.widgets.option import Option
from guide_app.ui.widgets.painted import PaintedButton, WordButton
from guide_app.ui.widgets.result_card import ResultCards
from guide_app.ui.widgets.result_list import ResultList, _Delegate
from guide_app.ui.widgets.way_card import WayCard

_SLACK: Final = 1
_UNSEEN: Final = frozenset(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)))
"""Marks of direction and other signs that are not to be seen."""
_SMALLEST_FIELD: Final = "any"
"""A field shows at least so much of what is written."""


class Cut:
    """Watches `paint_line`, through which every single line of text is drawn."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Watch until the patch is undone."""
        self._lines: list[tuple[str, bool]] = []
        self._paint = painting.paint_line
        for module in _modules_that_draw():
            patch.setattr(module, "paint_line", self._watch)

    def drawn_by(self, widget: QWidget) -> list[tuple[str, bool]]:
        """Draw a widget, and give each line it drew with whether it was cut, across or in its height."""
        self._lines = []
        widget.grab()
        return self._lines

    def chips_of(self, view: ResultList) -> set[str]:
        """Draw a list anew, and give the words of the chips that are whole: as large as they must be, with room."""
        delegate = view.itemDelegate()
        assert isinstance(delegate, _Delegate)
        # The old ones have drawn them before.
        delegate._cards = cards = ResultCards(*view._results.every_chip())
        cards._chips = stock = _WatchedStock()
        view.viewport().grab()
        width = view.width() - 2 * GAP
        highest, room = max(cards._height_of_chips(width)), width - 2 * GAP
        return {text for text, size in stock.sizes.items() if size.height() <= highest and size.width() <= room}

    def _watch(self, painter: QPainter, text: str, font: QFont, box: QRectF, direction: Qt.LayoutDirection) -> int:
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(text) > box.width() + _SLACK
        high = metrics.tightBoundingRect(text).height() > box.height() + 2 * _SLACK
        self._lines.append((text, wide or high))
        return self._paint(painter, text, font, box, direction)


class _WatchedStock(ChipStock):
    """Notes the sizes of chips that were drawn large enough for their words."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: dict[str, QSize] = {}

    def chip(
        self, text: str, icon: str, colours: Tone, direction: Qt.LayoutDirection, room: int, ratio: float
    ) -> QPixmap:
        chip = super().chip(text, icon, colours, direction, room, ratio)
        size = chip.deviceIndependentSize().toSize()
        if size.height() >= chip_size(text, icon, size.width()).height():
            self.sizes[text] = size
        return chip


def _modules_that_draw() -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(widgets.__path__, f"{widgets.__name__}."):
        module = importlib.import_module(each.name)
        if hasattr(module, "paint_line"):
            yield module
    yield painting


def defects(window: QWidget, cut: Cut) -> list[str]:
    """Name everything in a window that is cut, covered or outside; empty: all is well."""
    shown = [widget for widget in visible_widgets(window) if widget.width() > 0]
    found = []
    for widget in shown:
        found += [f"{why}: {_name(widget)}" for why in (*_cut(widget, cut), *_outside(widget), *_covered(widget))]
    return list(dict.fromkeys(found))


def _cut(widget: QWidget, cut: Cut) -> Iterator[str]:
    if isinstance(widget, Text | NeedCard | WayCard | Option | WordButton | Chip):
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + _SLACK:
            yield f"too low ({needed} > {widget.height()})"
    elif isinstance(widget, QLabel):
        hint = widget.sizeHint()
        if hint.width() > widget.width() + _SLACK or hint.height() > widget.height() + _SLACK:
            yield "cut label"
    if isinstance(widget, PaintedButton | Chip):
        yield from _cut_lines(widget, cut)
    elif isinstance(widget, QLineEdit):
        yield from _cut_field(widget)
    elif isinstance(widget, ResultList):
        yield from _cut_rows(widget, cut)
    elif isinstance(widget, QAbstractItemView):
        yield from (f"cut line {text!r}" for text, is_cut in cut.drawn_by(widget.viewport()) if is_cut)


def _cut_lines(widget: QWidget, cut: Cut) -> Iterator[str]:
    """A tool tip may say in full what is cut, except on the way out."""
    for text, is_cut in cut.drawn_by(widget):
        if is_cut and (isinstance(widget, LeaveButton) or text not in widget.toolTip()):
            yield f"cut words {text!r}"


def _cut_field(field: QLineEdit) -> Iterator[str]:
    metrics, room = field.fontMetrics(), field.contentsRect().width() - 4
    if metrics.horizontalAdvance(_SMALLEST_FIELD) > room:
        yield f"field too narrow ({room})"
    hint = field.placeholderText()
    if not field.text() and metrics.horizontalAdvance(hint) > room and hint not in field.toolTip():
        yield f"cut placeholder {hint!r}"


def _cut_rows(view: ResultList, cut: Cut) -> Iterator[str]:
    """Names, kinds and ways may end in an ellipsis: the row opens the service, where they are whole. Chips may not."""
    drawn = cut.chips_of(view)
    for row in range(view._results.rowCount()):
        place = view.visualRect(view.model().index(row, 0))
        line = view._results.line(row)
        if line.id is None or not view.viewport().rect().contains(place):
            continue
        for chip in (line.state, *line.remarks):
            if chip not in drawn:
                yield f"missing or cut chip {chip!r}"


def _outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, QScrollBar):
        return
    place = widget.geometry()
    if _scrolls(parent):
        if place.left() < 0 or place.right() > parent.width():
            yield "wider than what it scrolls in"
    elif not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place):
        yield f"outside of its parent {_box(place)} in {_box(parent.rect())}"


def _scrolls(parent: QWidget) -> bool:
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def _covered(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, ChoiceList):  # which is meant to lie over the page, until it is closed
        return
    for sibling in parent.children():
        if (
            isinstance(sibling, QWidget)
            and sibling is not widget
            and id(sibling) < id(widget)  # each pair once
            and sibling.isVisible()
            and not isinstance(sibling, ChoiceList | QScrollBar)
            and not isinstance(parent, QScrollArea)
            and sibling.geometry().intersects(widget.geometry())
            and _shape(sibling).intersects(_shape(widget))
            and not sibling.geometry().isEmpty()
        ):
            yield f"lies over {_name(sibling)}"


def _shape(widget: QWidget) -> QRegion:
    """Give what a widget takes of its parent: of a link over two lines not the corners."""
    mask = widget.mask()
    return QRegion(widget.geometry()) if mask.isEmpty() else mask.translated(widget.pos())


def covered_way_out(window: QWidget) -> bool:
    """Say whether something lies over the way out, or pushes it out of the window."""
    leave = next(widget for widget in visible_widgets(window) if isinstance(widget, LeaveButton))
    place = place_in_window(leave)
    return not window.rect().contains(place) or window.childAt(place.center()) is not leave


def _name(widget: QWidget) -> str:
    said = widget.shown_text() if isinstance(widget, PaintedButton) else ""
    said = widget.text() if isinstance(widget, QLabel) else said or widget.accessibleName()
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return f"{type(widget).__name__} {said[:50]!r} at {_box(place)}"


def _box(place: QRect) -> str:
    return f"{place.x()},{place.y()} {place.width()}x{place.height()}"


def missing_letters(letters: set[str], font: QFont) -> list[str]:
    """Give the letters that would be drawn as empty boxes, because no font has them: their glyph is number nought."""
    return [letter for letter in sorted(letters - _UNSEEN) if not letter.isspace() and _is_boxed(letter, font)]


def _is_boxed(letter: str, font: QFont) -> bool:
    layout = QTextLayout(letter, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())
