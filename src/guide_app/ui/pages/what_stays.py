"""What stays on this computer: the records of the reader's own system first, then what no program can know."""

from __future__ import annotations

import sys

from guide_app.core.messages import Messages, isolate
from guide_app.safety.kept import what_is_kept
from guide_app.safety.records import Record, after_removing, beyond_knowing, outside, records_of, systems_for
from guide_app.ui.theme import NEAR, STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.card import Card, titled_card
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.facts import Fact
from guide_app.ui.widgets.labels import Heading, Text


class WhatStaysPage(Column):
    """Plain lists. Nothing on it can be pressed: it is for knowing, not for doing."""

    def __init__(self, messages: Messages, platform: str = sys.platform) -> None:
        """Make the page.

        Args:
            messages: the sentences of the reader's language.
            platform: the reader's, as in `sys.platform`.
        """
        super().__init__(spacing=STEP)
        text = messages.text
        self.body.addWidget(Heading(text("What stays on this computer")))
        self.body.addWidget(
            Text(text("Every system notes some things by itself, and no program can stop it. It helps to know what."))
        )
        self._add_card(text("What is kept"), *what_is_kept(text))
        own, *others = systems_for(platform)
        # Translators: heading of the records that the reader's own system keeps; {system} is its name, such as Windows
        self._add_records(text("This computer: {system}", system=own), records_of(own, text))
        self._add_card(text("Around this computer"), *outside(text))
        self._add_card(text("What no program can know"), *beyond_knowing(text))
        self._add_card(text("When the program is removed"), *after_removing(text))
        for system in others:
            # Translators: heading of the records that another system keeps; {system} is its name, such as Windows
            self._add_records(text("Another computer: {system}", system=system), records_of(system, text))
        self.body.addStretch(1)
        scroll_by_touch(self)

    def _add_card(self, title: str, *sentences: str) -> None:
        self.body.addWidget(titled_card(title, *sentences))

    def _add_records(self, title: str, records: tuple[Record, ...]) -> None:
        card = Card(spacing=0)
        card.body.addWidget(Heading(title, "body"))
        card.body.addSpacing(NEAR)
        for record in records:
            card.body.addWidget(Fact(isolate(record.names), [Text(record.sentence)]))
        self.body.addWidget(card)
