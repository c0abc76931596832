"""The dialogs that ask for a passphrase: to make a notebook, to open one, to take another passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guide_app.core.errors import GuideError
from guide_app.core.messages import Messages, isolate_by_content
from guide_app.ui.notebook.fields import PassphraseField
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.outcome import Outcome
from guide_app.ui.notebook.words import say_error, say_strength
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.option import Option


class PassphraseDialog(Dialog):
    """What the three share: fields, one tick to show their letters, a line that says how it goes."""

    def __init__(self, messages: Messages, keeper: Keeper, title: str, path: Path) -> None:
        """Make a dialog about a file."""
        super().__init__(messages, title)
        self.path = path
        self._messages = messages
        self._keeper = keeper
        self._fields: list[PassphraseField] = []
        self._working = False
        self.body.setSpacing(NEAR)
        # The folder too, where it says which stick; its last two names are enough to know it by.
        self.body.addWidget(Text(isolate_by_content(str(Path(*path.parts[-2:]))), "small", second=True))
        self.shown = Option(messages.text("Show what I write"), one=False, inner=False)
        self.shown.setAccessibleDescription(messages.text("A screen reader then says the letters aloud."))
        self.shown.toggled.connect(self._on_shown_toggled)
        self.outcome = Outcome()

    def add_field(self, label: str, hint: str = "") -> PassphraseField:
        """Put a field below what is there."""
        field = PassphraseField(label, hint)
        field.entered.connect(self.accept)
        self._fields.append(field)
        self.body.addWidget(field)
        return field

    def add_end(self) -> None:
        """Put what follows the fields."""
        self.body.addWidget(self.shown)
        self.body.addWidget(self.outcome)
        self.body.addStretch(1)

    def reject(self) -> None:
        """Close, and forget what was written."""
        self._forget()
        self._keeper.stop()
        super().reject()

    def work(self, said: str) -> bool:
        """Say that it is going on; False: it is already."""
        if self._working:
            return False
        self._working = True
        self.outcome.say(said)
        return True

    def finish(self) -> None:
        """Close with success."""
        self._forget()
        super().accept()

    def fail(self, error: GuideError) -> None:
        """Say what went wrong; what was written stays, so that nothing has to be written again."""
        self._working = False
        self.outcome.say_wrong(say_error(error, self.path, self._messages))

    def ask_again(self, said: str, field: PassphraseField) -> None:
        """Say what is missing and lead there."""
        self.outcome.say_wrong(said)
        field.setFocus()

    def _forget(self) -> None:
        for field in self._fields:
            field.clear()

    def _on_shown_toggled(self, shown: bool) -> None:
        for field in self._fields:
            field.show_letters(shown)


class NewPassphrase:
    """Two fields for a passphrase that does not exist yet, and how strong it is, in plain words."""

    def __init__(
        self, dialog: PassphraseDialog, messages: Messages, label: str, own: Callable[[], tuple[str, ...]]
    ) -> None:
        """Put the fields into a dialog.

        Args:
            dialog: takes them.
            messages: the sentences of the reader's language.
            label: name of the first field.
            own: words that someone near would try first.
        """
        text = messages.text
        self._dialog = dialog
        self._messages = messages
        self._own = own
        self.first = dialog.add_field(label)
        self.first.changed.connect(self._judge)
        self.strength = Text("", second=True)
        dialog.body.addWidget(self.strength)
        dialog.body.addWidget(
            Text(
                text("A line from a song, a poem or a holy book is easily found, even where it looks strong here."),
                "small",
                second=True,
            )
        )
        # Translators: the same passphrase a second time, against slips
        self.second = dialog.add_field(text("Once more"))
        self._judge()

    def take(self) -> str | None:
        """Give the passphrase; None, with a word, where it is missing or not the same twice."""
        text = self._messages.text
        if not self.first.text().strip():
            self._dialog.ask_again(text("A passphrase is needed."), self.first)
            return None
        if self.first.text() != self.second.text():
            self._dialog.ask_again(text("The two are not the same. Write both once more."), self.second)
            return None
        return self.first.text()

    def _judge(self) -> None:
        from guide_app.notes.strength import judge

        said = say_strength(judge(self.first.text(), self._own()), self._messages)
        if said != self.strength.text():
            self.strength.setText(said)
            self.first.line.setAccessibleDescription(said)


class MakeDialog(PassphraseDialog):
    """Asks for the passphrase of a new notebook, and makes it."""

    def __init__(self, messages: Messages, keeper: Keeper, path: Path) -> None:
        """Make a dialog for a file that is not there yet."""
        text = messages.text
        super().__init__(messages, keeper, text("Make a notebook"), path)
        self._new = NewPassphrase(self, messages, text("Passphrase"), lambda: (path.stem, path.parent.name))
        self.add_end()
        self.body.insertWidget(
            self.body.indexOf(self.shown) + 1,
            Remark(text("There is no other key: if the passphrase is forgotten, the notes are lost."), "caution"),
        )
        self.add_button(text("Make it"), main=True).clicked.connect(self.accept)
        self.add_button(text("Cancel")).clicked.connect(self.reject)

    def accept(self) -> None:
        """Make the notebook, beside the window's thread; close when it is there."""
        passphrase = self._new.take()
        if passphrase is not None and self.work(self._messages.text("The notebook is being made …")):
            self._keeper.make(self.path, passphrase, self.finish, self.fail)


class OpenDialog(PassphraseDialog):
    """Asks for the passphrase of a file, and tries it."""

    def __init__(self, messages: Messages, keeper: Keeper, path: Path) -> None:
        """Make a dialog for a file that may be a notebook."""
        text = messages.text
        super().__init__(messages, keeper, text("Open a notebook"), path)
        self._passphrase = self.add_field(text("Passphrase"))
        self.add_end()
        self.add_button(text("Open", context="a notebook"), main=True).clicked.connect(self.accept)
        self.add_button(text("Cancel")).clicked.connect(self.reject)

    def accept(self) -> None:
        """Try the passphrase, beside the window's thread; close when it fits."""
        passphrase = self._passphrase.text()
        if self.work(self._messages.text("The notebook is being opened …")):
            self._keeper.open(self.path, passphrase, self.finish, self.fail)

    def fail(self, error: GuideError) -> None:
        """Say so, and begin anew in the field."""
        super().fail(error)
        self._passphrase.setFocus()


class ChangeDialog(PassphraseDialog):
    """Asks for the old passphrase and a new one."""

    def __init__(self, messages: Messages, keeper: Keeper, path: Path) -> None:
        """Make a dialog for the open notebook."""
        text = messages.text
        super().__init__(messages, keeper, text("Change the passphrase"), path)
        self._old = self.add_field(text("Passphrase until now"))
        self._new = NewPassphrase(self, messages, text("New passphrase"), lambda: (path.stem, path.parent.name))
        self.add_end()
        self.body.insertWidget(
            self.body.indexOf(self.shown) + 1,
            Text(text("Copies of the file made before still open with the old passphrase."), "small", second=True),
        )
        self.add_button(text("Change it"), main=True).clicked.connect(self.accept)
        self.add_button(text("Cancel")).clicked.connect(self.reject)

    def accept(self) -> None:
        """Change it, beside the window's thread; close when it is done."""
        new = self._new.take()
        if new is not None and self.work(self._messages.text("The passphrase is being changed …")):
            self._keeper.change_passphrase(self._old.text(), new, self.finish, self.fail)
