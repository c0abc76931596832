"""Choosing one of many: a button that says what is chosen, and a list that opens below it, inside the window.

Inside, not as a window of its own: so the way out stays one press away while it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from guide_app.ui.choices import Choice, ChoiceWords
from guide_app.ui.icons import paint_icon
from guide_app.ui.painting import paint_line, place
from guide_app.ui.theme import NEAR, STEP, TARGET, scaled, sized
from guide_app.ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from guide_app.ui.widgets.choice_list import ChoiceList

_ICON: Final = 18
_LONGEST: Final = 220


class Chooser(PaintedButton):
    """A button with an icon, the present choice and an arrow. Its list is made when it is first opened."""

    chosen = Signal(str)
    """The key of what was chosen."""
    opened = Signal()
    """The list is about to be shown: time to fill it with `set_choices`."""

    framed = False

    def __init__(self, label: str, icon: str, words: ChoiceWords | None = None, parent: QWidget | None = None) -> None:
        """Make a chooser.

        Args:
            label: what is chosen here, such as "Country".
            icon: the sign before the present choice.
            words: texts of the field that narrows a long list; None: the list is short.
            parent: the widget it stands in.
        """
        super().__init__(parent=parent)
        self._label = label
        self._icon = icon
        self._words = words
        self._choices: tuple[Choice, ...] = ()
        self._key = ""
        self._compact = False
        self._list: ChoiceList | None = None
        self.clicked.connect(self.open_list)

    def set_choices(self, choices: tuple[Choice, ...]) -> None:
        """Say what can be chosen, in the order of the list."""
        self._choices = choices

    def set_current(self, key: str, text: str) -> None:
        """Show a choice without reporting it."""
        self._key = key
        self.setText(text.replace("&", "&&"))
        name = f"{self._label}: {text}"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def open_list(self) -> None:
        """Show the list, or close it where it is open."""
        if self._list is not None and self._list.isVisible():
            self._list.close_list()
            return
        self.opened.emit()
        if self._list is None:
            from guide_app.ui.widgets.choice_list import ChoiceList  # lists cost more than the first screen may

            self._list = ChoiceList(self._label, self._words, self.window())
            self._list.chosen.connect(self._on_list_chosen)
            self._list.closed.connect(self._on_list_closed)
        self._list.setLayoutDirection(self.layoutDirection())
        corner = self.mapTo(self.window(), QPoint(0, self.height()))
        self._list.open_below(corner, self.width(), self._choices, self._key)

    def sizeHint(self) -> QSize:
        """Make room for the present choice, up to a limit."""
        if self._compact:
            return QSize(TARGET, TARGET)
        width = min(scaled(_LONGEST), QFontMetrics(self._font()).horizontalAdvance(self.shown_text()) + 2)
        return QSize(STEP + scaled(_ICON) + NEAR + width + NEAR + scaled(_ICON) + NEAR, TARGET)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw icon, choice and arrow."""
        direction, colour = self.layoutDirection(), self.palette().color(QPalette.ColorRole.WindowText)
        top = box.center().y() - scaled(_ICON) / 2
        left = (box.width() - scaled(_ICON)) / 2 if self._compact else float(STEP)
        paint_icon(
            painter,
            self._icon,
            QRectF(place(box, left, scaled(_ICON), direction).left(), top, scaled(_ICON), scaled(_ICON)),
            colour,
            direction,
        )
        if self._compact:
            return
        left += scaled(_ICON) + NEAR
        room = box.width() - left - NEAR - scaled(_ICON) - NEAR
        painter.setPen(colour)
        paint_line(painter, self.shown_text(), self._font(), place(box, left, room + 2, direction), direction)
        arrow = place(box, box.width() - NEAR - scaled(_ICON), scaled(_ICON), direction)
        paint_icon(painter, "down", QRectF(arrow.left(), top, scaled(_ICON), scaled(_ICON)), colour, direction)

    def _font(self) -> QFont:
        return sized(QApplication.font(), "body")

    def _on_list_chosen(self, key: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)

    def _on_list_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
