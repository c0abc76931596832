"""In Arabic everything stands on the other side: bars, cards, list and service, arrows; numbers stay whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from tests.ui.desks import PLACES, ReaderMaker, desk_of, place_in_window

from guide_app.app import Reader
from guide_app.ui.icons import paint_icon
from guide_app.ui.widgets.contact_card import ContactCard
from guide_app.ui.widgets.labels import Heading, Text


def leading(widget: QWidget) -> int:
    """Give the room between the leading edges of window and widget."""
    place = place_in_window(widget)
    return widget.window().width() - place.right() - 1 if widget.isRightToLeft() else place.left()


def trailing(widget: QWidget) -> int:
    place = place_in_window(widget)
    return place.left() if widget.isRightToLeft() else widget.window().width() - place.right() - 1


def landmarks(reader: Reader, page: str) -> dict[str, int]:
    """Measure what must stand at the same distance from its own side in every language."""
    desk = desk_of(reader)
    found = {"leave": trailing(desk.header.leave)}
    if page == "start":
        found["title"] = leading(desk.header.title)
        found["heading"] = leading(desk.start.findChildren(Heading)[0])
        found["search"] = leading(desk.start.search)
        found["first card"] = leading(desk.start.cards[0])
        found["second card"] = trailing(desk.start.cards[1])
    else:
        found["back"] = leading(desk.header.back)
    if page in {"results", "service"}:
        assert desk.results is not None
        assert desk.service is not None
        found["list"] = leading(desk.results)
        found["pane"] = trailing(desk.service)
    return found


@pytest.mark.parametrize(
    ("page", "size"), [*((page, (1180, 820)) for page in PLACES), ("start", (640, 480)), ("about", (640, 480))]
)
def test_geometry_is_mirrored(open_reader: ReaderMaker, page: str, size: tuple[int, int]) -> None:
    english = landmarks(open_reader("en", place=PLACES[page], size=size), page)
    arabic = landmarks(open_reader("ar", place=PLACES[page], size=size), page)
    assert arabic == english


def test_the_way_out_keeps_its_corner_on_every_page(open_reader: ReaderMaker) -> None:
    for language, x in (("en", "right"), ("ar", "left")):
        corners = set()
        for place in PLACES.values():
            leave = place_in_window(desk_of(open_reader(language, place=place)).header.leave)
            corners.add((leave.top(), leave.right() if x == "right" else leave.left()))
        assert len(corners) == 1


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(("name", "mirrors"), [("back", True), ("leave", True), ("phone", False), ("copy", False)])
def test_only_what_points_is_mirrored(name: str, *, mirrors: bool) -> None:
    def draw(direction: Qt.LayoutDirection) -> QImage:
        image = QImage(48, 48, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_icon(painter, name, QRectF(0, 0, 48, 48), QColor("black"), direction)
        painter.end()
        return image

    left, right = draw(Qt.LayoutDirection.LeftToRight), draw(Qt.LayoutDirection.RightToLeft)
    assert (left == right) is not mirrors


def test_numbers_and_addresses_are_isolated(open_reader: ReaderMaker) -> None:
    service = desk_of(open_reader("ar", place=PLACES["service"])).service
    assert service is not None
    for card in service.findChildren(ContactCard):
        values = [label.text() for label in card.findChildren(Text) if card.contact.display in label.text()]
        assert values == [f"\u2066{card.contact.display}\u2069"]


def test_english_texts_stand_at_the_side_where_reading_begins(open_reader: ReaderMaker) -> None:
    """Their words run from left to right: the full stop comes last. Their lines begin where all others do."""
    service = desk_of(open_reader("ar", place=PLACES["service"])).service
    assert service is not None
    english = [label for label in service.findChildren(Text) if label.foreign]
    assert english
    for label in english:
        lines = label._lay(float(label.width())).layout
        assert lines.textOption().textDirection() == Qt.LayoutDirection.LeftToRight
        assert all(round(lines.lineAt(n).naturalTextRect().right()) == label.width() for n in range(lines.lineCount()))


def test_emergency_numbers_are_isolated(open_reader: ReaderMaker) -> None:
    start = desk_of(open_reader("ar")).start
    line = next(label.text() for label in start.findChildren(Text) if "112" in label.text())
    assert line.count("\u2066") == line.count("\u2069") >= 3
