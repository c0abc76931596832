"""The sentences of the exercises, step by step, and what is said at their end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from guide_app.core.guides import ExerciseId
from guide_app.guides import words_calm, words_inward, words_safe
from guide_app.guides.play import Play
from guide_app.guides.step_words import StepWords
from guide_app.guides.weighing import weigh

Text = Callable[..., str]
"""`Messages.text`."""
_WORDS: Final[Mapping[ExerciseId, Callable[[Text], dict[str, StepWords]]]] = {
    "breathing": lambda _text: {},
    "grounding": words_calm.grounding,
    "body-scan": words_calm.body_scan,
    "safety-plan": words_safe.safety_plan,
    "coming-out": words_safe.coming_out,
    "check-in": words_inward.check_in,
    "strengths": words_inward.strengths,
    "people": words_safe.people,
    "letter": words_inward.letter,
}


def step_words(exercise: ExerciseId, text: Text) -> dict[str, StepWords]:
    """Give the sentences of each step, by its name."""
    return _WORDS[exercise](text)


def end_words(play: Play, text: Text) -> tuple[str, ...]:
    """Give what is said at the end: a heading first, then whole sentences. Nothing is judged, nobody is told to act."""
    if play.exercise == "coming-out":
        remarks = words_safe.remarks(text)
        return (text("What you have found"), *(remarks[remark] for remark in weigh(play)))
    if play.stopped and play.steps:  # to breathe has no other end
        return (
            text("You stopped, and that is fine"),
            text("There was nothing to finish. What you did counts, and you can come back at any time."),
        )
    return (text("That was it"), _last_sentences(text)[play.exercise])


def _last_sentences(text: Text) -> dict[ExerciseId, str]:
    return {
        "breathing": text("You breathed along. However long it was, it was enough."),
        "grounding": text(
            "You are here. Stay as long as you like, then do one small thing, such as drinking some water."
        ),
        "body-scan": text("Take your time to come back. Move your fingers and toes first."),
        "safety-plan": text("Two lines are already a plan. Look at it again on an ordinary day."),
        "check-in": text("A thought is not a fact, and no feeling stays at its strongest."),
        "strengths": text("This is yours. It is there on bad days too, even when you cannot feel it."),
        "people": text("Such a map may change. One safe person or place is much; lines and groups can be a beginning."),
        "letter": text("It need not go anywhere. It was for you."),
    }
