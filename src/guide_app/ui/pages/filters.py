"""The panel of filters: questions, their answers, and how many services each would leave.

It stands beside the list where there is room, and instead of it where there is not.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guide_app.ui.accessible import set_role
from guide_app.ui.choices import Choice
from guide_app.ui.filter_words import Question
from guide_app.ui.narrowing import THEN
from guide_app.ui.painting import paint_strip, place
from guide_app.ui.theme import GAP, NEAR, STEP
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import IconButton, LinkButton, TextButton
from guide_app.ui.widgets.chooser import Chooser
from guide_app.ui.widgets.column import Column
from guide_app.ui.widgets.labels import Heading
from guide_app.ui.widgets.option import Option
from guide_app.ui.words import Words

_LINE: Final = 1


class FilterPanel(QWidget):
    """Shows and reports; what an answer means is none of its business."""

    toggled = Signal(str, bool)
    """Key of an answer, and whether it is chosen now."""
    cleared = Signal()
    closed = Signal()
    day_chosen = Signal(str)
    time_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        text = words.messages.text
        self._sections: list[_Section] = []
        self._title = Heading(text("Filters"), "body")
        self.clear = LinkButton(text("Clear all"))
        self.clear.setAccessibleDescription(text("Takes all filters off at once."))
        self.close_button = IconButton("close", text("Close the filters"))
        self.day = Chooser(text("Day"), "clock")
        self.time = Chooser(text("Time of day"), "clock")
        self.shown = TextButton("")
        self.clear.clicked.connect(self.cleared)
        self.close_button.clicked.connect(self.closed)
        self.shown.clicked.connect(self.closed)
        self.day.chosen.connect(self.day_chosen)
        self.time.chosen.connect(self.time_chosen)
        set_role(self, "group")
        self.setAccessibleName(text("Filters"))
        self._build()

    def show_questions(self, questions: tuple[Question, ...], total: int, active: int) -> None:
        """Show questions with their answers. The same ones are shown where they stand, so that the keyboard stays.

        Args:
            questions: all of them, in order.
            total: how many services pass all filters.
            active: how many filters are set.
        """
        held = next((section.focused_key() for section in self._sections if section.focused_key()), "")
        rebuilt = [_shape(question) for question in questions] != [section.shape for section in self._sections]
        if rebuilt:
            self._rebuild(questions)
        for section, question in zip(self._sections, questions, strict=True):
            section.show_question(question)
            if rebuilt and held:
                section.focus_key(held)
        self.clear.setEnabled(active > 0)
        self.shown.setText(
            # Translators: the button that closes the filters and leads to the list
            self._words.messages.plural("Show {count} service", "Show {count} services", total)
        )
        self.shown.updateGeometry()

    def show_moment(self, day: tuple[tuple[Choice, ...], str], time: tuple[tuple[Choice, ...], str]) -> None:
        """Offer days and times of day, each with the key of the one that is chosen."""
        for chooser, (choices, key) in ((self.day, day), (self.time, time)):
            chooser.set_choices(choices)
            chooser.set_current(key, next(choice.text for choice in choices if choice.key == key))

    def show_way_back(self, *, shown: bool) -> None:
        """Show the button to the list, where the panel stands instead of it."""
        self.shown.setVisible(shown)

    def options(self) -> list[Option]:
        """Give all answers that are shown, in order."""
        return [option for section in self._sections for option in section.shown_options()]

    def focus_first(self) -> None:
        """Bring the keyboard to the first answer."""
        first = next((option for option in self.options() if option.isEnabled()), None)
        (first or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)
        # Once it has its place: what brings the focus into view would scroll the first heading away.
        QTimer.singleShot(0, self._column, lambda: self._column.verticalScrollBar().setValue(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line between the panel and the list beside it."""
        if not self.shown.isHidden():
            return
        line = place(QRectF(self.rect()), self.width() - _LINE, _LINE, self.layoutDirection())
        paint_strip(QPainter(self), line, self.palette().color(QPalette.ColorRole.Mid))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(GAP, NEAR, GAP, 0)
        head.setSpacing(NEAR)
        head.addWidget(self._title, 1)
        head.addWidget(self.clear)
        head.addWidget(self.close_button)
        self._column = Column(spacing=STEP)
        scroll_by_touch(self._column)
        self._moment = QWidget()
        moment = QVBoxLayout(self._moment)
        moment.setContentsMargins(0, 0, 0, 0)
        moment.setSpacing(0)
        moment.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeading)
        moment.addWidget(self.time, 0, Qt.AlignmentFlag.AlignLeading)
        self._moment.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP, NEAR, GAP, NEAR)
        foot.addWidget(self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LINE, 0, _LINE, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._column, 1)
        column.addLayout(foot)

    def _rebuild(self, questions: tuple[Question, ...]) -> None:
        self._moment.hide()
        self._moment.setParent(self)
        for section in self._sections:
            section.hide()
            section.deleteLater()
        self._column.body.takeAt(self._column.body.count() - 1)  # the stretch
        expanded = {section.title for section in self._sections if section.is_expanded}
        self._sections = [
            self._build_section(question._replace(first=99) if question.title in expanded else question)
            for question in questions
        ]
        for section in self._sections:
            self._column.body.addWidget(section)
        self._column.body.addStretch(1)

    def _build_section(self, question: Question) -> _Section:
        section = _Section(question, self._words)
        section.toggled.connect(self._on_section_toggled)
        section.moved.connect(self._on_section_moved)
        if any(answer.key == THEN for answer in question.answers):
            section.put_below(self._moment)
        return section

    def _on_section_toggled(self, key: str, yes: bool) -> None:
        self.toggled.emit(key, yes)

    def _on_section_moved(self, option: Option, step: int) -> None:
        options = [each for each in self.options() if each.isEnabled()]
        options[(options.index(option) + step) % len(options)].setFocus(Qt.FocusReason.TabFocusReason)


