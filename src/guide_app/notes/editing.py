"""Changes to a notebook's content: a content in, another one out. Nothing here writes."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from guide_app.core.text import fold
from guide_app.notes.values import Content, Note, SafetyPlan, TrayItem


class Taken(NamedTuple):
    """A note that was taken out, and where it stood: all that it takes to put it back."""

    note: Note
    at: int


def new_note(today: date) -> Note:
    """Make an empty note with an id that no other has."""
    return Note(id=secrets.token_hex(8), text="", changed=today)


def find_note(content: Content, note_id: str) -> Note | None:
    """Give the note of an id."""
    return next((note for note in content.notes if note.id == note_id), None)


def with_note(content: Content, note: Note) -> Content:
    """Put a note in the place of the one with its id; a new one comes first."""
    if find_note(content, note.id) is None:
        return content._replace(notes=(note, *content.notes))
    return content._replace(notes=tuple(note if old.id == note.id else old for old in content.notes))


def without_note(content: Content, note_id: str) -> tuple[Content, Taken | None]:
    """Take a note out; None: there was none of that id."""
    for at, note in enumerate(content.notes):
        if note.id == note_id:
            return content._replace(notes=content.notes[:at] + content.notes[at + 1 :]), Taken(note, at)
    return content, None


def put_back(content: Content, taken: Taken) -> Content:
    """Put a note back where it stood; one of the same id that came meanwhile stays, and nothing changes."""
    if find_note(content, taken.note.id) is not None:
        return content
    return content._replace(notes=(*content.notes[: taken.at], taken.note, *content.notes[taken.at :]))


def without_empty_notes(content: Content) -> Content:
    """Leave out the notes in which nothing was written."""
    kept = tuple(note for note in content.notes if note.text.strip() or note.title or note.beyond)
    return content if len(kept) == len(content.notes) else content._replace(notes=kept)


def find_notes(content: Content, words: str) -> tuple[Note, ...]:
    """Give the notes that hold all these words, or parts of words, whatever their accents; all where there are none."""
    wanted = fold(words).split()
    return tuple(note for note in content.notes if all(word in fold(f"{note.title} {note.text}") for word in wanted))


def heading_of(note: Note, longest: int = 80) -> tuple[str, str]:
    """Give what a list shows of a note: its title or first line, and how it goes on; both cut where they are long."""
    lines = [line.strip() for line in (note.title, *note.text.split("\n")) if line.strip()]
    first, rest = (lines[0], " ".join(lines[1:])) if lines else ("", "")
    if len(first) > longest:
        first, rest = first[:longest], f"{first[longest:]} {rest}"
    return first, rest if len(rest) <= 2 * longest else f"{rest[: 2 * longest].rstrip()}\u2026"


def with_step(plan: SafetyPlan, step: str, text: str) -> SafetyPlan:
    """Put what was written into a step of the plan, by the name of its field: one line, one entry."""
    return SafetyPlan(**(plan._asdict() | {step: tuple(line.rstrip() for line in text.split("\n") if line.strip())}))


def with_item(tray: tuple[TrayItem, ...], item: TrayItem) -> tuple[TrayItem, ...]:
    """Put something aside, at the end; what is there already is not put twice."""
    return tray if holds(tray, item) else (*tray, item)


def without_item(tray: tuple[TrayItem, ...], item: TrayItem) -> tuple[TrayItem, ...]:
    """Take something off."""
    return tuple(kept for kept in tray if (kept.kind, kept.id) != (item.kind, item.id))


def holds(tray: tuple[TrayItem, ...], item: TrayItem) -> bool:
    """Say whether something has been put aside."""
    return any((kept.kind, kept.id) == (item.kind, item.id) for kept in tray)
