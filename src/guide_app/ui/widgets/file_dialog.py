"""Choosing a file to open or a name to save under: our own, since both the system's and Qt's leave traces.

The system's chooser feeds its list of recent files; Qt's own writes the folders it showed into its settings, watches
them, and draws what is in them. This one reads the folder it shows, and remembers nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guide_app.core.folders import StartPlace, list_folder, start_places
from guide_app.core.messages import Messages, isolate_by_content
from guide_app.ui.theme import NEAR, TINY
from guide_app.ui.widgets.buttons import IconButton, TextButton
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.entry_list import EntryList
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import SaidText, Text
from guide_app.ui.widgets.search_box import SearchBox

_REFUSED: Final = frozenset('/\\\0<>:"|?*' if sys.platform == "win32" else "/\0")
"""What a name cannot hold here."""


class FileDialog(Dialog):
    """Answers with `path_chosen`, then `accepted`; or with `rejected`."""

    path_chosen = Signal(Path)
    replaces = True
    """Whether a file may be chosen, when saving, that is there already."""

    def __init__(
        self,
        messages: Messages,
        title: str,
        purpose: Literal["open", "save"],
        *,
        name: str = "",
        suffixes: tuple[str, ...] = (),
        folder: Path | None = None,
        takes_folder: bool = False,
    ) -> None:
        """Make a chooser.

        Args:
            messages: the sentences of the reader's language.
            title: what is chosen, such as "Where to keep your notes".
            purpose: whether a file that is there is chosen, or a name, which may be new.
            name: what the field for the name holds at first, when saving.
            suffixes: only files with these endings are shown, such as ".pdf"; none: all.
            folder: where to begin; None: in the person's own folder.
            takes_folder: whether the answer may also be the folder that is shown, when opening.
        """
        super().__init__(messages, title)
        text = messages.text
        self._messages = messages
        self._purpose = purpose
        self._suffixes = suffixes
        self._folder = folder or Path.home()
        self._replacing: Path | None = None
        self._places = start_places()
        self.body.addWidget(Flow([self._build_place(place) for place in self._places]))
        # Translators: name of the button with an arrow upwards, in a list of files
        self._up = IconButton("up", text("Folder above"))
        self._up.clicked.connect(self._on_up_clicked)
        self._where = Text("", strong=True)
        self.body.addLayout(self._build_row(self._up, self._where))
        # Translators: name of a list of files, spoken; then what is added to the name of a folder in it
        self.list = EntryList(text("Files and folders"), text("folder"))
        self.list.opened.connect(self.accept)
        self.list.itemSelectionChanged.connect(self._on_list_selection_changed)
        card = Card()
        card.body.setContentsMargins(TINY, TINY, TINY, TINY)
        card.body.addWidget(self.list)
        self.body.addWidget(card, 1)
        self._said = SaidText(second=True)
        self.body.addWidget(self._said)
        self.name = self._add_name(name)
        self._choose = self.add_button(text("Open", context="a file"), main=True)
        self._add_ways(takes_folder=takes_folder)
        self._show_folder(self._folder)

    def accept(self) -> None:
        """Go into a chosen folder; answer with a chosen file or a written name, after a word where it is there."""
        entry = self.list.chosen()
        if entry is not None and entry.is_folder:
            self._show_folder(entry.path)
            return
        path = self._path_of_name() if self._purpose == "save" else entry.path if entry is not None else None
        if path is None:
            return
        if self._purpose == "save" and not self.replaces and path.exists():
            self._said.say(self._messages.text("A file with this name is there already. Please choose another name."))
            return
        if self._purpose == "save" and path != self._replacing and path.exists():
            self._replacing = path
            # Translators: said after "Save" was pressed once
            self._said.say(self._messages.text("A file with this name is there already. Press again to replace it."))
            return
        self.path_chosen.emit(path)
        super().accept()

    def focus_first(self) -> None:
        """Begin in the list, or with the name where one is asked for."""
        (self.name.field if self._purpose == "save" else self.list).setFocus()

    def _add_name(self, name: str) -> SearchBox:
        # Translators: visible label of the field in which a file is given its name
        label = Text(self._messages.text("Name of the file"), "small", second=True)
        field = SearchBox(placeholder="", icon="file")
        field.set_label(label)
        field.set_text(name)
        field.text_written.connect(self._on_name_text_written)
        for part in (label, field):
            self.body.addWidget(part)  # first: shown by itself it would be a window
            part.setVisible(self._purpose == "save")
        return field

    def _add_ways(self, *, takes_folder: bool) -> None:
        text = self._messages.text
        self._choose.clicked.connect(self.accept)
        if takes_folder:
            # Translators: on a button: chooses the folder whose files are shown above
            self.add_button(text("Take this folder")).clicked.connect(self._on_take_clicked)
        self.add_button(text("Cancel")).clicked.connect(self.reject)

    def _build_place(self, place: StartPlace) -> TextButton:
        label = self._messages.text("Personal folder") if place.kind == "home" else place.path.name or str(place.path)
        button = TextButton(label, "home" if place.kind == "home" else "stick")
        button.setProperty("place", str(place.path))
        button.clicked.connect(self._on_place_clicked)
        return button

    @staticmethod
    def _build_row(*widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for widget in widgets:
            row.addWidget(widget)
        row.setStretch(len(widgets) - 1, 1)
        return row

    def _show_folder(self, folder: Path) -> None:
        """List a folder; where it cannot be read, say so and offer the way up."""
        text = self._messages.text
        self._folder = folder
        self._replacing = None
        self._where.setText(isolate_by_content(str(folder)))
        self._up.setEnabled(folder != folder.parent)
        try:
            entries = list_folder(folder, self._suffixes)
        except OSError:
            entries = ()
            self._said.say(text("This folder cannot be opened."))
        else:
            self._said.say("" if entries else text("There is nothing to choose here."))
        self.list.show_entries(entries)
        self._enable()

    def _path_of_name(self) -> Path | None:
        """Give the path of the written name; None, with a word, where it cannot be one."""
        name = self.name.text().strip()
        if not name or name in {".", ".."} or _REFUSED & set(name):
            self._said.say(self._messages.text("This name cannot be used. Please choose another one."))
            self.name.setFocus()
            return None
        return self._folder / name

    def _enable(self) -> None:
        text, entry = self._messages.text, self.list.chosen()
        saving = self._purpose == "save" and (entry is None or not entry.is_folder)
        # Translators: on the button that opens the chosen file or folder, or saves under the written name
        self._choose.show_text(text("Save", context="a file") if saving else text("Open", context="a file"), "")
        self._choose.setEnabled(entry is not None or (self._purpose == "save" and bool(self.name.text().strip())))

    def _on_take_clicked(self) -> None:
        self.path_chosen.emit(self._folder)
        super().accept()

    def _on_up_clicked(self) -> None:
        self._show_folder(self._folder.parent)

    def _on_place_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self._show_folder(Path(str(button.property("place"))))

    def _on_list_selection_changed(self) -> None:
        entry = self.list.chosen()
        self._replacing = None
        if entry is not None and not entry.is_folder:
            self.name.set_text(entry.name)
        self._enable()

    def _on_name_text_written(self, _text: str) -> None:
        self._replacing = None
        self.list.clearSelection()
        self._enable()
