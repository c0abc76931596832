"""The notebook's sentences that depend on a case: errors, strength, what wiping cannot promise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guide_app.core.errors import GuideError
from guide_app.core.messages import Messages, isolate_by_content
from guide_app.notes import errors

if TYPE_CHECKING:
    from guide_app.notes.strength import Strength


def say_error(error: GuideError, path: Path, messages: Messages) -> str:
    """Say what went wrong with a file, and what helps."""
    text, name = messages.text, isolate_by_content(path.name)
    match error:
        case errors.NotebookLockedError():
            return text(
                "This passphrase does not open this file, or the file is no notebook: nobody can tell which. Check the"
                " file, the keyboard's language and the capital letters, then try again."
            )
        case errors.NotebookExistsError():
            # Translators: {name} is the name of a file
            return text("“{name}” is there already, and nothing was changed in it. Choose another name.", name=name)
        case errors.NotebookChangedError():
            return text(
                "“{name}” is not as it was left: another window has saved it, or another stick is in its place. Nothing"
                " was written. Put the right stick back, or close the notebook and open it again.",
                name=name,
            )
        case _:
            return _say_rarer_error(error, name, messages)


def _say_rarer_error(error: GuideError, name: str, messages: Messages) -> str:
    text = messages.text
    match error:
        case errors.NotebookNewerError():
            return text("A newer version of this program wrote “{name}”. Open it with that one.", name=name)
        case errors.NotebookFullError():
            return text("The notebook is full. Take something out, then it can be saved again.")
        case errors.NotEnoughMemoryError():
            return text("This computer has too little memory free. Close other programs, then try again.")
        case _:
            return _say_storage_error(error, name, messages)


def _say_storage_error(error: GuideError, name: str, messages: Messages) -> str:
    text = messages.text
    match error:
        case errors.StorageFullError():
            return text("No room is left for “{name}”. Make room there, then try again.", name=name)
        case errors.StorageRefusedError():
            return text(
                "The system does not allow “{name}” to be written: the stick may be write-protected, or the folder"
                " belongs to someone else. Take the protection off, or choose another place.",
                name=name,
            )
        case errors.StorageMissingError():
            return text(
                "“{name}” is not there: its stick was taken out, or its folder is gone. Put it back, then try again.",
                name=name,
            )
        case _:
            return text("The disk or stick with “{name}” answers with an error. Try again, or another one.", name=name)


def say_strength(strength: Strength, messages: Messages) -> str:
    """Say how long a passphrase would hold, and what would help most."""
    text = messages.text
    match strength.level:
        case "empty":
            return text("Four or five words that have nothing to do with each other are strong, and easy to keep.")
        case "weak":
            # Translators: said of a passphrase
            said = text("This would be found quickly.")
        case "fair":
            # Translators: said of a passphrase; it would not hold against a police force or a state
            said = text("This holds against people around you, not against experts.")
        case _:
            # Translators: said of a passphrase
            return text("This holds.")
    match strength.advice[0] if strength.advice else "longer":
        case "common":
            more = text("It has a word that is tried first.")
        case "repeated":
            more = text("Saying something twice adds nothing.")
        case "row":
            more = text("Letters in a row are tried first.")
        case "number":
            more = text("Dates and numbers are tried first.")
        case _:
            more = text("More words make it stronger.")
    # Translators: two sentences on a passphrase, one after the other; leave out the space where your language has none
    return text("{first} {second}", context="two sentences", first=said, second=more)


def what_wiping_cannot(messages: Messages) -> tuple[str, ...]:
    """Say what destroying a file cannot promise, in the order of `notes.wiping.LIMITS`, without the evidence."""
    text = messages.text
    return (
        text(
            "Sticks, memory cards and modern disks may keep old pieces of a file. Without the passphrase, and with the"
            " file's beginning gone, they are of little use."
        ),
        text("Backups, synchronised folders and other copies of the file stay."),
        text("The file's name, its size and its dates may stay in lists that the system keeps."),
        text("What was open may still stand in the computer's memory, or in what it writes there when it sleeps."),
    )
