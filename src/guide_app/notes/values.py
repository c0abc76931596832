"""What a notebook holds: frozen values.

Each has `beyond`: what a later version of the program wrote there and this one does not know, as canonical JSON
(empty: nothing). It is kept and written back, so that an older program on a stick takes nothing away.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from guide_app.core.values import CountryCode, LanguageCode


class Note(NamedTuple):
    """Something a person wrote."""

    id: str
    """Chosen by who makes it; the notebook only asks that it be the same text later."""
    text: str
    title: str = ""
    about: str | None = None
    """Id of the service or guide that it belongs to."""
    changed: date | None = None
    beyond: str = ""


class SafetyPlan(NamedTuple):
    """The six steps of Stanley and Brown, in their order, and what makes it worth it. One line, one entry."""

    warning_signs: tuple[str, ...] = ()
    own_ways: tuple[str, ...] = ()
    people_and_places: tuple[str, ...] = ()
    """That take the mind off things; they need not know."""
    people_to_ask: tuple[str, ...] = ()
    professionals: tuple[str, ...] = ()
    safe_surroundings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    beyond: str = ""


class TrayItem(NamedTuple):
    """A service or guide chosen to be taken away."""

    kind: str
    """`service` or `guide`; later versions may know more."""
    id: str
    beyond: str = ""


class Answer(NamedTuple):
    """What a person wrote in one step of an exercise."""

    step: str
    text: str
    beyond: str = ""


class FinishedExercise(NamedTuple):
    """An exercise that was done, with what was written in it."""

    exercise: str
    finished: date | None = None
    answers: tuple[Answer, ...] = ()
    beyond: str = ""


class Settings(NamedTuple):
    """Choices that outlast a session. They are kept here or nowhere; None: not chosen."""

    language: LanguageCode | None = None
    country: CountryCode | None = None
    city: str | None = None
    text_percent: int | None = None
    theme: str | None = None
    reduced_motion: bool | None = None
    instead: str | None = None
    """What comes in place of the window at leaving."""
    idle_minutes: int | None = None
    """0: never."""
    capture_protection: bool | None = None
    beyond: str = ""


class Content(NamedTuple):
    """All of a notebook."""

    notes: tuple[Note, ...] = ()
    safety_plan: SafetyPlan = SafetyPlan()
    tray: tuple[TrayItem, ...] = ()
    finished: tuple[FinishedExercise, ...] = ()
    settings: Settings = Settings()
    beyond: str = ""


EMPTY: Final = Content()
