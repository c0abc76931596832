"""The drive of a portable copy: its loss is noticed at once where it is unmounted, else within about a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.stick import Stick, plug_in
from tests.ui.desks import Left, ReaderMaker

from guide_app.safety.drive import Drive, find_own_drive, fixed_folders
from guide_app.ui.drive import DriveWatch


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    with plug_in(tmp_path / "stick") as plugged:
        yield plugged


def test_a_folder_beside_the_system_or_the_home_has_no_drive_of_its_own(tmp_path: Path) -> None:
    assert find_own_drive(tmp_path, [tmp_path.parent]) is None
    assert find_own_drive(tmp_path, [tmp_path / "none"]) is not None
    assert find_own_drive(tmp_path / "none", []) is None
    assert all(folder.is_absolute() for folder in fixed_folders())


def test_a_stick_is_a_drive_of_its_own(stick: Stick) -> None:
    if not stick.is_mounted:
        pytest.skip("NOT TESTED with a mount of its own: mounting needs root")
    assert find_own_drive(stick.folder, fixed_folders()) is not None


def test_a_drive_that_is_there_is_there(stick: Stick) -> None:
    drive = Drive(stick.folder)
    assert not drive.is_gone()
    stick.pull_out()
    assert drive.is_gone()


def test_something_else_in_its_place_is_not_the_drive(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    drive = Drive(folder)
    folder.rename(tmp_path / "there")
    folder.mkdir()
    assert drive.is_gone()


def test_a_stick_that_is_pulled_out_is_told_once(qtbot: QtBot, stick: Stick) -> None:
    watch = DriveWatch(Drive(stick.folder))
    told: list[bool] = []
    watch.lost.connect(lambda: told.append(True))
    with qtbot.waitSignal(watch.lost, timeout=2_000):
        stick.pull_out()
    watch._look()
    assert told == [True]
    watch.deleteLater()


def test_an_unmounted_one_is_told_before_the_clock_looks(qtbot: QtBot, stick: Stick) -> None:
    if not stick.is_mounted:
        pytest.skip("NOT TESTED with a mount of its own: mounting needs root")
    watch = DriveWatch(Drive(stick.folder))
    watch._looking.stop()
    with qtbot.waitSignal(watch.lost, timeout=2_000):
        stick.pull_out()
    watch.deleteLater()


def test_losing_it_is_leaving(
    qtbot: QtBot, open_reader: ReaderMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_reader()
    left = reader.leaving._end
    assert isinstance(left, Left)
    folder = tmp_path / "copy"
    folder.mkdir()
    reader._bundle = folder
    monkeypatch.setattr("guide_app.safety.drive.fixed_folders", tuple)
    reader._watch_drive()
    watch = reader.drive
    assert watch is not None
    with qtbot.waitSignal(watch.lost, timeout=2_000):
        folder.rename(tmp_path / "gone")
    assert left.codes == [0]
