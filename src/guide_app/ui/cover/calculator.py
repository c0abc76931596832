"""The calculator: a display, its keys, and where there is room what was worked out before."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guide_app.core.messages import Messages
from guide_app.ui.accessible import announce
from guide_app.ui.cover.arithmetic import Line, symbol_of, written
from guide_app.ui.cover.numbers import Style, write_line, write_value

_EQUALS: Final = "="
_ROWS: Final = (
    ("clear", "back", "%", "/"),
    ("7", "8", "9", "*"),
    ("4", "5", "6", "-"),
    ("1", "2", "3", "+"),
    ("±", "0", ".", _EQUALS),
)
_KEYS: Final = {
    Qt.Key.Key_Return: _EQUALS,
    Qt.Key.Key_Enter: _EQUALS,
    Qt.Key.Key_Equal: _EQUALS,
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Escape: "clear",
}
_OTHERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_LARGE: Final = 2.2
_ROOM_FOR_PAST: Final = 44
"""Widths of a letter in the window from which on the past is shown beside the keys."""
_MOST_PAST: Final = 100


class Calculator(QWidget):
    """Works out what is typed or pressed."""

    confirmed = Signal(str)
    """A line was confirmed by `=`, in plain symbols; its result stands in the display already."""

    def __init__(self, messages: Messages, style: Style) -> None:
        super().__init__()
        self._messages = messages
        self._style = style
        self._line = Line()
        self.display = self._build_display()
        self.upper = QLabel()
        self.upper.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.buttons: dict[str, QPushButton] = {}
        self.past = QListWidget()
        # Translators: name of the list of sums that were worked out before, in a calculator
        self.past.setAccessibleName(messages.text("History", context="of a calculator"))
        self.past.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.past.itemActivated.connect(self._on_past_activated)
        left = QVBoxLayout()
        left.addWidget(self._build_window_of_display())
        left.addWidget(self._build_pad(), 1)
        row = QHBoxLayout(self)
        row.addLayout(left, 2)
        row.addWidget(self.past, 1)
        for part in (self, *self.findChildren(QWidget)):
            part.installEventFilter(self)
        self._set_heights()
        self.show_line()

    def press(self, symbol: str) -> None:
        """Take a key of the pad."""
        if symbol == _EQUALS:
            self._equal()
            return
        self._line.press(symbol)
        self.upper.clear()
        self.show_line()

    def show_line(self) -> None:
        """Show what stands in the line."""
        shown = write_line(self._line.text, self._style) or write_line("0", self._style)
        text = self._messages.text
        if self._line.problem == "by zero":
            shown = text("Cannot divide by zero")
        elif self._line.problem == "too large":
            # Translators: in the display of a calculator
            shown = text("The result is too large")
        self.display.setText(shown)
        self._fit_letters()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the calculator's keys wherever in it the keyboard is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            symbol = self._symbol(event)
            if symbol:
                self.press(symbol)
                return True
        elif event.type() == QEvent.Type.Resize:
            # Their own, not this widget's: laid out unseen, they come later.
            if watched is self.display:
                self._fit_letters()
            elif watched is self.buttons["0"]:
                self._fit_keys()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the past where there is room."""
        super().resizeEvent(event)
        self.past.setVisible(event.size().width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_PAST * 2)

    def changeEvent(self, event: QEvent) -> None:
        """Give the parts heights that suit the letters, whatever stands in them: nothing moves while one types."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_heights()

    def _symbol(self, event: QKeyEvent) -> str:
        if event.modifiers() & _OTHERS:
            return ""
        return _KEYS.get(Qt.Key(event.key()), "") or symbol_of(event.text()[:1] or " ")

    def _equal(self) -> None:
        line = self._line.text
        result = self._line.equals()
        self.upper.setText(f"{write_line(line, self._style)} =" if line else "")
        self.show_line()
        if result is not None:
            shown = write_value(result, self._style)
            item = QListWidgetItem(f"{write_line(line, self._style)} = {shown}")
            item.setData(Qt.ItemDataRole.UserRole, written(result))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
            self.past.insertItem(0, item)
            self.past.takeItem(_MOST_PAST)
        announce(self.display, self.display.text())
        self.confirmed.emit(line)

    def _on_past_activated(self, item: QListWidgetItem) -> None:
        self._line.recall(str(item.data(Qt.ItemDataRole.UserRole)))
        self.upper.clear()
        self.show_line()

    def _build_display(self) -> QLineEdit:
        display = QLineEdit()
        display.setReadOnly(True)
        display.setFrame(False)
        display.setAlignment(Qt.AlignmentFlag.AlignRight)
        display.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Translators: name of the field that shows the numbers, in a calculator
        display.setAccessibleName(self._messages.text("Display", context="of a calculator"))
        return display

    def _build_window_of_display(self) -> QWidget:
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        frame.setBackgroundRole(self.display.backgroundRole())
        frame.setAutoFillBackground(True)
        # As on every calculator, in every script.
        frame.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(frame)
        column.setSpacing(0)
        column.addWidget(self.upper)
        column.addWidget(self.display)
        return frame

    def _build_pad(self) -> QWidget:
        pad = QWidget()
        # Digits stand as on a keyboard also where text runs from right to left.
        pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, symbols in enumerate(_ROWS):
            for column, symbol in enumerate(symbols):
                button = self._build_button(symbol)
                grid.addWidget(button, row, column)
                self.buttons[symbol] = button
        return pad

    def _build_button(self, symbol: str) -> QPushButton:
        shown, name = self._face(symbol)
        button = QPushButton(shown)
        button.setAccessibleName(name or shown)
        if name:
            button.setToolTip(name)
        button.setProperty("symbol", symbol)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        button.clicked.connect(self._on_button_clicked)
        return button

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.press(str(button.property("symbol")))

    def _face(self, symbol: str) -> tuple[str, str]:
        """Give what stands on a key, and its name where that is not a name."""
        text = self._messages.text
        if symbol.isdigit():
            return write_line(symbol, self._style), ""
        faces = {
            "clear": ("C", text("Clear", context="key of a calculator")),
            "back": ("⌫", text("Delete the last digit", context="key of a calculator")),
            "%": (self._style.percent, text("Percent", context="key of a calculator")),
            "/": ("÷", text("Divide", context="key of a calculator")),
            "*": ("×", text("Multiply", context="key of a calculator")),
            "-": ("−", text("Subtract", context="key of a calculator")),
            "+": ("+", text("Add", context="key of a calculator")),
            "±": ("±", text("Change the sign", context="key of a calculator")),
            ".": (self._style.decimal, text("Decimal point", context="key of a calculator")),
            _EQUALS: (_EQUALS, text("Equals", context="key of a calculator")),
        }
        return faces[symbol]

    def _fit_letters(self) -> None:
        """Write as large as the line has room for."""
        font, usual = QFont(self.font()), self._usual()
        font.setPixelSize(round(usual * _LARGE))
        needed = QFontMetrics(font).horizontalAdvance(self.display.text())
        room = self.display.width() - usual
        if needed > room > 0:
            font.setPixelSize(max(usual, font.pixelSize() * room // needed))
        self.display.setFont(font)

    def _fit_keys(self) -> None:
        """Write on the keys as large as suits them."""
        font, usual, key = QFont(self.font()), self._usual(), self.buttons["0"].size()
        font.setPixelSize(max(usual, min(key.height() // 3, key.width() // 4, usual * 2)))
        for button in self.buttons.values():
            button.setFont(font)

    def _set_heights(self) -> None:
        line = self.fontMetrics().height()
        self.upper.setFixedHeight(line)
        self.display.setFixedHeight(round(line * _LARGE))
        for button in self.buttons.values():
            # In a small window keys are small, but all are there.
            button.setMinimumSize(1, line)

    def _usual(self) -> int:
        """Give the size of ordinary letters in pixels."""
        return QFontInfo(self.font()).pixelSize()
