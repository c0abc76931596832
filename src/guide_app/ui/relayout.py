"""Changing one's own layout while being resized.

Qt marks a layout as done when the pass that resized its widgets ends, and so forgets what changed during it.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def lay_out_again(widget: QWidget) -> None:
    """Have a widget and all around it laid out once more, right after the present pass."""

    def again() -> None:
        if not shiboken6.isValid(widget):
            return
        layouts = []
        around: QWidget | None = widget
        while around is not None:
            layout = around.layout()
            if layout is not None:
                layout.invalidate()
                layouts.append(layout)
            around = around.parentWidget()
        for layout in reversed(layouts):
            layout.activate()

    QTimer.singleShot(0, again)
