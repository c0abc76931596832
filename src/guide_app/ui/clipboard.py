"""The one writer of the clipboard, which knows what it put there and takes back only that."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

_MARKS: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Marks of direction, which nobody sees."""
_UNKEPT: Final = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "darwin": {"org.nspasteboard.ConcealedType": b""},
    "win32": {
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    },
}
"""By which each system is asked to keep a text out of its history of what was copied; not all programs heed it."""


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
        data = QMimeData()
        data.setText(text.translate(_MARKS))
        for kind, value in _UNKEPT.get(sys.platform, {}).items():
            data.setData(kind, value)
        self._putting = True
        QGuiApplication.clipboard().setMimeData(data)
        self._putting = False
        self._ours = True

    def take_back(self) -> None:
        """Empty the clipboard, and the X server's text that is marked, of what is ours; never of another program's."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._ours = False

    def _on_data_changed(self) -> None:
        if not self._putting:
            self._ours = False
