"""Breathing to a rhythm: with a shape, with a still one, or with words alone; to given counts or to one's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guide_app.core.messages import Messages, isolate
from guide_app.guides.breathing import FREE, LONG_OUT, PHASES, SQUARE, Breathing, Moment, Pattern, Phase
from guide_app.ui.accessible import say_at
from guide_app.ui.exercises.counts import Counts
from guide_app.ui.exercises.doing import Doing
from guide_app.ui.exercises.shape import BreathingShape, Form
from guide_app.ui.motion import prefers_still
from guide_app.ui.theme import STEP, scaled
from guide_app.ui.touch import scroll_by_touch
from guide_app.ui.widgets.buttons import TextButton
from guide_app.ui.widgets.column import Column, side_of
from guide_app.ui.widgets.flow import Flow
from guide_app.ui.widgets.labels import Heading, Text

_FRAME: Final = 33
"""Milliseconds between two pictures while the shape moves: it moves slowly."""
_SMALLEST: Final = 160
_SHARE: Final = 0.5
"""Of the height of a low window, for the shape: its buttons are to be seen too."""


class BreathingView(Column):
    """Shows the breath at each moment. The clock says where it is; this view only looks, as often as it must."""

    ended = Signal()

    def __init__(
        self, messages: Messages, doing: Doing, need: str, title: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin, or go on where another view has begun.

        Args:
            messages: the sentences of the reader's language.
            doing: what somebody does; this view changes it.
            need: what the exercise is for, in a few words.
            title: of the exercise.
            clock: seconds that never run backwards.
        """
        super().__init__(spacing=STEP)
        self._messages = messages
        self._doing = doing
        self._clock = clock
        self._words = phase_words(messages)
        self._told: Phase | None = None
        """The phase that assistive tools were told of last."""
        if doing.breathing is None:
            doing.breathing = Breathing(doing.pattern, clock())
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self.shape = BreathingShape(self._words, self._form())
        self.shape.setAccessibleName(
            messages.text("A circle that grows while you breathe in and shrinks while you breathe out")
        )
        self._above = _centred(Text(need, "small", second=True))
        self._title = _centred(Heading(title))
        self._how = _centred(Text(""))
        self.counts = Counts(messages, self._words, doing.pattern)
        self.counts.changed.connect(self._on_counts_changed)
        self._build_buttons()
        self.body.addWidget(self._above)
        self.body.addWidget(self._title)
        self.body.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(_in_the_middle(self._ways))
        self.body.addWidget(self._how)
        self.body.addWidget(self.counts, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(_centred(Text(_care(messages), "small", second=True)))
        self.body.addStretch(1)
        scroll_by_touch(self)
        self._show_choices()

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins here."""
        self.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Show where the breath is now, and look again when that has changed."""
        breathing = self._doing.breathing
        if breathing is None:
            return
        moment = breathing.at(self._clock())
        self.shape.show_moment(moment)
        self._tell(moment)
        if breathing.paused is None and self.isVisible():
            until = ceil(moment.until_count * 1000)
            self._timer.start(max(1, min(until, _FRAME) if self.shape.moves else until))

    def showEvent(self, event: QShowEvent) -> None:
        """Look as long as somebody does."""
        super().showEvent(event)
        self._fit_shape()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks: the clock goes on by itself."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the shape take the room there is."""
        super().resizeEvent(event)
        self._fit_shape()

    def _build_buttons(self) -> None:
        text = self._messages.text
        self.pause = TextButton("")
        self.pause.clicked.connect(self._on_pause_clicked)
        self.other = TextButton("")
        self.other.clicked.connect(self._on_other_clicked)
        self.own = TextButton(text("My own counts"))
        self.own.clicked.connect(self._on_own_clicked)
        self.form = TextButton("")
        self.form.clicked.connect(self._on_form_clicked)
        self.stop = TextButton(text("Stop here"))
        self.stop.clicked.connect(self._on_stop_clicked)
        self._ways = Flow([self.pause, self.other, self.own, self.form, self.stop])

    def _form(self) -> Form:
        if self._doing.words_only:
            return "words"
        return "still" if prefers_still() else "moving"

    def _fit_shape(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        self.shape.take_room(QSize(width - 2 * side_of(width), max(scaled(_SMALLEST), round(height * _SHARE))))

    def _tell(self, moment: Moment) -> None:
        """Tell who listens of each phase with its counts: not of each second, which nobody could breathe to."""
        if moment.phase != self._told and self.isVisible():
            self._told = moment.phase
            count = dict(self._doing.pattern.counts)[moment.phase]
            # Translators: {phase} is such as Breathe in; {count}: for so many seconds
            say_at(self.pause, self._messages.text("{phase}: {count}", phase=self._words[moment.phase], count=count))

    def _show_choices(self) -> None:
        """Say what holds, and on the buttons what else there is."""
        text, doing = self._messages.text, self._doing
        paused = doing.breathing is not None and doing.breathing.paused is not None
        # Translators: goes on with breathing to the rhythm
        go_on = text("Go on", context="breathing")
        self.pause.show_text(go_on if paused else text("Pause", context="breathing"), "")
        self.pause.setAccessibleDescription(_say_pattern(doing.pattern, self._messages))
        other = isolate(_short(LONG_OUT if doing.pattern == SQUARE else SQUARE))
        # Translators: on a button; {counts} are numbers of seconds, such as 4 · 7 · 8
        self.other.show_text(text("{counts} instead", counts=other), "")
        shape = text("Show the shape")
        self.form.show_text(shape if doing.words_only else text("Words only"), "")
        self.own.setVisible(not doing.own_counts)
        self.counts.setVisible(doing.own_counts)
        self._how.setText(_say_pattern(doing.pattern, self._messages))
        self._ways.fit()
        self._ways.setMaximumWidth(self._ways.sizeHint().width())

    def _begin(self, pattern: Pattern) -> None:
        """Begin anew with these counts."""
        self._doing.pattern, self._doing.breathing = pattern, Breathing(pattern, self._clock())
        self._told = None
        self.counts.show_pattern(pattern)
        self._show_choices()
        self.look()

    def _on_pause_clicked(self) -> None:
        breathing, now = self._doing.breathing, self._clock()
        if breathing is not None:
            paused = breathing.paused is not None
            self._doing.breathing = breathing.resume(now) if paused else breathing.pause(now)
            self._timer.stop()
            self._show_choices()
            self.look()

    def _on_other_clicked(self) -> None:
        self._doing.own_counts = False
        self._begin(LONG_OUT if self._doing.pattern == SQUARE else SQUARE)

    def _on_own_clicked(self) -> None:
        self._doing.own_counts = True
        self._begin(FREE)
        self.counts.focus_first()

    def _on_counts_changed(self, phase: str, by: int) -> None:
        self._begin(self._doing.pattern.changed(next(each for each in PHASES if each == phase), by))

    def _on_form_clicked(self) -> None:
        self._doing.words_only = not self._doing.words_only
        self.shape.form = self._form()
        self._fit_shape()
        self._show_choices()
        self.look()

    def _on_stop_clicked(self) -> None:
        self._doing.breathing = None
        self._timer.stop()
        self.ended.emit()


def phase_words(messages: Messages) -> dict[Phase, str]:
    """Give what is said of each phase."""
    text = messages.text
    return {
        "in": text("Breathe in", context="breathing"),
        "hold": text("Hold", context="breathing"),
        "out": text("Breathe out", context="breathing"),
        # Translators: hold with empty lungs, before the next breath
        "rest": text("Wait", context="breathing"),
    }


def _say_pattern(pattern: Pattern, messages: Messages) -> str:
    """Say how it goes, in a sentence, and that it may end at any time."""
    text = messages.text
    into, hold, out, rest = pattern
    if hold and rest:
        said = text(
            "In for {into}, hold for {hold}, out for {out}, wait for {rest}.", into=into, hold=hold, out=out, rest=rest
        )
    elif hold:
        said = text("In for {into}, hold for {hold}, out for {out}.", into=into, hold=hold, out=out)
    elif rest:
        said = text("In for {into}, out for {out}, wait for {rest}.", into=into, out=out, rest=rest)
    else:
        said = text("In for {into}, out for {out}.", into=into, out=out)
    # Translators: two sentences, one after the other
    return text("{first} {second}", first=said, second=text("Stop whenever you like; there is nothing to finish."))


def _care(messages: Messages) -> str:
    return messages.text(
        "Leave the pauses out if you have asthma or a weak heart, or are pregnant: choose your own counts. If you"
        " become dizzy, breathe as you like."
    )


def _short(pattern: Pattern) -> str:
    return " · ".join(str(count) for _, count in pattern.counts)


def _centred(text: Text) -> Text:
    text.centred = True
    return text


def _in_the_middle(part: QWidget) -> QWidget:
    """Put a part into the middle of a line; it must know its widest."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(part, 10_000)
    row.addStretch(1)
    return holder
