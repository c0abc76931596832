"""Sentences of looking inward: a thought and a feeling, what is strong, and a letter."""

from __future__ import annotations

from collections.abc import Callable

from guide_app.guides.step_words import StepWords


def check_in(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of the thought and feeling check-in."""
    return {
        "situation": StepWords(text("What happened?"), text("One sentence is enough. It may also be nothing special.")),
        "thought": StepWords(text("Which thought came?"), text("Write it as it sounded in your head.")),
        "feeling": StepWords(text("Which feelings are there?"), text("Several at once are usual."), _feelings(text)),
        "strength": StepWords(
            text("How strong are they?"),
            "",
            {
                "light": text("A little", context="how strong a feeling is"),
                "middle": text("Quite", context="how strong a feeling is"),
                "strong": text("Very", context="how strong a feeling is"),
            },
        ),
        "friend": StepWords(
            text("What would you say to a friend with this thought?"), text("Say it to yourself in the same tone.")
        ),
        "now": StepWords(
            text("What would do you good in the next hour?"),
            text("Something small: drink, move, write to someone, sleep."),
        ),
    }


def _feelings(text: Callable[..., str]) -> dict[str, str]:
    return {
        "sadness": text("Sadness", context="a feeling"),
        "fear": text("Fear", context="a feeling"),
        "anger": text("Anger", context="a feeling"),
        "shame": text("Shame", context="a feeling"),
        "loneliness": text("Loneliness", context="a feeling"),
        "tiredness": text("Tiredness", context="a feeling"),
        "emptiness": text("Emptiness", context="a feeling"),
        "tension": text("Tension", context="a feeling"),
        "calm": text("Calm", context="a feeling"),
        "joy": text("Joy", context="a feeling"),
    }


def strengths(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of values and strengths."""
    return {
        "values": StepWords(
            text("What matters to you?"), text("Choose a few. There are no wrong ones."), _values(text)
        ),
        "lived": StepWords(
            text("Where did one of them show lately?"),
            text("However small: a word, a look, something that was not done."),
        ),
        "carried": StepWords(
            text("What helped you through something hard before?"),
            text("A skill, a habit, a person, a will of your own."),
        ),
        "eyes": StepWords(
            text("What would someone who likes you say of you?"), text("It may be someone from long ago, or an animal.")
        ),
        "small": StepWords(
            text("One small thing for this week"), text("It goes with what matters to you, and it is safe.")
        ),
    }


def _values(text: Callable[..., str]) -> dict[str, str]:
    return {
        "honesty": text("Honesty", context="a value"),
        "kindness": text("Kindness", context="a value"),
        "courage": text("Courage", context="a value"),
        "freedom": text("Freedom", context="a value"),
        "friendship": text("Friendship", context="a value"),
        "family": text("Chosen family", context="a value"),
        "faith": text("Faith", context="a value"),
        "fairness": text("Fairness", context="a value"),
        "learning": text("Learning", context="a value"),
        "humour": text("Humour", context="a value"),
        "nature": text("Nature", context="a value"),
        "making": text("Making things", context="a value"),
        "peace": text("Peace", context="a value"),
        "loyalty": text("Loyalty", context="a value"),
    }


def letter(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of the letter that is not sent."""
    return {
        "to": StepWords(text("To whom?"), text("A person, a time, a town, yourself: anyone. An initial is enough.")),
        "words": StepWords(
            text("Write what you want to say"), text("Nobody reads it, nobody answers, nothing has to be fair.")
        ),
        "after": StepWords(
            # Translators: "it" is the letter that somebody has just written
            text("Read it once more, or leave it"),
            text("Put your feet on the ground and breathe out slowly. What was unsaid has been said."),
        ),
    }
