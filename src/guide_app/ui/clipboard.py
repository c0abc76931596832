"""The one writer of the clipboard, which knows what it put there and takes back only that."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


class Clipboard:
    """Copies when asked; on leaving, empties the clipboard if what we put there is still in it."""

    def __init__(self) -> None:
        self._put = ""

    def put(self, text: str) -> None:
        """Copy a text."""
        QGuiApplication.clipboard().setText(text)
        self._put = text

    def take_back(self) -> None:
        """Empty the clipboard if it holds what we put there. Another program's text is never touched."""
        clipboard = QGuiApplication.clipboard()
        if self._put and clipboard.ownsClipboard() and clipboard.text() == self._put:
            clipboard.clear()
        self._put = ""
