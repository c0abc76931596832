"""The one writer of the clipboard, which knows what it put there and takes back only that."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

_MARKS: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks of direction, which nobody sees."""


class Clipboard(QObject):
    """Copies when asked; on leaving, empties the clipboard if what we put there is still in it.

    Whether it is still ours is known from what Qt reports, never by reading: another program that holds the clipboard
    may be slow to answer, and leaving waits for nobody.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ours = False
        self._putting = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_data_changed)

    def put(self, text: str) -> None:
        """Copy a text, without the marks that keep numbers whole on the screen: pasted, they would be in the way."""
        self._putting = True
        QGuiApplication.clipboard().setText(text.translate(_MARKS))
        self._putting = False
        self._ours = True

    def take_back(self) -> None:
        """Empty the clipboard if it holds what we put there. Another program's text is never touched."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        self._ours = False

    def _on_data_changed(self) -> None:
        if not self._putting:
            self._ours = False
