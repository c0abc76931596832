"""Ways to look at and to drive the window in tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from guide_app.app import Reader
from guide_app.core.values import NeedId, ServiceId
from guide_app.ui.desk import Desk
from guide_app.ui.session import Place

SERVICE = ServiceId("us-trans-lifeline-hotline")
PLACES = {
    "start": Place(),
    "results": Place("results", need=NeedId("talk")),
    "service": Place("service", need=NeedId("talk"), service=SERVICE),
    "about": Place("about"),
}


class ReaderMaker(Protocol):
    """Opens the program; the fixture `open_reader`."""

    def __call__(
        self,
        language: str = "en",
        *,
        place: Place | None = None,
        country: str | None = "LB",
        size: tuple[int, int] = (1180, 820),
        scale: float = 1.0,
        folders: list[Path] | None = None,
    ) -> Reader: ...


class Left:
    """Stands for the end of the process: notes it instead."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def __call__(self, code: int) -> None:
        self.codes.append(code)


def desk_of(reader: Reader) -> Desk:
    """Give the desk, which is there unless the copy was refused."""
    assert reader.desk is not None
    return reader.desk


def settle() -> None:
    """Let everything that was asked for happen."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(reader: Reader, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys as the window system would: the window gets them, not a widget."""
    window = reader.window.windowHandle()
    assert window is not None
    for key in keys:
        QTest.keyClick(window, key, modifier)
        settle()


def write(reader: Reader, text: str) -> None:
    """Write letters with the keyboard."""
    window = reader.window.windowHandle()
    assert window is not None
    for letter in text:
        key = Qt.Key(ord(letter.upper()))
        QTest.sendKeyEvent(QTest.KeyAction.Click, window, key, letter, Qt.KeyboardModifier.NoModifier)
    settle()


def click(widget: QWidget) -> None:
    """Press with the left button in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def focused(reader: Reader) -> QWidget | None:
    """Give what has the keyboard."""
    return reader.window.focusWidget()


def place_in_window(widget: QWidget) -> QRect:
    """Give where a widget stands in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def accessible(widget: QWidget) -> QAccessibleInterface:
    """Give what an assistive tool sees of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def visible_widgets(root: QWidget) -> Iterator[QWidget]:
    """Walk what is shown."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root):
            yield widget
