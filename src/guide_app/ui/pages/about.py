"""What the program is and keeps, where its knowledge comes from, and the ways to the other plain pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guide_app.core.languages import FALLBACK
from guide_app.core.translations import Translated
from guide_app.core.values import Manifest
from guide_app.safety.kept import what_is_kept
from guide_app.ui.credits import say_credits
from guide_app.ui.session import LEAVING, OPTIONS, UPDATES, WHAT_STAYS
from guide_app.ui.theme import STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.card import titled_card
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.translation_table import TranslationTable
from guide_app.ui.widgets.way_card import WayCard
from guide_app.ui.words import Words


class AboutPage(Column):
    """Plain answers, one card for each question. Reports the wish for another text size."""

    text_size_wanted = Signal(int)
    """+1 larger, -1 smaller, 0 as at the start."""
    page_wanted = Signal(str)
    """The name of another plain page."""

    def __init__(
        self, words: Words, manifest: Manifest, translations: tuple[Translated, ...] = (), *, development: bool
    ) -> None:
        """Make the page.

        Args:
            words: the reader's language.
            manifest: what the snapshot says of itself.
            translations: how each of them stands; empty: nothing is known.
            development: whether keys made for development signed it.
        """
        super().__init__(spacing=STEP)
        self._words = words
        self._translations = translations
        text = words.messages.text
        self.body.addWidget(Heading(text("This guide and your safety")))
        self._add_safety()
        self._add_card(text("Text size and keys"), self._sizes(), *self._keys())
        self._add_knowledge(manifest, development=development)
        self._add_translations()
        self._add_credits(manifest)
        self.body.addStretch(1)
        scroll_by_touch(self)

    def _add_safety(self) -> None:
        text = self._words.messages.text
        ways = (
            (LEAVING, text("What leaving does and does not do"), text("Read this before you rely on it."), "leave"),
            (WHAT_STAYS, text("What stays on this computer"), text("What systems note by themselves."), "shield"),
            ("notebook", text("Notes"), text("What you wrote and kept for later."), "file"),
            (UPDATES, text("Updates"), text("Newer knowledge, only when asked for."), "renew"),
            (OPTIONS, text("Options"), text("What comes at Leave now, and more."), "filters"),
        )
        for name, label, description, icon in ways:
            card = WayCard(label, description, icon)
            card.setProperty("page", name)
            card.clicked.connect(self._on_way_clicked)
            self.body.addWidget(card)
        self._add_card(text("What is kept"), *what_is_kept(text))

    def _add_knowledge(self, manifest: Manifest, *, development: bool) -> None:
        messages = self._words.messages
        text = messages.text
        services, countries = manifest.counts.get("services", 0), manifest.counts.get("countries", 0)
        lines = [
            messages.plural(
                "{count} service, as known on {date}.",
                "{count} services, as known on {date}.",
                services,
                date=self._words.date(manifest.published),
            ),
            messages.plural(
                "Emergency numbers and law for {count} country.",
                "Emergency numbers and law for {count} countries.",
                countries,
            ),
        ]
        if development:
            lines.append(
                text(
                    "Development build: it was signed with keys made where it was built, not with those of the editors."
                    " It is for trying out, not for passing on."
                )
            )
        else:
            lines.append(text("Its signature was checked at this start, before anything was shown."))
        lines.append(text("The texts on single services are in English so far; names and facts are in your language."))
        own = {fact.origin for fact in self._translations if fact.language == self._words.language}
        if self._words.language != FALLBACK and own != {"reviewed"}:
            lines.append(text("No native speaker has read the texts in this language yet."))
        self._add_card(text("What is in it"), *lines)

    def _add_translations(self) -> None:
        if not self._translations:
            return
        text = self._words.messages.text
        self._add_card(
            text("Translations"),
            text("For each language: whose work the translation is, and whether it is as new as the original."),
            TranslationTable(self._translations, self._words.messages),
        )

    def _add_credits(self, manifest: Manifest) -> None:
        text = self._words.messages.text
        lines = [*say_credits(manifest, self._words.messages)]
        lines.append(text("Icons: Lucide (ISC). Fonts: Inter, Noto (SIL Open Font License)."))
        self._add_card(text("Licences and sources"), *lines)

    def _sizes(self) -> QWidget:
        text = self._words.messages.text
        buttons = []
        for label, step in ((text("Smaller text"), -1), (text("Larger text"), 1)):
            button = TextButton(label)
            button.setProperty("step", step)
            button.clicked.connect(self._on_size_clicked)
            buttons.append(button)
        return Flow(buttons)

    def _keys(self) -> tuple[str, ...]:
        text = self._words.messages.text
        return (
            text("Ctrl and plus, minus or zero: text size."),
            text("Ctrl+F or /: to the search field. F6: to the next part of the screen."),
            text("Alt and the left arrow, or Esc: back."),
        )

    def _add_card(self, title: str, *parts: str | QWidget) -> None:
        self.body.addWidget(titled_card(title, *parts))

    def _on_way_clicked(self) -> None:
        way = self.sender()
        if way is not None:
            self.page_wanted.emit(str(way.property("page")))

    def _on_size_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.text_size_wanted.emit(int(button.property("step")))
