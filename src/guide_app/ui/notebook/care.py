"""The dialogs for the notebook as a whole: the version before, and its end."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from guide_app.core.errors import GuideError
from guide_app.core.messages import Messages, isolate_by_content
from guide_app.notes.values import Content
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.outcome import Outcome
from guide_app.ui.notebook.words import say_error, what_wiping_cannot
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.card import Remark, titled_card
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.option import Option

_SECONDS: Final = 5
"""Time to change one's mind."""
_SECOND: Final = 1000


class BeforeDialog(Dialog):
    """Offers to bring the version before the last save back."""

    def __init__(self, messages: Messages, keeper: Keeper, before: Content) -> None:
        """Make a dialog that compares `before` with what is there."""
        text = messages.text
        super().__init__(messages, text("Version before"))
        self._keeper = keeper
        self._before = before
        then, now = len(before.notes), len(keeper.content.notes)
        self.body.addWidget(
            Text(
                text(
                    "The file still holds everything as it was before it was saved last. When it comes back, what is"
                    " there now becomes the version before: so this can be undone in the same way."
                )
            )
        )
        # Translators: two numbers, the first of the version before, the second of the present one
        self.body.addWidget(Text(text("Notes then: {then}. Notes now: {now}.", then=then, now=now), second=True))
        self.body.addStretch(1)
        self.add_button(text("Bring it back"), main=True).clicked.connect(self.accept)
        self.add_button(text("Cancel")).clicked.connect(self.reject)

    def accept(self) -> None:
        """Bring it back."""
        self._keeper.put(self._before)
        super().accept()


class Said(Dialog):
    """One sentence, to be read and closed."""

    def __init__(self, messages: Messages, title: str, sentence: str) -> None:
        """Make a dialog that says it."""
        super().__init__(messages, title)
        self.body.addWidget(Text(sentence))
        self.body.addStretch(1)
        self.add_button(messages.text("Close"), main=True).clicked.connect(self.accept)


class WipeDialog(Dialog):
    """Says what destroying the notebook does and cannot do; rehearses it; does it after five seconds.

    The rehearsal takes the same way up to the last step.
    """

    def __init__(self, messages: Messages, keeper: Keeper, path: Path) -> None:
        """Make a dialog for the open notebook."""
        text = messages.text
        # Translators: overwrites the notebook's file and removes it; an action of its own
        super().__init__(messages, text("Destroy the notebook"))
        self._messages = messages
        self._keeper = keeper
        self._path = path
        self._rehearsing = False
        self.is_at_work = False
        """Whether the five seconds are over and the file is being destroyed: nothing can stop it."""
        self._left = 0
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._on_clock_timeout)
        self.body.setSpacing(NEAR)
        self._add_what_it_does()
        self.sure = Option(text("I know that nobody can bring it back, and want it gone"), one=False, inner=False)
        self.sure.toggled.connect(self._on_sure_toggled)
        self.body.addWidget(self.sure)
        self.outcome = Outcome(strong=True)
        self.body.addWidget(self.outcome)
        self.body.addStretch(1)
        # Translators: shows each step of destroying the notebook, without doing it
        self.rehearse = self.add_button(text("Rehearse"))
        self.rehearse.clicked.connect(self._on_rehearse_clicked)
        self.destroy_button = self.add_button(text("Destroy it"))
        self.destroy_button.clicked.connect(self._on_destroy_clicked)
        self.destroy_button.setEnabled(False)
        self.cancel = self.add_button(text("Cancel"))
        self.cancel.clicked.connect(self._on_cancel_clicked)

    def reject(self) -> None:
        """Stop the clock and close; once it has run out there is nothing to stop."""
        self._clock.stop()
        super().reject()

    def _add_what_it_does(self) -> None:
        text, name = self._messages.text, isolate_by_content(self._path.name)
        self.body.addWidget(
            Remark(
                text(
                    "It may destroy evidence: what was done to you, and when, could then no longer be shown to a lawyer"
                    " or a court. A copy with someone you trust can keep it."
                ),
                "caution",
            )
        )
        steps = (
            text("You have five seconds to cancel."),
            text("The notebook is closed. “{name}” is written over with chance, its beginning first.", name=name),
            text("The file is removed. This program goes on."),
        )
        # Translators: heading over the steps of destroying the notebook
        self.body.addWidget(titled_card(text("What happens"), *steps))
        self.body.addWidget(titled_card(text("What this cannot promise"), *what_wiping_cannot(self._messages)))

    def _start(self, *, rehearsing: bool) -> None:
        self._rehearsing = rehearsing
        self._left = _SECONDS
        for part in (self.rehearse, self.destroy_button, self.sure):
            part.setEnabled(False)
        self.cancel.setFocus()
        self._count()
        self._clock.start()

    def _count(self) -> None:
        messages = self._messages
        left = messages.plural("In {count} second.", "In {count} seconds.", self._left)
        if self._rehearsing:
            # Translators: {left} stands for a sentence such as: In 5 seconds.
            self.outcome.say(messages.text("Rehearsal: nothing is destroyed. {left}", left=left))
        else:
            # Translators: {left} stands for a sentence such as: In 5 seconds.
            self.outcome.say(messages.text("The notebook will be destroyed. {left}", left=left))

    def _stop(self, said: str) -> None:
        self._clock.stop()
        self._left = 0
        self.rehearse.setEnabled(True)
        self.sure.setEnabled(True)
        self.destroy_button.setEnabled(self.sure.isChecked())
        self.outcome.say(said)

    def _end(self) -> None:
        """Nothing is left to be done but to close."""
        self.cancel.setEnabled(True)
        self.cancel.show_text(self._messages.text("Close"), "")
        self.cancel.setFocus()

    def _fail(self, error: GuideError) -> None:
        """Say that the file could not be destroyed, or not wholly; nothing is open any more."""
        self._end()
        self.outcome.say_wrong(say_error(error, self._path, self._messages))

    def _on_clock_timeout(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._count()
            return
        text, name = self._messages.text, isolate_by_content(self._path.name)
        if self._rehearsing:
            self._stop(text("Now “{name}” would be destroyed. It is untouched.", name=name))
            return
        self._clock.stop()
        self.is_at_work = True
        self.cancel.setEnabled(False)
        self.outcome.say(text("“{name}” is being destroyed …", name=name))
        self._keeper.wipe(self._on_destroyed, self._fail)

    def _on_destroyed(self) -> None:
        self._end()
        self.outcome.say(self._messages.text("“{name}” is gone.", name=isolate_by_content(self._path.name)))

    def _on_sure_toggled(self, sure: bool) -> None:
        self.destroy_button.setEnabled(sure)

    def _on_rehearse_clicked(self) -> None:
        self._start(rehearsing=True)

    def _on_destroy_clicked(self) -> None:
        self._start(rehearsing=False)

    def _on_cancel_clicked(self) -> None:
        if self._clock.isActive():
            self._stop(self._messages.text("Cancelled. Nothing was destroyed."))
        else:
            self.reject()
