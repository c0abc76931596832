"""One way to reach a service, large enough to read across a room, with what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from guide_app.core.messages import isolate
from guide_app.core.values import Contact
from guide_app.ui.accessible import set_role
from guide_app.ui.relayout import lay_out_again
from guide_app.ui.sentences import what_it_leaves
from guide_app.ui.theme import GAP, NEAR, STEP, TINY, scaled
from guide_app.ui.widgets.card import Card
from guide_app.ui.widgets.copy_button import CopyButton
from guide_app.ui.widgets.icon import Icon
from guide_app.ui.widgets.labels import Text
from guide_app.ui.words import Words

Copy = Callable[[str], None]

_ICONS: Final = {"phone": "phone", "email": "mail", "web": "link", "form": "link", "onion": "link"}
_NUMBERS: Final = frozenset({"phone", "sms", "whatsapp", "signal"})
_ADDRESS: Final = 180


class ContactCard(Card):
    """Shows a contact and copies it when asked. It never calls, writes or opens anything."""

    def __init__(self, contact: Contact, country: str, words: Words, copy: Copy) -> None:
        """Make the card.

        Args:
            contact: what to show.
            country: name of the only country the number works in, or nothing.
            words: the reader's language.
            copy: puts a text into the clipboard.
        """
        super().__init__(spacing=TINY)
        self.contact = contact
        self._words = words
        self._copy = copy
        text = words.messages.text
        shown = isolate(contact.display)
        # Translators: name of a button for those who hear it; {contact} is a number or an address
        self.copy = CopyButton(words.messages, text("Copy {contact}", contact=shown))
        self.copy.clicked.connect(self._on_copy_clicked)
        said = [words.contact_type(contact.type)]
        if country:
            # Translators: a number that can be called in one country only
            said.append(text("inside {country} only", country=country))
        kind = Text(" · ".join(said), "small", second=True)
        value = Text(shown, "title" if contact.type in _NUMBERS else "body", strong=True)
        traces = " ".join(what_it_leaves(contact, words.messages))
        self._value = value
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(kind, value, traces)
        self.copy.setAccessibleDescription(" ".join(part for part in (*said, contact.note or "", traces) if part))
        set_role(self, "group")
        self.setAccessibleName(f"{words.listed(said)}: {shown}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the number where both do not fit side by side; then let the number be smaller."""
        before = self._top.direction()
        inner = event.size().width() - 2 * GAP
        if self.contact.type in _NUMBERS:
            self._value.fit_in(inner, ("title", "body", "small"))
        room = inner - STEP - self.copy.sizeHint().width()
        # A number stays whole; an address may take several lines, if they are not too short.
        wanted = self._value.sizeHint().width()
        beside = room >= (wanted if self.contact.type in _NUMBERS else min(wanted, scaled(_ADDRESS)))
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._top.setSpacing(STEP if beside else NEAR)
        self._top.setAlignment(self.copy, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag.AlignLeading)
        if self._top.direction() != before:
            lay_out_again(self)
        super().resizeEvent(event)

    def _lay_out(self, kind: Text, value: Text, traces: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(Icon(_ICONS.get(self.contact.type, "message"), 18, QPalette.ColorRole.Highlight))
        head.addWidget(kind, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(value)
        self._top.setSpacing(STEP)
        self._top.addLayout(left, 1)
        self._top.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._top)
        if self.contact.note:
            self.body.addWidget(english(self.contact.note, self._words, "body"))
        self.body.addWidget(Text(traces, "small", second=True))

    def _on_copy_clicked(self) -> None:
        self._copy(self.contact.value)
        self.copy.confirm()


def english(text: str, words: Words, size: str) -> Text:
    """Show a text of the directory, which is in English, as such: words in their own order, marked for who hears it."""
    foreign = words.language != "en"
    label = Text(text, "small" if size == "small" else "body", foreign=foreign)
    if foreign:
        from PySide6.QtCore import QLocale

        label.setLocale(QLocale(QLocale.Language.English))
    return label
