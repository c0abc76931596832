"""Changes to a content are pure: what is not spoken of stays."""

from __future__ import annotations

from datetime import date

import pytest

from guide_app.notes import editing
from guide_app.notes.values import EMPTY, Content, Note, SafetyPlan, TrayItem

DAY = date(2026, 11, 3)
THREE = Content(notes=(Note("a", "One"), Note("b", "Zwölf Äpfel\nund mehr"), Note("c", "رسالة إلى أختي", title="T")))


def test_a_new_note_comes_first_and_a_known_one_keeps_its_place() -> None:
    new = editing.new_note(DAY)
    assert editing.new_note(DAY).id != new.id
    assert editing.with_note(THREE, new).notes == (new, *THREE.notes)
    changed = Note("b", "two", beyond='{"later":1}')
    assert [note.id for note in editing.with_note(THREE, changed).notes] == ["a", "b", "c"]
    assert editing.find_note(editing.with_note(THREE, changed), "b") == changed


def test_what_is_taken_out_is_put_back_where_it_stood() -> None:
    for note in THREE.notes:
        content, taken = editing.without_note(THREE, note.id)
        assert taken is not None
        assert note not in content.notes
        assert editing.put_back(content, taken) == THREE
        assert editing.put_back(THREE, taken) == THREE
    assert editing.without_note(THREE, "none") == (THREE, None)


def test_empty_notes_are_left_out_and_nothing_else() -> None:
    empty = (Note("x", " \n"), Note("y", ""))
    assert editing.without_empty_notes(THREE._replace(notes=THREE.notes + empty)) == THREE
    assert editing.without_empty_notes(THREE) is THREE
    assert editing.without_empty_notes(Content(notes=(Note("z", "", beyond='{"a":1}'),))).notes


@pytest.mark.parametrize(
    ("words", "ids"),
    [("", "abc"), ("apfel", "b"), ("MEHR zwölf", "b"), ("رساله", "c"), ("t", "c"), ("one two", ""), ("n", "ab")],
)
def test_notes_are_found_by_parts_of_words_without_accents(words: str, ids: str) -> None:
    assert [note.id for note in editing.find_notes(THREE, words)] == list(ids)


def test_a_list_shows_the_first_line_and_how_it_goes_on() -> None:
    assert editing.heading_of(Note("n", "\n  Hello  \n\nyou\nthere")) == ("Hello", "you there")
    assert editing.heading_of(Note("n", "body", title="Title")) == ("Title", "body")
    assert editing.heading_of(Note("n", " ")) == ("", "")
    first, rest = editing.heading_of(Note("n", "x" * 500), longest=10)
    assert (first, len(rest), rest[-1]) == ("x" * 10, 21, "\u2026")


def test_a_step_of_the_plan_is_one_line_one_entry() -> None:
    plan = SafetyPlan(reasons=("cat",), beyond='{"later":1}')
    changed = editing.with_step(plan, "own_ways", "walk \n\n  tea\n")
    assert changed == plan._replace(own_ways=("walk", "  tea"))


def test_nothing_is_put_aside_twice() -> None:
    item, other = TrayItem("service", "a"), TrayItem("guide", "a")
    tray = editing.with_item(editing.with_item(EMPTY.tray, item), other)
    assert tray == (item, other)
    assert editing.with_item(tray, TrayItem("service", "a", beyond='{"x":1}')) == tray
    assert editing.holds(tray, item)
    assert editing.without_item(tray, item) == (other,)
