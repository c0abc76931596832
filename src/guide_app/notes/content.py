"""Content of a notebook <-> canonical JSON with a version.

A later version may add fields, and keeps the meaning of those that are there; one that cannot raises `version`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar, cast

from guide_app.core.values import CountryCode, LanguageCode
from guide_app.notes.errors import NotebookNewerError
from guide_app.notes.values import Answer, Content, FinishedExercise, Note, SafetyPlan, Settings, TrayItem

VERSION: Final = 1

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Known = TypeVar("Known", bool, int, str)
Value = TypeVar("Value")


def format_content(content: Content) -> bytes:
    """Give the canonical JSON of a content: the same content, the same bytes. Half of a surrogate pair survives."""
    tree = _joined(
        content.beyond,
        version=VERSION,
        notes=[_note_tree(note) for note in content.notes],
        safety_plan=_plan_tree(content.safety_plan),
        tray=[_joined(item.beyond, kind=item.kind, id=item.id) for item in content.tray],
        finished=[_finished_tree(exercise) for exercise in content.finished],
        settings=_settings_tree(content.settings),
    )
    return _canonical(tree).encode("utf-8", "surrogatepass")


def parse_content(text: bytes) -> Content:
    """Give the content of what `format_content` wrote, here or in another version of the program.

    Raises:
        NotebookNewerError: of a later version, or not in a form that this one knows.
    """
    try:
        fields = _Fields(json.loads(text.decode("utf-8", "surrogatepass")))
        if fields.one("version", int) != VERSION:
            raise NotebookNewerError("Written by a later version.")
        return Content(
            notes=fields.each("notes", _note),
            safety_plan=_plan(_Fields(fields.take("safety_plan", {}))),
            tray=fields.each("tray", _tray_item),
            finished=fields.each("finished", _finished),
            settings=_settings(_Fields(fields.take("settings", {}))),
            beyond=fields.rest(),
        )
    except (ValueError, RecursionError) as error:
        raise NotebookNewerError("Not in a form that this version knows.") from error


class _Fields:
    """One JSON object, taken apart field by field. Anything unexpected is a ValueError."""

    def __init__(self, tree: Json) -> None:
        if not isinstance(tree, dict):
            raise ValueError("not an object")  # noqa: TRY004  # one kind of error for all of a text
        self._left = dict(tree)

    def take(self, name: str, default: Json) -> Json:
        return self._left.pop(name, default)

    def maybe(self, name: str, kind: type[Known]) -> Known | None:
        value = self.take(name, None)
        if value is None or type(value) is kind:
            return value
        raise ValueError(name)

    def one(self, name: str, kind: type[Known]) -> Known:
        value = self.maybe(name, kind)
        if value is None:
            raise ValueError(name)
        return value

    def each(self, name: str, read: Callable[[_Fields], Value]) -> tuple[Value, ...]:
        return tuple(read(_Fields(item)) for item in self._list(name))

    def texts(self, name: str) -> tuple[str, ...]:
        items = self._list(name)
        if all(isinstance(item, str) for item in items):
            return tuple(cast("list[str]", items))
        raise ValueError(name)

    def day(self, name: str) -> date | None:
        text = self.maybe(name, str)
        return None if text is None else date.fromisoformat(text)

    def rest(self) -> str:
        return _canonical(self._left) if self._left else ""

    def _list(self, name: str) -> list[Json]:
        value = self.take(name, [])
        if isinstance(value, list):
            return value
        raise ValueError(name)


def _canonical(tree: Json) -> str:
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _joined(beyond: str, **known: Json) -> dict[str, Json]:
    """Give the known fields with the unknown ones beside them; a known one wins."""
    unknown: dict[str, Json] = json.loads(beyond) if beyond else {}
    return unknown | known


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _note_tree(note: Note) -> Json:
    return _joined(
        note.beyond,
        id=note.id,
        text=note.text,
        title=note.title,
        about=note.about,
        changed=_day_text(note.changed),
    )


def _note(fields: _Fields) -> Note:
    return Note(
        id=fields.one("id", str),
        text=fields.one("text", str),
        title=fields.maybe("title", str) or "",
        about=fields.maybe("about", str),
        changed=fields.day("changed"),
        beyond=fields.rest(),
    )


def _plan_tree(plan: SafetyPlan) -> Json:
    steps = plan._asdict()
    beyond = steps.pop("beyond")
    return _joined(beyond, **{name: list(lines) for name, lines in steps.items()})


def _plan(fields: _Fields) -> SafetyPlan:
    return SafetyPlan(
        warning_signs=fields.texts("warning_signs"),
        own_ways=fields.texts("own_ways"),
        people_and_places=fields.texts("people_and_places"),
        people_to_ask=fields.texts("people_to_ask"),
        professionals=fields.texts("professionals"),
        safe_surroundings=fields.texts("safe_surroundings"),
        reasons=fields.texts("reasons"),
        beyond=fields.rest(),
    )


def _tray_item(fields: _Fields) -> TrayItem:
    return TrayItem(kind=fields.one("kind", str), id=fields.one("id", str), beyond=fields.rest())


def _finished_tree(exercise: FinishedExercise) -> Json:
    answers: list[Json] = [_joined(answer.beyond, step=answer.step, text=answer.text) for answer in exercise.answers]
    return _joined(exercise.beyond, exercise=exercise.exercise, finished=_day_text(exercise.finished), answers=answers)


def _answer(fields: _Fields) -> Answer:
    return Answer(step=fields.one("step", str), text=fields.one("text", str), beyond=fields.rest())


def _finished(fields: _Fields) -> FinishedExercise:
    return FinishedExercise(
        exercise=fields.one("exercise", str),
        finished=fields.day("finished"),
        answers=fields.each("answers", _answer),
        beyond=fields.rest(),
    )


def _settings_tree(settings: Settings) -> Json:
    chosen = settings._asdict()
    beyond = chosen.pop("beyond")
    return _joined(beyond, **chosen)


def _settings(fields: _Fields) -> Settings:
    language = fields.maybe("language", str)
    country = fields.maybe("country", str)
    return Settings(
        language=None if language is None else LanguageCode(language),
        country=None if country is None else CountryCode(country),
        city=fields.maybe("city", str),
        text_percent=fields.maybe("text_percent", int),
        theme=fields.maybe("theme", str),
        reduced_motion=fields.maybe("reduced_motion", bool),
        instead=fields.maybe("instead", str),
        idle_minutes=fields.maybe("idle_minutes", int),
        capture_protection=fields.maybe("capture_protection", bool),
        beyond=fields.rest(),
    )
