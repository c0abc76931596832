"""The page of an exercise: shows where somebody is in it, and lets go of all of it when it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QVBoxLayout

from guide_app.core.errors import NotInSnapshotError
from guide_app.core.guides import ExerciseId
from guide_app.core.messages import Messages
from guide_app.guides.titles import titles
from guide_app.ui.exercises.breathing import BreathingView
from guide_app.ui.exercises.doing import Doing
from guide_app.ui.exercises.keeping import Keeping
from guide_app.ui.exercises.steps import EndView, StepView
from guide_app.ui.notebook.keeper import Keeper
from guide_app.ui.session import Session
from guide_app.ui.shelf import Several

View = BreathingView | StepView | EndView
"""What the page shows."""


class ExercisePage(Several):
    """One exercise at a time. What somebody does in it stays in the session until they leave the page."""

    need_wanted = Signal(str)

    def __init__(self, messages: Messages, session: Session, keeper: Keeper, need_name: Callable[[str], str]) -> None:
        """Make a page without an exercise.

        Args:
            messages: the sentences of the reader's language.
            session: holds what is being done, so that it outlives the page where only the language changes.
            keeper: the notebook.
            need_name: gives what a need is called, by its id.
        """
        super().__init__()
        self._messages = messages
        self._session = session
        self._keeper = keeper
        self._need_name = need_name
        self._titles = {title.id: title.title for title in titles(messages.text)}
        self.keeping = Keeping(self, messages, keeper, lambda: self._session.doing)
        self.keeping.kept.connect(self._on_kept)
        self._stack = QStackedWidget()
        self.view: View | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_what(self, what: str) -> None:
        """Begin an exercise, or go on with it where the page was made anew.

        Raises:
            NotInSnapshotError: there is none of this id.
        """
        exercise: ExerciseId | None = next((each for each in get_args(ExerciseId) if each == what), None)
        if exercise is None:
            raise NotInSnapshotError(f"no exercise {what}")
        doing = self._session.doing
        if doing is None or doing.play.exercise != exercise:
            self._session.doing = Doing(exercise, self._keeper.content.safety_plan)
        self._show()

    def focus_first(self) -> None:
        """Bring the keyboard to where one begins."""
        if self.view is not None:
            self.view.focus_first()

    def reading(self) -> QAbstractScrollArea | None:
        """Give what scrolls."""
        return self.view

    def asks_first(self, go: Callable[[], None]) -> bool:
        """Ask where something was written that nobody has kept."""
        doing = self._session.doing
        if doing is None or not doing.is_unsaved:
            return False
        self.keeping.ask(go)
        return True

    def let_go(self) -> None:
        """Forget all of it, fields included."""
        self._session.doing = None
        self._put(None)

    def _show(self) -> None:
        """Make the view for where somebody is, and let the one before go."""
        doing = self._session.doing
        if doing is not None:
            self._put(self._build(doing))

    def _build(self, doing: Doing) -> View:
        exercise = doing.play.exercise
        if exercise == "breathing" and not doing.play.stopped:
            need = self._need_name("moment")
            view = BreathingView(self._messages, doing, need, self._titles[exercise])
            view.ended.connect(self._on_breathing_ended)
            return view
        if doing.play.step is not None:
            steps = StepView(self._messages, self._keeper, doing, self._titles[exercise])
            steps.moved.connect(self._on_moved)
            return steps
        end = EndView(self._messages, self._keeper, doing, self._need_name("talk"))
        end.moved.connect(self._on_moved)
        end.keep_wanted.connect(self.keeping.keep)
        end.need_wanted.connect(self.need_wanted)
        return end

    def _put(self, view: View | None) -> None:
        before, self.view = self.view, view
        if view is not None:
            self._stack.addWidget(view)
            self._stack.setCurrentWidget(view)
        if before is not None:
            before.hide()
            self._stack.removeWidget(before)
            before.deleteLater()

    def _on_moved(self) -> None:
        self._show()
        self.focus_first()

    def _on_breathing_ended(self) -> None:
        doing = self._session.doing
        if doing is not None:
            doing.play = doing.play._replace(stopped=True)
            self._on_moved()

    def _on_kept(self) -> None:
        if isinstance(self.view, EndView):
            self.view.say_kept()
