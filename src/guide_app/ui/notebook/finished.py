"""Exercises that were done, with what was written in them."""

from __future__ import annotations

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.guides.titles import titles
from guide_app.guides.words import step_words
from guide_app.ui.clock import say_date
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.view import View
from guide_app.ui.widgets.card import titled_card
from guide_app.ui.widgets.labels import Text


class FinishedView(View):
    """One card for each."""

    def __init__(self, messages: Messages, keeper: Keeper) -> None:
        """Show what the notebook has."""
        super().__init__(messages, keeper, messages.text("Finished exercises"))
        known = {title.id: title.title for title in titles(messages.text)}
        for exercise in keeper.content.finished:
            here = next((each for each in known if each == exercise.exercise), None)
            card = titled_card(known[here] if here else isolate_by_content(exercise.exercise))
            if exercise.finished is not None:
                day = say_date(exercise.finished.isoformat(), messages.language)
                card.body.addWidget(Text(day, "small", second=True))
            words = step_words(here, messages.text) if here else {}
            for answer in exercise.answers:
                if answer.step in words:
                    card.body.addWidget(Text(words[answer.step].prompt, "small", second=True))
                card.body.addWidget(Text("\n".join(map(isolate_by_content, answer.text.split("\n")))))
            self.body.addWidget(card)
        self.body.addStretch(1)
