"""An exercise while somebody does it: how far they are and what they gave. A value in, another one out.

Nobody has to give anything, anybody can stop anywhere, and nothing is scored. What was written stays through every
step back and forth until it is let go.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from guide_app.core.guides import ExerciseId
from guide_app.guides.courses import COURSES, Step
from guide_app.guides.people import Person


class Given(NamedTuple):
    """What somebody gave in one step."""

    text: str = ""
    chosen: tuple[str, ...] = ()
    """Keys of the choices that hold, in the order of the step."""
    found: int = 0
    people: tuple[Person, ...] = ()
    left_out: bool = False
    """The step was passed over; what had been given there stays, in case somebody comes back."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep; a number of things found is nothing to keep."""
        return not (self.text.strip() or self.chosen or self.people)


NOTHING: Final = Given()


class Play(NamedTuple):
    """How far an exercise is."""

    exercise: ExerciseId
    at: int = 0
    """Number of the step; as many as there are steps: at the end."""
    given: tuple[tuple[str, Given], ...] = ()
    """By the names of the steps, in the order in which they were given."""
    stopped: bool = False
    """The end was reached by stopping."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the exercise."""
        return COURSES[self.exercise]

    @property
    def step(self) -> Step | None:
        """The step at hand; None: at the end."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    @property
    def is_written_in(self) -> bool:
        """Whether somebody wrote something that is gone when it is let go. Ticks are soon made again."""
        return any(given.text.strip() or given.people for _, given in self.given)

    def find(self, step: str) -> Given:
        """Give what was given in a step, by its name."""
        return dict(self.given).get(step, NOTHING)

    def answers(self) -> tuple[tuple[Step, Given], ...]:
        """Give the steps with something to keep, in their order, without those that were left out."""
        found = ((step, self.find(step.id)) for step in self.steps)
        return tuple((step, given) for step, given in found if not (given.is_empty or given.left_out))

    def next(self) -> Play:
        """Go on; at the end there is nowhere to go."""
        return self._put_left_out(left_out=False)._replace(at=min(self.at + 1, len(self.steps)))

    def skip(self) -> Play:
        """Leave this step out and go on."""
        return self._put_left_out(left_out=True)._replace(at=min(self.at + 1, len(self.steps)))

    def back(self) -> Play:
        """Go back, also from the end; before the first step there is nothing."""
        return self._replace(at=max(0, self.at - 1), stopped=False)

    def stop(self) -> Play:
        """Go to the end from wherever one is. All that was given is still there."""
        return self if self.step is None else self._replace(at=len(self.steps), stopped=True)

    def write(self, text: str) -> Play:
        """Take what stands in the field of this step now."""
        return self._put(self._here()._replace(text=text))

    def choose(self, key: str) -> Play:
        """Take a choice of this step; one that holds already is taken off.

        Raises:
            KeyError: this step has no such choice.
        """
        step, given = self.step, self._here()
        if step is None or key not in step.choices:
            raise KeyError(key)
        held = set(given.chosen) ^ {key}
        if step.kind == "one":
            held &= {key}
        return self._put(given._replace(chosen=tuple(choice for choice in step.choices if choice in held)))

    def find_one(self) -> Play:
        """Count one thing more, as far as this step wants."""
        step, given = self.step, self._here()
        return self if step is None else self._put(given._replace(found=min(given.found + 1, step.things)))

    def add(self, person: Person) -> Play:
        """Put somebody on the map of this step; the same name again is the same one, who has moved."""
        given = self._here()
        others = tuple(other for other in given.people if other.name != person.name)
        return self._put(given._replace(people=(*others, person)))

    def remove(self, name: str) -> Play:
        """Take somebody off the map."""
        given = self._here()
        return self._put(given._replace(people=tuple(person for person in given.people if person.name != name)))

    def fill(self, step: str, text: str) -> Play:
        """Begin with a text in one of the steps, such as one that a notebook holds."""
        return self._put(self.find(step)._replace(text=text), step)

    def _here(self) -> Given:
        return NOTHING if self.step is None else self.find(self.step.id)

    def _put_left_out(self, *, left_out: bool) -> Play:
        return self._put(self._here()._replace(left_out=left_out))

    def _put(self, given: Given, name: str = "") -> Play:
        name = name or (self.step.id if self.step is not None else "")
        if not name or given == self.find(name):
            return self
        others = tuple(pair for pair in self.given if pair[0] != name)
        return self._replace(given=others if given == NOTHING else (*others, (name, given)))
