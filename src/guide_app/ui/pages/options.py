"""The choices for safety: what comes at Leave now, when nobody is there, and for pictures of the screen.

The page shows and reports; it changes nothing by itself. What it is told to keep, it is told by a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from guide_app.core.messages import Messages
from guide_app.safety.options import IDLE_MINUTES, Instead, Options
from guide_app.ui.capture import State
from guide_app.ui.theme import STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import titled_card
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, SaidText, Text
from guide_app.ui.widgets.question import Answer, Question
from guide_app.ui.widgets.way_card import WayCard

_NEVER: Final = "never"
_ON: Final = "on"


class OptionsPage(Column):
    """Reports each choice at once, with all others as they stand."""

    options_chosen = Signal(object)
    """The `Options` as they are now."""
    page_wanted = Signal(str)
    save_wanted = Signal()
    load_wanted = Signal()

    def __init__(self, messages: Messages, options: Options, capture: State) -> None:
        """Make the page.

        Args:
            messages: the sentences of the reader's language.
            options: as they stand.
            capture: whether pictures of the screen can leave the window out here, and if not why.
        """
        super().__init__(spacing=STEP)
        self.messages = messages
        self._options = options
        text = messages.text
        self.body.addWidget(Heading(text("Options")))
        self.body.addWidget(
            Text(text("These choices hold until the program ends. A file can keep them for the next time."))
        )
        self.instead = self._ask(text("What comes at Leave now"), _instead_answers(messages))
        self.instead.chosen.connect(self._on_instead_chosen)
        # Translators: heading of a question; its answers are numbers of minutes, and "Never"
        self.idle = self._ask(text("Cover the guide when nobody touches the computer"), _idle_answers(messages))
        self.idle.chosen.connect(self._on_idle_chosen)
        cover = WayCard(
            text("A calculator in front of the guide"), text("Whom it fools, and how you come back."), "calculator"
        )
        cover.clicked.connect(self._on_cover_clicked)
        self.body.addWidget(cover)
        self.capture = self._ask(text("Pictures of the screen"), (self._capture_answer(capture),), one=False)
        self.capture.chosen.connect(self._on_capture_chosen)
        self.show_options(options)
        self._add_keeping()
        self.body.addStretch(1)
        scroll_by_touch(self)

    def say(self, sentence: str) -> None:
        """Say how saving or loading went, below its buttons."""
        self._said.say(sentence)

    def show_options(self, options: Options) -> None:
        """Show the choices as they stand now."""
        self._options = options
        self.instead.choose(options.instead)
        self.idle.choose(_NEVER if options.idle_minutes is None else str(options.idle_minutes))
        self._show_capture()

    def _ask(self, title: str, answers: Sequence[Answer], *, one: bool = True) -> Question:
        question = Question(title, answers, one=one)
        self.body.addWidget(question)
        return question

    def _capture_answer(self, capture: State) -> Answer:
        text = self.messages.text
        label = text("Keep this window out of pictures of the screen")
        remarks: dict[State, str] = {
            "possible": text("Against ordinary screenshots and shared screens; not against a camera."),
            "assistive": text("Off, because an assistive tool is in use: it could be left without a picture."),
            "not here": text("Not possible on this system."),
        }
        return Answer(_ON, label, remarks[capture], enabled=capture == "possible")

    def _add_keeping(self) -> None:
        text = self.messages.text
        said = text(
            "Language, country and text size are saved with them. Whoever finds the file can read it. The"
            " program looks for no such file by itself."
        )
        save, load = TextButton(text("Save to a file")), TextButton(text("Load from a file"))
        save.clicked.connect(self.save_wanted)
        load.clicked.connect(self.load_wanted)
        self._said = SaidText(second=True)
        self.body.addWidget(titled_card(text("Keep these choices"), said, Flow([save, load]), self._said))

    def _choose(self, options: Options) -> None:
        self._options = options
        self.options_chosen.emit(options)

    def _show_capture(self) -> None:
        self.capture.choose(_ON if self._options.capture_protection else "")

    def _on_instead_chosen(self, key: Instead) -> None:
        self._choose(self._options._replace(instead=key))

    def _on_cover_clicked(self) -> None:
        self.page_wanted.emit("cover")

    def _on_idle_chosen(self, key: str) -> None:
        self._choose(self._options._replace(idle_minutes=None if key == _NEVER else int(key)))

    def _on_capture_chosen(self, _key: str) -> None:
        """Switch it off at once; ask before it is switched on."""
        if self._options.capture_protection:
            self._choose(self._options._replace(capture_protection=False))
            return
        self._show_capture()
        text = self.messages.text
        asked = Dialog(self.messages, text("Keep this window out of pictures of the screen?"))
        for sentence in (
            text("Screenshots, recordings and shared screens then show nothing of it, or a black window."),
            text("Magnifiers, screen readers and help from afar may see nothing of it either."),
            text("A camera, and some spying software, sees it all the same. An empty window can be noticed."),
        ):
            asked.body.addWidget(Text(sentence))
        asked.add_button(text("Switch it on"), main=True).clicked.connect(asked.accept)
        asked.add_button(text("Cancel")).clicked.connect(asked.reject)
        asked.accepted.connect(self._on_capture_accepted)
        asked.open_over(self)

    def _on_capture_accepted(self) -> None:
        self._choose(self._options._replace(capture_protection=True))
        self._show_capture()


def _instead_answers(messages: Messages) -> tuple[Answer, ...]:
    text = messages.text
    system = text("The system notes that it was started. Where there is none, nothing comes.")
    return (
        # Translators: answers to "What comes at Leave now"
        Answer("nothing", text("Nothing: the window is gone")),
        Answer("cover", text("A calculator that is built in")),
        Answer("calculator", text("The system's calculator"), system),
        Answer("browser", text("The browser, with the page it begins with"), system),
    )


def _idle_answers(messages: Messages) -> tuple[Answer, ...]:
    minutes = (
        Answer(str(count), messages.plural("After {count} minute", "After {count} minutes", count))
        for count in IDLE_MINUTES
    )
    # Translators: never cover the guide by itself
    return (Answer(_NEVER, messages.text("Never")), *minutes)
