"""Nothing is cut, covered, outside or without letters: all screens, eleven languages, two made ones, 100 and 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from tests.ui.desks import PLACES, ReaderMaker, desk_of, place_in_window, settle, visible_widgets
from tests.ui.fitting import Cut, covered_way_out, defects, missing_letters
from tests.ui.pseudo import PSEUDO
from tests.ui.screens import SCREENS, Walk
from tests.ui.spoken import texts_of

from guide_app.core.languages import LANGUAGES
from guide_app.ui.footer import Footer
from guide_app.ui.header import Header
from guide_app.ui.pages.start import StartPage
from guide_app.ui.theme import sized
from guide_app.ui.widgets.buttons import LinkButton, TextButton
from guide_app.ui.widgets.chips import Chip
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.result_card import ResultCards
from guide_app.ui.widgets.search_box import SearchBox

ELEVEN = tuple(LANGUAGES)
SIZES = [(1180, 820), (640, 480), (400, 800)]
_BARS = 0.36
"""Header and footer take at most so much of the height."""
_BARS_SMALLEST = 0.5
"""The same at 200 % in a window of 640 by 480 pixels."""


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", [*ELEVEN, *PSEUDO])
def test_nothing_is_cut_covered_or_outside(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, language: str, scale: float
) -> None:
    cut = Cut(monkeypatch)
    walk.speak(language, scale)
    found, letters = [], set()
    for size in SIZES:
        walk.resize(size)
        for screen, window in walk.screens():
            assert (window.width(), window.height()) == size
            assert not covered_way_out(window), screen.name
            found += [f"{size} {screen.name}: {defect}" for defect in defects(window, cut)]
            letters |= {letter for text in texts_of(window) for letter in text} if size == SIZES[0] else set()
            bars = [bar.height() for bar in visible_widgets(window) if isinstance(bar, Header | Footer)]
            most = _BARS_SMALLEST if scale > 1 and size == (640, 480) else _BARS
            assert sum(bars) <= size[1] * most, (size, screen.name)
    assert found == []
    if language in ELEVEN:
        assert missing_letters(letters, sized(QApplication.font(), "body", strong=True)) == []
        assert missing_letters(letters, sized(QApplication.font(), "body")) == []


@pytest.mark.parametrize(
    ("size", "scale"), [((1180, 820), 1.0), ((640, 480), 1.0), ((400, 800), 1.0), ((400, 800), 2.0)]
)
def test_the_emergency_numbers_are_seen_at_once(walk: Walk, size: tuple[int, int], scale: float) -> None:
    walk.resize(size)
    for language in ELEVEN:
        walk.speak(language, scale)
        walk.show(SCREENS[0])
        start = desk_of(walk.reader).start
        line = next(label for label in start.findChildren(Text) if "112" in label.text())
        place = QRect(line.mapTo(start.viewport(), line.rect().topLeft()), line.size())
        assert start.viewport().rect().contains(place if scale == 1.0 else place.topLeft()), language


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
    assert not covered_way_out(reader.window)


@pytest.mark.parametrize("page", PLACES)
def test_columns_are_never_wider_than_people_read_well(open_reader: ReaderMaker, page: str) -> None:
    reader = open_reader(place=PLACES[page], size=(3840, 2160))
    texts = [label for label in visible_widgets(reader.window) if isinstance(label, Text)]
    assert max(text.width() for text in texts) <= 1400
    if page in {"start", "about"}:
        assert max(text.width() for text in texts) <= 860


def _planted(start: StartPage, what: str) -> None:
    """Spoil a screen in one of the ways that the walk must find."""
    card, heading = start.cards[0], start.findChildren(Text)[0]
    match what:
        case "text too low":
            heading.setMaximumHeight(10)
        case "button too narrow":
            button = TextButton("More than fits", parent=start.viewport())
            button.setGeometry(0, 0, 60, 20)
            button.show()
        case "link too low":
            link = LinkButton("More than fits into one line", parent=start.viewport())
            link.setGeometry(0, 0, 90, 20)
            link.show()
        case "chip too low":
            chip = Chip("More than fits into one line", "open", "clock")
            chip.setParent(start.viewport())
            chip.setGeometry(0, 0, 90, 20)
            chip.show()
        case "field too narrow":
            box = SearchBox(placeholder="More", label_text="A long label", parent=start.viewport())
            box.setGeometry(0, 0, 90, 50)
            box.show()
        case "placeholder cut":
            start.search.field.setPlaceholderText("so many words " * 20)
        case "over each other":
            card.raise_()
            card.setGeometry(start.cards[1].geometry())
        case "outside of its parent":
            card.move(-50, card.y())
        case "wider than the page":
            wide = QWidget()
            wide.setMinimumWidth(3000)
            start.body.addWidget(wide)


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("text too low", "too low"),
        ("button too narrow", "too low"),
        ("link too low", "too low"),
        ("chip too low", "too low"),
        ("field too narrow", "field too narrow"),
        ("placeholder cut", "cut placeholder"),
        ("over each other", "lies over"),
        ("outside of its parent", "outside of its parent"),
        ("wider than the page", "wider than what it scrolls in"),
    ],
)
def test_planted_defects_are_found(walk: Walk, monkeypatch: pytest.MonkeyPatch, what: str, named: str) -> None:
    cut = Cut(monkeypatch)
    window = walk.show(SCREENS[0])
    assert defects(window, cut) == []
    _planted(desk_of(walk.reader).start, what)
    if what == "wider than the page":
        walk.resize((400, 800))
    assert any(named in defect for defect in defects(window, cut))


def test_a_line_that_ends_in_an_ellipsis_is_found(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a tool tip says all of it, as that of a chooser does."""
    cut = Cut(monkeypatch)
    window = walk.show(SCREENS[0])
    chooser = desk_of(walk.reader).header.country
    chooser.set_current("XX", "A country with a name that is far too long for any button of any header")
    settle()
    assert defects(window, cut) == []
    chooser.setToolTip("")
    assert any("cut words" in defect for defect in defects(window, cut))


def test_a_chip_of_a_row_that_is_not_drawn_is_found(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = Cut(monkeypatch)
    talk = next(screen for screen in SCREENS if screen.name == "results of a need")
    window = walk.show(talk)
    results = desk_of(walk.reader).results
    assert results is not None
    assert defects(window, cut) == []
    monkeypatch.setattr(ResultCards, "_draw_chips", lambda *_: None)
    assert any("missing or cut chip" in defect for defect in defects(window, cut))


def test_a_column_may_be_longer_than_its_window(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Column()
    row = QHBoxLayout()
    row.addWidget(Text("many words " * 400))
    page.body.addLayout(row)
    page.resize(300, 200)
    page.show()
    assert defects(page, Cut(monkeypatch)) == []
    assert walk.reader.desk is not None
    page.close()
