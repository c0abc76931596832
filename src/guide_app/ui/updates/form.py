"""What is in use, how something newer should come and where it is kept; below it, passing on what is here."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from guide_app.core.messages import Messages
from guide_app.ui.notebook.outcome import Outcome as OutcomeLine
from guide_app.ui.updates.fields import RoadFields
from guide_app.ui.updates.told import Done, Failed, NothingNew
from guide_app.ui.updates.updating import Updating
from guide_app.ui.updates.view import UpdatesView, read, tell_with
from guide_app.ui.updates.wanted import Keep, Road, Wanted
from guide_app.ui.updates.words import keep_answers, road_answers, say_in_use, say_outcome
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import titled_card
from guide_app.ui.widgets.file_dialog import FileDialog
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Text
from guide_app.ui.widgets.question import Question

BUNDLE_NAME: Final = "guide.zip"
"""Proposed for the file that is passed on: neutral, as the program's own name is."""


class FormView(UpdatesView):
    """Asks; says below the buttons how the last thing that was asked for ended."""

    def __init__(self, messages: Messages, updating: Updating) -> None:
        """Show the choices as they stand."""
        text = messages.text
        # Translators: name of the page on which newer knowledge can be asked for
        super().__init__(messages, text("Updates"))
        self._updating = updating
        self.body.addWidget(
            read(
                Text(
                    text(
                        "This program never looks for anything newer by itself. What comes is shown only if the editors"
                        " have signed it, whoever brings it."
                    )
                )
            )
        )
        in_use = [read(Text(said)) for said in say_in_use(updating.opened, messages)]
        self.body.addWidget(titled_card(text("What is in use"), *in_use))
        self.road = Question(text("How should it come?"), road_answers(messages))
        self.road.choose(updating.wanted.road)
        self.road.chosen.connect(self._on_road_chosen)
        self.body.addWidget(self.road)
        self.fields: RoadFields | None = None
        self.keep = Question(text("Where is it kept?"), keep_answers(messages))
        self.keep.choose(updating.wanted.keep)
        self.keep.chosen.connect(self._on_keep_chosen)
        self.body.addWidget(self.keep)
        # Translators: on the button that asks whether there is newer knowledge
        self.look = TextButton(text("Look for newer knowledge"), main=True)
        self.look.clicked.connect(self._on_look_clicked)
        # Translators: takes knowledge that was made long ago, after a word about that
        self.anyway = TextButton(text("Take it all the same"))
        self.anyway.clicked.connect(self._on_anyway_clicked)
        self._buttons = Flow([self.look, self.anyway])
        self.body.addWidget(self._buttons)
        self.said = OutcomeLine()
        self.body.addWidget(self.said)
        self._add_share()
        self.body.addStretch(1)
        self._first: QWidget = next(iter(self.road.options.values()))
        self._show_road()
        self._show_outcome()

    def first(self) -> QWidget:
        """Give the first road, or what was pressed last."""
        return self._first

    def share_to(self, path: Path) -> None:
        """Write the bundle."""
        self._updating.share(path)

    def _add_share(self) -> None:
        text = self.messages.text
        self.share = TextButton(text("Write one file"))
        self.share.clicked.connect(self._on_share_clicked)
        self.shared = OutcomeLine()
        said = [text("One file for the next machine. That machine checks the signatures itself, without a network.")]
        if self._updating.opened.folder is None:
            said.append(text("What came for this session only is not in it: to pass that on, keep it first."))
        else:
            said.append(text("Whoever finds the file can see what it is."))
        parts = [read(Text(sentence)) for sentence in said]
        # Translators: heading above a button that writes all of the guide's knowledge into one file, for others
        card = titled_card(text("Share this guide’s knowledge"), *parts, Flow([self.share]), self.shared)
        self.body.addWidget(card)

    def _show_road(self) -> None:
        """Show what has to be given for the chosen road; nothing is asked before one is chosen."""
        wanted = self._updating.wanted
        before, self.fields = self.fields, None
        if before is not None:
            before.hide()
            self.body.removeWidget(before)
            before.deleteLater()
        if wanted.road:
            self.fields = RoadFields(self.messages, wanted)
            self.fields.wanted_changed.connect(self._on_wanted_changed)
            self.fields.entered.connect(self._on_look_clicked)
            self.body.insertWidget(self.body.indexOf(self.road) + 1, self.fields)
        for part in (self.keep, self._buttons):
            part.setVisible(bool(wanted.road))

    def _show_outcome(self) -> None:
        outcome = self._updating.outcome
        very_old = outcome is not None and isinstance(outcome.what, Failed) and outcome.what.code == "very_old"
        self.anyway.setVisible(very_old)
        self._buttons.fit()
        if outcome is None:
            return
        sentence = say_outcome(outcome, self.messages)
        line, button = (self.shared, self.share) if outcome.task == "share" else (self.said, self.look)
        if isinstance(outcome.what, Done) or (isinstance(outcome.what, NothingNew) and not outcome.what.expired):
            line.say(sentence)
        else:
            line.say_wrong(sentence)
        tell_with(button, sentence)
        self._first = button

    def _on_road_chosen(self, key: str) -> None:
        self._updating.wanted = self._updating.wanted._replace(road=cast("Road", key))
        self.road.choose(key)
        self._show_road()

    def _on_keep_chosen(self, key: str) -> None:
        self._updating.wanted = self._updating.wanted._replace(keep=cast("Keep", key))

    def _on_wanted_changed(self, wanted: object) -> None:
        kept = self._updating.wanted.keep
        self._updating.wanted = cast("Wanted", wanted)._replace(keep=kept)

    def _on_look_clicked(self) -> None:
        lack = self._updating.wanted.lack()
        if lack is None:
            self._updating.check()
        elif self.fields is not None:
            self.fields.ask_for(lack)

    def _on_anyway_clicked(self) -> None:
        self._updating.get(accept_old=True)

    def _on_share_clicked(self) -> None:
        messages = self.messages
        asked = FileDialog(messages, messages.text("Where to write the file"), "save", name=BUNDLE_NAME)
        asked.path_chosen.connect(self.share_to)
        asked.open_over(self)
