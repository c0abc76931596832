"""A passphrase goes nowhere but into the key: to no clipboard, no history, no input method, no screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.desks import accessible, settle

from guide_app.ui.notebook.fields import PassphraseField

SECRET = "tram gravel"
FORBIDDEN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)


@pytest.fixture
def field(qtbot: QtBot, look: None) -> Iterator[PassphraseField]:  # noqa: ARG001 - it is in force
    field = PassphraseField("Passphrase", "A hint")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    settle()
    QTest.keyClicks(field.line, SECRET)
    yield field
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("shown", [False, True])
def test_nothing_reaches_or_leaves_the_clipboard(field: PassphraseField, shown: bool) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("theirs")
    field.show_letters(shown)
    for key in FORBIDDEN:
        QTest.keySequence(field.line, QKeySequence(QKeySequence.StandardKey.SelectAll))
        QTest.keySequence(field.line, QKeySequence(key))
        assert field.text() == SECRET
    QTest.mousePress(field.line, Qt.MouseButton.LeftButton, pos=QPoint(4, 10))
    QTest.mouseMove(field.line, QPoint(80, 10))
    QTest.mouseRelease(field.line, Qt.MouseButton.LeftButton, pos=QPoint(80, 10))
    QTest.mouseClick(field.line, Qt.MouseButton.MiddleButton)
    assert field.text() == SECRET
    assert clipboard.text() == "theirs"
    if clipboard.supportsSelection():
        assert SECRET not in clipboard.text(QClipboard.Mode.Selection)


def test_where_letters_are_shown_none_can_be_selected(field: PassphraseField) -> None:
    field.show_letters(True)
    field.line.selectAll()
    assert not field.line.hasSelectedText()


def test_there_is_no_menu_no_dragging_and_no_dropping(field: PassphraseField) -> None:
    assert field.line.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    assert not field.line.dragEnabled()
    assert not field.line.acceptDrops()


def test_what_is_cleared_cannot_be_brought_back(field: PassphraseField) -> None:
    field.show_letters(True)
    field.clear()
    assert not field.line.isUndoAvailable()
    field.line.undo()
    assert field.text() == ""


@pytest.mark.parametrize("shown", [False, True])
def test_letters_are_put_in_and_taken_away_anywhere(field: PassphraseField, shown: bool) -> None:
    field.show_letters(shown)
    line, key = field.line, Qt.Key
    field.clear()
    QTest.keyClicks(line, "ac")
    QTest.keyClick(line, key.Key_Left)
    line.inputMethodEvent(_committed("\U0001f333b"))
    QTest.keyClick(line, key.Key_Left)
    QTest.keyClick(line, key.Key_Delete)
    assert field.text() == "a\U0001f333c"
    QTest.keyClick(line, key.Key_Backspace)
    QTest.keyClick(line, key.Key_Home)
    QTest.keyClicks(line, "x")
    assert field.text() == "xac"
    QTest.keyClick(line, key.Key_End)
    QTest.keyClick(line, key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert line.text() == ""


def test_what_is_selected_is_replaced(field: PassphraseField) -> None:
    field.line.selectAll()
    QTest.keyClicks(field.line, "n")
    assert field.text() == "n"


def test_qt_itself_is_given_dots_alone(field: PassphraseField) -> None:
    """Else it would tell each letter on the bus of assistive tools: see tests/journeys/test_notebook.py."""
    assert field.line.text() == "\u2022" * len(SECRET)
    assert not set(str(field.line.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText))) & set(SECRET)


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


@pytest.mark.parametrize("shown", [False, True])
def test_input_methods_are_told_to_learn_nothing(field: PassphraseField, shown: bool) -> None:
    field.show_letters(shown)
    hints = field.line.inputMethodHints()
    for hint in (
        Qt.InputMethodHint.ImhSensitiveData,
        Qt.InputMethodHint.ImhHiddenText,
        Qt.InputMethodHint.ImhNoPredictiveText,
        Qt.InputMethodHint.ImhNoAutoUppercase,
    ):
        assert hints & hint


def test_a_screen_reader_is_told_the_name_and_no_letter(field: PassphraseField) -> None:
    told = accessible(field.line)
    assert told.text(QAccessible.Text.Name) == "Passphrase"
    assert told.state().passwordEdit
    assert not set(told.text(QAccessible.Text.Value)) & set(SECRET)
    assert not set(told.textInterface().text(0, 99)) & set(SECRET)
    label = field.findChild(QLabel)
    assert label is not None
    assert label.buddy() is field.line


def test_it_is_shown_and_hidden(field: PassphraseField) -> None:
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.show_letters(True)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    field.show_letters(False)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
