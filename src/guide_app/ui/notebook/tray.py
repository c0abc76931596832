"""What was put aside: services to be found again. They can be opened and taken off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.core.values import Service, ServiceId
from guide_app.notes.values import TrayItem
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.notebook.view import View
from guide_app.ui.theme import NEAR
from guide_app.ui.widgets.buttons import IconButton
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.way_card import WayCard

SERVICE = "service"
FindService = Callable[[ServiceId], Service | None]


class TrayCard(QWidget):
    """A heading and one line for each service, or a word on how to put one aside."""

    service_wanted = Signal(str)

    def __init__(self, messages: Messages, keeper: Keeper, find: FindService, *, with_heading: bool = True) -> None:
        """Show what is put aside now, and what is later.

        Args:
            messages: the sentences of the reader's language.
            keeper: what is put aside.
            find: gives a service; None: this guide does not have it (any more).
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
            # Translators: heading over services that were put aside to be found again
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
        items = [item for item in self._keeper.tray if item.kind == SERVICE]
        self._note.setText(self._say(any_kept=bool(items)))
        for item in items:
            self._rows.addWidget(self._build_row(item))

    def _say(self, *, any_kept: bool) -> str:
        text = self._messages.text
        if not any_kept:
            # Translators: "Keep for later" is the button's text
            return text("Nothing yet. On the page of a service, “Keep for later” puts it here.")
        if self._keeper.path is None:
            return text("Kept until you leave. In a notebook it stays.")
        return text("Kept in the notebook.")

    def _build_row(self, item: TrayItem) -> QWidget:
        text, service = self._messages.text, self._find(ServiceId(item.id))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(NEAR)
        if service is None:
            name = text("A service that this guide does not have")
            line.addWidget(Text(name), 1)
        else:
            name = isolate_by_content(service.name or service.organization)
            other = service.organization if service.name and service.organization != service.name else ""
            card = WayCard(name, isolate_by_content(other) if other else "")
            card.setProperty(SERVICE, item.id)
            card.clicked.connect(self._on_card_clicked)
            line.addWidget(card, 1)
        # Translators: name of a button; {name} is the name of a service
        off = IconButton("close", text("Take off: {name}", name=name))
        off.setProperty(SERVICE, item.id)
        off.clicked.connect(self._on_off_clicked)
        line.addWidget(off)
        return row

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if card is not None:
            self.service_wanted.emit(str(card.property(SERVICE)))

    def _on_off_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self._keeper.keep(TrayItem(SERVICE, str(button.property(SERVICE))), kept=False)


class KeptView(View):
    """What is put aside, as a view of the open notebook."""

    def __init__(self, messages: Messages, keeper: Keeper, tray: TrayCard) -> None:
        """Make the view around `tray`."""
        super().__init__(messages, keeper, messages.text("Kept for later"))
        self.body.addWidget(tray)
        self.body.addStretch(1)
