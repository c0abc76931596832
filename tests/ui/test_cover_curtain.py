"""The curtain: drawn in one stroke, everything else let go, and opened by the sum alone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import PLACES, ReaderMaker, click, desk_of, press, settle
from tests.ui.test_leaving import SHIFT, ends
from tests.ui.typing_keys import write

from guide_app.app import Reader
from guide_app.core.messages import Messages
from guide_app.safety.disguise import QUIET_AFTER, seal
from guide_app.safety.options import Options
from guide_app.ui import leave_now
from guide_app.ui.cover import curtain as curtain_module
from guide_app.ui.cover.cover import Cover
from guide_app.ui.widgets.dialog import Dialog

SUM = "1972+48"
COVERED = Options(instead="cover")


def cover_of(reader: Reader) -> Cover:
    cover = reader.disguise.curtain.cover
    assert cover is not None
    return cover


def choose(reader: Reader) -> None:
    reader.disguise.choose_way_back(seal(SUM))
    reader.choose_options(COVERED)
    settle()


def leave(reader: Reader) -> None:
    press(reader, SHIFT, SHIFT, SHIFT)
    settle()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a lot to do is not what is tested here."""
    monkeypatch.setattr(leave_now, "LONGEST", 60.0)


@pytest.fixture
def covered(open_reader: ReaderMaker) -> Reader:
    """A reader that was left from a service while something was being searched."""
    reader = open_reader(place=PLACES["service"])
    choose(reader)
    leave(reader)
    return reader


@pytest.fixture
def back(qtbot: QtBot) -> Any:
    """Give a way to type into the cover and to see whether it opens."""

    def type_into(reader: Reader, line: str) -> bool:
        with qtbot.waitSignal(reader.disguise.curtain._checking.timeout):
            write(reader.window, f"\x1b{line}\n")
        settle()
        return not reader.disguise.is_drawn

    return type_into


