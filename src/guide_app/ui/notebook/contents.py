"""The open notebook: its notes, and the ways to all else in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.notes import editing
from guide_app.notes.values import Note
from guide_app.ui.clock import say_date
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.state_line import StateLine
from guide_app.ui.notebook.view import View
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.option import Option
from guide_app.ui.widgets.search_box import SearchBox
from guide_app.ui.widgets.way_card import WayCard

_NOTE = "note"


class ContentsView(View):
    """Reports where to go."""

    note_wanted = Signal(str)
    new_wanted = Signal()
    plan_wanted = Signal()
    kept_wanted = Signal()
    finished_wanted = Signal()
    before_wanted = Signal()
    passphrase_wanted = Signal()
    wipe_wanted = Signal()
    undo_wanted = Signal()
    settings_wanted = Signal(bool)

    def __init__(self, messages: Messages, keeper: Keeper, *, can_undo: bool = False) -> None:
        """Show what is in the notebook.

        Args:
            messages: the sentences of the reader's language.
            keeper: the open notebook.
            can_undo: whether a note was deleted just now and can be put back.
        """
        super().__init__(messages, keeper, messages.text("Notes"))
        path = keeper.path
        if path is not None:
            self.body.addWidget(Text(isolate_by_content(path.name), "small", second=True))
        self.body.addWidget(StateLine(messages, keeper))
        if can_undo:
            self.body.addWidget(self._build_undo())
        self.body.addWidget(self._build_main())
        self.search = SearchBox(placeholder="")
        self.search.text_written.connect(self._show_notes)
        if len(keeper.content.notes) > 1:
            self._add_search()
        self._none = Text(messages.text("No note has these words."), second=True)
        self.body.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(NEAR)
        self.body.addLayout(self._list)
        self._add_ways()
        self._add_care()
        self.body.addStretch(1)
        self._show_notes("")

    def _build_undo(self) -> QWidget:
        text = self._messages.text
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        # Translators: puts a note back that was deleted just now
        self.undo = TextButton(text("Put it back"))
        self.undo.clicked.connect(self.undo_wanted)
        said = Text(text("The note was deleted."))
        said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(said, 1)
        row.addWidget(self.undo)
        self._first = self.undo
        return bar

    def _build_main(self) -> QWidget:
        text = self._messages.text
        self.new = TextButton(text("New note"), main=True)
        self.new.clicked.connect(self.new_wanted)
        # Translators: locks the notebook; the passphrase is needed to see it again
        self.close_button = TextButton(text("Close the notebook"))
        self.close_button.clicked.connect(self._keeper.close)
        self._first = self._first or self.new
        return Flow([self.new, self.close_button])

    def _add_search(self) -> None:
        # Translators: visible label of a field that searches in one's own notes
        label = Text(self._messages.text("Search the notes"), "small", second=True)
        self.search.set_label(label)
        self.body.addWidget(label)
        self.body.addWidget(self.search)

    def _show_notes(self, words: str) -> None:
        """List the notes that hold these words."""
        while (old := self._list.takeAt(0)) is not None:
            if (row := old.widget()) is not None:
                row.hide()
                row.deleteLater()
        notes = editing.find_notes(self._keeper.content, words)
        self._none.setVisible(not notes and bool(self._keeper.content.notes))
        for note in notes:
            self._list.addWidget(self._build_note(note))

    def _build_note(self, note: Note) -> WayCard:
        first, rest = editing.heading_of(note)
        parts = [] if note.changed is None else [say_date(note.changed.isoformat(), self._messages.language)]
        if rest:
            parts.append(isolate_by_content(rest))
        # Translators: stands for a note in which nothing is written
        name = isolate_by_content(first) if first else self._messages.text("Empty note")
        card = WayCard(name, " · ".join(parts))
        card.setProperty(_NOTE, note.id)
        card.clicked.connect(self._on_card_clicked)
        return card

    def _add_ways(self) -> None:
        messages, content = self._messages, self._keeper.content
        text = messages.text
        self.body.addSpacing(NEAR)
        self.plan = WayCard(text("Safety plan"), text("What helps in moments when it becomes too much"), "shield")
        self.plan.clicked.connect(self.plan_wanted)
        count = len(content.tray)
        kept = messages.plural("{count} service is kept", "{count} services are kept", count) if count else ""
        self.kept = WayCard(text("Kept for later"), kept, "keep")
        self.kept.clicked.connect(self.kept_wanted)
        self.body.addWidget(self.plan)
        self.body.addWidget(self.kept)
        if content.finished:
            self.finished = WayCard(text("Finished exercises"), "", "breath")
            self.finished.clicked.connect(self.finished_wanted)
            self.body.addWidget(self.finished)

    def _add_care(self) -> None:
        text = self._messages.text
        self.body.addSpacing(NEAR)
        # Translators: heading over what can be done with the notebook as a whole
        self.body.addWidget(Heading(text("The notebook itself"), "body"))
        self.settings = Option(
            text("Keep my choices in it, such as language, country and text size"), one=False, inner=False
        )
        self.settings.setChecked(self._keeper.keeps_settings)
        self.settings.toggled.connect(self.settings_wanted)
        self.body.addWidget(self.settings)
        self.before = TextButton(text("Version before"))
        self.before.clicked.connect(self.before_wanted)
        self.passphrase = TextButton(text("Change the passphrase"))
        self.passphrase.clicked.connect(self.passphrase_wanted)
        self.wipe = TextButton(text("Destroy the notebook"))
        self.wipe.clicked.connect(self.wipe_wanted)
        self.body.addWidget(Flow([self.before, self.passphrase, self.wipe]))

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.note_wanted.emit(str(card.property(_NOTE)))
