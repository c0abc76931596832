"""One service: how to reach it first, then everything else that is known, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide_app.core.hours import OpenState
from guide_app.core.messages import isolate_by_content
from guide_app.core.values import WORLD, Contact, Country, CountryCode, Service, ServiceId
from guide_app.ui import sentences
from guide_app.ui.clock import here
from guide_app.ui.pages.service_facts import build_facts
from guide_app.ui.theme import NEAR, STEP, TINY
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.chips import Chip
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.contact_card import ContactCard, Copy, english
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.words import Words

FindCountry = Callable[[CountryCode], Country | None]
Judge = Callable[[Service, datetime], OpenState]
BuildKeep = Callable[[ServiceId], QWidget]
_FIRST: Final = ("phone", "sms", "chat", "whatsapp", "signal", "telegram", "line", "email", "form", "web", "onion")


class ServicePage(Column):
    """Shows a service, or a quiet line where none is chosen."""

    def __init__(
        self, words: Words, find_country: FindCountry, judge: Judge, copy: Copy, build_keep: BuildKeep
    ) -> None:
        """Make the page.

        Args:
            words: the reader's language.
            find_country: gives what is known of a country's law.
            judge: says whether a service is open at a moment.
            copy: puts a text into the clipboard.
            build_keep: makes what puts a service aside.
        """
        super().__init__(ground=QPalette.ColorRole.Base, spacing=0)
        self._words = words
        self._find_country = find_country
        self._judge = judge
        self._copy = copy
        self._build_keep = build_keep
        self._content: QWidget | None = None
        self.shown: Service | None = None
        self.show_service(None)

    def show_service(self, service: Service | None) -> None:
        """Show a service from its top; None: say that one can be chosen."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.shown = service
        self._content = content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        for block in self._blocks(service):
            column.addWidget(block)
        column.addStretch(1)
        self.body.addWidget(content)
        self.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Bring the keyboard to the first thing that can be done here."""
        # not among all children: the service before this one is only on its way out
        first = self._content.findChild(ContactCard) if self._content is not None else None
        (first.copy if first is not None else self).setFocus(Qt.FocusReason.TabFocusReason)

    def _blocks(self, service: Service | None) -> Iterator[QWidget]:
        text = self._words.messages.text
        if service is None:
            yield Text(text("Choose a service to see how to reach it."), second=True)
            return
        now = here()
        yield self._build_title(service, now)
        yield from self._remarks(service)
        for contact in sorted(service.contacts, key=lambda contact: _FIRST.index(contact.type)):
            yield ContactCard(contact, self._only_country(service, contact), self._words, self._copy)
        if not service.contacts:
            yield Text(text("No way to reach it is known here; only its place is."))
        yield self._build_keep(service.id)
        if service.description:
            yield english(service.description, self._words, "body")
        yield build_facts(service, now, self._words)

    def _build_title(self, service: Service, now: datetime) -> QWidget:
        words = self._words
        title = QWidget()
        column = QVBoxLayout(title)
        column.setContentsMargins(0, 0, 0, NEAR)
        column.setSpacing(TINY)
        column.addWidget(Heading(words.title(service.organization, service.name)))
        about = [words.name("service_kind", service.kind), words.areas(service.service_areas)]
        if service.organization_alternate and service.organization_alternate not in service.name:
            about.append(isolate_by_content(service.organization_alternate))
        column.addWidget(Text(" · ".join(about), second=True))
        column.addSpacing(TINY)
        column.addWidget(Flow(self._chips(service, now)))
        return title

    def _chips(self, service: Service, now: datetime) -> list[Chip]:
        text = self._words.messages.text
        if service.status == "active":
            state, tone = self._words.open_state(self._judge(service, now), now)
            chips = [Chip(state, tone, "clock")]
        else:
            chips = [Chip(text("Temporarily closed"), "later", "clock")]
        if service.confirm_first:
            chips.append(Chip(text("Confirm first"), "later", "caution"))
        elif service.evidence == "own":
            chips.append(Chip(text("Confirmed by its own page"), "calm", "check"))
        return chips

    def _remarks(self, service: Service) -> Iterator[Remark]:
        messages = self._words.messages
        if service.confirm_first:
            yield Remark(sentences.confirm_first(messages), "caution", "later")
        law = self._law(service)
        if law or "criminalised" in service.cautions:
            yield Remark(sentences.law_and_traces(law, messages), "info", "calm")
        for code in service.cautions:
            if code != "criminalised":
                yield Remark(sentences.caution(code, messages), "info", "calm")

    def _law(self, service: Service) -> str:
        """Say the law of the only country a service is for; with several there is no one law to name."""
        places = {code for code in service.service_areas if code != WORLD}
        if service.location is not None and service.location.country is not None:
            places.add(service.location.country)
        country = self._find_country(places.pop()) if len(places) == 1 else None
        return "" if country is None else sentences.law(country, self._words.messages)

    def _only_country(self, service: Service, contact: Contact) -> str:
        """Name the country a number works in, where it works in one only."""
        if not contact.domestic_only or len(service.service_areas) != 1 or WORLD in service.service_areas:
            return ""
        return self._words.name("country", service.service_areas[0])
