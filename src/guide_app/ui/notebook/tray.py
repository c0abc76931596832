"""What was put aside: services and guides to be found again. They can be opened and taken off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.notes.values import TrayItem
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.view import View
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import IconButton
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.way_card import WayCard

KINDS: Final = ("service", "guide")
_ITEM: Final = "item"
Find = Callable[[TrayItem], tuple[str, str] | None]
"""Gives what something is called, and more of it or nothing; None: this guide does not have it (any more)."""


class TrayCard(QWidget):
    """A heading and one line for each thing, or a word on how to put one aside."""

    kept_wanted = Signal(object)
    """The `TrayItem`."""

    def __init__(self, messages: Messages, keeper: Keeper, find: Find, *, with_heading: bool = True) -> None:
        """Show what is put aside now, and what is later.

        Args:
            messages: the sentences of the reader's language.
            keeper: what is put aside.
            find: names a thing.
            with_heading: whether the heading is part of it.
        """
        super().__init__()
        self._messages = messages
        self._keeper = keeper
        self._find = find
        column = QVBoxLayout(self)
        column.setContentsMargins(0, NEAR, 0, 0)
        column.setSpacing(NEAR)
        if with_heading:
            # Translators: heading over services and guides that were put aside to be found again
            column.addWidget(Heading(messages.text("Kept for later"), "body"))
        self._note = Text("", "small", second=True)
        column.addWidget(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(NEAR)
        column.addLayout(self._rows)
        keeper.tray_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """List what is there."""
        while (old := self._rows.takeAt(0)) is not None:
            if (row := old.widget()) is not None:
                row.hide()
                row.deleteLater()
        items = [item for item in self._keeper.tray if item.kind in KINDS]
        self._note.setText(self._say(any_kept=bool(items)))
        for item in items:
            self._rows.addWidget(self._build_row(item))

    def _say(self, *, any_kept: bool) -> str:
        text = self._messages.text
        if not any_kept:
            # Translators: "Keep for later" is the button's text
            return text("Nothing yet. On the page of a service or a guide, “Keep for later” puts it here.")
        if self._keeper.path is None:
            return text("Kept until you leave. In a notebook it stays.")
        return text("Kept in the notebook.")

    def _build_row(self, item: TrayItem) -> QWidget:
        text, found = self._messages.text, self._find(item)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(NEAR)
        if found is None:
            name = text("Something that this guide does not have")
            line.addWidget(Text(name), 1)
        else:
            name, more = isolate_by_content(found[0]), found[1]
            card = WayCard(name, isolate_by_content(more) if more else "")
            card.setProperty(_ITEM, f"{item.kind}:{item.id}")
            card.clicked.connect(self._on_card_clicked)
            line.addWidget(card, 1)
        # Translators: name of a button; {name} is the name of a service or a guide
        off = IconButton("close", text("Take off: {name}", name=name))
        off.setProperty(_ITEM, f"{item.kind}:{item.id}")
        off.clicked.connect(self._on_off_clicked)
        line.addWidget(off)
        return row

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.kept_wanted.emit(_item_of(card))

    def _on_off_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self._keeper.keep(_item_of(button), kept=False)


def _item_of(button: QObject) -> TrayItem:
    kind, _, what = str(button.property(_ITEM)).partition(":")
    return TrayItem(kind, what)


class KeptView(View):
    """What is put aside, as a view of the open notebook."""

    def __init__(self, messages: Messages, keeper: Keeper, tray: TrayCard) -> None:
        """Make the view around `tray`."""
        super().__init__(messages, keeper, messages.text("Kept for later"))
        self.body.addWidget(tray)
        self.body.addStretch(1)
