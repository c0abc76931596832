"""How far something is: a line that fills, known to assistive tools as one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from guide_app.ui.painting import paint_box

_HIGH: Final = 8
_WHOLE: Final = 1000


class ProgressLine(QProgressBar):
    """Nothing on it moves by itself."""

    def __init__(self, name: str) -> None:
        """Stand at nothing; `name` is for those who hear it."""
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, _WHOLE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, done: int, total: int) -> None:
        """Fill the line as far as `done` is of `total`; of an unknown total, not at all."""
        self.setValue(min(_WHOLE, done * _WHOLE // total) if total else 0)

    def sizeHint(self) -> QSize:
        """Be thin."""
        return QSize(240, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(80, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and the part from where reading begins."""
        painter, palette, box = QPainter(self), self.palette(), QRectF(self.rect())
        line = palette.color(QPalette.ColorRole.Dark)
        paint_box(painter, box, palette.color(QPalette.ColorRole.Base), line, radius=_HIGH / 2)
        if self.value() <= 0:
            return
        width = max(float(_HIGH), box.width() * self.value() / _WHOLE)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        part = QRectF(box.right() - width if right else box.left(), box.top(), width, box.height())
        accent = palette.color(QPalette.ColorRole.Highlight)
        paint_box(painter, part, accent, accent, radius=_HIGH / 2)
