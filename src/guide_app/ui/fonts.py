"""Which fonts to show a text in: the system's where it has good ones, else those that the program carries.

A bare Linux kiosk has DejaVu and nothing else: readable, not kind, and without Japanese.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

# Families that a person meets as their system's own: where one is there, the system's choice is kept.
_GOOD: Final = frozenset(
    {"Adwaita Sans", "Cantarell", "Fira Sans", "Inter", "IBM Plex Sans", "Noto Sans", "Open Sans", "Roboto", "Ubuntu"}
)
_LATIN: Final = ("Inter",)
_ARABIC: Final = ("NotoSansArabic",)
_JAPANESE: Final = ("NotoSansCJK", "NotoSansJP")
_NAMES_ONLY: Final = {
    QFontDatabase.WritingSystem.Armenian: "NotoSansArmenian",
    QFontDatabase.WritingSystem.Bengali: "NotoSansBengali",
    QFontDatabase.WritingSystem.Devanagari: "NotoSansDevanagari",
    QFontDatabase.WritingSystem.Georgian: "NotoSansGeorgian",
    QFontDatabase.WritingSystem.Gujarati: "NotoSansGujarati",
    QFontDatabase.WritingSystem.Gurmukhi: "NotoSansGurmukhi",
    QFontDatabase.WritingSystem.Hebrew: "NotoSansHebrew",
    QFontDatabase.WritingSystem.Kannada: "NotoSansKannada",
    QFontDatabase.WritingSystem.Khmer: "NotoSansKhmer",
    QFontDatabase.WritingSystem.Korean: "NotoSansCJK",
    QFontDatabase.WritingSystem.Lao: "NotoSansLao",
    QFontDatabase.WritingSystem.Malayalam: "NotoSansMalayalam",
    QFontDatabase.WritingSystem.Myanmar: "NotoSansMyanmar",
    QFontDatabase.WritingSystem.Sinhala: "NotoSansSinhala",
    QFontDatabase.WritingSystem.Tamil: "NotoSansTamil",
    QFontDatabase.WritingSystem.Telugu: "NotoSansTelugu",
    QFontDatabase.WritingSystem.Thai: "NotoSansThai",
}
"""Scripts that only names use: a build makes the fonts of those that occur, and Qt finds them by itself."""
_CARRIED_FAMILIES: Final = ("Inter", "Noto Sans Arabic", "Noto Sans CJK JP", "Noto Sans JP")


class Fonts:
    """Loads carried fonts when a script first needs them, so that the first screen waits for its own alone."""

    def __init__(self, folder: Path) -> None:
        """Look for font files in `folder`; none there means the system's fonts for everything."""
        self._folder = folder
        self._loaded: set[str] = set()
        self._plain = sys.platform == "linux" and _GOOD.isdisjoint(QFontDatabase.families())

    def prepare(self, language: str) -> None:
        """Have the fonts for the program's own texts in this language, and name them as the application's."""
        if not self._plain:
            return
        self._load(_LATIN)
        if language == "ar":
            self._load(_ARABIC)
        elif language == "ja":
            self._load(_JAPANESE)
        self._name_families()

    def prepare_rest(self) -> None:
        """Have the fonts for names in any script. Call it when the first screen is on."""
        if self._plain:
            self._load(_ARABIC)
            self._load(_JAPANESE)
        elif sys.platform == "linux":
            for system, prefixes in (
                (QFontDatabase.WritingSystem.Arabic, _ARABIC),
                (QFontDatabase.WritingSystem.Japanese, _JAPANESE),
            ):
                if not QFontDatabase.families(system):
                    self._load(prefixes)
        if sys.platform == "linux":
            there = {file.stem.split("-")[0] for file in self._folder.glob("NotoSans*")}
            for system, prefix in _NAMES_ONLY.items():
                if any(name.startswith(prefix) for name in there) and not QFontDatabase.families(system):
                    self._load((prefix,))

    def _name_families(self) -> None:
        font = QFont(QApplication.font())
        families = [*_CARRIED_FAMILIES, *(name for name in font.families() if name not in _CARRIED_FAMILIES)]
        if font.families() != families:
            font.setFamilies(families)
            QApplication.setFont(font)

    def _load(self, prefixes: tuple[str, ...]) -> None:
        for prefix in prefixes:
            if prefix in self._loaded:
                continue
            self._loaded.add(prefix)
            for file in sorted(self._folder.glob(f"{prefix}*")):
                QFontDatabase.addApplicationFont(str(file))
