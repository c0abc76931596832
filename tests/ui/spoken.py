"""Every text that a screen shows or says, from whatever part of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from tests.ui.desks import visible_widgets

from guide_app.ui.widgets.buttons import LeaveButton
from guide_app.ui.widgets.option import Option
from guide_app.ui.widgets.painted import PaintedButton
from guide_app.ui.widgets.result_list import ResultList


def texts_of(window: QWidget) -> Iterator[str]:
    """Give what can be read, and what a screen reader or a tool tip adds; in the order of the parts."""
    for widget in visible_widgets(window):
        yield from filter(None, (*_shown(widget), widget.toolTip()))
        yield from filter(None, (widget.accessibleName(), widget.accessibleDescription()))


def _shown(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield widget.text()
    elif isinstance(widget, PaintedButton):
        yield widget.shown_text()
        if isinstance(widget, LeaveButton):
            yield widget._hint
        if isinstance(widget, Option):
            yield widget._remark
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, ResultList):
        for row in range(widget._results.rowCount()):
            line = widget._results.line(row)
            yield from (line.heading, line.name, line.about, line.state, *line.remarks, line.reach)
            yield widget._results.sentence(row)
