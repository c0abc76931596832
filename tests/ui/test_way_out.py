"""The way out on every screen and dialog: one button, named by the words it shows, and reached by the keyboard."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from tests.ui.desks import accessible, place_in_window, press
from tests.ui.screens import Walk

from guide_app.app import Reader
from guide_app.core.languages import LANGUAGES
from guide_app.ui.widgets.buttons import LeaveButton

NAME, DESCRIPTION, BUTTON = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Role.Button
MOST_TABS = 120


class Heard(NamedTuple):
    """What an assistive tool is told of a button."""

    role: QAccessible.Role
    name: str
    description: str
    actions: list[str]


def hear(button: LeaveButton) -> Heard:
    """Ask, and let go of Qt's answer: it dies with the button, its wrapper in Python would not, and the next object at
    its place in memory would be taken for it.
    """
    told = accessible(button)
    actions = told.actionInterface()
    assert actions is not None
    return Heard(told.role(), told.text(NAME), told.text(DESCRIPTION), actions.actionNames())


def ways_out(window: QWidget) -> list[LeaveButton]:
    return [button for button in window.findChildren(LeaveButton) if button.isVisible()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_on_every_screen_in_its_corner_named_as_it_is_shown(walk: Walk, language: str) -> None:
    walk.speak(language)
    for screen, window in walk.screens():
        buttons = ways_out(window)
        assert len(buttons) == 1, screen.name
        heard, place = hear(buttons[0]), place_in_window(buttons[0])
        # Who says what they see, presses it by voice.
        assert (heard.role, heard.name) == (BUTTON, buttons[0].shown_text()), screen.name
        assert "Shift" in heard.description or language in {"de", "fr"}, screen.name
        assert "Press" in heard.actions, screen.name
        assert min(place.width(), place.height()) >= 44
        corner = place.left() if language == "ar" else window.width() - 1 - place.right()
        assert corner == 16, screen.name
        assert walk.reader.window.find_way_out() is buttons[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_keyboard_reaches_it_from_every_screen(walk: Walk, language: str) -> None:
    walk.speak(language)
    for screen, window in walk.screens():
        assert reach(walk.reader, ways_out(window)[0]), screen.name


def reach(reader: Reader, button: LeaveButton) -> bool:
    """Go on with Tab until it has the keyboard; a list that is open keeps Tab to itself, and lets F6 out."""
    for key in (*[Qt.Key.Key_Tab] * MOST_TABS, *[Qt.Key.Key_F6] * 6):
        if button.hasFocus():
            return True
        press(reader, key)
    return button.hasFocus()
