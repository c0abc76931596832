"""The two ways to have a notebook, from any page: to make one, and to open one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.widgets.dialog import Dialog


class Door(QObject):
    """Asks for a file, then for its passphrase; ends with its page. `Keeper.opened` tells that it went well."""

    given_up = Signal()

    def __init__(self, page: QWidget, messages: Messages, keeper: Keeper) -> None:
        """Wait to be asked.

        Args:
            page: over which the dialogs stand.
            messages: the sentences of the reader's language.
            keeper: the notebook.
        """
        super().__init__(page)
        self._page = page
        self._messages = messages
        self._keeper = keeper
        self._chosen = Path()
        """What the chooser of files answered: the next dialog comes when it is gone, and the keyboard free."""
        self.dialog: Dialog | None = None
        """What is asked now."""
        keeper.locked.connect(self._on_locked)

    def make(self) -> None:
        """Ask for a place and a name, then for a passphrase."""
        from guide_app.ui.widgets.file_dialog import FileDialog

        text = self._messages.text
        # Translators: title of the window in which a place and a name for a new file are chosen
        chooser = FileDialog(self._messages, text("Where, and under which name?"), "save")
        chooser.replaces = False
        chooser.path_chosen.connect(self._on_path_chosen)
        chooser.accepted.connect(self._on_new_file_accepted)
        self._show(chooser)

    def open(self) -> None:
        """Ask for a file, then for its passphrase."""
        from guide_app.ui.widgets.file_dialog import FileDialog

        text = self._messages.text
        # Translators: title of the window in which the file of the notebook is chosen
        chooser = FileDialog(self._messages, text("Which file is it?"), "open")
        chooser.path_chosen.connect(self._on_path_chosen)
        chooser.accepted.connect(self._on_file_accepted)
        self._show(chooser)

    def ask_for_new_passphrase(self, path: Path) -> None:
        """Ask for the passphrase of a file that is not there yet."""
        from guide_app.ui.notebook.passphrases import MakeDialog

        self._show(MakeDialog(self._messages, self._keeper, path))

    def ask_for_passphrase(self, path: Path) -> None:
        """Ask for the passphrase of a file."""
        from guide_app.ui.notebook.passphrases import OpenDialog

        self._show(OpenDialog(self._messages, self._keeper, path))

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.accepted.connect(self._on_dialog_closed)
        dialog.rejected.connect(self._on_dialog_closed)
        dialog.rejected.connect(self.given_up)
        dialog.open_over(self._page)

    def _on_path_chosen(self, path: Path) -> None:
        self._chosen = path

    def _on_new_file_accepted(self) -> None:
        self.ask_for_new_passphrase(self._chosen)

    def _on_file_accepted(self) -> None:
        self.ask_for_passphrase(self._chosen)

    def _on_dialog_closed(self) -> None:
        if self.sender() is self.dialog:  # else the next one is there already
            self.dialog = None

    def _on_locked(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
