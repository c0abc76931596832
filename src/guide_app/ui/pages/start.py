"""The first screen: one question, a field, ten needs, and whom to call in danger: seen at once, in any window."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QWidget

from guide_app.core.messages import Messages
from guide_app.core.values import Country, Need
from guide_app.ui.emergency import emergency_line, known_numbers
from guide_app.ui.theme import GAP, NARROW, NEAR, STEP, WIDE, scaled
from guide_app.ui.widgets.buttons import LinkButton, TextButton
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.icon import Icon
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.need_card import NeedCard
from guide_app.ui.widgets.search_box import SearchBox

_LAST: Final = 3
"""Numbers, links and a stretch stand at the end."""
_BELOW_SEARCH: Final = 3
"""Where the numbers stand in a low window: after question, field and a space."""


class StartPage(Column):
    """Reports a need, words, or the wish to choose a country."""

    need_chosen = Signal(str)
    text_written = Signal(str)
    country_wanted = Signal()
    notes_wanted = Signal()
    guides_wanted = Signal()

    def __init__(self, messages: Messages, needs: tuple[Need, ...]) -> None:
        super().__init__(spacing=STEP)
        self._messages = messages
        question = Heading(messages.text("What do you need right now?"))
        self.search = SearchBox(
            placeholder=messages.text("Say it in your own words, in any language"),
            shorter=messages.text("In your own words"),
            roomy=True,
        )
        self.search.set_label(question)
        self.search.field.setAccessibleDescription(messages.text("Results appear as you write."))
        self.search.text_written.connect(self._on_search_text_written)
        self.body.addWidget(question)
        self.body.addWidget(self.search)
        self.body.addSpacing(NEAR)
        self._emergency = Card()
        self._emergency_row = QHBoxLayout()
        self._emergency_row.setSpacing(STEP)
        self._emergency.body.addLayout(self._emergency_row)
        self.cards = [self._build_card(need) for need in needs]
        self.search.list_wanted.connect(self._on_search_list_wanted)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(STEP)
        self._grid.setVerticalSpacing(STEP - 2)  # all of it is seen in a window of the first size, in any language
        self._columns = 0
        self._arrange(2)
        self.body.addLayout(self._grid)
        self.body.addSpacing(NEAR)
        self.body.addWidget(self._emergency)
        self._links = links = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        # Translators: link on the first screen, to texts to read and exercises to do; also the title of their list
        self.guides = LinkButton(messages.text("Guides and exercises"), quiet=True)
        self.guides.clicked.connect(self.guides_wanted)
        links.addWidget(self.guides, 0, Qt.AlignmentFlag.AlignLeading)
        # Translators: link on the first screen, to one's own notes and what was kept for later; neutral, one word
        self.notes = LinkButton(messages.text("Notes"), quiet=True)
        self.notes.clicked.connect(self.notes_wanted)
        links.addWidget(self.notes, 1, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(links)
        self.body.addStretch(1)

    def show_country(self, country: Country | None) -> None:
        """Say whom to call in danger in a country; None: ask for the country."""
        _clear(self._emergency_row)
        text = self._messages.text
        if country is None:
            ask = QBoxLayout(QBoxLayout.Direction.TopToBottom)
            ask.setSpacing(NEAR)
            ask.addWidget(Text(text("In danger now? Choose a country to see its emergency numbers.")))
            button = TextButton(text("Choose a country"))
            button.clicked.connect(self.country_wanted)
            ask.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            self._emergency_row.addLayout(ask, 1)
            self._order_keys()
            return
        self._emergency_row.addWidget(Icon("info"), 0, Qt.AlignmentFlag.AlignTop)
        line = Text(emergency_line(country, self._messages))
        line.mark(known_numbers(country))
        self._emergency_row.addWidget(line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in one column where two would be too narrow, and the numbers above them where all is low."""
        self._arrange(1 if event.size().width() < scaled(NARROW) - GAP - WIDE else 2)
        beside = (
            self.guides.sizeHint().width() + WIDE + self.notes.sizeHint().width() <= event.size().width() - 2 * WIDE
        )
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._links.setDirection(way)
        self._links.setSpacing(WIDE if beside else 0)
        super().resizeEvent(event)
        self._show_numbers_first(first=self._content_height(event.size().width()) > event.size().height())

    def _content_height(self, across: int) -> int:
        """Give the height of everything for a view so wide, in pixels; it is the same in both orders."""
        margins = self._row.contentsMargins()
        # Not `viewport()`: the bindings would make all enums of what it can give first, a tenth of the start.
        width = min(across - margins.left() - margins.right(), self._inner.maximumWidth())
        return self.body.totalHeightForWidth(width) + margins.top() + margins.bottom()

    def _show_numbers_first(self, *, first: bool) -> None:
        """Put whom to call above the needs, or below; the keyboard meets them in the same order."""
        at = _BELOW_SEARCH if first else self.body.count() - _LAST
        if self.body.indexOf(self._emergency) != at:
            self.body.removeWidget(self._emergency)
            self.body.insertWidget(at, self._emergency)
            self._order_keys()

    def _order_keys(self) -> None:
        """Let the Tab key follow what is seen."""
        button = self._emergency.findChild(TextButton)
        if button is None or not self.cards:
            return
        above = self.body.indexOf(self._emergency) == _BELOW_SEARCH
        order = [self.search.field, button, *self.cards] if above else [self.search.field, *self.cards, button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _build_card(self, need: Need) -> NeedCard:
        card = NeedCard(need)
        card.clicked.connect(self._on_card_clicked)
        return card

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        for position, card in enumerate(self.cards):
            self._grid.addWidget(card, position // columns, position % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, NeedCard):
            self.need_chosen.emit(card.need)

    def _on_search_text_written(self, text: str) -> None:
        if text.strip():
            self.text_written.emit(text)

    def _on_search_list_wanted(self) -> None:
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)


def _clear(layout: QLayout) -> None:
    """Take everything out of a layout, and out of the layouts in it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