class _Section(QWidget):
    """One question."""

    toggled = Signal(str, bool)
    moved = Signal(Option, int)

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__()
        self._words = words
        self.title = question.title
        self._first = question.first
        self._below: QWidget | None = None
        self.shape = _shape(question)
        set_role(self, "group")
        self.setAccessibleName(question.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(question.title, "body"))
        self._options: dict[str, Option] = {}
        for answer in question.answers:
            option = Option(answer.label, one=question.one, inner=answer.inner, parent=self)
            option.clicked.connect(self._on_option_clicked)
            option.moved.connect(self._on_option_moved)
            column.addWidget(option)
            self._options[answer.key] = option
        # Translators: below the first answers of a filter: shows the others too
        self._more = LinkButton(words.messages.text("Show all {count}", count=len(self._options)))
        self._more.setAccessibleName(f"{question.title}: {self._more.shown_text()}")
        self._more.clicked.connect(self._on_more_clicked)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)

    def put_below(self, widget: QWidget) -> None:
        """Keep a widget below the answers, which is shown while the last of them holds."""
        self._below = widget
        self.layout().addWidget(widget)  # type: ignore[union-attr]

    def show_question(self, question: Question) -> None:
        """Show what holds now."""
        words = self._words
        for at, answer in enumerate(question.answers):
            option, ticked = self._options[answer.key], answer.key in question.chosen
            name = answer.label
            if answer.left is not None:
                # Translators: an answer of a filter as it is read aloud, such as "Open now, 34 services"
                name = words.messages.plural(
                    "{answer}, {count} service", "{answer}, {count} services", answer.left, answer=answer.label
                )
            option.show_state(ticked=ticked, left=answer.left, remark=answer.remark, name=name)
            option.setVisible(at < self._first or ticked)
        self._more.setVisible(not self.is_expanded)
        if self._below is not None:
            self._below.setVisible(THEN in question.chosen)

    @property
    def is_expanded(self) -> bool:
        """Whether all answers are shown."""
        return self._first >= len(self._options)

    def focused_key(self) -> str:
        """Give the key of the answer that has the keyboard, if one has."""
        return next((key for key, option in self._options.items() if option.hasFocus()), "")

    def focus_key(self, key: str) -> None:
        """Bring the keyboard to an answer, if it is one of these."""
        if key in self._options:
            self._options[key].show()
            self._options[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_options(self) -> list[Option]:
        """Give the answers that are shown, in order."""
        return [option for option in self._options.values() if not option.isHidden()]

    def _on_option_clicked(self, checked: bool) -> None:
        for key, option in self._options.items():
            if option is self.sender():
                self.toggled.emit(key, checked)
                return

    def _on_option_moved(self, step: int) -> None:
        option = self.sender()
        if isinstance(option, Option):
            self.moved.emit(option, step)

    def _on_more_clicked(self) -> None:
        before = self.shown_options()
        self._first = len(self._options)
        self._more.hide()
        for option in self._options.values():
            option.show()
        following = [option for option in self.shown_options() if option not in before and option.isEnabled()]
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)


def _shape(question: Question) -> tuple[str, ...]:
    """Say which questions and answers can be shown in the same widgets; how many remain may change."""
    return (question.title, *(f"{answer.key} {answer.label}" for answer in question.answers))
