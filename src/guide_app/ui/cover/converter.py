"""The converter of units: a number in one unit, and the same in another. Without money: that would need the network."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guide_app.core.languages import is_right_to_left
from guide_app.core.messages import Messages
from guide_app.ui.cover.arithmetic import SIGN, line_of, written
from guide_app.ui.cover.numbers import Style, write_number, write_value
from guide_app.ui.cover.units import converted, kinds

_LONGEST: Final = 24


class Converter(QScrollArea):
    """Converts while one types."""

    def __init__(self, messages: Messages, style: Style) -> None:
        super().__init__()
        self._style = style
        self._kinds = kinds(messages)
        text = messages.text
        self.kind = QComboBox()
        self.kind.addItems([kind.name for kind in self._kinds])
        self.value, self.result = QLineEdit(), QLineEdit()
        self.value.setMaxLength(_LONGEST)
        self.result.setReadOnly(True)
        if is_right_to_left(messages.language):
            for field in (self.value, self.result):
                field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.of, self.to = QComboBox(), QComboBox()
        self.swap = QPushButton(text("Swap", context="two units"))
        page = QWidget()
        row = QHBoxLayout(page)
        column = QVBoxLayout()
        row.addStretch(1)
        row.addLayout(column, 4)
        row.addStretch(1)
        # Translators: in a converter of units: length, weight and so on
        _add(column, text("Quantity", context="kind of unit"), self.kind)
        _add(column, text("From", context="unit"), self.value, self.of)
        column.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignHCenter)
        _add(column, text("To", context="unit"), self.result, self.to)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.value.textChanged.connect(self.convert)
        self.of.currentIndexChanged.connect(self.convert)
        self.to.currentIndexChanged.connect(self.convert)
        self.swap.clicked.connect(self._on_swap_clicked)
        self._on_kind_changed(0)

    def convert(self) -> None:
        """Say in the other unit what stands in the field; what is no number is nothing."""
        units = self._kinds[self.kind.currentIndex()].units
        line = line_of(self.value.text())
        number = line.lstrip(SIGN)
        if not number or not number.replace(".", "", 1).isdecimal():
            self.result.clear()
            return
        value = Decimal(line.replace(SIGN, "-"))
        shown = converted(value, units[self.of.currentIndex()], units[self.to.currentIndex()])
        self.result.setText(write_value(shown, self._style))

    def _on_kind_changed(self, index: int) -> None:
        kind = self._kinds[index]
        for box, begin in zip((self.of, self.to), kind.usual, strict=True):
            box.blockSignals(True)  # noqa: FBT003 - Qt's own way
            box.clear()
            box.addItems([unit.name for unit in kind.units])
            box.setCurrentIndex(begin)
            box.blockSignals(False)  # noqa: FBT003
        self.value.setText(write_number(written(Decimal(1)), self._style))
        self.convert()

    def _on_swap_clicked(self) -> None:
        of, to = self.of.currentIndex(), self.to.currentIndex()
        self.of.setCurrentIndex(to)
        self.to.setCurrentIndex(of)


def _add(column: QVBoxLayout, name: str, *fields: QWidget) -> None:
    label = QLabel(name)
    # A list of choices is named by a label alone, a field by its name too.
    label.setBuddy(fields[-1])
    fields[0].setAccessibleName(name)
    for part in (label, *fields):
        column.addWidget(part)
