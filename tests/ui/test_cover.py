"""The cover is an ordinary program: it works by keys, mouse and screen reader, in every language and size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QTabBar, QWidget
from tests.ui.covers import CoverMaker
from tests.ui.desks import accessible, click, settle, visible_widgets
from tests.ui.fitting import missing_letters
from tests.ui.test_look import contrast
from tests.ui.typing_keys import write

from guide_app.core.languages import LANGUAGES, is_right_to_left
from guide_app.ui.cover.cover import Cover
from guide_app.ui.cover.look import system_font, system_palette
from guide_app.ui.theme import apply_look, palette_for

NAME = QAccessible.Text.Name


def place(cover: Cover, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(cover, QPoint(0, 0)), widget.size())


def show_tab(cover: Cover, index: int) -> None:
    cover._tabs.setCurrentIndex(index)
    settle()


def shown(cover: Cover) -> str:
    return cover.calculator.display.text()


def test_a_sum_by_the_keyboard(open_cover: CoverMaker) -> None:
    cover = open_cover()
    write(cover, "1972+48")
    assert shown(cover) == "1,972 + 48"
    write(cover, "\n")
    assert shown(cover) == "2,020"
    assert cover.calculator.upper.text() == "1,972 + 48 ="
    write(cover, "*2=")
    assert shown(cover) == "4,040"
    write(cover, "7\b")
    assert shown(cover) == "0"
    write(cover, "12\x1b")
    assert shown(cover) == "0"


def test_a_sum_by_the_mouse(open_cover: CoverMaker) -> None:
    cover = open_cover()
    for symbol in ("9", "/", "2", "="):
        click(cover.calculator.buttons[symbol])
    assert shown(cover) == "4.5"
    for symbol in ("clear", "5", "±", "%", "back"):
        click(cover.calculator.buttons[symbol])
    assert shown(cover) == "−5"


def test_keys_work_wherever_the_keyboard_is(open_cover: CoverMaker) -> None:
    cover = open_cover()
    for part in (cover.calculator.buttons["7"], cover.calculator.past, cover.calculator.display):
        part.setFocus()
        write(cover, "\x1b1+2\n")
        assert shown(cover) == "3", part


def test_tab_reaches_every_key_and_space_presses_it(open_cover: CoverMaker) -> None:
    cover = open_cover()
    seen: list[QWidget] = []
    for _ in range(40):
        focused = cover.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        write(cover, "\t")
    assert set(cover.calculator.buttons.values()) <= set(seen)
    assert cover.calculator.past in seen
    assert any(isinstance(part, QTabBar) for part in seen)
    cover.calculator.buttons["8"].setFocus()
    write(cover, " ")
    assert shown(cover) == "8"


@pytest.mark.parametrize(
    ("language", "typed", "result"),
    [("de", "1234,5*2\n", "2.469"), ("de", "1234.5*2\n", "2.469"), ("fr", "0,1+0,2\n", "0,3"), ("ja", "１＋２\n", "3")],
)
def test_either_comma_and_any_digits_are_understood(
    open_cover: CoverMaker, language: str, typed: str, result: str
) -> None:
    cover = open_cover(language)
    write(cover, typed)
    assert shown(cover) == result


def test_arabic_as_egypt_writes_it(open_cover: CoverMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("ar_EG"))
    cover = open_cover("ar")
    assert [cover.calculator.buttons[digit].text() for digit in "079"] == [
        "\u202d٠\u202c",
        "\u202d٧\u202c",
        "\u202d٩\u202c",
    ]
    write(cover, "١٢٫٥+٣\n")
    assert shown(cover) == "\u202d١٥٫٥\u202c"
    assert cover.calculator.upper.text().startswith("\u202d١٢٫٥ + ٣\u202c")


def test_nought_is_not_divided_by_and_it_goes_on(open_cover: CoverMaker) -> None:
    cover = open_cover()
    write(cover, "5/0\n")
    assert shown(cover) == "Cannot divide by zero"
    write(cover, "4+4\n")
    assert shown(cover) == "8"


def test_what_was_worked_out_can_be_taken_up_again(open_cover: CoverMaker) -> None:
    cover = open_cover()
    write(cover, "2*3\n10-1\n")
    past = cover.calculator.past
    assert [past.item(row).text() for row in range(past.count())] == ["10 − 1 = 9", "2 × 3 = 6"]
    past.itemActivated.emit(past.item(1))
    write(cover, "+1\n")
    assert shown(cover) == "7"


def test_units_are_converted_while_one_types(open_cover: CoverMaker) -> None:
    cover = open_cover("de")
    show_tab(cover, 1)
    converter = cover.converter
    converter.kind.setCurrentText("Temperatur")
    converter.value.setFocus()
    converter.value.selectAll()
    write(cover, "36,6")
    assert (converter.value.text(), converter.result.text()) == ("36,6", "97,88")
    click(converter.swap)
    assert converter.of.currentText() == "Grad Fahrenheit"
    assert converter.result.text().startswith("2,5555555")
    converter.value.setText("a")
    assert converter.result.text() == ""
    converter.value.setText("-40")
    assert converter.result.text() == "−40"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_in_the_language_and_every_part_has_a_name(open_cover: CoverMaker, language: str) -> None:
    cover = open_cover(language)
    assert cover.title
    assert (cover.title == "Calculator") is (language == "en")
    for tab in (0, 1):
        show_tab(cover, tab)
        parts = [
            part
            for part in visible_widgets(cover)
            if isinstance(part, QAbstractButton | QLineEdit | QComboBox | QListWidget) and part.objectName() == ""
        ]
        assert len(parts) >= 6
        unnamed = [part for part in parts if not accessible(part).text(NAME).strip()]
        assert unnamed == []


def test_a_screen_reader_hears_a_calculator(open_cover: CoverMaker) -> None:
    cover = open_cover()
    names = {symbol: accessible(button).text(NAME) for symbol, button in cover.calculator.buttons.items()}
    assert names["7"] == "7"
    assert (names["*"], names["="], names["back"]) == ("Multiply", "Equals", "Delete the last digit")
    assert accessible(cover.calculator.display).text(NAME) == "Display"
    write(cover, "1+1\n")
    assert accessible(cover.calculator.display).text(QAccessible.Text.Value) == "2"
    show_tab(cover, 1)
    converter = cover.converter
    assert accessible(converter.value).text(NAME) == "From"
    buddies = {label.buddy(): label.text() for label in visible_widgets(cover) if isinstance(label, QLabel)}
    assert [buddies[box] for box in (converter.kind, converter.of, converter.to)] == ["Quantity", "From", "To"]


def test_arabic_is_mirrored_where_a_calculator_is(open_cover: CoverMaker) -> None:
    """The keys of digits stand as on every keyboard; tabs, lists and forms begin at the right."""
    for language in ("en", "ar"):
        cover = open_cover(language)
        keys = [place(cover, cover.calculator.buttons[digit]).left() for digit in "789"]
        assert keys == sorted(keys)
        past, display = place(cover, cover.calculator.past), place(cover, cover.calculator.display)
        assert (past.left() < display.left()) is is_right_to_left(language)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_in_any_language(open_cover: CoverMaker, language: str, scale: float) -> None:
    for size in ((640, 480), (400, 800)):
        cover = open_cover(language, scale=scale, size=size)
        assert (cover.width(), cover.height()) == size
        bar = cover._tabs.tabBar()
        assert bar.sizeHint().width() <= bar.width() + 1
        for tab in (0, 1):
            show_tab(cover, tab)
            for part in visible_widgets(cover):
                if isinstance(part, QLabel):
                    assert part.sizeHint().width() <= part.width() + 1, part.text()
                elif isinstance(part, QAbstractButton) and part.text():
                    assert part.fontMetrics().horizontalAdvance(part.text()) < part.width(), part.text()
                    assert part.fontMetrics().height() <= part.height() + 4, part.text()
                    assert cover.rect().contains(place(cover, part)), part.text()
        converter = cover.converter
        for kind in range(converter.kind.count()):
            converter.kind.setCurrentIndex(kind)
            settle()
            for box in (converter.kind, converter.of, converter.to):
                assert box.sizeHint().width() <= box.width() + 1, box.currentText()
                assert (
                    cover.rect().contains(place(cover, box).adjusted(0, 0, 0, -10_000))
                    or place(cover, box).right() < size[0]
                )
        cover.close()


def test_in_the_smallest_window_all_keys_are_there(open_cover: CoverMaker) -> None:
    cover = open_cover(size=(320, 240))
    places = [place(cover, button) for button in cover.calculator.buttons.values()]
    assert all(cover.rect().contains(each) for each in places)
    assert not any(one.intersects(other) for one, other in pairwise(places))


@pytest.mark.parametrize("language", ["ar", "ja", "ru"])
def test_no_letter_is_missing(open_cover: CoverMaker, language: str) -> None:
    cover = open_cover(language)
    parts = [part for part in cover.findChildren(QWidget) if isinstance(part, QLabel | QAbstractButton)]
    letters = {letter for part in parts for letter in part.text()} | set(cover.title)
    assert missing_letters(letters - {"\u202d", "\u202c"}, cover.font()) == []


def test_it_looks_like_the_system_not_like_the_guide(open_cover: CoverMaker) -> None:
    cover = open_cover()
    ours = palette_for("light")
    theirs = QApplication.style().standardPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Highlight, QPalette.ColorRole.Button):
        assert cover.palette().color(role) == theirs.color(role)
        assert cover.calculator.buttons["7"].palette().color(role) == theirs.color(role)
    assert cover.palette().color(QPalette.ColorRole.Window) != ours.color(QPalette.ColorRole.Window)
    assert cover.font().family() == system_font().family()
    assert QApplication.palette().color(QPalette.ColorRole.Window) == ours.color(QPalette.ColorRole.Window)


@pytest.mark.usefixtures("look")
def test_a_dark_system_has_a_dark_cover_and_it_can_be_read(open_cover: CoverMaker) -> None:
    apply_look("dark")
    cover = open_cover(dark=True)
    image = cover.grab().toImage()
    light = sum(
        image.pixelColor(x, y).lightness() > 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
    assert light < image.width() * image.height() / 9 * 0.05, "hardly anything is light: letters only"
    palette = system_palette(dark=True)
    for ink, ground in (("WindowText", "Window"), ("Text", "Base"), ("ButtonText", "Button")):
        role = QPalette.ColorRole
        assert contrast(palette.color(role[ink]), palette.color(role[ground])) >= 7


def test_nothing_below_it_is_drawn_through(open_cover: CoverMaker) -> None:
    cover = open_cover()
    below = QWidget()
    below.setAutoFillBackground(True)
    palette = QPalette(QColor("#ff00ff"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#ff00ff"))
    below.setPalette(palette)
    below.resize(300, 300)
    cover.setParent(below)
    cover.setGeometry(below.rect())
    cover.show()
    below.show()
    settle()
    image = below.grab().toImage()
    assert not any(image.pixelColor(x, y) == QColor("#ff00ff") for x in range(300) for y in range(300))
    cover.setParent(None)
    below.close()
    below.deleteLater()


def test_letters_of_words_do_nothing(open_cover: CoverMaker) -> None:
    """Whoever was typing goes on for a moment: it lands in a calculator."""
    cover = open_cover()
    write(cover, "help me ")
    assert shown(cover) == "0"


def test_no_shortcut_of_a_clipboard_puts_anything_in(open_cover: CoverMaker) -> None:
    QApplication.clipboard().setText("123")
    cover = open_cover()
    window = cover.windowHandle()
    assert window is not None
    from PySide6.QtTest import QTest

    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shown(cover) == "0"
