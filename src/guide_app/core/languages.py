"""The eleven languages of the program, in the order of its chooser."""

from __future__ import annotations

from typing import Final

from guide_app.core.values import LanguageCode

LANGUAGES: Final[dict[LanguageCode, str]] = {
    LanguageCode("ar"): "العربية",
    LanguageCode("en"): "English",
    LanguageCode("de"): "Deutsch",
    LanguageCode("es"): "Español",
    LanguageCode("fr"): "Français",
    LanguageCode("it"): "Italiano",
    LanguageCode("pl"): "Polski",
    LanguageCode("pt"): "Português",
    LanguageCode("ru"): "Русский",
    LanguageCode("tr"): "Türkçe",
    LanguageCode("ja"): "日本語",
}
"""Code -> the language's own name for itself."""

FALLBACK: Final = LanguageCode("en")
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


def is_right_to_left(language: str) -> bool:
    """Say whether text of this language runs from right to left."""
    return language in _RIGHT_TO_LEFT


def choose_language(preferred: list[str]) -> LanguageCode:
    """Pick the first of the system's languages (`pt-BR`, `ar_LB`, `ja`) that the program speaks, else English."""
    for tag in preferred:
        code = LanguageCode(tag.replace("_", "-").split("-")[0].lower())
        if code in LANGUAGES:
            return code
    return FALLBACK
