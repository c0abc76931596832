"""Text on a page: one widget for one block, so that a screen reader meets each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextLayout, QTextLine
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from guide_app.ui.accessible import announce, set_role
from guide_app.ui.lines import ENDLESS, Lines, lay_lines, range_of, strong_ranges, units
from guide_app.ui.painting import paint_focus_ring
from guide_app.ui.theme import Size, is_plain, sized, tone

_NARROWEST: Final = 40
Spot = tuple[int, int]
"""Where something stands in a text: its first letter, and how many."""


class Text(QLabel):
    """A paragraph with room between its lines, which QLabel itself cannot give to plain text."""

    def __init__(
        self,
        text: str,
        size: Size = "body",
        *,
        strong: bool = False,
        second: bool = False,
        foreign: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show a text as it is, without markup.

        Args:
            text: what it says.
            size: one of the three sizes.
            strong: in semi-bold letters.
            second: in the colour of second rank.
            foreign: in a language that runs from left to right, whatever the page does. It still stands at the side
                where the page begins, so that nobody has to look for it.
            parent: the widget it stands in.
        """
        super().__init__(text, parent)
        self.foreign = foreign
        self.centred = False
        """Whether its lines stand in the middle; set before it is shown."""
        self.inset = 0
        """What is kept free at the leading side, in pixels."""
        self.ringed = True
        """Whether a ring shows that the keyboard is here."""
        self._marks: tuple[QTextLayout.FormatRange, ...] = ()
        self._strong_parts: tuple[str, ...] = ()
        self._laid: dict[tuple[str, float, Qt.LayoutDirection], Lines] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(QApplication.font(), size, strong=strong))
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText if second else QPalette.ColorRole.WindowText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, parts: tuple[str, ...]) -> None:
        """Show these parts of the text semi-bold."""
        self._strong_parts = parts
        self.lay_anew()

    def lay_anew(self) -> None:
        """Forget how the lines lay: parts of them look otherwise now."""
        self._laid.clear()
        self.updateGeometry()

    def mark_found(self, spots: Sequence[Spot], present: Spot | None = None) -> None:
        """Show where something was found, and where among these the reader is; no spots: nothing any more."""
        shown = []
        for spot in spots:
            mark = range_of(self.text(), *spot)
            palette, role = self.palette(), QPalette.ColorRole
            ink, ground = tone(palette, "leave") if is_plain(palette) else tone(palette, "later")
            if spot == present:
                ink, ground = palette.color(role.HighlightedText), palette.color(role.Highlight)
            mark.format.setForeground(ink)
            mark.format.setBackground(ground)
            shown.append(mark)
        self._marks = tuple(shown)
        self.update()

    def fit_in(self, width: int, sizes: tuple[Size, ...]) -> None:
        """Take the first of these sizes at which the text is one line: a number cut in two is read wrongly."""
        for size in sizes:
            self.setFont(sized(QApplication.font(), size, strong=True))
            self._laid.clear()
            if self.sizeHint().width() <= width:
                break
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped text."""
        return self._lay(float(max(1, width - self.inset))).size.height()

    def sizeHint(self) -> QSize:
        """Give the size of the text on as few lines as it has breaks."""
        return self._lay(ENDLESS).size + QSize(self.inset, 0)

    def minimumSizeHint(self) -> QSize:
        """Leave it to the layout to make a line as narrow as it must."""
        return QSize(min(self.sizeHint().width(), _NARROWEST), self.fontMetrics().height())

    def ink(self) -> QColor:
        """Give the colour of the letters."""
        return self.palette().color(self.foregroundRole())

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Give the parts that look otherwise than the rest."""
        return strong_ranges(self.text(), self._strong_parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines from the leading side, and a ring if the text has the keyboard's focus."""
        painter = QPainter(self)
        painter.setPen(self.ink())
        lines = self.laid()
        top = 0.0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top = max(0.0, (self.height() - lines.size.height()) / 2)
        lines.layout.draw(painter, QPointF(self.left_of_words(), top), self._marks)
        if self.hasFocus() and self.ringed:
            paint_focus_ring(painter, QRectF(self.rect()), self.palette(), radius=4)

    def rects_of(self, start: int, length: int) -> list[QRectF]:
        """Give where a part of the words stands, a box for each of its lines."""
        layout, text = self.laid().layout, self.text()
        first = units(text[:start])
        last = first + units(text[start : start + length])
        pitch = self.laid().size.height() / max(1, layout.lineCount())
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begin < end:
                left, right = sorted((_x(line, begin), _x(line, end)))
                found.append(QRectF(self.left_of_words() + left, number * pitch, right - left, pitch))
        return found

    def laid(self) -> Lines:
        """Give the lines as they are at this width."""
        return self._lay(float(max(1, self.width() - self.inset)))

    def left_of_words(self) -> int:
        """Give where the lines begin, from the left, in pixels."""
        return 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.inset

    def _lay(self, width: float) -> Lines:
        key = (self.text(), width, self.layoutDirection())
        if key not in self._laid:
            if len(self._laid) > 4:  # noqa: PLR2004 - a resize leaves old widths behind
                self._laid.clear()
            self._laid[key] = lay_lines(
                key[0],
                self.font(),
                width,
                key[2],
                self.formats(),
                foreign=self.foreign,
                centred=self.centred,
            )
        return self._laid[key]


def _x(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)  # the bindings give the place beside, which their types do not tell
    return float(found[0]) if isinstance(found, tuple) else float(str(found))


class SaidText(Text):
    """What came of something that was asked for: hidden while it says nothing, read out when it says something."""

    def __init__(self, size: Size = "body", *, strong: bool = False, second: bool = False) -> None:
        super().__init__("", size, strong=strong, second=second)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence; empty: nothing any more."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


class Heading(Text):
    """A heading that assistive tools know as one."""

    def __init__(self, text: str, size: Size = "title", parent: QWidget | None = None) -> None:
        """Show a title, or a heading of body size inside a page."""
        # The role first: a text that is set reaches tools that listen already, and they ask for the role but once.
        super().__init__("", size, strong=True, parent=parent)
        set_role(self, "heading")
        self.set_heading(text)

    def set_heading(self, text: str) -> None:
        """Say something else from now on."""
        self.setText(text)
        self.setAccessibleName(text)
