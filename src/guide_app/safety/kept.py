"""What the program keeps, what leaving does, and what it cannot do: the honest list, for every place that tells it.

Each function is given `text`, which puts a sentence into the reader's language (`Messages.text`). Whoever changes
what the program does changes these sentences first: `tests/traces` holds the program to them.
"""

from __future__ import annotations

from collections.abc import Callable

Text = Callable[[str], str]


def what_leaving_does(text: Text) -> tuple[str, ...]:
    """Say what happens at Leave now."""
    return (
        text(
            "Leave now, or pressing Shift three times within five seconds, takes this window off the screen and ends"
            " the program at once. What was copied here is taken out of the clipboard."
        ),
    )


def what_leaving_does_not(text: Text) -> tuple[str, ...]:
    """Say what leaving cannot undo or hide; never shorter than this where leaving is explained."""
    return (
        text(
            "It cannot hide the use of this computer from someone who watches the screen from elsewhere, from spying"
            " software, or from the records that the system itself keeps."
        ),
        text(
            "What was called, written or opened elsewhere stays where it was: in the phone's call list, on a bill, in"
            " a browser's history. Some systems also keep a history of what was copied."
        ),
    )


def what_is_safer(text: Text) -> tuple[str, ...]:
    """Say what to do instead of trusting that leaving hides; it stands wherever `what_leaving_does_not` stands."""
    return (
        text(
            "If someone may be watching this computer, it is safer to use another one, such as that of a friend or a"
            " library. Changing habits all at once can draw attention."
        ),
    )


def what_is_kept(text: Text) -> tuple[str, ...]:
    """Say what remains after the program has ended."""
    return (
        text(
            "Nothing. No searches, no pages, no choices, no settings: the language and the country are asked of the"
            " computer anew at each start. The program uses the network only when an update over it is asked for."
        ),
        text(
            "Only in a notebook, if one is made: notes, what was kept for later and, if so chosen, settings. It is one"
            " encrypted file in the place and under the name that was given."
        ),
        text(
            "An update, only if you chose to keep it: beside the program, or in your own folder. Otherwise it is gone"
            " with the program."
        ),
        text("Choices can also stand in a plain file, if one is saved on the page of options."),
        text(
            "The program itself stays where it was put, on a stick or in a folder, and the system may list it among"
            " what was used last."
        ),
    )
