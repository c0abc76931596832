"""One step of an exercise, and its end: made when it is shown, and gone after it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.guides.courses import Step
from guide_app.guides.people import Person
from guide_app.guides.play import Play
from guide_app.guides.step_words import StepWords
from guide_app.guides.words import end_words, step_words
from guide_app.ui.accessible import let_tab_come, say_at
from guide_app.ui.exercises.around import Around
from guide_app.ui.exercises.doing import Doing, say_given
from guide_app.ui.exercises.parts import Dots, Pills
from guide_app.ui.notebook.fields import WritingField
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.state_line import StateLine
from guide_app.ui.notebook.view import View
from guide_app.ui.widgets.buttons import LinkButton, TextButton
from guide_app.ui.widgets.card import Card, titled_card
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import SaidText, Text
from guide_app.ui.widgets.question import Answer, Question

_LINES = 4
_LINES_OF_A_LETTER = 10
_ENDS = ("?", "؟", "？", "。", ".")


class StepView(View):
    """Shows the step at hand of what somebody does, and tells where they go next."""

    moved = Signal()
    """Another step, or the end, is to be shown."""

    def __init__(self, messages: Messages, keeper: Keeper, doing: Doing, title: str) -> None:
        """Show the step at hand.

        Args:
            messages: the sentences of the reader's language.
            keeper: for what all views of writing share.
            doing: what somebody does; this view changes it.
            title: of the exercise.
        """
        step = doing.play.step
        assert step is not None  # noqa: S101 - who is at the end is shown another view
        words = step_words(doing.play.exercise, messages.text)[step.id]
        super().__init__(messages, keeper, words.prompt)
        self._doing = doing
        self._words = words
        self.next = TextButton(messages.text("Next", context="step of an exercise"), main=True)
        self._add_place(title)
        self._add_step(step)
        self._add_ways()
        self._describe_first()

    @property
    def _play(self) -> Play:
        return self._doing.play

    def _add_place(self, title: str) -> None:
        """Say above the heading which exercise it is, and how far."""
        text, play = self._messages.text, self._play
        # Translators: {title} is the name of an exercise; the two numbers say which step of how many
        self._place = text("{title} · step {at} of {all}", title=title, at=play.at + 1, all=len(play.steps))
        self.body.insertWidget(0, _read(Text(self._place, "small", second=True)))

    def _add_step(self, step: Step) -> None:
        words, given = self._words, self._play.find(step.id)
        if step.kind != "text" and words.hint:
            self.body.addWidget(_read(Text(words.hint)))
        match step.kind:
            case "text":
                self._add_field(given.text, _LINES_OF_A_LETTER if step.id == "words" else _LINES)
            case "count":
                self._add_count(step, given.found)
            case "one":
                question = Question("", [Answer(key, said) for key, said in words.choices.items()])
                question.setAccessibleName(words.prompt)
                question.choose(next(iter(given.chosen), ""))
                question.chosen.connect(self._on_answer_chosen)
                self.body.addWidget(question)
                self._first = next(iter(question.options.values()))
            case "some":
                pills = Pills("", words.choices, given.chosen, one=False)
                pills.setAccessibleName(words.prompt)
                pills.chosen.connect(self._on_choice_chosen)
                self.body.addWidget(pills)
                self._first = next(iter(pills.pills.values()))
            case "people":
                self._add_map()
            case _:
                if written := self._play.find("words").text.strip():  # a letter is there to be read once more
                    self.body.addWidget(_paper(written))
                self._first = self.next
        if words.aside:
            self.body.addWidget(_read(Text(words.aside, "small", second=True)))

    def _add_field(self, text: str, lines: int) -> None:
        heading = self.body.itemAt(1)
        assert heading is not None  # noqa: S101 - View has put it there
        if (over := heading.widget()) is not None:  # the field's own name is the heading
            self.body.removeWidget(over)
            over.deleteLater()
            over.hide()
        self.field = WritingField(self._words.prompt, self._words.hint, lines=lines, heading="title")
        self.field.fill(text)
        self.field.written.connect(self._on_written)
        self.follow(self.field)
        self._first = self.field
        self.body.addWidget(self.field)

    def _describe_first(self) -> None:
        """Have who listens hear, where the keyboard is first, what it is about and how far it is.

        The name of a field says it too; but a reader that meets a new field by its cursor says the description alone.
        """
        first, prompt = self._first or self.next, self._words.prompt
        told = (prompt if prompt.endswith(_ENDS) else f"{prompt}.", self._words.hint, f"{self._place}.")
        target = first.edit if isinstance(first, WritingField) else first
        target.setAccessibleDescription(" ".join(filter(None, told)))

    def _add_count(self, step: Step, found: int) -> None:
        self._dots = Dots(step.things)
        self._dots.show_found(found)
        self._said = Text("", second=True)
        # Translators: on a button that is pressed once for each thing one has found
        self.found = TextButton(self._messages.text("I found one"))
        self.found.clicked.connect(self._on_found_clicked)
        self.body.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._said)
        self.body.addWidget(Flow([self.found]))
        self._first = self.found
        self._show_found(found, step.things)

    def _show_found(self, found: int, things: int) -> None:
        text = self._messages.text
        # Translators: so many of so many things were found
        said = text("{found} of {all}", found=found, all=things)
        self._said.setText(text("All found. Go on when you like.") if found == things else said)
        self._dots.show_found(found)
        if found:
            say_at(self.found, self._said.text())

    def _add_map(self) -> None:
        self.around = Around(self._messages, self._words.prompt)
        self.around.show_people(self._play.find("map").people)
        self.around.added.connect(self._on_added)
        self.around.removed.connect(self._on_removed)
        self.follow(self.around.name)
        self._first = self.around.name
        self.body.addWidget(self.around)

    def _add_ways(self) -> None:
        text = self._messages.text
        self.next.clicked.connect(self._on_next_clicked)
        self.skip = TextButton(text("Skip this step"))
        self.skip.clicked.connect(self._on_skip_clicked)
        # Translators: goes to the step before, inside an exercise
        self.back = TextButton(text("One step back"))
        self.back.clicked.connect(self._on_back_clicked)
        # Translators: ends an exercise before its last step
        self.stop = TextButton(text("Stop here"))
        self.stop.clicked.connect(self._on_stop_clicked)
        if self._play.at == 0:
            self.back.hide()  # shown while nothing holds it, it would be a window of its own for a moment
        self.body.addWidget(Flow([self.next, self.skip, self.back, self.stop]))
        self.body.addStretch(1)

    def _on_written(self) -> None:
        self._doing.play = self._play.write(self.field.text())

    def _on_found_clicked(self) -> None:
        self._doing.play = play = self._play.find_one()
        step = play.step
        if step is not None:
            self._show_found(play.find(step.id).found, step.things)

    def _on_answer_chosen(self, key: str) -> None:
        step = self._play.step
        if step is not None and key not in self._play.find(step.id).chosen:
            self._doing.play = self._play.choose(key)

    def _on_choice_chosen(self, key: str) -> None:
        self._doing.play = self._play.choose(key)

    def _on_added(self, person: Person) -> None:
        self._doing.play = self._play.add(person)
        self.around.show_people(self._play.find("map").people)

    def _on_removed(self, name: str) -> None:
        self._doing.play = self._play.remove(name)
        self.around.show_people(self._play.find("map").people)

    def _move(self, play: Play) -> None:
        self._doing.play = play
        self.moved.emit()

    def _on_next_clicked(self) -> None:
        self._move(self._play.next())

    def _on_skip_clicked(self) -> None:
        self._move(self._play.skip())

    def _on_back_clicked(self) -> None:
        self._move(self._play.back())

    def _on_stop_clicked(self) -> None:
        self._move(self._play.stop())


class EndView(View):
    """Kind words, what was given, and what can be done with it."""

    moved = Signal()
    keep_wanted = Signal()
    need_wanted = Signal(str)

    def __init__(self, messages: Messages, keeper: Keeper, doing: Doing, talk: str) -> None:
        """Show the end.

        Args:
            messages: the sentences of the reader's language.
            keeper: says how the notebook's file follows.
            doing: what somebody did.
            talk: what the need for somebody to talk to is called.
        """
        text, play = messages.text, doing.play
        heading, *sentences = end_words(play, text)
        super().__init__(messages, keeper, heading)
        self._doing = doing
        for sentence in sentences:
            self.body.addWidget(_read(Text(sentence)))
        ways: list[QWidget] = []
        self.said = SaidText()
        if play.answers():
            self.keep = TextButton(text("Put into the notebook"), "keep", main=True)
            self.keep.clicked.connect(self.keep_wanted)
            self._first = self.keep
            ways.append(self.keep)
        # Translators: begins an exercise anew, with nothing written
        self.again = TextButton(text("Begin again"))
        self.again.clicked.connect(self._on_again_clicked)
        ways.append(self.again)
        if play.steps:
            self.back = TextButton(text("One step back"))
            self.back.clicked.connect(self._on_back_clicked)
            ways.append(self.back)
        self.talk = LinkButton(talk)
        self.talk.clicked.connect(self._on_talk_clicked)
        self.body.addWidget(Flow(ways))
        self.body.addWidget(self.said)
        self.body.addWidget(self.talk, 0, Qt.AlignmentFlag.AlignLeading)
        words = step_words(play.exercise, text)
        for step, given in play.answers():
            self.body.addWidget(_card(words[step.id], say_given(step, given, dict(words[step.id].choices), messages)))
        self.body.addStretch(1)
        described = self._first or self.again
        described.setAccessibleDescription(" ".join((f"{heading}.", *sentences)))
        self._first = described

    def say_kept(self) -> None:
        """Say that it is in the notebook, and how its file follows."""
        self.said.say(self._messages.text("It is in the notebook now."))
        self.body.insertWidget(self.body.indexOf(self.said) + 1, StateLine(self._messages, self._keeper))

    def _on_again_clicked(self) -> None:
        self._doing.begin_again()
        self.moved.emit()

    def _on_back_clicked(self) -> None:
        self._doing.play = self._doing.play.back()
        self.moved.emit()

    def _on_talk_clicked(self) -> None:
        self.need_wanted.emit("talk")


def _read(text: Text) -> Text:
    let_tab_come(text)
    return text


def _card(words: StepWords, said: str) -> QWidget:
    return titled_card(words.prompt, _own_lines(said))


def _paper(said: str) -> QWidget:
    card = Card()
    card.body.addWidget(Text(_own_lines(said)))
    return card


def _own_lines(said: str) -> str:
    """Let each line run in the direction of its own words."""
    return "\n".join(map(isolate_by_content, said.split("\n")))
