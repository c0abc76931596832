"""Leaving: hidden first, then the clipboard, then gone; from every page, over menus and dialogs; never by chance."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from tests.ui.desks import PLACES, Left, ReaderMaker, click, desk_of, press, settle, write

from guide_app.app import Reader
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
