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
    "en": {
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
    },
    "ar": {
        "AE": "الإمارات",
        "CZ": "تشيكيا, جمهورية التشيك",
        "GB": "بريطانيا, إنجلترا, انكلترا, اسكتلندا, ويلز",
        "KR": "كوريا",
        "NL": "هولندا",
        "PS": "فلسطين, غزة, الضفة الغربية",
        "SA": "السعودية",
        "SY": "سوريا, سورية",
        "US": "أمريكا, أميركا, الولايات المتحدة الأمريكية",
    },
    "de": {
        "AE": "Emirate",
        "GB": "Großbritannien, England, Schottland, Wales",
        "KR": "Korea",
        "NL": "Holland",
        "PS": "Palästina",
        "US": "USA, Amerika, die Staaten",
    },
    "es": {
        "AE": "Emiratos",
        "GB": "Gran Bretaña, Inglaterra, Escocia, Gales",
        "KR": "Corea",
        "NL": "Holanda",
        "PS": "Palestina",
        "US": "EE UU, EEUU, Norteamérica",
    },
    "fr": {
        "AE": "Émirats",
        "GB": "Grande-Bretagne, Angleterre, Écosse, Pays de Galles",
        "KR": "Corée",
        "NL": "Hollande",
        "PS": "Palestine",
        "US": "USA, Amérique",
    },
    "it": {
        "AE": "Emirati",
        "GB": "Gran Bretagna, Inghilterra, Scozia, Galles",
        "KR": "Corea",
        "NL": "Olanda",
        "PS": "Palestina",
        "US": "USA, America",
    },
    "ja": {
        "GB": "英国, イングランド, スコットランド",
        "KP": "朝鮮",
        "PS": "パレスチナ",
        "US": "米国, アメリカ",
    },
    "pl": {
        "AE": "Emiraty",
        "GB": "Anglia, Szkocja, Walia",
        "KR": "Korea",
        "NL": "Niderlandy",
        "PS": "Palestyna",
        "US": "USA, Ameryka, Stany",
    },
    "pt": {
        "AE": "Emirados",
        "GB": "Grã-Bretanha, Inglaterra, Escócia, País de Gales",
        "KR": "Coreia",
        "NL": "Holanda",
        "PS": "Palestina",
        "US": "EUA, América",
    },
    "ru": {
        "AE": "Эмираты",
        "BY": "Белоруссия",
        "GB": "Англия, Британия, Шотландия",
        "KG": "Киргизстан",
        "KR": "Корея",
        "MD": "Молдавия",
        "NL": "Голландия",
        "PS": "Палестина",
        "TM": "Туркмения",
        "US": "США, Америка, Штаты",
    },
    "tr": {
        "AE": "Emirlikler, BAE",
        "GB": "İngiltere, Britanya, İskoçya",
        "KR": "Kore",
        "PS": "Filistin",
        "US": "ABD, Amerika",
    },
}
"""Other names that people type where CLDR has one only, by language."""


def country_names(codes: Iterable[str]) -> Iterator[Name]:
    """Give the names of countries in every language, and as `country_words` what else they are called."""
    for code in sorted(set(codes)):
        for language in LANGUAGES:
            name = _locale(language).territories.get(code)
            if name:
                yield Name("country", code, language, str(name))
            if also := _ALSO_CALLED.get(language, {}).get(code):
                yield Name("country_words", code, language, also)


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
