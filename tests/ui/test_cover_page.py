"""The page where the sum is chosen: it says whom the cover fools, refuses weak sums and keeps none as it was typed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from tests.ui.desks import ReaderMaker, click, settle
from tests.ui.spoken import texts_of
from tests.ui.typing_keys import write

from guide_app.app import Reader
from guide_app.safety.cover_words import whom_it_fools
from guide_app.safety.disguise import WayBack, is_seal, weakness_of
from guide_app.ui.cover.arithmetic import line_of
from guide_app.ui.pages.cover import OPTION, CoverPage
from guide_app.ui.session import Place


def page_of(reader: Reader) -> CoverPage:
    page = reader.window.findChild(CoverPage)
    assert isinstance(page, CoverPage)
    return page


@pytest.fixture
def reader(open_reader: ReaderMaker) -> Reader:
    return open_reader(place=Place("cover"))


def choose(reader: Reader, text: str) -> str:
    page = page_of(reader)
    page.field.setFocus()
    page.field.field.selectAll()
    write(reader.window, f"{text}\n")
    settle()
    return page.said.text()


def test_it_says_plainly_whom_it_fools_and_whom_not(reader: Reader) -> None:
    said = set(texts_of(reader.window))
    assert set(whom_it_fools(str)) <= said
    assert any("glance" in text for text in whom_it_fools(str))
    assert any("does not fool" in text for text in whom_it_fools(str))


@pytest.mark.parametrize(
    ("text", "why"), [("1+1", "five digits"), ("123456", "sign is missing"), ("11111+1", "different"), ("", "sign")]
)
def test_a_weak_sum_is_refused_with_a_reason(reader: Reader, text: str, why: str) -> None:
    assert why in choose(reader, text)
    assert not reader.disguise.has_way_back()
    assert not page_of(reader)._start.isVisible()


def test_a_sum_is_kept_sealed_only(reader: Reader) -> None:
    said = choose(reader, "1972+48=")
    page = page_of(reader)
    assert "1,972 + 48 =" in said
    assert reader.disguise.has_way_back()
    assert page.field.text() == ""
    option, _, sealed = page.option.text().partition(" ")
    assert option == OPTION
    assert is_seal(sealed)
    assert WayBack(sealed).opens("1972+48")
    assert page._start.isVisible()
    held = vars(reader.disguise.curtain._way_back).values()
    assert not any("1972" in str(value) for value in held)


def test_the_start_option_can_be_copied(reader: Reader) -> None:
    choose(reader, "1972+48")
    page = page_of(reader)
    click(page.copy)
    assert QGuiApplication.clipboard().text() == page.option.text()
    reader.clipboard.take_back()
    assert QGuiApplication.clipboard().text() == ""


def test_no_sum_of_ours_is_suggested(reader: Reader) -> None:
    """A sum that stands in the program would be tried first by whoever knows the program."""
    page = page_of(reader)
    assert page.field.field.placeholderText() == ""
    assert [text for text in texts_of(reader.window) if weakness_of(line_of(text)) is None] == []
