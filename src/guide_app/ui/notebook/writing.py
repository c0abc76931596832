"""The views one writes in: a note, and the plan for hard days. What is written is saved at each pause."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guide_app.core.messages import Messages
from guide_app.guides.words_safe import safety_plan
from guide_app.notes import editing
from guide_app.notes.values import Note
from guide_app.ui.notebook.fields import WritingField
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.state_line import StateLine
from guide_app.ui.notebook.view import View
from guide_app.ui.theme import GAP
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text

_STEP = "step"


class NoteView(View):
    """One note. Its first line is its name in the list."""

    delete_wanted = Signal(str)

    def __init__(self, messages: Messages, keeper: Keeper, note: Note) -> None:
        """Show a note that is in the notebook."""
        text = messages.text
        # Translators: heading over the field for one note
        super().__init__(messages, keeper, text("Note", context="heading"))
        self._note = note
        self.field = WritingField(
            text("What is on your mind"), text("The first line is its name in the list."), lines=8
        )
        self.field.fill(note.text)
        self.field.written.connect(self._on_written)
        self.follow(self.field)
        self._first = self.field
        self.body.addWidget(self.field)
        self.body.addWidget(StateLine(messages, keeper))
        # Translators: takes a note out of the notebook
        self.delete = TextButton(text("Delete this note"))
        self.delete.clicked.connect(self._on_delete_clicked)
        self.body.addWidget(Flow([self.delete]))
        self.body.addStretch(1)

    def _on_written(self) -> None:
        from guide_app.ui.clock import here

        self._note = self._note._replace(text=self.field.text(), changed=here().date())
        self._keeper.write(editing.with_note(self._keeper.content, self._note))

    def _on_delete_clicked(self) -> None:
        self.delete_wanted.emit(self._note.id)


class PlanView(View):
    """The safety plan, step by step. Nobody has to fill in all of it."""

    def __init__(self, messages: Messages, keeper: Keeper) -> None:
        """Show the plan that is in the notebook."""
        text = messages.text
        super().__init__(messages, keeper, text("Safety plan"))
        self.body.addWidget(
            Text(
                text(
                    "For moments when it becomes too much. Begin anywhere, write as little as you like: one thing on"
                    " each line."
                )
            )
        )
        self.body.addWidget(StateLine(messages, keeper))
        plan = keeper.content.safety_plan._asdict()
        self.fields: dict[str, WritingField] = {}
        for step, label, hint in _steps(messages):
            field = WritingField(label, hint, heading="body")
            field.fill("\n".join(plan[step]))
            field.setProperty(_STEP, step)
            field.written.connect(self._on_written)
            self.follow(field)
            self.fields[step] = field
            self.body.addWidget(field)
            self.body.addSpacing(GAP)
        self._first = self.fields["warning_signs"]
        self.body.addStretch(1)

    def _on_written(self) -> None:
        field = self.sender()
        if isinstance(field, WritingField):
            content = self._keeper.content
            plan = editing.with_step(content.safety_plan, str(field.property(_STEP)), field.text())
            self._keeper.write(content._replace(safety_plan=plan))


def _steps(messages: Messages) -> tuple[tuple[str, str, str], ...]:
    """Give each step's field, its name and a hint, in the order of Stanley and Brown; then what makes it worth it."""
    text = messages.text
    reasons = ("reasons", text("What makes it worth it"), text("Small things count."))
    return (*((step, words.prompt, words.hint) for step, words in safety_plan(text).items()), reasons)
