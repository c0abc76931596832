"""Beginning behind the cover, and the cover that comes when nobody is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import ReaderMaker, desk_of, press, settle
from tests.ui.test_cover_curtain import SUM, leave
from tests.ui.test_leaving import ends
from tests.ui.typing_keys import write

from guide_app.__main__ import _sealed_sum
from guide_app.app import Opened, Reader, first_session
from guide_app.core.places import snapshot_folder
from guide_app.safety.disguise import seal
from guide_app.safety.idle import Moment
from guide_app.safety.options import Options
from guide_app.ui.desk import Desk
from guide_app.ui.idle import IdleWatch


@pytest.fixture
def started_covered(qtbot: QtBot, look: None, bundle: Path) -> Iterator[Reader]:  # noqa: ARG001 - it is in force
    folder = snapshot_folder(bundle)
    opened = Opened([folder], folder, at_once=False)
    reader = Reader(opened, bundle, first_session(None), seal(SUM))
    ended: list[int] = []
    reader.leaving._end = ended.append
    reader.window.show()
    reader.window.activateWindow()
    qtbot.waitExposed(reader.window)
    settle()
    yield reader
    reader.leaving.deleteLater()
    reader.window.close()
    reader.window.deleteLater()
    settle()
    opened.close()


def test_a_start_behind_the_cover_builds_nothing_else(qtbot: QtBot, started_covered: Reader) -> None:
    reader = started_covered

    def back(reader: Reader, line: str) -> bool:
        with qtbot.waitSignal(reader.disguise.curtain._checking.timeout):
            write(reader.window, f"\x1b{line}\n")
        settle()
        return not reader.disguise.is_drawn

    assert reader.window.windowTitle() == "Calculator"
    assert (reader.desk, reader._opened.snapshot) == (None, None)
    kinds = {type(part).__module__ for part in reader.window.findChildren(QWidget)}
    assert {kind for kind in kinds if kind.startswith("guide_app")} <= {
        "guide_app.ui.cover.cover",
        "guide_app.ui.cover.calculator",
        "guide_app.ui.cover.converter",
    }
    reader.build_rest()
    assert reader.desk is None
    assert not back(reader, "1+1")
    assert back(reader, SUM)
    assert desk_of(reader).isVisible()
    assert reader.window.windowTitle() == "Guide"
    leave(reader)
    assert reader.disguise.is_drawn, "who came from the cover goes back to it"


@pytest.mark.parametrize(
    ("arguments", "sealed"),
    [([], None), (["find", "x"], None), (["--cover"], ""), (["--cover", "abc"], "abc"), (["--version"], None)],
)
def test_the_start_option(arguments: list[str], sealed: str | None) -> None:
    assert _sealed_sum(arguments) == sealed


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> Moment:
        return Moment(self.at, self.at)


@pytest.fixture
def watched(open_reader: ReaderMaker) -> tuple[Reader, Clock, IdleWatch]:
    reader, clock = open_reader(), Clock()
    watch = IdleWatch(clock)
    watch.over.connect(reader.leaving.leave)
    reader.disguise._idle = watch
    reader.choose_options(Options(instead="cover", idle_minutes=2))
    settle()
    return reader, clock, watch


def test_it_covers_when_nobody_is_there(watched: tuple[Reader, Clock, IdleWatch]) -> None:
    reader, clock, watch = watched
    clock.at += 119
    watch._looking.timeout.emit()
    assert reader.desk is not None
    clock.at += 1
    watch._looking.timeout.emit()
    settle()
    assert reader.disguise.is_drawn
    assert not reader.window.findChildren(Desk)
    assert not watch._looking.isActive(), "on the cover nobody is waited for"


def test_without_a_cover_it_leaves(watched: tuple[Reader, Clock, IdleWatch]) -> None:
    reader, clock, watch = watched
    reader.choose_options(Options(idle_minutes=2))
    clock.at += 120
    watch._looking.timeout.emit()
    assert ends(reader) == [0]


@pytest.mark.parametrize("sign", ["key", "pointer", "focus", "letters"])
def test_every_sign_of_somebody_counts(watched: tuple[Reader, Clock, IdleWatch], sign: str) -> None:
    reader, clock, watch = watched
    window = reader.window.windowHandle()
    assert window is not None
    clock.at += 100
    match sign:
        case "key":
            press(reader, Qt.Key.Key_Down)
        case "pointer":
            QTest.mouseMove(window, QPoint(30, 300))
            settle()
        case "focus":
            desk_of(reader).header.country.setFocus()
        case "letters":
            QGuiApplication.inputMethod().cursorRectangleChanged.emit()
    clock.at += 100
    watch._looking.timeout.emit()
    assert not reader.disguise.is_drawn


def test_the_key_that_comes_too_late_reaches_nobody(watched: tuple[Reader, Clock, IdleWatch]) -> None:
    """A lid is opened: the first thing that anybody does covers, and is not done."""
    reader, clock, _ = watched
    field = desk_of(reader).start.search.field
    field.setFocus()
    written: list[str] = []
    field.textEdited.connect(written.append)
    clock.at += 500
    window = reader.window.windowHandle()
    assert window is not None
    QTest.sendKeyEvent(QTest.KeyAction.Press, window, Qt.Key.Key_A, "a", Qt.KeyboardModifier.NoModifier)
    assert written == []
    assert reader.disguise.is_drawn
    settle()


def test_nothing_is_watched_before_it_is_chosen(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    assert not vars(reader.disguise)["_idle"]
    reader.choose_options(Options(idle_minutes=5))
    watch = reader.disguise._ensure_idle()
    assert watch._looking.isActive()
    reader.choose_options(Options())
    assert not watch._looking.isActive()
