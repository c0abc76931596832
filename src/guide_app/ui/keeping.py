"""Saving the choices to a file and loading them again: asked for each time, and told how it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages, isolate, isolate_by_content
from guide_app.notes.errors import NotebookError, StorageFullError, StorageRefusedError, storage_errors
from guide_app.safety.settings import HEAD, Settings, SettingsError, load_settings, save_settings
from guide_app.ui.pages.options import OptionsPage
from guide_app.ui.widgets.file_dialog import FileDialog

_NAME: Final = "settings.txt"


class Keeping(QObject):
    """Answers the two buttons of the page of options; ends with it."""

    def __init__(
        self, page: OptionsPage, settings: Callable[[], Settings], take: Callable[[Settings], QWidget | None]
    ) -> None:
        """Wait for the buttons.

        Args:
            page: of options.
            settings: all that can be kept, as it stands.
            take: lets other settings hold, and gives the page that stands in this one's place then.
        """
        super().__init__(page)
        self._page = page
        self._settings = settings
        self._take = take
        page.save_wanted.connect(self._on_save_wanted)
        page.load_wanted.connect(self._on_load_wanted)

    def save(self, path: Path) -> None:
        """Write the choices, and say whether it went well."""
        text = self._page.messages.text
        try:
            with storage_errors():
                save_settings(path, self._settings())
        except NotebookError as error:
            self._page.say(_why_not_saved(error, self._page.messages))
            return
        self._page.say(text("Saved to {file}.", file=isolate_by_content(path.name)))

    def load(self, path: Path) -> None:
        """Let the choices of a file hold, or say what is wrong with it."""
        try:
            settings = load_settings(path, self._settings())
        except SettingsError as error:
            self._page.say(_why_not_loaded(error, path.name, self._page.messages))
            return
        page = self._take(settings)
        if isinstance(page, OptionsPage):
            page.say(page.messages.text("The choices of {file} hold now.", file=isolate_by_content(path.name)))

    def _on_save_wanted(self) -> None:
        messages = self._page.messages
        asked = FileDialog(messages, messages.text("Where to keep these choices"), "save", name=_NAME)
        asked.path_chosen.connect(self.save)
        asked.open_over(self._page)

    def _on_load_wanted(self) -> None:
        messages = self._page.messages
        asked = FileDialog(messages, messages.text("Which choices to load"), "open", suffixes=(".txt",))
        # When the dialog is gone: what it stands over is made anew by what is loaded.
        chosen: list[Path] = []
        asked.path_chosen.connect(chosen.append)
        asked.accepted.connect(lambda: self.load(chosen[-1]))
        asked.open_over(self._page)


def _why_not_saved(error: NotebookError, messages: Messages) -> str:
    text = messages.text
    if isinstance(error, StorageFullError):
        return text("There is no room left there. Please choose another place.")
    if isinstance(error, StorageRefusedError):
        return text("Nothing may be written there. Please choose another place.")
    return text("The file could not be saved. Please choose another place.")


def _why_not_loaded(error: SettingsError, name: str, messages: Messages) -> str:
    """Name file, line and remedy."""
    text, file, word = messages.text, isolate_by_content(name), isolate_by_content(error.word)
    if error.fault == "unreadable":
        return text("{file} cannot be read. Please choose another file.", file=file)
    if error.fault == "other":
        # Translators: {head} is a fixed English line
        return text(
            "{file} holds no choices: its first line is not “{head}”. Please choose another file.",
            file=file,
            head=isolate(HEAD),
        )
    if error.fault == "twice":
        return text(
            "{file}, line {line}: “{word}” stands there twice. Take one of them out, then load it again.",
            file=file,
            line=error.line,
            word=word,
        )
    return text(
        "{file}, line {line}: “{word}” is not known. Take this line out, then load it again.",
        file=file,
        line=error.line,
        word=word,
    )
