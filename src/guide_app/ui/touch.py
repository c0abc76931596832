"""Scrolling with a finger, as on a kiosk: Qt's views leave it to whoever asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QScroller


def scroll_by_touch(area: QAbstractScrollArea) -> None:
    """Let a finger drag what is in a view. A tap still presses; the mouse does as before."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
