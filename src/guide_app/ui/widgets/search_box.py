"""The field people write into: a box with a sign, its visible label, and room for any script."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from guide_app.ui.painting import paint_box, paint_focus_ring
from guide_app.ui.theme import GAP, NEAR, STEP, TARGET, sized
from guide_app.ui.widgets.icon import Icon

_LONGEST: Final = 200
_ABOVE: Final = 2
_FRAME: Final = 6
"""What Qt keeps free at both sides of what is written, in pixels."""


class SearchBox(QWidget):
    """A line to write in. `label_text` stands inside the box; without it call `set_label` with one that stands near."""

    text_written = Signal(str)
    """What the field holds after each change by the person, not by the program."""
    entered = Signal()
    """Return was pressed."""
    list_wanted = Signal()
    """The down arrow was pressed: on to what is listed below."""

    def __init__(
        self,
        *,
        placeholder: str,
        shorter: str = "",
        label_text: str = "",
        roomy: bool = False,
        icon: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            placeholder: shown while the field is empty.
            shorter: shown instead where the field is too narrow; where that does not fit either, nothing is.
            label_text: a visible label inside the box.
            roomy: whether to be higher than a finger needs.
            icon: the sign at its beginning.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._roomy = roomy
        self.field = _Field(self, (placeholder, shorter))
        self.field.setMaxLength(_LONGEST)
        self.field.textEdited.connect(self.text_written)
        self.field.returnPressed.connect(self.entered)
        self.field.down_pressed.connect(self.list_wanted)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP - 2, _ABOVE, STEP, _ABOVE)
        row.setSpacing(NEAR)
        row.addWidget(Icon(icon, role=QPalette.ColorRole.PlaceholderText))
        self._label_height = 0
        if label_text:
            label = QLabel(label_text, self)
            label.setFont(sized(QApplication.font(), "small"))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self.set_label(label)
            self._label_height = label.sizeHint().height()
            row.addWidget(label)
        row.addWidget(self.field, 1)

    def set_label(self, label: QLabel) -> None:
        """Tie a visible label to the field, for those who hear it and for those who click it."""
        label.setBuddy(self.field)
        # Qt finds a label by itself only among the field's own siblings.
        self.field.setAccessibleName(label.text())

    def text(self) -> str:
        """Give what is written."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Write for the person, without reporting it; the cursor goes to the end."""
        if text != self.field.text():
            self.field.setText(text)

    def sizeHint(self) -> QSize:
        """Be as high as a finger needs, higher where there is room."""
        line = max(self.field.fontMetrics().height() + GAP, self._label_height + 2 * _ABOVE)
        return QSize(320, max(TARGET + (NEAR if self._roomy else 0), line))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and the ring of the focus."""
        painter, palette, box = QPainter(self), self.palette(), QRectF(self.rect())
        paint_box(painter, box, palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Dark))
        if self.field.hasFocus():
            paint_focus_ring(painter, box, palette)


class _Field(QLineEdit):
    """A line without a frame of its own."""

    down_pressed = Signal()

    def __init__(self, box: SearchBox, placeholders: tuple[str, ...]) -> None:
        super().__init__(box)
        self._box = box
        self._placeholders = placeholders
        self.setPlaceholderText(placeholders[0])
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        # In mixed text the left arrow goes left, whatever is written there.
        self.setCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)
        self.textChanged.connect(self._align)
        self._align("")

    def changeEvent(self, event: QEvent) -> None:
        """Stand at the other side where the direction changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the hint that fits: half a hint helps nobody."""
        super().resizeEvent(event)
        room, metrics = event.size().width() - _FRAME, self.fontMetrics()
        fitting = (hint for hint in self._placeholders if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the down arrow on; everything else is writing."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)

    def _align(self, text: str) -> None:
        """Keep the cursor of an empty field beside its hint: Qt would put it where the keyboard's language begins."""
        begin = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        empty = begin | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment((Qt.AlignmentFlag.AlignLeading if text else empty) | Qt.AlignmentFlag.AlignVCenter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the box draw its ring."""
        super().focusInEvent(event)
        self._box.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the box drop its ring."""
        super().focusOutEvent(event)
        self._box.update()
