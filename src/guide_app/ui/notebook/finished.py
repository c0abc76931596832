"""Exercises that were done, with what was written in them."""

from __future__ import annotations

from guide_app.core.messages import Messages, isolate_by_content
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
        for exercise in keeper.content.finished:
            card = titled_card(isolate_by_content(exercise.exercise))
            if exercise.finished is not None:
                day = say_date(exercise.finished.isoformat(), messages.language)
                card.body.addWidget(Text(day, "small", second=True))
            for answer in exercise.answers:
                card.body.addWidget(Text(isolate_by_content(answer.text)))
            self.body.addWidget(card)
        self.body.addStretch(1)
