"""The blocks of a guide as widgets, one for each: so they are met one by one, seen or heard.

Where a screen reader listens, each can be reached with the Tab key and is read in one breath: in a window, unlike in
a document, that key is its way from one thing to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.guides import Block, Line, text_of
from guide_app.core.messages import Messages
from guide_app.ui.accessible import let_tab_come, set_role
from guide_app.ui.guides.rich import RichText
from guide_app.ui.painting import paint_strip
from guide_app.ui.theme import NEAR, STEP
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Card, Remark
from guide_app.ui.widgets.labels import Heading, Text

_POINT: Final = "•"


class Ways(NamedTuple):
    """What a block can ask for."""

    follow: Callable[[str], None]
    """Go where a link leads: `guide:<id>`, `need:<id>` or `exercise:<id>`."""
    skip: Callable[[QWidget], None]
    """Go on to the next heading after this widget."""


def build_block(block: Block, messages: Messages, ways: Ways) -> QWidget:
    """Make the widget of a block.

    Args:
        block: what it shows.
        messages: the sentences of the reader's language.
        ways: where it can lead.
    """
    line = block.lines[0]
    match block.kind:
        case "heading":
            return reachable(Heading(text_of(line), "body"))
        case "paragraph":
            return _rich(line, ways)
        case "exercise":
            return _exercise(line, ways)
        case "note":
            return _remark(line, "info", "calm", ways)
        case "caution":
            return _caution(line, messages, ways)
        case "steps" | "list" | "branches":
            return _list(block, messages, ways)


def reachable(widget: QWidget) -> QWidget:
    """Let the Tab key come here where a screen reader listens; gives the widget."""
    let_tab_come(widget)
    return widget


def texts_in(widget: QWidget) -> list[Text]:
    """Give the texts of a block, in order."""
    return [widget] if isinstance(widget, Text) else widget.findChildren(Text)


def _rich(line: Line, ways: Ways, *, marker: str = "", said: str = "") -> RichText:
    text = RichText(line, marker=marker, said=said)
    text.link_wanted.connect(ways.follow)
    reachable(text)
    return text


def _exercise(line: Line, ways: Ways) -> QWidget:
    button = TextButton(text_of(line), "breath")
    button.clicked.connect(lambda: ways.follow(line[0].target))
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
    return holder


def _remark(line: Line, icon: str, tone_name: str, ways: Ways) -> Remark:
    text = RichText(line, tone_name="calm" if tone_name == "calm" else "later")
    text.link_wanted.connect(ways.follow)
    return Remark(text_of(line), icon, "calm" if tone_name == "calm" else "later", text)


def _caution(line: Line, messages: Messages, ways: Ways) -> QWidget:
    """Say what comes, and offer to go on behind it; nothing of it is hidden."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(NEAR)
    column.addWidget(_remark(line, "caution", "later", ways))
    # Translators: a button below a content note in a guide; it goes on to the next heading
    button = TextButton(messages.text("Skip this part"), "down")
    button.clicked.connect(lambda: ways.skip(holder))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
    return holder


def _list(block: Block, messages: Messages, ways: Ways) -> QWidget:
    """Make a list; branches stand in a box, with a line between."""
    branches, total = block.kind == "branches", len(block.lines)
    holder = Card(spacing=STEP) if branches else QWidget()
    set_role(holder, "list")
    column = holder.body if isinstance(holder, Card) else QVBoxLayout(holder)
    if not branches:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
    for number, line in enumerate(block.lines, start=1):
        if branches and number > 1:
            column.addWidget(_Between())
        marker = f"{number}." if block.kind == "steps" else "" if branches else _POINT
        # Translators: read aloud of an item in a list, such as "2 of 5: Drink some water."
        said = messages.text("{number} of {count}: {text}", number=number, count=total, text=text_of(line))
        column.addWidget(_rich(line, ways, marker=marker, said=said))
    return holder


class _Between(QWidget):
    """A fine line between two items of a box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_strip(QPainter(self), QRectF(self.rect()), self.palette().color(QPalette.ColorRole.Mid))
