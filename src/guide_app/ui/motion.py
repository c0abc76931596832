"""Whether the system asks programs to keep still."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

_REDUCED = 1
"""`Qt::MotionPreference::ReducedMotion`."""


def prefers_still() -> bool:
    """Say whether the system asks for less motion, as far as Qt tells.

    From Qt 6.12 on it knows the system's own preference; before, only where a desktop's theme wants no animations.
    """
    hints = QGuiApplication.styleHints()  # held: what belongs to it goes with it
    asked = hints.accessibility().property("motionPreference")
    if asked is not None:
        return bool(int(getattr(asked, "value", asked)) == _REDUCED)
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
