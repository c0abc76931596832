"""What is written into: a box for a passphrase that tells nobody its letters, and one for a text of any length."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from guide_app.ui.painting import paint_box, paint_focus_ring
from guide_app.ui.theme import GAP, NEAR, TARGET, TINY, sized
from guide_app.ui.widgets.labels import Heading, Text

_LONGEST: Final = 1000
_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_FORBIDDEN: Final = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_SMALLEST_LINES: Final = 2
_LINE_HEIGHT: Final = 125
"""In percent of what the font asks for."""


class PassphraseField(QWidget):
    """A visible label and a line below it. Its letters go nowhere: to no clipboard, to no input method's memory.

    A screen reader is told the name and how many letters there are, as long as they are not shown.
    """

    changed = Signal()
    entered = Signal()
    """Return was pressed."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Make an empty field.

        Args:
            label: its visible name.
            hint: a sentence that a screen reader adds.
        """
        super().__init__()
        self.line = _PassphraseLine()
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.entered)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.setFocusProxy(self.line)
        name = Text(label)
        name.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(name)
        column.addWidget(_Box(self.line))

    def text(self) -> str:
        """Give what is written."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was written, and how it came about."""
        self.line.setText("")

    def show_letters(self, shown: bool) -> None:
        """Let the letters be seen, or not."""
        self.line.show_letters(shown=shown)

    def _on_text_changed(self) -> None:
        self.changed.emit()


class _PassphraseLine(QLineEdit):
    """A line without clipboard, undo, menu, or dragging."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.selectionChanged.connect(self._on_selection_changed)
        self.show_letters(shown=False)

    def show_letters(self, *, shown: bool) -> None:
        """Show letters or dots. Qt takes its hints off where letters are shown."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.deselect()

    def changeEvent(self, event: QEvent) -> None:
        """Stand at the side where the page begins: dots have no direction of their own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write; whatever reaches the clipboard or an earlier state is ignored."""
        if any(event.matches(key) for key in _FORBIDDEN):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ignore the middle button, which pastes on some systems."""
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _on_selection_changed(self) -> None:
        """Select nothing where letters are shown: on some systems what is selected can be pasted elsewhere."""
        if self.echoMode() == QLineEdit.EchoMode.Normal and self.hasSelectedText():
            self.deselect()


class WritingField(QWidget):
    """A label and a box for plain text, as high as what is written in it. Each line takes its own direction."""

    written = Signal()
    """A person changed the text."""
    cursor_moved = Signal(QRect)
    """Where the cursor stands, in terms of this widget."""

    def __init__(self, label: str, hint: str = "", *, lines: int = _SMALLEST_LINES, heading: bool = False) -> None:
        """Make an empty field.

        Args:
            label: its visible name.
            hint: a quiet line below the name.
            lines: how many there is room for at least.
            heading: whether its name is a heading of the page.
        """
        super().__init__()
        self.edit = _Writing(lines)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self._filling = False
        self.setFocusProxy(self.edit)
        name = Heading(label, "body") if heading else Text(label)
        name.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(name)
        if hint:
            column.addWidget(Text(hint, "small", second=True))
        column.addWidget(_Box(self.edit))

    def text(self) -> str:
        """Give what is written."""
        return self.edit.toPlainText()

    def fill(self, text: str) -> None:
        """Write for the person, without reporting it and with nothing to undo; the cursor goes to the end."""
        self._filling = True
        self.edit.fill(text)
        self._filling = False

    def _on_text_changed(self) -> None:
        if not self._filling:
            self.written.emit()

    def _on_cursor_position_changed(self) -> None:
        if self.edit.hasFocus():
            place = self.edit.cursorRect()
            place.moveTopLeft(self.edit.viewport().mapTo(self, place.topLeft()))
            self.cursor_moved.emit(place)


class _Writing(QTextEdit):
    """Plain text that is never scrolled in itself. Not `QPlainTextEdit`: there all lines stand at one side."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(sized(QApplication.font(), "body"))
        self.setTabChangesFocus(True)
        # What is written here is nothing for the memory of an input method.
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(TINY)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.fill("")

    def fill(self, text: str) -> None:
        """Hold a text from now on, with room between its lines and nothing to undo."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        roomy = QTextBlockFormat()
        roomy.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(roomy)
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.document().setUndoRedoEnabled(False)
        self.document().setUndoRedoEnabled(True)
        self._fit()

    def sizeHint(self) -> QSize:
        """Be as high as all lines."""
        least = round(self._lines * self.fontMetrics().lineSpacing() * _LINE_HEIGHT / 100) + 2 * TINY
        return QSize(320, max(least, ceil(self.document().size().height())))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(100, self.sizeHint().height())

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class _Box(QWidget):
    """The outline of a field, and the ring of the focus."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.installEventFilter(self)
        row = QVBoxLayout(self)
        row.setContentsMargins(GAP - 4, TINY, GAP - 4, TINY)
        row.addWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be high enough for a finger."""
        height = self._inside.sizeHint().height() + 2 * TINY
        return QSize(320, max(TARGET, height + (NEAR if isinstance(self._inside, QLineEdit) else 0)))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window."""
        return QSize(140, self.sizeHint().height())

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Draw the ring anew where the keyboard comes or goes."""
        if isinstance(event, QFocusEvent):
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and ring."""
        painter, palette, box = QPainter(self), self.palette(), QRectF(self.rect())
        paint_box(painter, box, palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Dark))
        if self._inside.hasFocus():
            paint_focus_ring(painter, box, palette)
