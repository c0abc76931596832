"""The page of the notebook: one view at a time, dialogs over it, and the ways between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from guide_app.core.errors import GuideError
from guide_app.core.messages import Messages
from guide_app.notes import editing
from guide_app.notes.editing import Taken
from guide_app.notes.values import Content
from guide_app.ui.notebook.contents import ContentsView
from guide_app.ui.notebook.door import Door
from guide_app.ui.notebook.entry import EntryView
from guide_app.ui.notebook.keeper import At, Keeper
from guide_app.ui.notebook.tray import Find, KeptView, TrayCard
from guide_app.ui.notebook.view import View
from guide_app.ui.notebook.words import say_error
from guide_app.ui.shelf import Layered
from guide_app.ui.widgets.dialog import Dialog


class NotebookPage(Layered):
    """Shows the entry, or what the open notebook holds. It asks the keeper for everything and keeps nothing itself."""

    kept_wanted = Signal(object)
    """The `TrayItem` to be opened."""

    def __init__(self, messages: Messages, keeper: Keeper, find: Find) -> None:
        """Make the page.

        Args:
            messages: the sentences of the reader's language.
            keeper: the notebook, which outlives this page.
            find: names what was put aside.
        """
        super().__init__()
        self._messages = messages
        self._keeper = keeper
        self._find = find
        self._taken: Taken | None = None
        self._dialog: Dialog | None = None
        self.door = Door(self, messages, keeper)
        keeper.opened.connect(self._on_opened)
        keeper.locked.connect(self._on_locked)
        self._show()

    @property
    def view(self) -> View:
        """What is shown."""
        view = self.currentWidget()
        assert isinstance(view, View)  # noqa: S101 - one is put there before anyone can ask
        return view

    def uncover(self) -> bool:
        """Go back from a view to the list of notes."""
        if self._keeper.path is None or self._keeper.at.view == "contents":
            return False
        self._go(At())
        return True

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        self.view.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save where the page is left, and forget what could be undone."""
        super().hideEvent(event)
        self._taken = None
        self._keeper.save()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is there now: a service may have been put aside meanwhile."""
        super().showEvent(event)
        if isinstance(self.view, ContentsView):
            self._show()

    def _go(self, at: At) -> None:
        """Save, and show another view."""
        if at.view == "contents":
            self._keeper.write(editing.without_empty_notes(self._keeper.content))
        self._keeper.save()
        if at.view != "contents":
            self._taken = None
        self._keeper.at = at
        self._show()
        self.view.focus_first()

    def _show(self) -> None:
        """Make the view for where one is, and let the one before go."""
        view = self._build_entry() if self._keeper.path is None else self._build_view(self._keeper.at)
        before = self.currentWidget()
        self.addWidget(view)
        self.setCurrentWidget(view)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def _build_tray(self, *, with_heading: bool) -> TrayCard:
        tray = TrayCard(self._messages, self._keeper, self._find, with_heading=with_heading)
        tray.kept_wanted.connect(self.kept_wanted)
        return tray

    def _build_entry(self) -> View:
        entry = EntryView(self._messages, self._keeper, self._build_tray(with_heading=True))
        entry.make_wanted.connect(self.door.make)
        entry.open_wanted.connect(self.door.open)
        return entry

    def _build_view(self, at: At) -> View:
        from guide_app.ui.notebook.finished import FinishedView
        from guide_app.ui.notebook.writing import NoteView, PlanView

        match at.view:
            case "plan":
                return PlanView(self._messages, self._keeper)
            case "kept":
                return KeptView(self._messages, self._keeper, self._build_tray(with_heading=False))
            case "finished":
                return FinishedView(self._messages, self._keeper)
            case "note" if (note := editing.find_note(self._keeper.content, at.note)) is not None:
                view = NoteView(self._messages, self._keeper, note)
                view.delete_wanted.connect(self._on_delete_wanted)
                return view
            case _:
                return self._build_contents()

    def _build_contents(self) -> View:
        contents = ContentsView(self._messages, self._keeper, can_undo=self._taken is not None)
        contents.note_wanted.connect(self._on_note_wanted)
        contents.new_wanted.connect(self._on_new_wanted)
        contents.plan_wanted.connect(self._on_plan_wanted)
        contents.kept_wanted.connect(self._on_kept_wanted)
        contents.finished_wanted.connect(self._on_finished_wanted)
        contents.before_wanted.connect(self._on_before_wanted)
        contents.passphrase_wanted.connect(self._on_passphrase_wanted)
        contents.wipe_wanted.connect(self._on_wipe_wanted)
        contents.undo_wanted.connect(self._on_undo_wanted)
        contents.settings_wanted.connect(self._keeper.keep_settings)
        return contents

    def _open_dialog(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.accepted.connect(self._on_dialog_closed)
        dialog.rejected.connect(self._on_dialog_closed)
        dialog.open_over(self)

    def _on_dialog_closed(self) -> None:
        if self.sender() is self._dialog:  # else the next one is there already
            self._dialog = None

    def _on_opened(self) -> None:
        self._show()
        if self.isVisible():
            self.view.focus_first()

    def _on_locked(self) -> None:
        """Drop everything that shows the notebook, a dialog over it too, unless that is what locked it."""
        from guide_app.ui.notebook.care import WipeDialog

        self._taken = None
        dialog = self._dialog
        if dialog is not None and not (isinstance(dialog, WipeDialog) and dialog.is_at_work):
            dialog.reject()
        self._show()
        if self.isVisible():
            self.view.focus_first()

    def _on_note_wanted(self, note: str) -> None:
        self._go(At("note", note))

    def _on_new_wanted(self) -> None:
        from guide_app.ui.clock import here

        note = editing.new_note(here().date())
        self._keeper.write(editing.with_note(self._keeper.content, note))
        self._go(At("note", note.id))

    def _on_plan_wanted(self) -> None:
        self._go(At("plan"))

    def _on_kept_wanted(self) -> None:
        self._go(At("kept"))

    def _on_finished_wanted(self) -> None:
        self._go(At("finished"))

    def _on_delete_wanted(self, note: str) -> None:
        content, self._taken = editing.without_note(self._keeper.content, note)
        self._keeper.put(content)
        self._go(At())

    def _on_undo_wanted(self) -> None:
        taken, self._taken = self._taken, None
        if taken is not None:
            self._keeper.put(editing.put_back(self._keeper.content, taken))
        self._go(At())

    def _on_before_wanted(self) -> None:
        self._keeper.save()
        self._keeper.look_back(self._on_before_found, self._on_before_failed)

    def _on_before_found(self, before: Content | None) -> None:
        from guide_app.ui.notebook.care import BeforeDialog, Said

        text = self._messages.text
        if before is None:
            said = text("The file holds no version before this one.")
            self._open_dialog(Said(self._messages, text("Version before"), said))
            return
        dialog = BeforeDialog(self._messages, self._keeper, before)
        dialog.accepted.connect(self._show)
        self._open_dialog(dialog)

    def _on_before_failed(self, error: GuideError) -> None:
        from guide_app.ui.notebook.care import Said

        path = self._keeper.path
        if path is not None:
            said = say_error(error, path, self._messages)
            self._open_dialog(Said(self._messages, self._messages.text("Version before"), said))

    def _on_passphrase_wanted(self) -> None:
        from guide_app.ui.notebook.passphrases import ChangeDialog

        if (path := self._keeper.path) is not None:
            self._open_dialog(ChangeDialog(self._messages, self._keeper, path))

    def _on_wipe_wanted(self) -> None:
        from guide_app.ui.notebook.care import WipeDialog

        if (path := self._keeper.path) is not None:
            self._open_dialog(WipeDialog(self._messages, self._keeper, path))
