"""A walk through all pages by actions alone, and the words a person meets on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.journeys.room import DEADLINE_S, Room, Thing, Things

from guide_app.core.languages import LANGUAGES
from guide_app.core.messages import Messages
from guide_app.core.places import locale_folder, snapshot_folder
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.store.snapshot import Snapshot
from guide_app.updates.trust import carried_root, verify_installed

PAGES: Final = ("first use", "start", "results", "service", "about")
ZONE: Final = "Asia/Beirut"
COUNTRY: Final = CountryCode("LB")


class Words:
    """The sentences of the program that a walk needs, in one language."""

    def __init__(self, language: str) -> None:
        text = Messages(LanguageCode(language), locale_folder()).text
        folder = snapshot_folder()
        snapshot = Snapshot.open(verify_installed(folder, trusted_root=carried_root(folder)))
        self.language = language
        self.question = text("What do you need right now?")
        self.search = text("Search", context="label of the field")
        self.need = snapshot.needs(LanguageCode(language))[0].label
        self.back = text("Back")
        self.services = text("Services")
        comma = text("{first}, {second}", context="list", first="", second="")
        self.guide = comma + text("Guide", context="line of results")
        """In the name of each line that is a guide."""
        self.copied = text("Copied")
        self.leave = text("Leave now")
        self.leave_description = text("Closes this window at once. Pressing Shift three times does the same.")
        self.first_use = text("Before you begin")
        self.begin = text("Begin")
        self.to_about = text("About and safety")
        self.about = text("This guide and your safety")
        self.kept = text("What is kept")
        self.leaving_does = text("What leaving does")
        self.leaving_does_not = text("What leaving does not do")
        self.language_chosen = f"{text('Language')}: {LANGUAGES[LanguageCode(language)]}"
        self.country_chosen = f"{text('Country')}: {snapshot.name('country', COUNTRY, LanguageCode(language))}"
        snapshot.close()


def go_round(room: Room, words: Words) -> dict[str, Things]:
    """Visit every page and give what was shown there; the program is left by its button."""
    ears = room.ears
    with room.open_program(words.language, ZONE, begin=False) as program:
        seen = {"first use": ears.wait("first use", holds("heading", words.first_use))}
        ears.press(button(seen["first use"], words.begin))
        seen["start"] = ears.wait("start", holds("heading", words.question))
        ears.press(button(seen["start"], words.need))
        seen["results"] = ears.wait("results", lambda things: has_back(things, words) and bool(services(things, words)))
        ears.press(services(seen["results"], words)[0])
        room.screen.press("Return")
        ears.wait_for_focus(is_copy)
        seen["service"] = ears.things()
        ears.press(button(seen["service"], words.to_about))
        seen["about"] = ears.wait("about", holds("heading", words.about))
        ears.press_last(button(seen["about"], words.leave))
        assert program.process.wait(DEADLINE_S) == 0
    return seen


def has_back(things: Things, words: Words) -> bool:
    """Whether there is a way back, at the top: every page but the first has one."""
    return holds("push button", words.back)(things)


def button(things: Things, name: str) -> Thing:
    """Give the one button of this name."""
    found = [thing for thing in things if thing.role == "push button" and thing.name == name]
    assert len(found) == 1, f"{len(found)} buttons {name!r}"
    return found[0]


def services(things: Things, words: Words) -> list[Thing]:
    """Give the lines of the list of results that stand for a service, those in view."""
    lists = [thing.path for thing in things if thing.role == "list" and thing.name == words.services]
    lines = [thing for thing in things if thing.path[:-1] in lists and "FOCUSABLE" in thing.states]
    return [line for line in lines if words.guide not in line.name]


def is_copy(thing: Thing) -> bool:
    """Whether it is a button that copies a contact: its name holds it, kept together by isolating marks."""
    return thing.role == "push button" and "\u2066" in thing.name


def holds(role: str, name: str) -> Callable[[Things], bool]:
    """Give a condition: something of this role and name is shown."""
    return lambda things: any(thing.role == role and thing.name == name for thing in things)
