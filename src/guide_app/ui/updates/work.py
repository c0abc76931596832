"""While the process is at work: what it does, how far, and the way to end it; before that, what would be fetched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.ui.accessible import say_at
from guide_app.ui.clock import say_date
from guide_app.ui.updates.bar import ProgressLine
from guide_app.ui.updates.state import Found, Task, Working
from guide_app.ui.updates.view import UpdatesView, read, say_size, tell_with
from guide_app.ui.updates.wanted import Keep
from guide_app.ui.updates.words import say_kept, say_step
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.facts import Fact
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text


class WorkView(UpdatesView):
    """Shows how far it is; a new step is told, each byte is not."""

    cancel_wanted = Signal()

    def __init__(self, messages: Messages, working: Working) -> None:
        """Show what is under way."""
        title = _title(working.task, messages)
        super().__init__(messages, title)
        self._said = Text("")
        self._bar = ProgressLine(title)
        card = Card()
        card.body.addWidget(self._said)
        card.body.addWidget(self._bar)
        self.body.addWidget(card)
        text = messages.text
        meanwhile = text("You can go on reading meanwhile. It goes on until it is done, or is cancelled here.")
        self.body.addWidget(read(Text(meanwhile, "small", second=True)))
        self.cancel = TextButton(text("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        self.body.addWidget(Flow([self.cancel]))
        self.body.addStretch(1)
        self._step = ""
        self.show_progress(working)
        tell_with(self.cancel, f"{title}:", self._said.text())

    def first(self) -> QWidget:
        """Give the way to end it."""
        return self.cancel

    def show_progress(self, working: Working) -> None:
        """Show how far it is now."""
        progress = working.progress
        self._said.setText(say_step(progress, self.messages))
        if progress is None:
            return
        self._bar.show_part(progress.done, progress.total)
        if progress.step != self._step:
            self._step = progress.step
            say_at(self.cancel, self._said.text())


class FoundView(UpdatesView):
    """Shows what would be fetched, and fetches nothing before it is asked to."""

    get_wanted = Signal()
    put_off = Signal()

    def __init__(self, messages: Messages, found: Found, keep: Keep) -> None:
        """Show what was found, and where it would be kept."""
        text = messages.text
        super().__init__(messages, text("Newer knowledge is there"))
        listed = QVBoxLayout()
        listed.setSpacing(0)
        told: list[str] = []
        for label, value in _facts(messages, found, keep):
            listed.addWidget(Fact(label, [Text(value)]))
            told.append(f"{label}: {value}")
        self.body.addLayout(listed)
        # Translators: fetches the newer knowledge
        self.get = TextButton(text("Get it"), main=True)
        self.get.clicked.connect(self.get_wanted)
        self.later = TextButton(text("Not now"))
        self.later.clicked.connect(self.put_off)
        self.body.addWidget(Flow([self.get, self.later]))
        self.body.addStretch(1)
        tell_with(self.get, text("Newer knowledge is there") + ":", "; ".join(told))

    def first(self) -> QWidget:
        """Give what fetches it."""
        return self.get


def _facts(messages: Messages, found: Found, keep: Keep) -> list[tuple[str, str]]:
    text, checked = messages.text, found.checked
    # Translators: label; beside it stands the day on which the editors signed the newer knowledge
    facts = [(text("Signed on"), say_date(checked.published[:10], messages.language))]
    if checked.length:
        size = say_size(checked.length, messages.language)
        changed = checked.way in {"delta", "changes"}
        # Translators: {size} is such as "77 kB"
        said = text("{size}: only what has changed", size=size) if changed else text("{size}: all of it", size=size)
        # Translators: label; beside it stands how much is going to be fetched
        facts.append((text("To be fetched"), said))
    for label, count in (
        # Translators: labels; beside them stand numbers of services
        (text("New services"), checked.added),
        (text("Changed services"), checked.changed),
        (text("Services that are gone"), checked.retired),
    ):
        facts += [(label, str(count))] if count is not None else []
    return [*facts, (text("Where is it kept?"), say_kept(keep, messages))]


def _title(task: Task, messages: Messages) -> str:
    text = messages.text
    match task:
        case "check":
            return text("Looking for newer knowledge")
        case "get":
            return text("Fetching newer knowledge")
        case "share":
            return text("Writing the file")
