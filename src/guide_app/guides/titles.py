"""What a shelf shows of each exercise."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guide_app.core.guides import ExerciseId


class Title(NamedTuple):
    """An exercise in a list."""

    id: ExerciseId
    title: str
    about: str
    """One line: what it is, or what it gives."""
    minutes: int
    """About so long, for most people."""


def titles(text: Callable[..., str]) -> tuple[Title, ...]:
    """Give all exercises in the order of a shelf: what helps at once comes first.

    Args:
        text: `Messages.text`.
    """
    return (
        Title("breathing", text("Breathe with the shape"), text("Slowly in, slowly out, as long as you like"), 3),
        Title("grounding", text("Come back to the room"), text("With the five senses, when all seems far away"), 4),
        Title("body-scan", text("From feet to head"), text("Go through the body and let it rest"), 8),
        Title("check-in", text("A thought and a feeling"), text("See how things are, without judging"), 6),
        Title("safety-plan", text("The six steps of a safety plan"), text("Short lists for hard hours"), 20),
        Title("people", text("Who is around me"), text("A small map of people and places"), 10),
        Title("strengths", text("What is strong in you"), text("What matters, and what has carried you"), 10),
        Title("letter", text("The letter that is not sent"), text("Say what could never be said"), 15),
        Title("coming-out", text("Weigh up whether to tell"), text("What must be safe first, then what you wish"), 15),
    )
