"""What systems note by themselves, whatever a program does: the honest list of what no program can prevent.

Names are those that people who look into it know, in Latin letters; each sentence says in plain words what lies there.
No sentence advises clearing whole histories: an empty history is noticed too. Sources: what makers and examiners of
these systems publish of them. `kept` says what this program itself does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

System = Literal["Windows", "macOS", "Linux"]
What = Literal["started", "shown", "recent", "small", "memory", "times", "origin", "listed", "typed", "copies"]
Text = Callable[[str], str]

SYSTEMS: Final[tuple[System, ...]] = ("Windows", "macOS", "Linux")
_PLATFORMS: Final[dict[str, System]] = {"win32": "Windows", "cygwin": "Windows", "darwin": "macOS"}
_NAMES: Final[dict[System, dict[What, str]]] = {
    "Windows": {
        "started": "Prefetch, UserAssist, Amcache, BAM, SRUM",
        "shown": "ShellBags, USBSTOR",
        "recent": "Recent, Jump Lists",
        "small": "Thumbnail cache",
        "memory": "pagefile.sys, swapfile.sys, hiberfil.sys",
        "times": "Event Log, Windows Error Reporting",
        "origin": "Zone.Identifier, SmartScreen",
        "listed": "Windows Search",
        "copies": "File History, System Restore, OneDrive",
    },
    "macOS": {
        "started": "Unified log, knowledgeC, Biome, Screen Time",
        "shown": "FSEvents, .DS_Store",
        "recent": "Recent Items",
        "small": "Quick Look",
        "memory": "swapfile, sleepimage",
        "times": "Unified log, crash reports",
        "origin": "QuarantineEventsV2",
        "listed": "Spotlight, LaunchServices",
        "copies": "Time Machine, APFS snapshots, iCloud Drive",
    },
    "Linux": {
        "started": "GNOME Shell, KDE Activities, Zeitgeist, journald",
        "shown": "journald, udisks, gvfs",
        "recent": "recently-used.xbel",
        "small": "~/.cache/thumbnails",
        "memory": "swap, hibernation",
        "times": "journald, wtmp, coredump",
        "listed": "LocalSearch (Tracker), Baloo, plocate",
        "typed": ".bash_history, .zsh_history",
        "copies": "Timeshift, Déjà Dup, Btrfs snapshots",
    },
}


class Record(NamedTuple):
    """Where a system notes something, by the names it is known by, and what."""

    names: str
    sentence: str


def systems_for(platform: str) -> tuple[System, ...]:
    """Give all systems, the reader's own first; `platform` is as in `sys.platform`."""
    own = _PLATFORMS.get(platform, "Linux")
    return (own, *(system for system in SYSTEMS if system != own))


def records_of(system: System, text: Text) -> tuple[Record, ...]:
    """Give what a system notes, in the reader's language."""
    said = _sentences(text)
    return tuple(Record(names, said[what]) for what, names in _NAMES[system].items())


def _sentences(text: Text) -> dict[What, str]:
    """Say each kind of record in a sentence that stands beside its names."""
    return {
        "started": text("That the program was started, when, how often and from where. Not what was read in it."),
        "shown": text("Which folders were opened, and which sticks were plugged in."),
        "recent": text("Names of files that were opened or saved by hand."),
        "small": text("Small pictures of files, for showing folders."),
        "memory": text(
            "Parts of the memory, words from a page among them: when there is little memory, and when the computer"
            " sleeps."
        ),
        "times": text("Times of signing in, of sleep, and of errors in programs."),
        "origin": text("Where a downloaded program came from, and when."),
        "listed": text(
            "Names of programs and files, for the system's search: for a while also of those that are gone."
        ),
        "typed": text("What was typed, if the program was started by a command."),
        "copies": text("Copies of the program's folder, or of a file that was saved."),
    }


def outside(text: Text) -> tuple[str, ...]:
    """Say what is noted beyond the system's own records."""
    return (
        text(
            "A router, a provider or a school's network can note which addresses a computer asks for. This program asks"
            " for one only when an update over the network is asked for; a download of it would stand there."
        ),
        text(
            "Clipboard histories and keyboards that learn may keep what was copied or typed, on other devices of the"
            " same account too."
        ),
        text(
            "Whoever runs the computer, as a school, a workplace or a family does, may see more: which programs ran,"
            " for how long, at times the screen itself."
        ),
    )


def beyond_knowing(text: Text) -> tuple[str, ...]:
    """Say what no program can find out."""
    return (
        text(
            "Whether spying software is on this computer, whether someone watches its screen from elsewhere, or whether"
            " a camera sees it."
        ),
    )


def after_removing(text: Text) -> tuple[str, ...]:
    """Say what is left when the program's folder is deleted."""
    return (
        text(
            "With its folder everything is gone that the program brought. The records above stay. Deleted files can"
            " often be brought back, those of a stick too."
        ),
        text(
            "A history that is suddenly empty is noticed sooner than one line in it. Another device helps more than"
            " deleting."
        ),
    )
