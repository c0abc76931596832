"""What stands above the list of results: what was asked, how many were found, what narrows them down, what matters."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from guide_app.core.values import Country
from guide_app.ui.choices import Choice, ChoiceWords
from guide_app.ui.emergency import emergency_line, known_numbers
from guide_app.ui.sentences import law
from guide_app.ui.theme import GAP, NEAR, TINY
from guide_app.ui.widgets.card import Remark
from guide_app.ui.widgets.chooser import Chooser
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, Text
from guide_app.ui.widgets.pills import Pill, removing_pill, toggle_pill
from guide_app.ui.widgets.still import Still
from guide_app.ui.words import Words

ANY_CITY: Final = ""
_FINER_FIRST: Final = 4
"""How many finer needs stand above the list before the others are asked for: the list itself needs the room."""


class Chosen(NamedTuple):
    """A filter that is set."""

    key: str
    label: str


class Finer(NamedTuple):
    """A need below the chosen one."""

    key: str
    label: str
    left: int
    chosen: bool


class AboveList(QWidget):
    """Shows and reports."""

    city_chosen = Signal(str)
    filters_wanted = Signal()
    filter_toggled = Signal(str, bool)
    """Key of an answer, and whether it is chosen now."""
    filters_cleared = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        text = words.messages.text
        self._chosen: tuple[Chosen, ...] = ()
        self._finer: tuple[Finer, ...] = ()
        self._all_finer = False
        self._roomy = True
        self._tall = True
        self._beside_panel = False
        self.title = Heading("", "body")
        self.count = Text("", "small", second=True)
        self.city = Chooser(text("City"), "place", ChoiceWords(text("City"), text("Write the first letters")))
        self.city.chosen.connect(self.city_chosen)
        self.filters = Pill(text("Filters"), icon="filters")
        self.filters.clicked.connect(self.filters_wanted)
        self.bar = Flow([self.filters, self.city], between_lines=0)
        self.needs = Flow([], between_lines=0)
        self.needs.hide()
        self.emergency = Slot()
        self.widened = Slot()
        self.law = Slot()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window."""
        return QSize(160, 40)

    def show_cities(
        self, cities: tuple[tuple[str, str], ...], chosen: str | None, left: dict[str, int] | None = None
    ) -> None:
        """Offer the towns of the chosen country, as (town, its name), with how many services each leaves.

        None of them: no chooser.
        """
        counted = left or {}
        any_city = self._words.messages.text("Any city")
        self.city.setVisible(bool(cities))
        self.city.set_choices(
            (Choice(ANY_CITY, any_city), *(Choice(city, name, city, counted.get(city)) for city, name in cities))
        )
        self.city.set_current(chosen or ANY_CITY, dict(cities).get(chosen or "", any_city))
        self.bar.fit()

    def show_chosen(self, chosen: tuple[Chosen, ...]) -> None:
        """Show the filters that are set, each to be taken off by itself."""
        if chosen == self._chosen:
            return
        self._chosen = chosen
        messages = self._words.messages
        # Translators: the button that opens the filters, with how many of them are set
        self.filters.show_text(
            messages.text("Filters ({count})", count=len(chosen)) if chosen else messages.text("Filters")
        )
        self._show_chips()
        self._fit_needs()

    def show_finer(self, finer: tuple[Finer, ...]) -> None:
        """Offer the needs below the chosen one."""
        if finer == self._finer:
            return
        held = next((pill.key for pill in self.needs.findChildren(Pill) if pill.hasFocus()), "")
        if [one.key for one in finer] != [one.key for one in self._finer]:
            self._all_finer = len(finer) <= _FINER_FIRST + 1
        self._finer = finer
        pills = self._put_finer()
        for pill in pills:
            if pill.key == held:
                pill.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit_needs()

    def show_widened(self, sentence: str) -> None:
        """Say calmly what the search had to do; empty: nothing."""
        self.widened.say(sentence, "info")

    def show_emergency(self, country: Country | None, *, shown: bool) -> None:
        """Say whom to call in danger, where what was asked is a matter of life."""
        messages = self._words.messages
        if not shown:
            self.emergency.say("", "phone")
        elif country is None:
            line = messages.text("In danger now? Choose a country to see its emergency numbers.")
            self.emergency.say(line, "phone")
        else:
            self.emergency.say(emergency_line(country, messages), "phone", known_numbers(country))

    def show_law(self, country: Country | None) -> None:
        """Say calmly what the law of the chosen country is, where it punishes."""
        self.law.say("" if country is None else law(country, self._words.messages), "info")

    def allow(self, *, roomy: bool, tall: bool) -> None:
        """Say whether there is height for more than what must be said, and for filters and finer needs at once."""
        if (roomy, tall) != (self._roomy, self._tall):
            self._roomy, self._tall = roomy, tall
            self._fit_needs()
            self._show_chips()

    def stand_beside_panel(self, *, beside: bool) -> None:
        """Say whether the panel stands beside: then it shows the filters that are set and the finer needs."""
        if beside != self._beside_panel:
            self._beside_panel = beside
            self._fit_needs()
            self._show_chips()

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setContentsMargins(GAP + 2, 0, GAP + 2, 0)
        said.setSpacing(0)
        said.addWidget(self.title)
        said.addWidget(Still(self.count))
        narrowing = QVBoxLayout()
        narrowing.setContentsMargins(GAP, 0, GAP, 0)
        narrowing.setSpacing(0)
        narrowing.addWidget(self.bar)
        narrowing.addWidget(self.needs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.emergency)  # before all else: in a low window the rest is scrolled to
        column.addLayout(said)
        column.addLayout(narrowing)
        for slot in (self.widened, self.law):
            column.addWidget(slot)

    def _show_chips(self) -> None:
        if any(pill.hasFocus() for pill in self.bar.findChildren(Pill)):
            self.filters.setFocus(Qt.FocusReason.OtherFocusReason)  # the one that has it is about to go
        chips = [self._build_chip(one) for one in self._chosen] if self._roomy and not self._beside_panel else []
        self.bar.put([self.filters, self.city, *chips, *([self._build_clear()] if chips else [])])

    def _build_chip(self, one: Chosen) -> Pill:
        # Translators: read aloud of a chip that takes one filter off
        pill = removing_pill(
            one.label, one.key, self._words.messages.text("Take off the filter: {filter}", filter=one.label)
        )
        pill.clicked.connect(self._on_chip_clicked)
        return pill

    def _build_clear(self) -> Pill:
        text = self._words.messages.text
        pill = Pill(text("Clear all"))
        pill.setAccessibleDescription(text("Takes all filters off at once."))
        pill.clicked.connect(self.filters_cleared)
        return pill

    def _put_finer(self) -> list[Pill]:
        """Put the finer needs above the list: the first ones with what is chosen, or all."""
        shown = [one for at, one in enumerate(self._finer) if self._all_finer or at < _FINER_FIRST or one.chosen]
        pills = [self._build_finer(one) for one in shown]
        if not self._all_finer:
            more = Pill(self._words.messages.text("Show all {count}", count=len(self._finer)))
            more.clicked.connect(self._on_more_clicked)
            pills.append(more)
        self.needs.put(pills)
        return pills

    def _build_finer(self, one: Finer) -> Pill:
        messages = self._words.messages
        name = messages.plural("{answer}, {count} service", "{answer}, {count} services", one.left, answer=one.label)
        label = f"{one.label}  {one.left}"
        pill = toggle_pill(label, one.key, chosen=one.chosen, possible=one.left > 0, name=name)
        pill.clicked.connect(self._on_finer_clicked)
        return pill

    def _fit_needs(self) -> None:
        room = self._roomy and (self._tall or not self._chosen)
        self.needs.setVisible(bool(self._finer) and room and not self._beside_panel)

    def _on_more_clicked(self) -> None:
        self._all_finer = True
        self._put_finer()[_FINER_FIRST].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chip_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.filter_toggled.emit(pill.key, False)  # noqa: FBT003 - Qt's signals carry bare booleans

    def _on_finer_clicked(self, checked: bool) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.filter_toggled.emit(pill.key, checked)


class Slot(QWidget):
    """A place for one remark, or for none."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        row = QVBoxLayout(self)
        row.setContentsMargins(GAP, TINY, GAP, NEAR)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, sentence: str, icon: str, marked: tuple[str, ...] = ()) -> None:
        """Say a sentence here instead of the one before; empty: nothing. The same one is left as it is."""
        if sentence == self.sentence:
            return
        self.sentence = sentence
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if sentence:
            remark = Remark(sentence, icon, "calm")
            remark.label.mark(marked)
            layout.addWidget(remark)
        self.setVisible(bool(sentence))
