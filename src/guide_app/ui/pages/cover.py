"""The page on the cover: whom it fools, the sum that opens it, and how the program begins with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from guide_app.core.messages import Messages, isolate
from guide_app.safety import cover_words
from guide_app.safety.disguise import seal, weakness_of
from guide_app.ui.accessible import announce
from guide_app.ui.cover.arithmetic import line_of
from guide_app.ui.cover.look import style_of, system_locale
from guide_app.ui.cover.numbers import write_line
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.theme import STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import Card, titled_card
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.copy_button import CopyButton
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.search_box import SearchBox

OPTION: Final = "--cover"


class CoverPage(Column):
    """Explains, takes a sum, and reports it sealed: it is never kept as it was typed."""

    sum_sealed = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self, messages: Messages, *, has_way_back: bool) -> None:
        """Make the page; `has_way_back`: a sum was chosen before."""
        super().__init__(spacing=STEP)
        self._messages = messages
        self._style = style_of(system_locale(messages.language))
        self._sealed = ""
        text = messages.text
        self.body.addWidget(Heading(text("A calculator in front of the guide")))
        self._add(text("What it does"), *cover_words.what_the_cover_does(text))
        self._add(text("Whom it fools"), *cover_words.whom_it_fools(text))
        way = self._add(text("The way back"), *cover_words.what_coming_back_takes(text))
        # Translators: visible label of the field for the sum that opens the calculator
        label = Text(text("Your sum"), "small", second=True)
        self.field = SearchBox(placeholder="", icon="calculator")
        self.field.set_label(label)
        self.field.entered.connect(self.choose)
        self.field.text_written.connect(self._on_field_text_written)
        self.use = TextButton(text("Use this sum"))
        self.use.clicked.connect(self.choose)
        self.said = Text(text("A sum was chosen.") if has_way_back else text("No sum has been chosen."), second=True)
        for part in (label, self.field, Flow([self.use]), self.said):
            way.body.addWidget(part)
        self._add_start()
        self.body.addStretch(1)
        scroll_by_touch(self)

    def choose(self) -> None:
        """Take the sum that is written, or say why not."""
        line, text = line_of(self.field.text()), self._messages.text
        weakness = weakness_of(line)
        if weakness is not None:
            self._say(cover_words.why_refused(weakness, text))
            return
        self._sealed = seal(line)
        shown = isolate(f"{write_line(line, self._style)} =")
        self._say(text("From now on this leads back to the guide: {sum}", sum=shown))
        self.field.set_text("")  # nobody need see it standing there
        self.option.setText(f"{OPTION} {self._sealed}")
        self._start.show()
        self.sum_sealed.emit(self._sealed)

    def _add(self, title: str, *sentences: str) -> Card:
        card = titled_card(title, *sentences)
        self.body.addWidget(card)
        return card

    def _add_start(self) -> None:
        text = self._messages.text
        before, after = cover_words.what_the_start_option_does(text)
        self._start = self._add(text("Beginning as a calculator"), before)
        self.option = Text("", foreign=True)
        self.copy = CopyButton(self._messages, text("Copy these words"))
        self.copy.clicked.connect(self._on_copy_clicked)
        for part in (self.option, Flow([self.copy]), Text(after)):
            self._start.body.addWidget(part)
        # Until there is a sum there is nothing to put behind a name.
        self._start.hide()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        lay_out_again(self.said)
        announce(self.said, sentence)

    def _on_field_text_written(self, _text: str) -> None:
        self.said.setText("")

    def _on_copy_clicked(self) -> None:
        self.copy_wanted.emit(self.option.text())
        self.copy.confirm()
