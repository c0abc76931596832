"""Qt's own few words, such as those of the menu in a field, in the reader's language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_FILES: Final = {"pt": "pt_BR"}


class QtWords:
    """Keeps one translator installed at a time."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Have Qt speak a language; one that Qt has no file for stays English."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and translator.load(f"qtbase_{_FILES.get(language, language)}", folder):
            QCoreApplication.installTranslator(translator)
            self._translator = translator
