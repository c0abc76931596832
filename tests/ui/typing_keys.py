"""Typing as the window system does it: a window gets the keys, not a widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.desks import settle

_NAMED: Final = {
    "\n": Qt.Key.Key_Return,
    "\b": Qt.Key.Key_Backspace,
    "\x1b": Qt.Key.Key_Escape,
    "\t": Qt.Key.Key_Tab,
    " ": Qt.Key.Key_Space,
}


def write(widget: QWidget, text: str) -> None:
    """Type letters; `\\n`, `\\b`, `\\x1b` and `\\t` are Return, Backspace, Esc and Tab."""
    window = widget.window().windowHandle()
    assert window is not None
    for letter in text:
        key = _NAMED.get(letter, Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown)
        QTest.sendKeyEvent(QTest.KeyAction.Click, window, key, letter, Qt.KeyboardModifier.NoModifier)
    settle()
