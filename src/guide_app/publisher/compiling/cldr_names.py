"""Names of countries and languages in the program's eleven languages, from CLDR at build time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from babel import Locale

from guide_app.core.languages import LANGUAGES


class Name(NamedTuple):
    """What something is called in one language; `kind` is that of the snapshot's table of names."""

    kind: str
    code: str
    language: str
    name: str


_ALSO_CALLED: Final = {
    "AE": "UAE, Emirates",
    "BA": "Bosnia",
    "CD": "DR Congo, Zaire",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "GB": "UK, Great Britain, England, Scotland, Wales, Northern Ireland",
    "HK": "Hong Kong",
    "KP": "DPRK",
    "KR": "Korea",
    "LA": "Lao",
    "MK": "Macedonia",
    "MM": "Burma",
    "MO": "Macao, Macau",
    "NL": "Holland",
    "PS": "Palestine, West Bank, Gaza",
    "RU": "Russian Federation",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey",
    "TW": "Taiwan, Formosa",
    "US": "USA, America",
}
"""Other names that people type in English where CLDR has one only."""


def country_names(codes: Iterable[str]) -> Iterator[Name]:
    """Give the names of countries in every language, and as `country_words` what else they are called."""
    for code in sorted(set(codes)):
        for language in LANGUAGES:
            name = _locale(language).territories.get(code)
            if name:
                yield Name("country", code, language, str(name))
        if code in _ALSO_CALLED:
            yield Name("country_words", code, "en", _ALSO_CALLED[code])


def language_names(codes: Iterable[str]) -> Iterator[Name]:
    """Give the names of languages in every language."""
    for code in sorted(set(codes)):
        for language in LANGUAGES:
            name = _locale(language).languages.get(code)
            if name:
                yield Name("language", code, language, str(name))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
