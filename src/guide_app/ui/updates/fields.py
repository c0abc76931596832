"""What has to be given for each road: an address, Tor's own address, or a file or folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate, isolate_by_content
from guide_app.ui.theme import NEAR, TINY
from guide_app.ui.updates.wanted import EXAMPLES, Lack, Wanted
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.file_dialog import FileDialog
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import SaidText, Text
from guide_app.ui.widgets.question import Answer, Question
from guide_app.ui.widgets.search_box import SearchBox

_HINTS = (
    Qt.InputMethodHint.ImhUrlCharactersOnly
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhSensitiveData
)
_SUFFIXES = (".zip",)


class RoadFields(QWidget):
    """The fields of one road; reports all choices with each change."""

    wanted_changed = Signal(object)
    """The `Wanted` as it is now."""
    entered = Signal()
    """Return was pressed in a field."""

    def __init__(self, messages: Messages, wanted: Wanted) -> None:
        """Show what was given already."""
        super().__init__()
        self._messages = messages
        self._wanted = wanted
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        self.address: SearchBox | None = None
        self.proxy: SearchBox | None = None
        self.choose: TextButton | None = None
        self.same: Question | None = None
        text = messages.text
        match wanted.road:
            case "stick":
                self._add_path()
            case "neighbour":
                self.address = self._add_field(text("Address in this network"), wanted.neighbour, EXAMPLES["neighbour"])
            case _:
                self.address = self._add_field(text("Address"), wanted.address, EXAMPLES["internet"])
        if self.address is not None:
            self.address.text_written.connect(self._on_address_written)
        if wanted.road == "tor":
            self._add_tor()
        self._said = SaidText(second=True)
        self._column.addWidget(self._said)

    def ask_for(self, lack: Lack) -> None:
        """Say what has to be given first, and bring the keyboard there."""
        text = self._messages.text
        if lack == "path":
            self._said.say(text("Please choose a file or a folder first."))
        else:
            self._said.say(text("Please write an address first."))
        first = {"address": self.address, "proxy": self.proxy, "path": self.choose}[lack]
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_path(self, path: Path) -> None:
        """Take the file or folder that was chosen."""
        self._change(path=str(path))
        self._show_path()

    def _add_field(self, label: str, written: str, example: str) -> SearchBox:
        name = Text(label)
        # Translators: inside an empty field
        hint = self._messages.text("for example {address}", address=isolate(example)) if example else ""
        field = SearchBox(placeholder=hint, shorter=isolate(example), icon="globe")
        field.set_label(name)
        field.field.setInputMethodHints(_HINTS)
        field.set_text(written)
        field.entered.connect(self.entered)
        around = QVBoxLayout()
        around.setSpacing(TINY)
        around.addWidget(name)
        around.addWidget(field)
        self._column.addLayout(around)
        return field

    def _add_tor(self) -> None:
        text = self._messages.text
        # Translators: Tor's "SOCKS proxy": where the program Tor on this computer listens
        self.proxy = self._add_field(text("Address of Tor on this computer"), self._wanted.proxy, "")
        self.proxy.text_written.connect(self._on_proxy_written)
        same = Answer(
            "same",
            text("Ask for the same as everybody"),
            text("Then nobody learns how old this copy is. A little more is fetched."),
        )
        self.same = Question("", [same], one=False)
        self.same.setAccessibleName(same.label)
        self.same.choose("same" if self._wanted.same_for_all else "")
        self.same.chosen.connect(self._on_same_chosen)
        self._column.addWidget(self.same)

    def _add_path(self) -> None:
        self.choose = TextButton(self._messages.text("Choose a file or a folder"), "folder")
        self.choose.clicked.connect(self._on_choose_clicked)
        self._path = Text("", strong=True)
        self._column.addWidget(Flow([self.choose]))
        self._column.addWidget(self._path)
        self._show_path()

    def _show_path(self) -> None:
        self._path.setText(isolate_by_content(self._wanted.path))
        self._path.setVisible(bool(self._wanted.path))
        if self.choose is not None:
            self.choose.setAccessibleDescription(self._wanted.path)

    def _change(self, **changed: object) -> None:
        self._said.say("")
        self._wanted = self._wanted._replace(**changed)  # type: ignore[arg-type]
        self.wanted_changed.emit(self._wanted)

    def _on_address_written(self, written: str) -> None:
        if self._wanted.road == "neighbour":
            self._change(neighbour=written)
        else:
            self._change(address=written)

    def _on_proxy_written(self, written: str) -> None:
        self._change(proxy=written)

    def _on_same_chosen(self, _key: str) -> None:
        self._change(same_for_all=not self._wanted.same_for_all)
        if self.same is not None:
            self.same.choose("same" if self._wanted.same_for_all else "")

    def _on_choose_clicked(self) -> None:
        messages = self._messages
        before = Path(self._wanted.path).parent if self._wanted.path else None
        # Translators: title of the window in which a file, or a folder on a stick, is chosen
        title = messages.text("Which file or folder is it?")
        asked = FileDialog(messages, title, "open", suffixes=_SUFFIXES, folder=before, takes_folder=True)
        asked.path_chosen.connect(self.take_path)
        asked.open_over(self)
