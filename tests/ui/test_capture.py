"""Pictures of the screen: every window is left out, later ones too; never where an assistive tool needs the picture.

What Windows and macOS themselves are told cannot be tried here; what stands in for them takes down each window.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import settle

from guide_app.ui.capture import CaptureShield, exclude_for


class Told:
    """Stands for the system: takes down what each window was told last."""

    def __init__(self) -> None:
        self.windows: dict[int, bool] = {}
        self.obeys = True

    def __call__(self, window: int, excluded: bool) -> bool:
        self.windows[window] = excluded
        return self.obeys


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def listening() -> list[bool]:
    """Give whether an assistive tool listens: true when there is something in it."""
    return []


@pytest.fixture
def shield(qtbot: QtBot, told: Told, listening: list[bool]) -> Iterator[CaptureShield]:  # noqa: ARG001 - it is in force
    made = CaptureShield(told, listened_to=lambda: bool(listening))
    yield made
    made.switch(on=False)
    made.deleteLater()


def number_of(widget: QWidget) -> int:
    return int(widget.winId())


def show(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    settle()
    return widget


def test_nothing_is_told_until_it_is_switched_on(qtbot: QtBot, shield: CaptureShield, told: Told) -> None:
    window = show(qtbot)
    assert window.isVisible()
    assert shield.state == "possible"
    assert told.windows == {}
    assert not shield.is_on


def test_every_window_is_left_out_later_ones_too(qtbot: QtBot, shield: CaptureShield, told: Told) -> None:
    first = show(qtbot)
    assert shield.switch(on=True)
    second = show(qtbot)
    assert told.windows[number_of(first)]
    assert told.windows[number_of(second)]
    assert {int(window.winId()) for window in QGuiApplication.topLevelWindows() if window.isVisible()} <= set(
        told.windows
    )
    assert not shield.switch(on=False)
    assert set(told.windows.values()) == {False}
    before = dict(told.windows)
    third = show(qtbot)
    assert number_of(third) not in told.windows
    assert told.windows == before


def test_it_ends_when_an_assistive_tool_comes(
    qtbot: QtBot, shield: CaptureShield, told: Told, listening: list[bool]
) -> None:
    window = show(qtbot)
    assert shield.switch(on=True)
    listening.append(True)
    shield._looking.timeout.emit()
    assert not shield.is_on
    assert not told.windows[number_of(window)]
    assert shield.state == "assistive"
    assert not shield.switch(on=True)


def test_half_of_it_is_not_called_done(qtbot: QtBot, shield: CaptureShield, told: Told) -> None:
    window = show(qtbot)
    told.obeys = False
    assert not shield.switch(on=True)
    assert not shield.is_on
    assert not told.windows[number_of(window)]


def test_linux_says_that_it_cannot(qtbot: QtBot) -> None:
    shield = CaptureShield(exclude_for("linux"))
    show(qtbot)
    assert shield.state == "not here"
    assert not shield.switch(on=True)
    assert not shield.eventFilter(shield, QEvent(QEvent.Type.Show))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_others_have_a_way(platform: str) -> None:
    assert exclude_for(platform) is not None
