"""A header over one page: for the screens on which nothing else may stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.ui.header import Header


class Plain(QWidget):
    """Header and page, in the direction of the language."""

    def __init__(self, header: Header, page: QWidget, *, right_to_left: bool) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(page, 1)
