"""Another language at once, everywhere, without a restart; Qt's own words and the names of days and months too."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget
from tests.ui.desks import ReaderMaker, desk_of, settle
from tests.ui.marked import Known, unmarked
from tests.ui.pseudo import LONG
from tests.ui.screens import SCREENS, Walk
from tests.ui.spoken import texts_of

from guide_app.core.languages import LANGUAGES, choose_language
from guide_app.core.values import LanguageCode
from guide_app.ui.clock import locale_of, say_date, say_day
from guide_app.ui.qt_words import QtWords

OTHERS = sorted(set(LANGUAGES) - {"en"})
_WORDS_OF_QT: Final = (
    ("QWidgetTextControl", "&Copy"),
    ("QWidgetTextControl", "Select All"),
    ("QLineEdit", "&Paste"),
    ("QFileDialog", "Directory:"),
    ("QPlatformTheme", "Cancel"),
    ("QPrintDialog", "Print"),
)
"""(context, English): of menus in fields, and of the dialogs for files and printers."""
_SHEETS: Final = (
    "_choose_file",
    "_name_file",
    "_make",
    "_find_it",
    "_change",
    "_look_back",
    "_rehearse",
    "ask_before",
    "keep",
)
"""What leads to a sheet, which has to be answered first: there is no other language to choose on it."""
_STAY: Final = tuple(
    screen
    for screen in SCREENS
    if not screen.then.__name__.startswith(("_open", "_copy", "_choose_sum", "_choose_weak", *_SHEETS))
)
"""Screens without anything unfolded, which a new language folds in, or chosen, which the next screens would show."""


@pytest.mark.parametrize("language", OTHERS)
def test_qt_speaks_each_of_the_eleven(qapp: QCoreApplication, language: str) -> None:  # noqa: ARG001 - Qt is there
    words = QtWords()
    words.speak(language)
    said = [QCoreApplication.translate(*word) for word in _WORDS_OF_QT]
    words.speak("en")
    same = [english for (_, english), other in zip(_WORDS_OF_QT, said, strict=True) if english == other]
    assert same == []


def test_qt_speaks_the_language_of_the_reader_at_once(walk: Walk) -> None:
    said = []
    for language in (*OTHERS, "en"):
        walk.reader._on_language_chosen(language)
        said.append(QCoreApplication.translate("QWidgetTextControl", "&Copy"))
    assert said[-1] == "&Copy"
    assert said.count("&Copy") == 1
    assert len(set(said)) == len(said) - 1, "Spanish and Portuguese share the word"


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_another_language_changes_every_text_of_every_screen_at_once(walk: Walk, language: str) -> None:
    """What is shown after the change is what a fresh start in the language shows, at the same place."""
    changed = {}
    walk.resize((1180, 820))
    for screen in _STAY:
        walk.speak("en")
        before = list(texts_of(walk.show(screen)))
        place, behind = walk.reader.session.place, list(walk.reader.session.behind)
        narrowing = walk.reader.session.narrowing
        _choose(walk, language, lost=screen.state == "lost")
        changed[screen.name] = list(texts_of(walk.reader.window))
        assert changed[screen.name] != before
        session = walk.reader.session
        assert (session.place, session.behind, session.narrowing) == (place, behind, narrowing)
        assert session.language == language
    for screen in _STAY:
        walk.speak(language)
        fresh = list(texts_of(walk.show(screen)))
        assert [text for text in changed[screen.name] if text not in fresh] == [], screen.name


def test_no_text_of_the_language_before_is_left(walk: Walk) -> None:
    """From English to the language that nobody speaks: whatever did not change is English, and found."""
    snapshot = walk.reader._opened.snapshot
    assert snapshot is not None
    known = Known(snapshot)
    for screen in _STAY:
        walk.speak("en")
        walk.show(screen)
        _choose(walk, LONG, lost=screen.state == "lost")
        assert unmarked(walk.reader.window, known) == [], screen.name


def _choose(walk: Walk, language: str, *, lost: bool) -> None:
    walk.reader._on_language_chosen(language)
    if lost:  # its chooser is gone with the file: what can be chosen is gone
        walk.reader.show_lost()
    settle()
    results = walk.reader.desk.results if walk.reader.desk is not None else None
    if results is not None and walk.reader.session.place.page == "results":
        results.show_first()
    settle()


@pytest.mark.parametrize(
    ("system", "spoken"),
    [
        (["pt-BR", "en-US"], "pt"),
        (["ar_LB"], "ar"),
        (["ja-JP"], "ja"),
        (["nl-BE", "fr-BE"], "fr"),
        (["sw"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_is_the_systems(system: list[str], spoken: str) -> None:
    assert choose_language(system) == spoken


_CLDR_WORDS = """
import json, sys
from datetime import date
from babel import Locale
from babel.dates import format_date
known = Locale.parse(sys.argv[1])
days, months = known.days["stand-alone"]["wide"], known.months["stand-alone"]["wide"]
print(json.dumps({
    "days": [days[day] for day in range(7)],
    "months": [months[month] for month in range(1, 13)],
    "dates": [format_date(date(2026, month, 20), "long", known) for month in range(1, 13)],
}))
"""


def _cldr_words(language: str) -> dict[str, list[str]]:
    """Ask the editors' own copy of CLDR, in a process of its own.

    Babel keeps the first answer where languages share a table, so one asked before would answer for this one.
    """
    asked = subprocess.run([sys.executable, "-c", _CLDR_WORDS, language], check=True, capture_output=True)
    words: dict[str, list[str]] = json.loads(asked.stdout)
    return {kind: [_plain(word) for word in said] for kind, said in words.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_months_are_named_as_cldr_names_them(language: LanguageCode) -> None:
    """Qt carries CLDR itself; a new Qt that says something else than the editors' own copy is noticed here."""
    known, locale = _cldr_words(language), locale_of(language)
    assert [_plain(say_day(datetime(2026, 1, 5 + day, tzinfo=UTC), language)) for day in range(7)] == known["days"]
    assert [_plain(locale.standaloneMonthName(month)) for month in range(1, 13)] == known["months"]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_dates_are_written_as_cldr_writes_long_dates(language: LanguageCode) -> None:
    known = _cldr_words("pt_PT" if language == "pt" else language)
    assert [_plain(say_date(f"2026-{month:02}-20", language)) for month in range(1, 13)] == known["dates"]


def test_no_digit_is_other_than_those_on_a_telephone(open_reader: ReaderMaker) -> None:
    reader = open_reader("ar")
    said = "".join(texts_of(reader.window))
    assert desk_of(reader).isRightToLeft()
    assert not set(said) & set("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
    assert QLocale(locale_of("ar")).zeroDigit() == "0"


def _plain(text: str) -> str:
    """Leave aside which kind of space is written."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").casefold()


def test_a_widget_that_keeps_its_words_would_be_found(walk: Walk) -> None:
    walk.speak(LONG)
    window: QWidget = walk.show(SCREENS[0])
    snapshot = walk.reader._opened.snapshot
    assert snapshot is not None
    known = Known(snapshot)
    assert unmarked(window, known) == []
    desk_of(walk.reader).start.cards[0].setToolTip("Nobody marked this")
    assert unmarked(window, known) == ["Nobody marked this"]
