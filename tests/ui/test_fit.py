"""Nothing is cut, nothing stands over the edge: every page, English and Arabic, narrow and wide, at 100 and 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from tests.ui.desks import PLACES, ReaderMaker, desk_of, place_in_window, visible_widgets

from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.chips import Chip
from guide_app.ui.widgets.chooser import Chooser
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.need_card import NeedCard

SIZES = [(1180, 820), (640, 480), (400, 800), (2560, 1440)]


def cut(label: QLabel) -> bool:
    """Say whether a text needs more room than it has."""
    if isinstance(label, Text):
        return label.heightForWidth(label.width()) > label.height() + 1
    hint = label.sizeHint()
    return hint.width() > label.width() + 1 or hint.height() > label.height() + 1


def squeezed(button: QAbstractButton) -> bool:
    if isinstance(button, LinkButton | Chooser):
        return button.width() < button.minimumSizeHint().width()
    if isinstance(button, NeedCard):
        return button.heightForWidth(button.width()) > button.height() + 1
    return button.sizeHint().width() > button.width() + 1 or button.sizeHint().height() > button.height() + 1


def over_the_edge(widget: QWidget) -> bool:
    place = place_in_window(widget)
    return place.left() < 0 or place.right() >= widget.window().width()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("page", PLACES)
def test_nothing_is_cut(
    open_reader: ReaderMaker, page: str, language: str, size: tuple[int, int], scale: float
) -> None:
    reader = open_reader(language, place=PLACES[page], size=size, scale=scale)
    assert reader.window.width() == size[0]
    shown = list(visible_widgets(reader.window))
    labels = [widget for widget in shown if isinstance(widget, QLabel)]
    buttons = [widget for widget in shown if isinstance(widget, QAbstractButton)]
    assert [label.text() for label in labels if cut(label) and not isinstance(label, Chip)] == []
    assert [button.accessibleName() or button.text() for button in buttons if squeezed(button)] == []
    assert [widget for widget in (*labels, *buttons) if over_the_edge(widget)] == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_cut_while_no_country_is_chosen(open_reader: ReaderMaker, language: str, scale: float) -> None:
    reader = open_reader(language, country=None, size=(400, 800), scale=scale)
    shown = [widget for widget in visible_widgets(reader.window) if isinstance(widget, QLabel | QAbstractButton)]
    assert [widget for widget in shown if over_the_edge(widget)] == []
    assert [label.text() for label in shown if isinstance(label, QLabel) and cut(label)] == []
    assert [button.text() for button in shown if isinstance(button, QAbstractButton) and squeezed(button)] == []


@pytest.mark.parametrize("size", [*SIZES, (320, 240)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("page", PLACES)
def test_the_way_out_is_whole_and_uncovered(
    open_reader: ReaderMaker, page: str, size: tuple[int, int], scale: float
) -> None:
    reader = open_reader("ar", place=PLACES[page], size=size, scale=scale)
    leave = desk_of(reader).header.leave
    place = place_in_window(leave)
    assert leave.isVisible()
    assert min(place.width(), place.height()) >= 44
    assert reader.window.rect().contains(place)
    assert reader.window.childAt(place.center()) is leave


@pytest.mark.parametrize("page", PLACES)
def test_columns_are_never_wider_than_people_read_well(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page], size=(3840, 2160))
    texts = [label for label in visible_widgets(reader.window) if isinstance(label, Text)]
    assert max(text.width() for text in texts) <= 1400
    if page in {"start", "about"}:
        assert max(text.width() for text in texts) <= 860
