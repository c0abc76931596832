"""The program's sentences: catalogue, fallback, blanks, isolation of numbers."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from guide_app.core.languages import LANGUAGES, choose_language, is_right_to_left
from guide_app.core.messages import Messages, isolate
from guide_app.core.values import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    catalogue = Catalog(locale="pl")
    catalogue.add("Copy", "Kopiuj")
    catalogue.add("Open", "Otwarte", context="opening hours")
    catalogue.add(("{count} service", "{count} services"), ("{count} usługa", "{count} usługi", "{count} usług"))
    target = tmp_path / "pl" / "LC_MESSAGES" / "guide.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    gettext._translations.clear()  # type: ignore[attr-defined]  # it keeps what it read, by path
    return tmp_path


def test_a_language_speaks(locale: Path) -> None:
    polish = Messages(LanguageCode("pl"), locale)
    assert polish.text("Copy") == "Kopiuj"
    assert polish.text("Open", context="opening hours") == "Otwarte"
    assert polish.text("Open") == "Open"
    assert [polish.plural("{count} service", "{count} services", n) for n in (1, 2, 5)] == [
        "1 usługa",
        "2 usługi",
        "5 usług",
    ]


def test_without_a_catalogue_it_is_english(tmp_path: Path) -> None:
    for folder in (None, tmp_path):
        english = Messages(LanguageCode("ja"), folder)
        assert english.text("In {country}", country="Japan") == "In Japan"
        assert english.plural("{count} service", "{count} services", 2) == "2 services"


def test_a_number_is_kept_whole() -> None:
    assert isolate("+961 1 234") == "\u2066+961 1 234\u2069"


@pytest.mark.parametrize(
    ("preferred", "chosen"),
    [(["pt-BR", "en"], "pt"), (["ar_LB"], "ar"), (["xx", "ja-JP"], "ja"), ([], "en"), (["nl"], "en"), (["C"], "en")],
)
def test_the_first_language_comes_from_the_system(preferred: list[str], chosen: str) -> None:
    assert choose_language(preferred) == chosen


def test_there_are_eleven_languages_and_one_runs_from_the_right() -> None:
    assert len(LANGUAGES) == 11
    assert [code for code in LANGUAGES if is_right_to_left(code)] == ["ar"]
