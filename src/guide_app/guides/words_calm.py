"""Sentences of what calms: the five senses, and going through the body."""

from __future__ import annotations

from collections.abc import Callable

from guide_app.guides.step_words import StepWords


def grounding(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of 5-4-3-2-1."""
    other = text("If this sense is not yours, use another one twice.")
    steps = {
        "see": StepWords(
            text("Five things that you see"), text("Look around slowly. Name each one, aloud or in your head.")
        ),
        "touch": StepWords(
            text("Four things that you can touch"), text("Cloth, wood, your own hands: how does each of them feel?")
        ),
        "hear": StepWords(text("Three sounds"), text("Near ones, far ones, your own breath.")),
        "smell": StepWords(text("Two smells"), text("If there is none here, think of two that you like.")),
        "taste": StepWords(text("One taste"), text("A sip of water will do, or the taste in your mouth.")),
    }
    here = StepWords(
        text("Say to yourself where you are"), text("Where you are, which day it is, and what you will do next.")
    )
    return {name: words._replace(aside=other) for name, words in steps.items()} | {"here": here}


def body_scan(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of going through the body. Any part may be left out; none is named that is hard to name."""
    return {
        "arrive": StepWords(
            text("Sit or lie as you like"),
            text("Your eyes may stay open. If a part of the body is hard today, leave it out."),
        ),
        "feet": StepWords(
            text("Feet", context="part of the body"), text("Feel how they touch the ground: toes, soles, heels.")
        ),
        "legs": StepWords(
            text("Legs", context="part of the body"), text("Let the chair, the bed or the floor carry them.")
        ),
        "middle": StepWords(
            text("Belly and back", context="part of the body"), text("Let the belly be soft. Feel what holds the back.")
        ),
        "breath": StepWords(
            text("Breath", context="part of the body"), text("Notice how it comes and goes. Nothing has to change.")
        ),
        "hands": StepWords(
            text("Hands and arms", context="part of the body"),
            text("Let the hands lie open. Feel the fingers, one after the other."),
        ),
        "shoulders": StepWords(
            text("Shoulders and neck", context="part of the body"),
            text("Lift the shoulders a little, then let them sink."),
        ),
        "face": StepWords(
            text("Face", context="part of the body"), text("Let the jaw hang loose and the forehead be smooth.")
        ),
        "all": StepWords(
            text("The whole body", context="part of the body"),
            text("From feet to head, for a few breaths. However it feels, it may be so."),
        ),
    }
