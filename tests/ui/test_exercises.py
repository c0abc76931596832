"""The page of an exercise: done by keys alone, stopped anywhere, told to who listens; nothing is judged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from tests.ui.desks import ReaderMaker, accessible, click, desk_of, focused, press, settle
from tests.ui.exercises import (
    end_of,
    exercise_page,
    go_on,
    open_dialog,
    open_exercise,
    play_of,
    step_of,
    write_in,
)
from tests.ui.notebooks import said

from guide_app.core.errors import GuideError
from guide_app.core.guides import EXERCISES, ExerciseId
from guide_app.guides.courses import COURSES
from guide_app.guides.people import Person
from guide_app.guides.words import end_words
from guide_app.ui.exercises.page import ExercisePage
from guide_app.ui.widgets.painted import PaintedButton

KEY = Qt.Key

STEPPED = [exercise for exercise in EXERCISES if COURSES[exercise]]


def english(message: str, /, **_blanks: object) -> str:
    return message


@pytest.mark.parametrize("exercise", STEPPED)
def test_an_exercise_is_done_with_keys_alone(open_reader: ReaderMaker, exercise: ExerciseId) -> None:
    reader = open_exercise(open_reader, exercise)
    for at, step in enumerate(COURSES[exercise]):
        view = step_of(reader)
        assert play_of(reader).at == at
        assert view.isAncestorOf(focused(reader)), "the keyboard stands where the step begins"  # type: ignore[arg-type]
        if step.kind == "text":
            assert focused(reader) is view.field.edit
            press(reader, KEY.Key_A)
        for _ in range(30):
            if focused(reader) is view.next:
                break
            press(reader, KEY.Key_Tab)
        press(reader, KEY.Key_Return)
    assert end_of(reader).isAncestorOf(focused(reader))  # type: ignore[arg-type]


def test_an_unknown_exercise_is_refused(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "letter")
    with pytest.raises(GuideError):
        exercise_page(reader).show_what("juggling")


def test_things_found_are_counted_and_said(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "grounding")
    assert "0 of 5" in said(reader)
    press(reader, KEY.Key_Space, KEY.Key_Return)
    assert "2 of 5" in said(reader)
    for _ in range(4):
        click(step_of(reader).found)
    assert "All found. Go on when you like." in said(reader)
    assert play_of(reader).find("see").found == 5


def test_a_step_can_be_left_out_and_gone_back_to(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "body-scan")
    assert step_of(reader).back.isHidden()
    click(step_of(reader).skip)
    assert play_of(reader).find("arrive").left_out
    click(step_of(reader).back)
    assert play_of(reader).at == 0


@pytest.mark.parametrize("exercise", STEPPED)
def test_anybody_can_stop_at_every_step_and_hears_kind_words(open_reader: ReaderMaker, exercise: ExerciseId) -> None:
    reader = open_exercise(open_reader, exercise)
    for _ in COURSES[exercise]:
        click(step_of(reader).stop)
        assert "only you decide" in said(reader) or "You stopped, and that is fine" in said(reader)
        click(end_of(reader).again)
        go_on(reader)
        if play_of(reader).step is None:
            break


def test_choices_of_which_one_holds_take_turns_and_others_stand_together(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "check-in")
    go_on(reader)
    go_on(reader)
    press(reader, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Space)
    assert play_of(reader).find("feeling").chosen == ("sadness", "fear")
    go_on(reader)
    press(reader, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Space)
    assert play_of(reader).find("strength").chosen == ("middle",)


def test_people_are_put_on_the_map_with_keys_and_taken_off(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "people")
    around = step_of(reader).around
    assert focused(reader) is around.name.edit
    QTest.keyClicks(around.name.edit, "Ana")
    around.near.pills["close"].click()
    around.sure.pills["safe"].click()
    around.add.setFocus()
    press(reader, KEY.Key_Return)
    assert play_of(reader).find("map").people == (Person("Ana", "close", "safe"),)
    assert focused(reader) is around.name.edit
    assert around.name.text() == ""
    assert "\u2068Ana\u2069: Close, Safe" in said(reader)
    [remove] = [button for button in around.findChildren(PaintedButton) if "off the map" in button.accessibleName()]
    click(remove)
    assert play_of(reader).find("map").people == ()
    assert around.picture.isHidden()


def test_a_name_is_asked_for_where_none_was_written(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "people")
    click(step_of(reader).around.add)
    assert "A letter is enough." in said(reader)
    assert play_of(reader).given == ()


def test_what_was_weighed_up_ends_calmly(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "coming-out")
    go_on(reader)
    press(reader, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space)  # no
    assert play_of(reader).find("money").chosen == ("no",)
    click(step_of(reader).stop)
    assert "Waiting is a good choice" in said(reader)


@pytest.mark.parametrize("exercise", STEPPED)
def test_a_screen_reader_is_told_what_each_step_is_about(open_reader: ReaderMaker, exercise: ExerciseId) -> None:
    reader = open_exercise(open_reader, exercise)
    name, text = QAccessible.Text.Name, QAccessible.Text.Description
    while play_of(reader).step is not None:
        view = step_of(reader)
        widget = focused(reader)
        assert widget is not None
        chain, told = widget, ""
        while chain is not view:
            interface = accessible(chain)
            told += interface.text(name) + interface.text(text)
            parent = chain.parentWidget()
            assert parent is not None
            chain = parent
        assert view._words.prompt in told
        for button in view.findChildren(PaintedButton):
            assert accessible(button).text(name), button
        go_on(reader)
    first = end_of(reader).first()
    assert first is not None
    assert end_words(play_of(reader), english)[-1] in accessible(first).text(text)


def test_another_text_size_or_language_keeps_what_was_written(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "letter")
    go_on(reader)
    write_in(reader, "abc")
    press(reader, KEY.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert step_of(reader).field.text() == "abc"
    reader._on_language_chosen("ar")
    settle()
    assert step_of(reader).field.text() == "abc"
    assert open_dialog(reader) is None


def test_somebody_to_talk_to_is_one_press_away_at_the_end(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "grounding")
    click(step_of(reader).stop)
    click(end_of(reader).talk)
    assert (reader.session.place.page, reader.session.place.need) == ("results", "talk")
    assert isinstance(desk_of(reader).find_page("exercise"), ExercisePage)
