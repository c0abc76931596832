"""Dialogs take the window's place: the way out stays where it was, and nothing below is reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from tests.ui.desks import ReaderMaker, accessible, click, desk_of, focused, place_in_window, press, settle, write
from tests.ui.test_leaving import SHIFT, ends

from guide_app.app import Reader
from guide_app.core.messages import Messages
from guide_app.ui.widgets.dialog import Dialog


def ask(reader: Reader) -> Dialog:
    """Open a dialog with a field and two buttons over the first screen."""
    dialog = Dialog(Messages(reader.session.language, reader._locales), "A question")
    dialog.body.addWidget(QLineEdit())
    dialog.add_button("Yes", main=True).clicked.connect(dialog.accept)
    dialog.add_button("No").clicked.connect(dialog.reject)
    dialog.open_over(desk_of(reader))
    settle()
    return dialog


class Answers:
    """Notes how a dialog was answered."""

    def __init__(self, dialog: Dialog) -> None:
        self.given: list[str] = []
        dialog.accepted.connect(lambda: self.given.append("yes"))
        dialog.rejected.connect(lambda: self.given.append("no"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(1180, 820), (640, 480), (400, 800)])
def test_the_way_out_is_in_the_same_corner(open_reader: ReaderMaker, language: str, size: tuple[int, int]) -> None:
    reader = open_reader(language, size=size)
    before = place_in_window(desk_of(reader).header.leave)
    dialog = ask(reader)
    after = place_in_window(dialog.leave)
    corner = "topLeft" if language == "ar" else "topRight"
    assert getattr(after, corner)() == getattr(before, corner)()
    assert min(after.width(), after.height()) >= 44


def test_the_button_and_the_keys_leave_from_a_dialog(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    click(ask(reader).leave)
    assert ends(reader) == [0]
    assert not reader.window.isVisible()


def test_shift_leaves_from_a_field_of_a_dialog(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    ask(reader)
    press(reader, SHIFT, SHIFT, SHIFT)
    assert ends(reader) == [0]


def test_nothing_below_is_seen_or_reached(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    dialog = ask(reader)
    assert not desk.isVisible()
    for _ in range(12):
        press(reader, Qt.Key.Key_Tab)
        widget = focused(reader)
        assert widget is not None
        assert dialog.isAncestorOf(widget)
    press(reader, Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert dialog.isAncestorOf(focused(reader))  # type: ignore[arg-type]


def test_the_keyboard_begins_in_the_body_and_goes_back_where_it_was(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    desk.start.search.setFocus()
    dialog = ask(reader)
    assert isinstance(focused(reader), QLineEdit)
    write(reader, "abc")
    dialog.reject()
    settle()
    assert desk.isVisible()
    assert focused(reader) is desk.start.search.field
    assert desk.start.search.text() == ""


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Escape, "no"), (Qt.Key.Key_Return, "yes")])
def test_escape_rejects_and_return_presses_the_main_button(open_reader: ReaderMaker, key: Qt.Key, answer: str) -> None:
    reader = open_reader()
    answers = Answers(ask(reader))
    press(reader, key)
    assert answers.given == [answer]
    assert desk_of(reader).isVisible()


def test_a_dialog_may_open_over_a_dialog(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    lower, upper = ask(reader), ask(reader)
    assert (lower.isVisible(), upper.isVisible()) == (False, True)
    upper.accept()
    assert lower.isVisible()
    lower.accept()
    assert desk_of(reader).isVisible()


def test_a_new_desk_waits_below(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    dialog = ask(reader)
    reader.show_lost()
    settle()
    assert dialog.isVisible()
    dialog.reject()
    settle()
    assert reader.window._inside is not None
    assert reader.window._inside.isVisible()


def test_another_text_size_waits_until_it_is_answered(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    dialog = ask(reader)
    press(reader, Qt.Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert reader.session.text_scale == 1.0
    dialog.reject()
    press(reader, Qt.Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert reader.session.text_scale == 1.25


def test_it_is_heard_as_a_dialog_with_its_title(open_reader: ReaderMaker) -> None:
    dialog = accessible(ask(open_reader()))
    assert (dialog.role(), dialog.text(QAccessible.Text.Name)) == (QAccessible.Role.Dialog, "A question")
