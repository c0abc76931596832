"""What is written into: a box for a passphrase that tells nobody its letters, and one for a text of any length."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
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
from guide_app.ui.theme import GAP, NEAR, STEP, TARGET, TINY, Size, sized
from guide_app.ui.widgets.labels import Heading, Text

_LONGEST: Final = 1000
_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_MOVING: Final = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)
_DOT: Final = "\u2022"
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
        self.line.written.connect(self.changed)
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
        return self.line.letters

    def clear(self) -> None:
        """Forget what was written."""
        self.line.hold("")

    def show_letters(self, shown: bool) -> None:
        """Let the letters be seen, or not."""
        self.line.show_letters(shown=shown)


class _PassphraseLine(QLineEdit):
    """A line without clipboard, undo, menu, or dragging.

    Qt's own line tells assistive tools, and whoever listens on their bus, each letter of a passphrase as it is written.
    So the letters are kept here, and Qt is given one dot for each, until somebody wishes to see them.
    """

    written = Signal()
    """Other letters are held than before; Qt's own signal knows their number alone."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.selectionChanged.connect(self._on_selection_changed)
        self.show_letters(shown=False)
        self._align()

    @property
    def letters(self) -> str:
        """What is written."""
        return self._letters

    def hold(self, letters: str, cursor: int | None = None) -> None:
        """Hold these letters, with the cursor behind so many of them; None: behind all."""
        before, self._letters = self._letters, letters[:_LONGEST]
        self.setText(self._letters if self._is_shown else _DOT * len(self._letters))
        passed = self._letters if cursor is None else self._letters[:cursor]
        self.setCursorPosition(_units(passed) if self._is_shown else len(passed))
        if before != self._letters:
            self.written.emit()

    def show_letters(self, *, shown: bool) -> None:
        """Show letters or dots. Qt takes its hints off where letters are shown."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.hold(self._letters)

    def changeEvent(self, event: QEvent) -> None:
        """Stand at the side where the page begins: dots have no direction of their own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, take away, move. Everything else that Qt's line knows would reach a clipboard or an earlier state."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if event.key() in _MOVING or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._take_away(1 if event.key() == Qt.Key.Key_Delete else -1, all_of_it=bool(command))
        elif event.text().isprintable() and event.text() and (not command or _is_written_with_both(event)):
            self._put(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method has finished; what it is still thinking of is not shown."""
        if event.commitString():
            self._put(event.commitString())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ignore the middle button, which pastes on some systems."""
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _align(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    @property
    def _is_shown(self) -> bool:
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def _marked(self) -> tuple[int, int]:
        """Give where the selection begins and ends, in letters; both are the cursor where there is none."""
        begin, end = self.cursorPosition(), self.cursorPosition()
        if self.hasSelectedText():
            begin, end = self.selectionStart(), self.selectionEnd()
        if not self._is_shown:
            return begin, end
        return _letters_in(self._letters, begin), _letters_in(self._letters, end)

    def _put(self, letters: str) -> None:
        begin, end = self._marked()
        self.hold(self._letters[:begin] + letters + self._letters[end:], begin + len(letters))

    def _take_away(self, way: int, *, all_of_it: bool) -> None:
        """Take away what is selected, else the letter before the cursor or behind it, or all on that side."""
        begin, end = self._marked()
        if begin == end and way > 0:
            end = len(self._letters) if all_of_it else end + 1
        elif begin == end:
            begin = 0 if all_of_it else max(0, begin - 1)
        self.hold(self._letters[:begin] + self._letters[end:], begin)

    def _on_selection_changed(self) -> None:
        """Select nothing where letters are shown: on some systems what is selected can be pasted elsewhere."""
        if self._is_shown and self.hasSelectedText():
            self.deselect()


def _is_written_with_both(event: QKeyEvent) -> bool:
    """Say whether a letter is written with Ctrl and Alt together, which is AltGr on Windows."""
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


def _units(letters: str) -> int:
    """Count as Qt does."""
    return len(letters.encode("utf-16-le", "surrogatepass")) // 2


def _letters_in(letters: str, units: int) -> int:
    """Give how many letters stand in the first so many of Qt's units."""
    return next((at for at in range(len(letters) + 1) if _units(letters[:at]) >= units), len(letters))


class WritingField(QWidget):
    """A label and a box for plain text, as high as what is written in it. Each line takes its own direction."""

    written = Signal()
    """A person changed the text."""
    cursor_moved = Signal(QRect)
    """Where the cursor stands, in terms of this widget."""

    def __init__(
        self, label: str, hint: str = "", *, lines: int = _SMALLEST_LINES, heading: Size | None = None
    ) -> None:
        """Make an empty field.

        Args:
            label: its visible name.
            hint: a quiet line below the name.
            lines: how many there is room for at least.
            heading: of this size, where its name is a heading of the page.
        """
        super().__init__()
        self.edit = _Writing(lines)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self._filling = False
        self.setFocusProxy(self.edit)
        name = Text(label) if heading is None else Heading(label, heading)
        name.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(name)
        if hint:
            column.addWidget(Text(hint) if heading == "title" else Text(hint, "small", second=True))
        if heading == "title":
            column.setSpacing(STEP)
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
