"""What stands below a guide: services for it, its neighbours on the shelf, and what its statements rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.guides import GuideSource, GuideTitle
from guide_app.core.messages import isolate, isolate_by_content
from guide_app.ui.theme import GAP, STEP
from guide_app.ui.widgets.buttons import LinkButton
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.sources import SourceList
from guide_app.ui.widgets.way_card import WayCard
from guide_app.ui.words import Words

if TYPE_CHECKING:
    from guide_app.ui.pages.guide import Shown


class GuideEnd(QWidget):
    """Reports where the reader wants to go on."""

    followed = Signal(str)
    """`guide:<id>` or `need:<id>`."""
    shelf_wanted = Signal()

    def __init__(self, shown: Shown, words: Words, keep: QWidget) -> None:
        """Make the end of a guide; `keep` puts it aside."""
        super().__init__()
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(STEP)
        self._column.addWidget(keep)
        self._add_needs(shown)
        self._add_neighbours(shown)
        if shown.guide.sources:
            self._column.addSpacing(GAP)
            sources = [_say_source(source) for source in shown.guide.sources]
            self._column.addWidget(SourceList(sources, words.messages))

    def focus_first(self) -> None:
        """Bring the keyboard to the first way on."""
        self.findChildren(WayCard)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_needs(self, shown: Shown) -> None:
        if not shown.needs:
            return
        self._column.addSpacing(GAP)
        # Translators: heading at the end of a guide, over ways to services
        self._column.addWidget(Heading(self._words.messages.text("People and services for this"), "body"))
        for need in shown.needs:
            self._add_way(f"need:{need.id}", need.label, need.description, need.icon)

    def _add_neighbours(self, shown: Shown) -> None:
        text = self._words.messages.text
        self._column.addSpacing(GAP)
        # Translators: heading at the end of a guide, over ways to other guides
        self._column.addWidget(Heading(text("Read on"), "body"))
        # Translators: below the title of the guide that follows on the shelf
        self._add_neighbour(shown.after, text("The next guide"), "onward")
        # Translators: below the title of the guide that comes before this one on the shelf
        self._add_neighbour(shown.before, text("The guide before this one"), "")
        shelf = LinkButton(text("Guides and exercises"))
        shelf.clicked.connect(self.shelf_wanted)
        self._column.addWidget(shelf, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_neighbour(self, guide: GuideTitle | None, remark: str, icon: str) -> None:
        if guide is not None:
            self._add_way(f"guide:{guide.id}", guide.title, remark, icon)

    def _add_way(self, target: str, label: str, description: str, icon: str) -> None:
        card = WayCard(label, description, icon)
        card.setProperty("target", target)
        card.clicked.connect(self._on_card_clicked)
        self._column.addWidget(card)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.followed.emit(str(card.property("target")))


def _say_source(source: GuideSource) -> str:
    lines = [f"{isolate_by_content(source.title)} · {isolate_by_content(source.publisher)}"]
    return "\n".join([*lines, isolate(source.url)] if source.url else lines)
