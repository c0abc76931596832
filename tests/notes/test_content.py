"""Values <-> canonical JSON; what a later version wrote survives an older one."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.notes.content import format_content, parse_content
from guide_app.notes.errors import NotebookNewerError
from guide_app.notes.values import EMPTY, Answer, Content, FinishedExercise, Note, SafetyPlan, Settings, TrayItem

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=9)  # halves of pairs too: a field may hold them
LINES = st.lists(ANY_TEXT, max_size=3).map(tuple)
MAYBE_TEXT = st.none() | ANY_TEXT
BEYOND = st.sampled_from(["", '{"new":[1,"\u00fc"]}'])
DAYS = st.none() | st.dates()
NOTES = st.builds(Note, ANY_TEXT, ANY_TEXT, ANY_TEXT, MAYBE_TEXT, DAYS, BEYOND)
PLANS = st.builds(SafetyPlan, LINES, LINES, LINES, LINES, LINES, LINES, LINES, BEYOND)
ITEMS = st.builds(TrayItem, st.sampled_from(["service", "guide", "map"]), ANY_TEXT, BEYOND)
ANSWERS = st.lists(st.builds(Answer, ANY_TEXT, ANY_TEXT, BEYOND), max_size=2).map(tuple)
FINISHED = st.builds(FinishedExercise, ANY_TEXT, DAYS, ANSWERS, BEYOND)
SETTINGS = st.builds(
    Settings,
    MAYBE_TEXT,
    MAYBE_TEXT,
    MAYBE_TEXT,
    st.none() | st.integers(),
    MAYBE_TEXT,
    st.none() | st.booleans(),
    MAYBE_TEXT,
    st.none() | st.integers(),
    st.none() | st.booleans(),
    BEYOND,
)
CONTENTS = st.builds(
    Content,
    st.lists(NOTES, max_size=3).map(tuple),
    PLANS,
    st.lists(ITEMS, max_size=3).map(tuple),
    st.lists(FINISHED, max_size=2).map(tuple),
    SETTINGS,
    BEYOND,
)


@given(CONTENTS)
def test_any_content_comes_back(content: Content) -> None:
    text = format_content(content)
    assert parse_content(text) == content
    assert format_content(parse_content(text)) == text


def test_the_form_is_canonical_and_readable() -> None:
    content = Content(notes=(Note("1", "Ağaç", changed=date(2026, 2, 3)),))
    text = format_content(content)
    assert b'"notes":[{"about":null,"changed":"2026-02-03","id":"1","text":"A\xc4\x9fa\xc3\xa7","title":""}]' in text
    assert text.startswith(b'{"finished":[],')
    assert b'"version":1' in text


def later_version() -> dict[str, object]:
    """Give what a later version could write: a new field in every place."""
    new = {"b": [1, {"x": None}], "a": "ü"}
    return {
        "version": 1,
        "letters": new,
        "notes": [{"id": "1", "text": "t", "title": "", "about": None, "changed": None, "pinned": True}],
        "safety_plan": {step: ["line"] for step in SafetyPlan._fields[:-1]} | {"colour": 3},
        "tray": [{"kind": "guide", "id": "g", "copies": 2}],
        "finished": [
            {
                "exercise": "e",
                "finished": "2026-01-31",
                "answers": [{"step": "1", "text": "t", "mood": 0.5}],
                "minutes": 4,
            }
        ],
        "settings": {
            "language": "ar",
            "country": "EG",
            "city": None,
            "text_percent": 150,
            "theme": "dark",
            "reduced_motion": True,
            "instead": "cover",
            "idle_minutes": 5,
            "capture_protection": True,
            "voice": new,
        },
    }


def test_what_a_later_version_added_is_kept_through_edits() -> None:
    tree = later_version()
    content = parse_content(json.dumps(tree).encode())
    assert json.loads(format_content(content)) == tree
    edited = content._replace(
        notes=(content.notes[0]._replace(text="edited"),), settings=content.settings._replace(city="القاهرة")
    )
    written = json.loads(format_content(edited))
    assert written["notes"][0] == {
        "id": "1",
        "text": "edited",
        "title": "",
        "about": None,
        "changed": None,
        "pinned": True,
    }
    assert written["settings"]["voice"] == {"a": "ü", "b": [1, {"x": None}]}
    assert written["settings"]["city"] == "القاهرة"
    assert written["letters"] == {"a": "ü", "b": [1, {"x": None}]}


def test_fields_that_an_earlier_version_did_not_have_are_empty() -> None:
    assert parse_content(b'{"version":1}') == EMPTY


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"version":2}',
        b'{"version":true}',
        b'{"version":"1"}',
        b'{"version":1,"notes":{}}',
        b'{"version":1,"notes":[7]}',
        b'{"version":1,"notes":[{"id":"1"}]}',
        b'{"version":1,"notes":[{"id":"1","text":"t","changed":"soon"}]}',
        b'{"version":1,"safety_plan":{"reasons":[1]}}',
        b'{"version":1,"settings":{"text_percent":"150"}}',
        b'{"version":1,"settings":{"reduced_motion":1}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_not_understood_is_said_to_be_newer(text: bytes) -> None:
    with pytest.raises(NotebookNewerError):
        parse_content(text)
