"""All guides and exercises, in the order in which they may be needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal

from guide_app.core.guides import ExerciseId, GuideTitle
from guide_app.core.messages import Messages
from guide_app.ui.theme import NEAR, STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.card_grid import CardGrid
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.way_card import WayCard

_MOMENTS: Final = ("next-hour", "breathing-and-grounding", "safety-plan")
_PEOPLE: Final = (
    "feeling-alone", "questioning", "coming-out", "trans-and-non-binary", "intersex", "faith-and-culture",
    "peer-support", "choosing-a-psychologist",
)  # fmt: skip
_EVERY_DAY: Final = ("hostile-family", "thrown-out", "school", "discrimination-at-work")
_SAFETY: Final = (
    "after-violence", "pressure-to-change", "safer-devices", "police-borders-asylum", "using-this-program",
)  # fmt: skip
_BESIDE: Final = (
    "parents-and-family", "allies", "teachers-and-schools", "employers", "service-providers", "inclusive-places",
)  # fmt: skip


class ShelfPage(Column):
    """Reports what is to be opened."""

    followed = Signal(str)
    """`guide:<id>` or `exercise:<id>`."""

    def __init__(
        self, messages: Messages, guides: Sequence[GuideTitle], exercises: Sequence[tuple[ExerciseId, str, str]]
    ) -> None:
        """Make the page.

        Args:
            messages: the sentences of the reader's language.
            guides: in the order of the shelf.
            exercises: id, what it is called, and a line about it; in their order.
        """
        super().__init__(spacing=STEP)
        self.cards: list[WayCard] = []
        self.body.addWidget(Heading(messages.text("Guides and exercises")))
        self.body.addWidget(
            Text(
                messages.text("Short texts to act by, and things to do by yourself. None of it is noted."),
                second=True,
            )
        )
        grouped = _grouped(messages.text)
        named = {guide for _, ids in grouped for guide in ids}
        others = [guide.id for guide in guides if guide.id not in named]
        for number, (heading, ids) in enumerate((*grouped, (messages.text("More guides"), tuple(others)))):
            group = [(f"guide:{guide.id}", guide.title, guide.summary) for guide in guides if guide.id in ids]
            self._add(heading, group)
            if number == 0:
                # Translators: heading of a list of exercises, such as slow breathing
                self._add(messages.text("Exercises"), [(f"exercise:{each[0]}", *each[1:]) for each in exercises])
        self.body.addStretch(1)
        scroll_by_touch(self)

    def focus_first(self) -> None:
        """Begin with the first guide."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, heading: str, ways: Sequence[tuple[str, str, str]]) -> None:
        """Add a group: what each leads to, its title, and a line about it."""
        if not ways:
            return
        self.body.addSpacing(NEAR)
        self.body.addWidget(Heading(heading, "body"))
        cards = [WayCard(title, about) for _, title, about in ways]
        for card, (target, _, _) in zip(cards, ways, strict=True):
            card.setProperty("target", target)
            card.clicked.connect(self._on_card_clicked)
        self.body.addWidget(CardGrid(cards))
        self.cards += cards

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.followed.emit(str(card.property("target")))


def _grouped(text: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the headings of the shelf with the ids of their guides."""
    return (
        # Translators: heading of a group of guides: what helps at once
        (text("Tonight, and in hard moments"), _MOMENTS),
        # Translators: heading of a group of guides: oneself, others, and telling them
        (text("Finding yourself and your people"), _PEOPLE),
        # Translators: heading of a group of guides
        (text("Family, home, school and work"), _EVERY_DAY),
        # Translators: heading of a group of guides
        (text("Safety and law"), _SAFETY),
        # Translators: heading of a group of guides: for family, friends, teachers, employers
        (text("For those who stand by"), _BESIDE),
    )
