"""Choosing files in our own dialog: what is shown, what is answered, and that nothing is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from tests.ui.desks import ReaderMaker, accessible, desk_of, focused, press, settle, write

from guide_app.app import Reader
from guide_app.core.messages import Messages
from guide_app.ui.widgets.file_dialog import FileDialog


class Chooser:
    """A file dialog over the first screen, and what it answered."""

    def __init__(self, reader: Reader, purpose: Literal["open", "save"], folder: Path, *suffixes: str) -> None:
        messages = Messages(reader.session.language, reader._locales)
        self.dialog = FileDialog(messages, "A file", purpose, name="new", folder=folder, suffixes=suffixes)
        self.paths: list[Path] = []
        self.answers: list[bool] = []
        self.dialog.path_chosen.connect(self.paths.append)
        self.dialog.accepted.connect(lambda: self.answers.append(True))
        self.dialog.rejected.connect(lambda: self.answers.append(False))
        self.dialog.open_over(desk_of(reader))
        settle()

    def names(self) -> list[str]:
        listed = self.dialog.list
        return [listed.item(row).text() for row in range(listed.count())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a folder, two files and a hidden one."""
    (tmp_path / "Zoo").mkdir()
    (tmp_path / "Zoo" / "inner.txt").write_text("x", encoding="utf-8")
    for name in ("b.pdf", "A.txt", ".hidden"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_folders_first_hidden_ones_never(open_reader: ReaderMaker, folder: Path) -> None:
    assert Chooser(open_reader(), "open", folder).names() == ["Zoo", "A.txt", "b.pdf"]


def test_only_the_wanted_kinds(open_reader: ReaderMaker, folder: Path) -> None:
    assert Chooser(open_reader(), "open", folder, ".pdf").names() == ["Zoo", "b.pdf"]


def test_by_the_keyboard_into_a_folder_and_to_a_file(open_reader: ReaderMaker, folder: Path) -> None:
    reader = open_reader()
    chooser = Chooser(reader, "open", folder)
    assert focused(reader) is chooser.dialog.list
    press(reader, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert chooser.names() == ["inner.txt"]
    press(reader, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert (chooser.paths, chooser.answers) == ([folder / "Zoo" / "inner.txt"], [True])


def test_up_and_home(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "open", folder / "Zoo")
    chooser.dialog._up.click()
    assert chooser.names() == ["Zoo", "A.txt", "b.pdf"]


def test_nothing_is_opened_while_nothing_is_chosen(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "open", folder)
    assert not chooser.dialog._choose.isEnabled()
    chooser.dialog.accept()
    assert (chooser.paths, chooser.answers) == ([], [])


def test_a_new_name_is_answered_at_once(open_reader: ReaderMaker, folder: Path) -> None:
    reader = open_reader()
    chooser = Chooser(reader, "save", folder)
    write(reader, "er")
    press(reader, Qt.Key.Key_Return)
    assert chooser.paths == [folder / "newer"]
    assert not (folder / "newer").exists()


def test_a_name_that_is_there_needs_a_second_press(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "save", folder)
    chooser.dialog.list.setCurrentRow(1)
    assert chooser.dialog.name.text() == "A.txt"
    chooser.dialog.accept()
    assert chooser.paths == []
    assert "there already" in chooser.dialog._said.text()
    chooser.dialog.accept()
    assert chooser.paths == [folder / "A.txt"]


@pytest.mark.parametrize("name", ["../up", "..", "a\0b"])
def test_a_name_that_cannot_be_one_is_told(open_reader: ReaderMaker, folder: Path, name: str) -> None:
    chooser = Chooser(open_reader(), "save", folder)
    chooser.dialog.name.set_text(name)
    chooser.dialog.accept()
    assert (chooser.paths, chooser.answers) == ([], [])
    assert "cannot be used" in chooser.dialog._said.text()


def test_a_folder_that_is_gone_is_told_and_left_upwards(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "open", folder / "gone")
    assert "cannot be opened" in chooser.dialog._said.text()
    chooser.dialog._up.click()
    assert chooser.dialog._said.isHidden()


def test_in_a_folder_the_main_button_opens_also_when_saving(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "save", folder)
    assert chooser.dialog._choose.shown_text() == "Save"
    chooser.dialog.list.setCurrentRow(0)
    assert chooser.dialog._choose.shown_text() == "Open"


def test_a_folder_says_that_it_is_one(open_reader: ReaderMaker, folder: Path) -> None:
    chooser = Chooser(open_reader(), "open", folder)
    assert accessible(chooser.dialog.list).child(0).text(QAccessible.Text.Name) == "Zoo, folder"


def test_choosing_writes_nothing(
    open_reader: ReaderMaker, folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own chooser would leave a file of settings with the folders it showed."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    before = sorted(folder.rglob("*"))
    chooser = Chooser(open_reader(), "open", folder)
    chooser.dialog.list.setCurrentRow(2)
    chooser.dialog.accept()
    settle()
    assert chooser.paths == [folder / "b.pdf"]
    assert sorted(folder.rglob("*")) == before
    assert list(home.iterdir()) == []