class Strokes(QObject):
    """Notes what is painted of the content and of the cover, one after the other."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self.painted: list[str] = []
        self.widgets: set[int] = set()
        for widget in (root, *root.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.append(type(watched).__name__)
            self.widgets.add(id(watched))
        return False


def test_the_cover_is_ready_before_it_is_needed(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    assert reader.disguise._curtain is None, "nobody has chosen it: nothing is made"
    choose(reader)
    cover = cover_of(reader)
    assert not cover.isVisible()
    assert cover.size() == reader.window.size()
    assert not reader.disguise.is_drawn


@pytest.mark.parametrize("page", PLACES)
def test_it_is_painted_whole_before_leaving_returns(open_reader: ReaderMaker, page: str) -> None:
    """Nothing has to wait for the event loop: `draw` itself paints, all of the cover and nothing of the content."""
    reader = open_reader(place=PLACES[page])
    choose(reader)
    cover = cover_of(reader)
    strokes, below = Strokes(cover), Strokes(desk_of(reader))
    assert reader.disguise.curtain.draw()
    assert "Cover" in strokes.painted
    assert {id(button) for button in cover.calculator.buttons.values()} <= strokes.widgets
    assert "QLineEdit" in strokes.painted
    assert id(cover.calculator.past.viewport()) in strokes.widgets
    assert below.painted == []
    assert cover.geometry() == reader.window.rect()
    assert reader.window.isVisible()
    at_once = reader.window.grab().toImage()
    settle()
    assert reader.window.grab().toImage() == at_once, "nothing moves afterwards"


def test_shift_and_the_button_draw_it_and_nothing_ends(open_reader: ReaderMaker) -> None:
    for by_button in (False, True):
        reader = open_reader()
        choose(reader)
        if by_button:
            click(desk_of(reader).header.leave)
        else:
            leave(reader)
        assert reader.disguise.is_drawn
        assert ends(reader) == []
        assert reader.window.isVisible()
        assert reader.window.windowTitle() == QGuiApplication.applicationDisplayName() == "Calculator"
        assert not reader.window.windowIcon().isNull()
        assert cover_of(reader).calculator.display.hasFocus()


def test_without_the_choice_leaving_ends_as_ever(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    reader.disguise.choose_way_back(seal(SUM))
    leave(reader)
    assert ends(reader) == [0]
    assert not reader.disguise.is_drawn


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_lies_over_the_window_goes_too(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    choose(reader)
    other = QWidget()
    other.show()
    menu = QMenu(reader.window)
    menu.addAction("one")
    menu.popup(reader.window.mapToGlobal(reader.window.rect().center()))
    settle()
    reader.leaving.leave()
    settle()
    shown = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    assert shown == [reader.window.windowHandle()]
    assert QApplication.activePopupWidget() is None
    for widget in (menu, other):
        widget.deleteLater()


def test_a_dialog_is_let_go_and_does_not_come_back(open_reader: ReaderMaker, back: Any) -> None:
    reader = open_reader()
    choose(reader)
    dialog = Dialog(Messages(reader.session.language, reader._locales), "A question")
    dialog.open_over(desk_of(reader))
    gone = weakref.ref(dialog)
    del dialog
    leave(reader)
    gc.collect()
    assert gone() is None
    assert back(reader, SUM)
    assert reader.window._sheets == []
    assert desk_of(reader).isVisible()


def held_texts() -> Iterator[str]:
    """Give every text that something in reach holds: what the collector knows, and what that refers to."""
    for holder in gc.get_objects():
        if type(holder).__name__ in {"frame", "traceback"}:
            continue
        todo = gc.get_referents(holder)
        while todo:
            thing = todo.pop()
            if isinstance(thing, str):
                yield thing
            elif not gc.is_tracked(thing):  # such as a tuple of texts alone
                todo += gc.get_referents(thing)


def test_nothing_of_what_was_read_is_in_reach(open_reader: ReaderMaker) -> None:
    """Looked for in all that Python holds: what was typed, what was found, and the widgets themselves."""
    typed, found = "zeb" + "raword", "Trans Life" + "line Hotline"
    reader = open_reader(place=PLACES["service"])
    choose(reader)
    desk = desk_of(reader)
    desk._on_text_written(f"{typed} lawyer")
    desk._show(PLACES["service"])
    desk.open_page("about")
    desk.go_back()
    settle()
    snapshot = reader._opened.snapshot
    assert snapshot is not None
    parts = [desk, desk.start, desk.results, desk.service, desk.header, reader.session, snapshot]
    held = [weakref.ref(part) for part in parts if part is not None]
    assert len(held) == len(parts)
    names = [type(part).__name__ for part in parts]
    gc.unfreeze()  # else what stood at the start is not looked through
    texts = set(held_texts())
    assert any(typed in text for text in texts)
    assert any(found in text for text in texts)
    del desk, snapshot, parts, texts
    gc.freeze()  # as the program does when all is made

    leave(reader)
    settle()

    assert [name for name, ref in zip(names, held, strict=True) if ref() is not None] == []
    assert reader._opened.snapshot is None
    left = {text for text in held_texts() if typed in text or found in text}
    assert left <= {typed, f"{typed} lawyer", found}, "but for the words of this test itself"


def test_only_the_sum_opens_it(covered: Reader, back: Any) -> None:
    for line in ("48+1972", "2020", "1+1", "1972+48+0", ""):
        assert not back(covered, line)
        assert covered.desk is None
    assert back(covered, SUM)
    assert desk_of(covered).isVisible()


def test_wrong_sums_are_worked_out_like_any_other(covered: Reader, back: Any) -> None:
    assert not back(covered, "1972+49")
    calculator = cover_of(covered).calculator
    assert calculator.display.text() == "2,021"
    assert calculator.past.item(0).text() == "1,972 + 49 = 2,021"
    assert covered.window.windowTitle() == "Calculator"


def test_one_comes_back_to_the_first_screen_and_to_nothing_else(covered: Reader, back: Any) -> None:
    assert back(covered, SUM)
    assert covered.session.place.page not in {"service", "results"}
    assert covered.session.behind == []
    assert covered.window.windowTitle() == "Guide"
    desk_of(covered).go_back()
    assert covered.session.place.page not in {"service", "results"}
    press(covered, Qt.Key.Key_Escape)
    QTest.keyClick(covered.window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert desk_of(covered).start.search.text() == ""


def test_the_next_cover_knows_nothing_of_the_last(covered: Reader, back: Any) -> None:
    assert back(covered, SUM)
    settle()
    leave(covered)
    calculator = cover_of(covered).calculator
    assert (calculator.past.count(), calculator.display.text(), calculator.upper.text()) == (0, "0", "")
    assert back(covered, SUM), "the sum still opens it"


def test_keys_of_the_window_do_not_bring_the_content(covered: Reader) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_F):
        press(covered, key, modifier=Qt.KeyboardModifier.ControlModifier)
    press(covered, Qt.Key.Key_Escape, Qt.Key.Key_Back, Qt.Key.Key_F6)
    covered.rebuild()
    covered.show_lost()
    settle()
    assert covered.desk is None
    assert cover_of(covered).isVisible()
    covered._on_color_scheme_changed()
    assert cover_of(covered).isVisible()


def test_the_cover_fills_its_window(covered: Reader) -> None:
    covered.window.resize(700, 500)
    settle()
    assert cover_of(covered).geometry() == covered.window.rect()


def test_further_shifts_do_not_end_it_and_later_ones_do(
    open_reader: ReaderMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(curtain_module, "monotonic", lambda: clock[0])
    reader = open_reader()
    choose(reader)
    press(reader, *[SHIFT] * 9)
    assert reader.disguise.is_drawn
    assert ends(reader) == []
    clock[0] += QUIET_AFTER
    press(reader, SHIFT, SHIFT)
    assert ends(reader) == []
    press(reader, SHIFT)
    assert ends(reader) == [0]
    assert not reader.window.isVisible()


def test_after_coming_back_shift_leaves_again(covered: Reader, back: Any) -> None:
    assert back(covered, SUM)
    leave(covered)
    assert covered.disguise.is_drawn
    assert ends(covered) == []


def test_without_a_sum_there_is_no_way_back(open_reader: ReaderMaker, back: Any) -> None:
    reader = open_reader()
    reader.choose_options(COVERED)
    settle()
    leave(reader)
    for line in ("", "0", "1+1", SUM):
        assert not back(reader, line)


def test_what_was_copied_is_taken_back(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    choose(reader)
    reader.clipboard.put("+18775658860")
    leave(reader)
    assert QGuiApplication.clipboard().text() == ""


def test_a_new_language_has_a_new_cover(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    choose(reader)
    reader._on_language_chosen("ar")
    settle()
    leave(reader)
    assert reader.window.windowTitle() == cover_of(reader).title == "الآلة الحاسبة"
    assert cover_of(reader).layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_an_error_while_drawing_ends_the_process(open_reader: ReaderMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = open_reader()
    choose(reader)

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(curtain_module.Curtain, "_ensure", fail)
    reader.leaving.leave()
    assert ends(reader) == [0]
    assert not reader.window.isVisible()


def test_prepared_or_not_it_looks_the_same(open_reader: ReaderMaker) -> None:
    reader = open_reader()
    choose(reader)
    leave(reader)
    first = reader.window.grab().toImage()
    other = open_reader()
    other.choose_options(COVERED)
    assert other.disguise.curtain.cover is None
    other.leaving.leave()
    settle()
    assert other.disguise.is_drawn
    second = other.window.grab().toImage()
    assert second == first
