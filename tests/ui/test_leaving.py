"""Leaving: hidden first, then the clipboard, then gone; from every page, over menus and dialogs; never by chance."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.safety.test_instead import children
from tests.ui.desks import PLACES, Left, ReaderMaker, click, desk_of, press, settle, write

from guide_app.app import Reader
from guide_app.safety.options import Instead
from guide_app.ui.clipboard import Clipboard
from guide_app.ui.widgets.contact_card import ContactCard

SHIFT = Qt.Key.Key_Shift
HIDDEN = "hidden=True clipboard=''"


def ends(reader: Reader) -> list[int]:
    left = reader.leaving._end
    assert isinstance(left, Left)
    return left.codes


def leave_in_a_process(bundle: Path, opened: str, *keys: str) -> subprocess.CompletedProcess[str]:
    script = Path(__file__).with_name("leaver.py")
    command = [sys.executable, str(script), str(bundle), opened, *keys]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("opened", ["nothing", "menu", "dialog", "choices", "copied"])
def test_three_times_shift_ends_the_process_hidden_and_silent(bundle: Path, opened: str) -> None:
    done = leave_in_a_process(bundle, opened, "Shift", "Shift", "Shift")
    assert (done.returncode, done.stdout) == (0, HIDDEN)
    assert not [line for line in done.stderr.splitlines() if not line.startswith("This plugin does not support")]


def test_another_programs_text_stays_in_the_clipboard(bundle: Path) -> None:
    done = leave_in_a_process(bundle, "other", "Shift", "Shift", "Shift")
    assert (done.returncode, done.stdout) == (0, "hidden=True clipboard='of someone else'")


@pytest.mark.parametrize("keys", [("Shift", "Shift"), ("Shift", "Shift", "A", "Shift"), ("Escape", "Escape", "Escape")])
def test_other_keys_do_not_leave(bundle: Path, keys: tuple[str, ...]) -> None:
    assert leave_in_a_process(bundle, "nothing", *keys).returncode == 3


@pytest.mark.parametrize("page", PLACES)
def test_the_button_leaves_from_every_page(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page])
    click(desk_of(reader).header.leave)
    assert ends(reader) == [0]
    assert not reader.window.isVisible()


def test_the_button_leaves_from_the_refused_screen(open_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = open_reader(folders=[tmp_path])
    press(reader, SHIFT, SHIFT, SHIFT)
    assert ends(reader) == [0]


def test_one_press_on_the_button_is_enough_while_a_list_is_open(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    header = desk_of(reader).header
    header.country.open_list()
    settle()
    window = reader.window.windowHandle()
    assert window is not None
    middle = header.leave.mapTo(reader.window, QPoint(header.leave.width() // 2, header.leave.height() // 2))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    settle()
    assert ends(reader) == [0]


def test_the_button_leaves_when_it_is_pressed_not_when_it_is_let_go(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    QTest.mousePress(desk_of(reader).header.leave, Qt.MouseButton.LeftButton)
    assert ends(reader) == [0]


def test_what_comes_instead_is_there_before_the_window_goes(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    order: list[str] = []

    def cover() -> bool:
        order.append("cover, window " + ("up" if reader.window.isVisible() else "gone"))
        return True

    reader.leaving.instead = cover
    reader.leaving.before_end.append(lambda: order.append("let go"))
    click(desk_of(reader).header.leave)
    assert order == ["cover, window up", "let go"]
    assert reader.window.isVisible()
    assert ends(reader) == []


def test_behind_a_cover_keys_are_no_longer_swallowed_and_leave_again(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    covers = iter([True, False])
    reader.leaving.instead = lambda: next(covers)
    press(reader, SHIFT, SHIFT, SHIFT)
    search = desk_of(reader).start.search
    search.setFocus()
    write(reader, "a")
    assert (ends(reader), search.text() or desk_of(reader).header.search.text()) == ([], "a")
    press(reader, SHIFT, SHIFT, SHIFT)
    assert ends(reader) == [0]


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_passing_windows_go_before_the_cover_comes(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    tip = QLabel("a tip", reader.window, Qt.WindowType.ToolTip)
    tip.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    tip.show()
    seen: list[bool] = []

    def cover() -> bool:
        seen.append(tip.isVisible())
        return True

    reader.leaving.instead = cover
    reader.leaving.leave()
    assert seen == [False]
    tip.deleteLater()


def test_a_cover_that_fails_leaves_nothing_on_the_screen(open_reader: ReaderMaker) -> None:
    reader = open_reader()

    def fail() -> bool:
        raise RuntimeError("no cover")

    reader.leaving.instead = fail
    reader.leaving.leave()
    assert (reader.window.isVisible(), ends(reader)) == (False, [0])


def test_hooks_come_when_nothing_is_seen_any_more_and_none_keeps_us_here(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    seen: list[bool] = []

    def fail() -> None:
        raise RuntimeError("cannot let go")

    reader.leaving.before_end += [fail, lambda: seen.append(reader.window.isVisible())]
    reader.leaving.leave()
    assert (seen, ends(reader)) == ([False], [0])


def test_what_holds_leaving_up_is_not_waited_for(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    ended = Event()
    reader.leaving._end = lambda _code: ended.set()
    reader.leaving.before_end.append(lambda: seen.append(ended.wait(30)))
    seen: list[bool] = []
    reader.leaving.leave()
    assert seen == [True]


def test_leaving_twice_is_leaving_once(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    reader.leaving.before_end.append(reader.leaving.leave)
    reader.leaving.leave()
    assert ends(reader) == [0]


@pytest.mark.parametrize("chosen", ["nothing", "cover", "calculator"])
def test_another_program_comes_only_if_it_was_chosen(open_reader: ReaderMaker, tmp_path: Path, chosen: Instead) -> None:
    told, reader = tmp_path / "told", open_reader()
    os.mkfifo(told)
    calculator = tmp_path / "gnome-calculator"
    calculator.write_text(f'#!/bin/sh\n/bin/echo "$FONTCONFIG_FILE" > "{told}"\n', encoding="utf-8")
    calculator.chmod(0o755)
    reader.disguise._others = {"PATH": str(tmp_path)}
    reader.session.options = reader.session.options._replace(instead=chosen)
    before = children()
    reader.leaving.leave()
    assert ends(reader) == [0]
    if chosen == "calculator":
        assert told.read_text(encoding="utf-8") == "\n"
    started = children() - before
    assert len(started) == (1 if chosen == "calculator" else 0)
    for child in started:
        os.waitpid(child, 0)


def test_each_press_counts_once(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    press(reader, SHIFT, SHIFT)
    assert ends(reader) == []
    press(reader, SHIFT)
    assert ends(reader) == [0]


def test_a_held_shift_and_capitals_do_not_leave(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    window = reader.window.windowHandle()
    assert window is not None
    reader.leaving.watch(window)
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, SHIFT, Qt.KeyboardModifier.NoModifier, "", True, 1)
        QGuiApplication.sendEvent(window, held)
    assert ends(reader) == []
    for letter in "ABCD":
        press(reader, SHIFT)
        write(reader, letter)
    assert ends(reader) == []


def test_a_press_of_the_mouse_between_cancels(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    press(reader, SHIFT, SHIFT)
    window = reader.window.windowHandle()
    assert window is not None
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 400))
    press(reader, SHIFT)
    assert ends(reader) == []


def test_keys_after_the_third_are_swallowed(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    desk = desk_of(reader)
    desk.start.search.setFocus()
    press(reader, SHIFT, SHIFT, SHIFT)
    reader.window.show()
    write(reader, "abc")
    assert desk.start.search.text() == ""


def test_only_what_we_copied_is_taken_back(open_reader: ReaderMaker) -> None:
    reader = open_reader(place=PLACES["service"])
    service = desk_of(reader).service
    assert service is not None
    click(service.findChildren(ContactCard)[0].copy)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "+18775658860"
    reader.clipboard.take_back()
    assert clipboard.text() == ""
    clipboard.setText("mine")
    Clipboard().take_back()
    assert clipboard.text() == "mine"
