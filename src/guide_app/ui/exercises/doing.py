"""The exercise somebody is doing.

It outlives the page, which another language or text size makes anew, and is let go when the page is left.
"""

from __future__ import annotations

from datetime import date

from guide_app.core.guides import ExerciseId
from guide_app.core.messages import Messages
from guide_app.guides.breathing import SQUARE, Breathing, Pattern
from guide_app.guides.courses import PLAN, Step
from guide_app.guides.play import Given, Play
from guide_app.guides.words import step_words
from guide_app.guides.words_safe import closeness, safety
from guide_app.notes.values import Answer, Content, FinishedExercise, SafetyPlan


class Doing:
    """One exercise, from when its page is opened until it is left. Held in memory alone."""

    def __init__(self, exercise: ExerciseId, plan: SafetyPlan) -> None:
        """Begin.

        Args:
            exercise: which one.
            plan: what an open notebook holds of a safety plan: that exercise goes on with it.
        """
        self.play = Play(exercise)
        self.breathing: Breathing | None = None
        """The rhythm, once it has begun."""
        self.pattern: Pattern = SQUARE
        self.own_counts = False
        self.words_only = False
        self._plan = plan
        if exercise == "safety-plan":
            for step in PLAN:
                self.play = self.play.fill(step, "\n".join(getattr(plan, step)))
        self._kept = self.play
        """As it stood when it was put into the notebook, or began."""
        self._put: FinishedExercise | None = None

    @property
    def is_unsaved(self) -> bool:
        """Whether there is something written that would be gone."""
        return self.play.is_written_in and dict(self.play.given) != dict(self._kept.given)

    def begin_again(self) -> None:
        """Go to the first step, with nothing given."""
        self.play = Play(self.play.exercise)

    def keep(self, content: Content, messages: Messages, today: date) -> Content:
        """Put what was given into a notebook's content; what was put there before is replaced."""
        self._kept = self.play
        if self.play.exercise == "safety-plan":
            return content._replace(safety_plan=self._merged(content.safety_plan))
        put = FinishedExercise(self.play.exercise, today, tuple(_answers(self.play, messages)))
        others = tuple(each for each in content.finished if each is not self._put)
        self._put = put
        return content._replace(finished=(*others, put))

    def _merged(self, plan: SafetyPlan) -> SafetyPlan:
        """Give the plan as it was written here, with what is in the notebook and was not there at the beginning."""
        steps: dict[str, tuple[str, ...]] = {}
        for step in PLAN:
            written = tuple(line.strip() for line in self.play.find(step).text.split("\n") if line.strip())
            began, there = getattr(self._plan, step), getattr(plan, step)
            steps[step] = written + tuple(line for line in there if line not in began and line not in written)
        self._plan = SafetyPlan(**(plan._asdict() | steps))
        return self._plan


def _answers(play: Play, messages: Messages) -> list[Answer]:
    """Give what was given, in words: a notebook is read by people."""
    words = step_words(play.exercise, messages.text)
    return [
        Answer(step.id, say_given(step, given, dict(words[step.id].choices), messages))
        for step, given in play.answers()
    ]


def say_given(step: Step, given: Given, choices: dict[str, str], messages: Messages) -> str:
    """Say in words what was given in a step: what was written, what was chosen, or who is on the map."""
    if step.kind == "people":
        near, sure = closeness(messages.text), safety(messages.text)
        return "\n".join(
            say_person(each.name, near[each.closeness], sure[each.safety], messages) for each in given.people
        )
    if step.choices:
        return "\n".join(choices[key] for key in given.chosen)
    return given.text.strip()


def say_person(name: str, near: str, sure: str, messages: Messages) -> str:
    """Say where somebody is on the map."""
    # Translators: a person or place on the map; {near} is such as Close or Far, {sure} such as Safe or Not safe
    return messages.text("{name}: {near}, {sure}", name=name, near=near, sure=sure)
