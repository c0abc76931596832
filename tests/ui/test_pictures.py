"""What is really drawn, in Arabic and Japanese, screen by screen: ink where words are, no missing letters, mirrored.

No picture is kept to compare with: another version of a font would change them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.desks import place_in_window, visible_widgets
from tests.ui.fitting import missing_letters
from tests.ui.screens import SCREENS, Walk

from guide_app.core.languages import is_right_to_left
from guide_app.ui.theme import sized, tone
from guide_app.ui.widgets.buttons import LeaveButton
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.painted import PaintedButton

_DRAWN: Final = ("ar", "ja")
_FAR: Final = 48
"""Colours so far apart, in any of red, green and blue, are ink and ground."""


def draw(window: QWidget) -> QImage:
    window.setUpdatesEnabled(True)
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    window.setUpdatesEnabled(False)
    return image


def ink(image: QImage, place: QRect) -> QRect:
    """Give the smallest box around all that differs from the ground of a place; empty: nothing is drawn there."""
    inside = place.intersected(image.rect())
    grey = image.copy(inside).convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return QRect()
    raw, pitch, width = bytes(grey.constBits()), grey.bytesPerLine(), grey.width()
    ground = bytes(tone for tone in range(256) if abs(tone - raw[0]) <= _FAR)
    found = QRect()
    for y in range(grey.height()):
        row = raw[y * pitch : y * pitch + width]
        begin = width - len(row.lstrip(ground))
        if begin < width:
            found |= QRect(inside.left() + begin, inside.top() + y, len(row.strip(ground)), 1)
    return found


def _far(one: QColor, other: QColor) -> bool:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return max(abs(a - b) for a, b in parts) > _FAR


def words_in_view(window: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """Give headings and buttons that are wholly in view, with where they stand."""
    for widget in visible_widgets(window):
        if isinstance(widget, Heading | PaintedButton) and not widget.visibleRegion().isEmpty():
            place = place_in_window(widget)
            uncovered = window.childAt(place.center()) is widget  # an open list lies over the page
            if uncovered and widget.visibleRegion().boundingRect().size() == widget.size():
                yield widget, place


@pytest.mark.parametrize("size", [(1180, 820), (400, 800)])
@pytest.mark.parametrize("language", _DRAWN)
def test_every_screen_is_drawn(walk: Walk, language: str, size: tuple[int, int]) -> None:
    walk.speak(language)
    walk.resize(size)
    for screen, window in walk.screens():
        image = draw(window)
        _check_way_out(window, image, right=is_right_to_left(language))
        places = list(words_in_view(window))
        assert len(places) >= 2, screen.name
        for widget, place in places:
            found = ink(image, place.adjusted(3, 3, -3, -3))
            assert not found.isEmpty(), f"nothing is drawn of {widget} on {screen.name}"
            if isinstance(widget, Heading) and not widget.centred:
                begin = place.right() - found.right() if is_right_to_left(language) else found.left() - place.left()
                assert begin <= place.width() * 0.1 + 8, f"{widget.text()!r} does not begin where reading begins"


def _check_way_out(window: QWidget, image: QImage, *, right: bool) -> None:
    """See the way out in its corner: the darkest box of the header, at the trailing side."""
    leave = next(widget for widget in visible_widgets(window) if isinstance(widget, LeaveButton))
    place = place_in_window(leave)
    ground = tone(window.palette(), "leave").ground
    assert not _far(image.pixelColor(place.left() + 6, place.center().y()), ground)
    assert (place.left() < 40) if right else (place.right() > window.width() - 40)
    mirrored = QPoint(window.width() - 1 - place.center().x(), place.top() + 4)
    assert _far(image.pixelColor(mirrored), ground), "nothing as dark stands in the other corner"


def test_arabic_is_the_mirror_of_english_to_the_eye(walk: Walk) -> None:
    """The same blocks, mirrored: where cards, bars and fields have ground and lines, not where their letters end."""
    walk.speak("en")
    english = draw(walk.show(SCREENS[0]))
    left = {place_in_window(card).left() for card in _cards(walk)}
    walk.speak("ar")
    arabic = draw(walk.show(SCREENS[0]))
    right = {english.width() - 1 - place_in_window(card).right() for card in _cards(walk)}
    assert left == right
    for image, across in ((english, min(left)), (arabic, english.width() - 1 - min(right))):
        edge = image.pixelColor(across, _middle(_cards(walk)[0]))
        assert edge != image.pixelColor(2, image.height() // 2), "the edge of a card is drawn there"


def _cards(walk: Walk) -> list[QWidget]:
    assert walk.reader.desk is not None
    return list(walk.reader.desk.start.cards)


def _middle(widget: QWidget) -> int:
    return place_in_window(widget).center().y()


@pytest.mark.usefixtures("look")
def test_a_missing_letter_would_be_found() -> None:
    assert missing_letters({"a", "\U000e0fff", "\u0378"}, sized(QApplication.font(), "body")) != []
    assert missing_letters(set("abc"), sized(QApplication.font(), "body")) == []


def test_text_that_is_not_drawn_would_be_found(walk: Walk) -> None:
    window = walk.show(SCREENS[0])
    heading = next(label for label in window.findChildren(Text) if isinstance(label, Heading) and label.isVisible())
    place = place_in_window(heading)
    assert not ink(draw(window), place).isEmpty()
    heading.setText("")
    assert ink(draw(window), place).isEmpty()
