"""The steps of the exercises, in order: what each asks for, without a word of any language.

Breathing has none: it goes by the clock, see `breathing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from guide_app.core.guides import ExerciseId

StepKind = Literal["read", "text", "one", "some", "count", "people"]
"""read: nothing to give; text: a field; one, some: choices, of which one or any number hold; count: things to find;
people: a map of people and places."""


class Step(NamedTuple):
    """One step; its sentences are found by its name."""

    id: str
    kind: StepKind = "text"
    choices: tuple[str, ...] = ()
    things: int = 0
    """Of "count": how many things there are to find."""


GROUND: Final = ("money", "home", "allies", "exits")
"""What is looked at before anything else when somebody thinks of telling."""
SURE: Final = ("yes", "unsure", "no")
FEELINGS: Final = (
    "sadness",
    "fear",
    "anger",
    "shame",
    "loneliness",
    "tiredness",
    "emptiness",
    "tension",
    "calm",
    "joy",
)
STRENGTHS_OF: Final = ("light", "middle", "strong")
VALUES: Final = (
    "honesty",
    "kindness",
    "courage",
    "freedom",
    "friendship",
    "family",
    "faith",
    "fairness",
    "learning",
    "humour",
    "nature",
    "making",
    "peace",
    "loyalty",
)
PLAN: Final = (
    "warning_signs",
    "own_ways",
    "people_and_places",
    "people_to_ask",
    "professionals",
    "safe_surroundings",
)
"""The six steps of Stanley and Brown, by the names that a notebook knows them by."""

COURSES: Final[Mapping[ExerciseId, tuple[Step, ...]]] = {
    "breathing": (),
    "grounding": (
        Step("see", "count", things=5),
        Step("touch", "count", things=4),
        Step("hear", "count", things=3),
        Step("smell", "count", things=2),
        Step("taste", "count", things=1),
        Step("here", "read"),
    ),
    "body-scan": tuple(
        Step(part, "read")
        for part in ("arrive", "feet", "legs", "middle", "breath", "hands", "shoulders", "face", "all")
    ),
    "safety-plan": tuple(Step(step) for step in PLAN),
    "coming-out": (
        Step("who"),
        *(Step(ground, "one", SURE) for ground in GROUND),
        Step("for"),
        Step("against"),
        Step("badly"),
    ),
    "check-in": (
        Step("situation"),
        Step("thought"),
        Step("feeling", "some", FEELINGS),
        Step("strength", "one", STRENGTHS_OF),
        Step("friend"),
        Step("now"),
    ),
    "strengths": (
        Step("values", "some", VALUES),
        Step("lived"),
        Step("carried"),
        Step("eyes"),
        Step("small"),
    ),
    "people": (
        Step("map", "people"),
        Step("seen"),
        Step("wanted"),
    ),
    "letter": (
        Step("to"),
        Step("words"),
        Step("after", "read"),
    ),
}
