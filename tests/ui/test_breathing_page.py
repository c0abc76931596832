"""Breathing with the page: it shows what the clock says, rests where nobody looks, and tells phases, not seconds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from tests.ui.desks import ReaderMaker, click, desk_of, focused, press, settle
from tests.ui.exercises import breath_of, doing_of, end_of, exercise_page, open_exercise
from tests.ui.notebooks import said

from guide_app.app import Reader
from guide_app.guides.breathing import FREE, LONG_OUT, SQUARE, Breathing, Pattern
from guide_app.ui.exercises import breathing, counts
from guide_app.ui.exercises.breathing import BreathingView
from guide_app.ui.widgets.painted import PaintedButton

KEY = Qt.Key


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.now = 700.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(open_reader: ReaderMaker, clock: Clock) -> Reader:
    reader = open_exercise(open_reader, "breathing")
    take(reader, clock)
    return reader


def take(reader: Reader, clock: Clock) -> None:
    """Let the page go by this clock, from the beginning of a breath."""
    view = breath_of(reader)
    view._clock = clock
    doing_of(reader).breathing = Breathing(doing_of(reader).pattern, clock.now)
    view.look()


def look(reader: Reader, clock: Clock, later: float) -> BreathingView:
    """Let time pass, and have the page look."""
    clock.now += later
    view = breath_of(reader)
    view.look()
    return view


def shown(view: BreathingView) -> tuple[str, int]:
    moment = view.shape._moment
    assert moment is not None
    return moment.phase, moment.second


def test_it_shows_what_the_clock_says_however_late_it_looks(reader: Reader, clock: Clock) -> None:
    assert shown(breath_of(reader)) == ("in", 1)
    assert shown(look(reader, clock, 3.2)) == ("in", 4)
    assert shown(look(reader, clock, 1.0)) == ("hold", 1)
    assert shown(look(reader, clock, 16 * 1000 + 4)) == ("out", 1)


def test_a_pause_stands_still_and_goes_on_where_it_was(reader: Reader, clock: Clock) -> None:
    view = look(reader, clock, 5)
    assert focused(reader) is view.pause
    press(reader, KEY.Key_Space)
    assert view.pause.shown_text() == "Go on"
    assert not view._timer.isActive()
    assert shown(look(reader, clock, 100)) == ("hold", 2)
    press(reader, KEY.Key_Return)
    assert view.pause.shown_text() == "Pause"
    assert shown(look(reader, clock, 1)) == ("hold", 3)


def test_other_counts_and_ones_own(reader: Reader) -> None:
    view = breath_of(reader)
    assert "In for 4, hold for 4, out for 4, wait for 4." in said(reader)
    assert view.other.shown_text() == "\u20664 · 7 · 8\u2069 instead"
    click(view.other)
    assert doing_of(reader).pattern == LONG_OUT
    assert "In for 4, hold for 7, out for 8." in said(reader)
    click(view.own)
    assert doing_of(reader).pattern == FREE
    assert "In for 3, out for 5." in said(reader)
    assert focused(reader) is view.counts.buttons[0]
    press(reader, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Return)
    assert doing_of(reader).pattern == Pattern(2, 1, 5, 0)
    assert "In for 2, hold for 1, out for 5." in said(reader)
    click(view.other)
    assert doing_of(reader).pattern == SQUARE
    assert view.counts.isHidden()


def test_words_alone_and_the_shape_again(reader: Reader) -> None:
    view = breath_of(reader)
    high = view.shape.height()
    click(view.form)
    words = view.shape.form
    assert view.shape.height() < high / 2
    assert view.form.shown_text() == "Show the shape"
    click(view.form)
    assert (words, view.shape.form) == ("words", "moving")
    assert view.shape.height() == high


def test_where_the_system_asks_for_less_motion_the_shape_stands(
    open_reader: ReaderMaker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breathing, "prefers_still", lambda: True)
    reader = open_exercise(open_reader, "breathing")
    take(reader, clock)
    view = breath_of(reader)
    assert view.shape.form == "still"
    first = picture(view.shape)
    assert picture(look(reader, clock, 0.9).shape) == first
    assert picture(look(reader, clock, 0.2).shape) != first, "the count goes on"
    assert view._timer.interval() > 700


def test_the_ring_grows_and_shrinks_with_the_breath(reader: Reader, clock: Clock) -> None:
    view = breath_of(reader)
    widths = [ring_width(picture(look(reader, clock, later).shape)) for later in (0.0, 2.0, 1.9, 2.0, 4.1)]
    assert widths[0] < widths[1] < widths[2] == pytest.approx(widths[3], abs=4)
    assert widths[4] < widths[3]
    assert widths[0] > 0.4 * view.shape.width()


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def ring_width(image: QImage) -> int:
    """Give how many pixels lie between the outer edges of the ring, on the line through the middle."""
    middle, ground = image.height() // 2 + image.height() // 5, image.pixel(image.width() // 2, image.height() // 6)
    line = [at for at in range(image.width()) if is_accent(image, at, middle)]
    assert line, ground
    return max(line) - min(line)


def is_accent(image: QImage, x: int, y: int) -> bool:
    colour = image.pixelColor(x, y)
    return colour.lightness() < 120


class Paints(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_nothing_is_drawn_while_nothing_changes(reader: Reader, clock: Clock) -> None:
    view = look(reader, clock, 4.1)
    settle()
    paints = Paints(view.shape)
    for _ in range(5):
        look(reader, clock, 0.1)
        settle()
    assert paints.count == 0
    assert view._timer.interval() > 300
    look(reader, clock, 0.5)
    settle()
    assert paints.count == 1
    look(reader, clock, 3.2)
    settle()
    assert view.shape.moves
    assert view._timer.interval() <= 33


def test_it_looks_again_just_when_the_count_changes(reader: Reader, clock: Clock) -> None:
    view = look(reader, clock, 4.75)
    assert view._timer.interval() == 250
    assert view._timer.timerType() == Qt.TimerType.PreciseTimer


def test_it_rests_while_nobody_looks_and_loses_no_time(reader: Reader, clock: Clock) -> None:
    view = breath_of(reader)
    reader.window.hide()
    settle()
    assert not view._timer.isActive()
    clock.now += 9
    reader.window.show()
    settle()
    assert shown(view) == ("out", 2)
    assert view._timer.isActive()


def test_a_listener_is_told_of_each_phase_with_its_counts_and_not_of_seconds(
    reader: Reader, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(breathing, "say_at", lambda _widget, sentence: told.append(sentence))
    for _ in range(34):
        look(reader, clock, 0.5)
    assert told == ["Hold: 4", "Breathe out: 4", "Wait: 4", "Breathe in: 4"]


def test_a_changed_count_is_said(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(counts, "announce", lambda _widget, sentence: told.append(sentence))
    click(breath_of(reader).own)
    told.clear()
    click(breath_of(reader).counts.buttons[1])
    assert told == ["Breathe in: 4"]
    names = [button.accessibleName() for button in breath_of(reader).counts.buttons]
    assert names[:2] == ["Breathe in: one count less", "Breathe in: one count more"]
    assert len(set(names)) == len(names)


def test_another_text_size_goes_on_in_the_same_breath(reader: Reader) -> None:
    before = doing_of(reader).breathing
    press(reader, KEY.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert doing_of(reader).breathing == before


def test_it_ends_kindly_and_can_begin_again(reader: Reader) -> None:
    click(breath_of(reader).stop)
    assert "However long it was, it was enough." in said(reader)
    click(end_of(reader).again)
    assert isinstance(exercise_page(reader).view, BreathingView)


def test_leaving_lets_go_and_the_next_time_begins_anew(reader: Reader) -> None:
    click(breath_of(reader).own)
    desk_of(reader).go_back()
    assert reader.session.doing is None
    assert exercise_page(reader).view is None
    desk_of(reader).open_page("exercise", "breathing")
    assert doing_of(reader).pattern == SQUARE


@pytest.mark.parametrize("size", [(640, 480), (400, 800)])
def test_in_a_small_window_the_shape_and_its_first_button_are_seen_at_once(
    open_reader: ReaderMaker, size: tuple[int, int]
) -> None:
    reader = open_reader(size=size)
    desk_of(reader).open_page("exercise", "breathing")
    settle()
    view = breath_of(reader)
    for part in (view.shape, view.pause):
        assert part.visibleRegion().boundingRect() == part.rect(), part
    assert all(button.height() >= 44 for button in view.findChildren(PaintedButton) if button.isVisible())
