"""Text on a page: one widget for one block, so that a screen reader meets each by itself."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.painting import paint_focus_ring
from guide_app.ui.theme import Size, sized

_LEADING: Final = 1.4
_ENDLESS: Final = 16_000.0


class Text(QLabel):
    """A paragraph with room between its lines, which QLabel itself cannot give to plain text."""

    def __init__(
        self,
        text: str,
        size: Size = "body",
        *,
        strong: bool = False,
        second: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text` as it is, without markup; `second` takes the colour of second rank."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(QApplication.font(), size, strong=strong))
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText if second else QPalette.ColorRole.WindowText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._strong_parts: tuple[str, ...] = ()
        self._laid: tuple[str, float, Qt.LayoutDirection, QTextLayout, QSize] | None = None

    def mark(self, parts: tuple[str, ...]) -> None:
        """Show these parts of the text semi-bold."""
        self._strong_parts = parts
        self._laid = None
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped text."""
        return self._lay(float(max(1, width)))[1].height()

    def sizeHint(self) -> QSize:
        """Give the size of the text on as few lines as it has breaks."""
        return self._lay(_ENDLESS)[1]

    def minimumSizeHint(self) -> QSize:
        """Leave it to the layout to make a line as narrow as it must."""
        return QSize(min(self.sizeHint().width(), 40), self.fontMetrics().height())

    def ink(self) -> QColor:
        """Give the colour of the letters."""
        return self.palette().color(self.foregroundRole())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines from the leading side, and a ring if the text has the keyboard's focus."""
        painter = QPainter(self)
        painter.setPen(self.ink())
        layout, size = self._lay(float(self.width()))
        top = 0.0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top = max(0.0, (self.height() - size.height()) / 2)
        layout.draw(painter, QPointF(0.0, top))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), self.palette(), radius=4)

    def _lay(self, width: float) -> tuple[QTextLayout, QSize]:
        text, direction = self.text(), self.layoutDirection()
        if self._laid is None or self._laid[:3] != (text, width, direction):
            layout = QTextLayout(text.replace("\n", "\u2028"), self.font())
            option = QTextOption()
            option.setTextDirection(direction)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            # Alignment is taken as it stands, not mirrored; without a width to fill there is nothing to align.
            right = direction == Qt.LayoutDirection.RightToLeft and width < _ENDLESS
            option.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            layout.setTextOption(option)
            layout.setFormats(_strong_ranges(text, self._strong_parts))
            self._laid = (text, width, direction, layout, _fill(layout, width, self.fontMetrics().height()))
        return self._laid[3], self._laid[4]


class Heading(Text):
    """A heading that assistive tools know as one."""

    def __init__(self, text: str, size: Size = "title", parent: QWidget | None = None) -> None:
        """Show a title, or a heading of body size inside a page."""
        super().__init__(text, size, strong=True, parent=parent)
        self.setAccessibleName(text)
        set_role(self, "heading")

    def set_heading(self, text: str) -> None:
        """Say something else from now on."""
        self.setText(text)
        self.setAccessibleName(text)


def _strong_ranges(text: str, parts: tuple[str, ...]) -> list[QTextLayout.FormatRange]:
    ranges, begin = [], 0
    for part in parts:
        begin = text.find(part, begin)
        if begin < 0:
            break
        strong = QTextLayout.FormatRange()
        # Qt counts in UTF-16; what is marked are numbers in texts of one unit a letter.
        strong.start, strong.length = begin, len(part)
        strong.format.setFontWeight(QFont.Weight.DemiBold)
        ranges.append(strong)
        begin += len(part)
    return ranges


def _fill(layout: QTextLayout, width: float, line_height: int) -> QSize:
    """Break the text into lines and put them one below the other with even leading."""
    spare = line_height * (_LEADING - 1)
    y, widest = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, y + spare / 2))
        y += line.height() + spare
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return QSize(ceil(widest) + 1, ceil(y))
