"""Text on a page: one widget for one block, so that a screen reader meets each by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from guide_app.ui.accessible import announce, set_role
from guide_app.ui.lines import ENDLESS, Lines, lay_lines
from guide_app.ui.painting import paint_focus_ring
from guide_app.ui.theme import Size, sized

_NARROWEST: Final = 40


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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(QApplication.font(), size, strong=strong))
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText if second else QPalette.ColorRole.WindowText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.foreign = foreign
        self._strong_parts: tuple[str, ...] = ()
        self._laid: dict[tuple[str, float, Qt.LayoutDirection], Lines] = {}

    def mark(self, parts: tuple[str, ...]) -> None:
        """Show these parts of the text semi-bold."""
        self._strong_parts = parts
        self._laid.clear()
        self.updateGeometry()

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
        return self._lay(float(max(1, width))).size.height()

    def sizeHint(self) -> QSize:
        """Give the size of the text on as few lines as it has breaks."""
        return self._lay(ENDLESS).size

    def minimumSizeHint(self) -> QSize:
        """Leave it to the layout to make a line as narrow as it must."""
        return QSize(min(self.sizeHint().width(), _NARROWEST), self.fontMetrics().height())

    def ink(self) -> QColor:
        """Give the colour of the letters."""
        return self.palette().color(self.foregroundRole())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines from the leading side, and a ring if the text has the keyboard's focus."""
        painter = QPainter(self)
        painter.setPen(self.ink())
        lines = self._lay(float(self.width()))
        top = 0.0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top = max(0.0, (self.height() - lines.size.height()) / 2)
        lines.layout.draw(painter, QPointF(0.0, top))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), self.palette(), radius=4)

    def _lay(self, width: float) -> Lines:
        key = (self.text(), width, self.layoutDirection())
        if key not in self._laid:
            if len(self._laid) > 4:  # noqa: PLR2004 - a resize leaves old widths behind
                self._laid.clear()
            self._laid[key] = lay_lines(key[0], self.font(), width, key[2], self._strong_parts, foreign=self.foreign)
        return self._laid[key]


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
