"""What About says of each translation: whose work it is, and how new; as a table, and one below the other."""

from __future__ import annotations

import pytest
from tests.ui.desks import PLACES, ReaderMaker, desk_of, place_in_window

from guide_app.core.languages import LANGUAGES
from guide_app.core.translations import Translated
from guide_app.core.values import LanguageCode
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.translation_table import TranslationTable


def table_of(open_reader: ReaderMaker, language: str, size: tuple[int, int]) -> TranslationTable:
    about = desk_of(open_reader(language, place=PLACES["about"], size=size)).find_page("about")
    assert about is not None
    table = about.findChild(TranslationTable)
    assert table is not None
    return table


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_language_has_a_line_with_both_facts_of_each_part(open_reader: ReaderMaker, language: str) -> None:
    table = table_of(open_reader, language, (1180, 820))
    said = [label.text() for label in table.findChildren(Text)]
    assert all(any(name in text for text in said) for name in LANGUAGES.values())
    assert len([text for text in said if "\n" in text]) == 3 * (len(LANGUAGES) - 1)


def test_a_narrow_window_shows_the_cells_below_each_other_with_their_titles(open_reader: ReaderMaker) -> None:
    wide = table_of(open_reader, "en", (1180, 820))
    assert len({place_in_window(cell).left() for cell in wide._rows[0]}) == 4
    narrow = table_of(open_reader, "en", (400, 800))
    assert len({place_in_window(cell).left() for cell in narrow._rows[0]}) == 1
    assert narrow._rows[0][1].text().startswith("Interface: Machine translation")
    assert not any(title.isVisible() for title in narrow._titles)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(
    ("origin", "said"), [("machine", "Machine translation"), ("reviewed", "Read by people"), ("original", "Original")]
)
def test_origin_and_freshness_are_two_facts(open_reader: ReaderMaker, origin: str, said: str) -> None:
    words = desk_of(open_reader())._builders.pages["about"]()._words  # type: ignore[attr-defined]
    fact = Translated(LanguageCode("de"), "words", origin, 120, 3, 2)  # type: ignore[arg-type]
    table = TranslationTable([fact], words.messages)
    cell = table._rows[0][2].text().translate(dict.fromkeys((0x2066, 0x2069)))
    assert cell == (said if origin == "original" else f"{said}\ncurrent: 120 · outdated: 3 · missing: 2")
