"""What is said of the cover: what it does, whom it fools, and what coming back takes; for every place that tells it.

Each function is given `text`, which puts a sentence into the reader's language (`Messages.text`).
"""

from __future__ import annotations

from collections.abc import Callable

from guide_app.safety.disguise import Weakness

Text = Callable[[str], str]


def what_the_cover_does(text: Text) -> tuple[str, ...]:
    """Say what comes instead of the guide."""
    return (
        text(
            "Leave now can turn this window into a calculator that really works, instead of closing it. What was open"
            " here is let go."
        ),
        text("There, Shift three times ends the program, as does closing its window."),
    )


def whom_it_fools(text: Text) -> tuple[str, ...]:
    """Say whom it fools and whom not; never shorter than this where the cover is offered."""
    return (
        text("It fools a glance: someone who walks past, or looks over a shoulder for a moment."),
        text(
            "It does not fool someone who looks: the computer lists this program under its own name, the program"
            " itself lies in its folder, and spying software sees what was there before."
        ),
    )


def what_coming_back_takes(text: Text) -> tuple[str, ...]:
    """Say how one comes back."""
    return (
        text(
            "To come back, type a sum of your own into the calculator and press the equals key. Any other sum is only"
            " worked out."
        ),
        text("Without a sum of your own there is no way back: close the calculator and start the program again."),
        text(
            "Choose one that nobody types by chance: with a sign, and at least five digits, three of them different."
            " Better no birthday, and none that is used elsewhere."
        ),
    )


def what_the_start_option_does(text: Text) -> tuple[str, ...]:
    """Say how the program begins as a calculator."""
    return (
        text(
            "The program can also begin as the calculator. Put these words behind its name in a shortcut, after a"
            " space:"
        ),
        text(
            "They hold your sum in sealed form. Whoever reads the shortcut knows that something is behind the"
            " calculator, and with skill and time can find the sum."
        ),
    )


def why_refused(weakness: Weakness, text: Text) -> str:
    """Say why a sum cannot be the way back."""
    return {
        # Translators: the signs as they stand on the keys of a calculator
        "no sum": text("A sign is missing: one of + − × ÷"),
        "few digits": text("It has fewer than five digits."),
        "plain digits": text("It has fewer than three different digits."),
    }[weakness]
