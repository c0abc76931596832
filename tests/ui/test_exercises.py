"""The page of an exercise: done by keys alone, stopped anywhere, kept only by who asks, and let go when it is left."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.notes.memory_disk import MemoryDisk
from tests.ui.desks import Left, ReaderMaker, accessible, click, desk_of, focused, press, settle
from tests.ui.exercises import (
    doing_of,
    end_of,
    exercise_page,
    go_on,
    open_exercise,
    play_of,
    step_of,
    write_in,
)
from tests.ui.notebooks import PASSPHRASE, cheap_keeper, open_in_memory, said, wait_until_idle

from guide_app.app import Reader
from guide_app.core.errors import GuideError
from guide_app.core.guides import EXERCISES, ExerciseId
from guide_app.guides.courses import COURSES
from guide_app.guides.people import Person
from guide_app.guides.words import end_words
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY, SafetyPlan
from guide_app.ui.exercises.keeping import _Leaving, _NoNotebook
from guide_app.ui.exercises.page import ExercisePage
from guide_app.ui.notebook.passphrases import MakeDialog
from guide_app.ui.widgets.dialog import Dialog
from guide_app.ui.widgets.file_dialog import FileDialog
from guide_app.ui.widgets.painted import PaintedButton

KEY = Qt.Key
CANARY = "zanzibar quokka"
STEPPED = [exercise for exercise in EXERCISES if COURSES[exercise]]


def english(message: str, /, **_blanks: object) -> str:
    return message


def open_dialog(reader: Reader) -> Dialog | None:
    return next((each for each in reader.window.findChildren(Dialog) if each.isVisible()), None)


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


# --- leaving the page ---


def held(text: str) -> list[str]:
    """Give the Python objects, by their kinds, that still hold a text."""
    gc.collect()
    found = []
    for thing in gc.get_objects():
        values = thing.values() if type(thing) is dict else thing if isinstance(thing, list | tuple) else ()
        if any(type(value) is str and text in value for value in list(values)):
            found.append(type(thing).__name__)
    return found


def test_nothing_written_stays_in_memory_when_the_page_is_left(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "letter")
    go_on(reader)
    written = CANARY[::-1]  # made here: a word of this file is held by the file
    write_in(reader, written)
    go_on(reader)
    go_on(reader)
    assert any(written in label.text() for label in reader.window.findChildren(QLabel))
    assert "Given" in held(written)
    desk_of(reader).go_back()
    dialog = open_dialog(reader)
    assert isinstance(dialog, _Leaving)
    click(dialog.leave_it)
    settle()
    assert reader.session.doing is None
    assert reader.session.place.page == "start"
    assert not any(written in label.text() for label in reader.window.findChildren(QLabel))
    assert not any(written in edit.toPlainText() for edit in reader.window.findChildren(QTextEdit))
    assert held(written) == []


def test_leaving_asks_only_where_something_was_written(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "check-in")
    desk_of(reader).go_back()
    assert open_dialog(reader) is None
    desk_of(reader).open_page("exercise", "check-in")
    write_in(reader, CANARY)
    for leave in (desk_of(reader).go_back, desk_of(reader).focus_search, desk_of(reader).footer.about_wanted.emit):
        leave()
        settle()
        dialog = open_dialog(reader)
        assert isinstance(dialog, _Leaving)
        click(dialog.stay)
        assert reader.session.place.what == "check-in"
        assert step_of(reader).field.text() == CANARY


def test_escape_in_the_question_stays(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "check-in")
    write_in(reader, CANARY)
    press(reader, KEY.Key_Escape)
    assert open_dialog(reader) is not None
    press(reader, KEY.Key_Escape)
    assert open_dialog(reader) is None
    assert step_of(reader).field.text() == CANARY


def test_after_a_yes_it_goes_where_somebody_wanted_to_go(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "check-in")
    write_in(reader, CANARY)
    desk_of(reader).open_need("talk")
    dialog = open_dialog(reader)
    assert isinstance(dialog, _Leaving)
    click(dialog.leave_it)
    assert (reader.session.place.page, reader.session.place.need) == ("results", "talk")


def test_leave_now_never_asks(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "check-in")
    write_in(reader, CANARY)
    press(reader, KEY.Key_Shift, KEY.Key_Shift, KEY.Key_Shift)
    left = reader.leaving._end
    assert isinstance(left, Left)
    assert left.codes == [0]
    assert open_dialog(reader) is None


# --- the notebook ---


def finish_letter(reader: Reader) -> None:
    write_in(reader, "to my aunt")
    go_on(reader)
    write_in(reader, "I would like to come on Sunday")
    go_on(reader)
    go_on(reader)


def test_what_was_written_is_put_into_an_open_notebook_only_when_asked_for(
    open_reader: ReaderMaker, qtbot: QtBot
) -> None:
    reader = open_reader()
    notebook = open_in_memory(reader, EMPTY)
    desk_of(reader).open_page("exercise", "letter")
    finish_letter(reader)
    assert reader.keeper.content.finished == ()
    click(end_of(reader).keep)
    wait_until_idle(qtbot, reader.keeper)
    assert "It is in the notebook now." in said(reader)
    [put] = notebook.content.finished
    assert put.exercise == "letter"
    assert put.finished is not None
    assert [(answer.step, answer.text) for answer in put.answers] == [
        ("to", "to my aunt"),
        ("words", "I would like to come on Sunday"),
    ]
    desk_of(reader).go_back()
    assert open_dialog(reader) is None, "it is kept: nothing would be lost"


def test_putting_it_there_again_puts_it_there_once(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_reader()
    open_in_memory(reader, EMPTY)
    desk_of(reader).open_page("exercise", "letter")
    finish_letter(reader)
    click(end_of(reader).keep)
    click(end_of(reader).back)
    click(step_of(reader).back)
    write_in(reader, ", and stay")
    click(step_of(reader).stop)
    click(end_of(reader).keep)
    wait_until_idle(qtbot, reader.keeper)
    [put] = reader.keeper.content.finished
    assert put.answers[1].text == "I would like to come on Sunday, and stay"


def test_choices_and_people_are_put_there_in_words(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_reader()
    open_in_memory(reader, EMPTY)
    desk_of(reader).open_page("exercise", "people")
    step_of(reader).around.added.emit(Person("Ana", "close", "safe"))
    click(step_of(reader).stop)
    click(end_of(reader).keep)
    wait_until_idle(qtbot, reader.keeper)
    assert reader.keeper.content.finished[0].answers[0].text == "Ana: Close, Safe"


def test_the_plan_goes_on_with_the_one_in_the_notebook(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_reader()
    there = SafetyPlan(warning_signs=("I stop answering",), own_ways=("a walk",), reasons=("the sea",))
    open_in_memory(reader, EMPTY._replace(safety_plan=there))
    desk_of(reader).open_page("exercise", "safety-plan")
    assert step_of(reader).field.text() == "I stop answering"
    desk_of(reader).go_back()
    assert open_dialog(reader) is None, "nothing new was written"
    desk_of(reader).open_page("exercise", "safety-plan")
    step_of(reader).field.edit.setPlainText("I lie awake")
    click(step_of(reader).stop)
    click(end_of(reader).keep)
    wait_until_idle(qtbot, reader.keeper)
    assert reader.keeper.content.safety_plan == there._replace(warning_signs=("I lie awake",))
    assert reader.keeper.content.finished == ()


def test_a_plan_of_a_notebook_that_is_opened_later_keeps_its_lines(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_exercise(open_reader, "safety-plan")
    write_in(reader, "I lie awake")
    click(step_of(reader).stop)
    click(end_of(reader).keep)
    asked = open_dialog(reader)
    assert isinstance(asked, _NoNotebook)
    click(asked.open)
    there = SafetyPlan(warning_signs=("I stop answering",), own_ways=("a walk",))
    keeper = cheap_keeper(reader)
    chooser = open_dialog(reader)
    assert isinstance(chooser, FileDialog)

    made = Notebook.create(Path("n"), PASSPHRASE, CHEAP, content=EMPTY._replace(safety_plan=there), disk=MemoryDisk())
    keeper._take(made, lambda: None)
    wait_until_idle(qtbot, keeper)
    plan = keeper.content.safety_plan
    assert plan.warning_signs == ("I lie awake", "I stop answering")
    assert plan.own_ways == ("a walk",)


def test_a_notebook_can_be_made_for_it(open_reader: ReaderMaker, qtbot: QtBot, tmp_path: Path) -> None:
    reader = open_exercise(open_reader, "letter")
    cheap_keeper(reader)
    finish_letter(reader)
    click(end_of(reader).keep)
    asked = open_dialog(reader)
    assert isinstance(asked, _NoNotebook)
    click(asked.make)
    chooser = open_dialog(reader)
    assert isinstance(chooser, FileDialog)
    chooser._show_folder(tmp_path)
    chooser.name.set_text("any.dat")
    chooser.accept()
    settle()
    dialog = open_dialog(reader)
    assert isinstance(dialog, MakeDialog)
    for field in dialog._fields:
        QTest.keyClicks(field.line, PASSPHRASE)
    dialog.accept()
    wait_until_idle(qtbot, reader.keeper)
    assert "It is in the notebook now." in said(reader)
    assert (tmp_path / "any.dat").exists()
    assert reader.keeper.content.finished[0].exercise == "letter"


def test_who_gives_up_making_one_puts_nothing_into_the_next(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "letter")
    finish_letter(reader)
    click(end_of(reader).keep)
    asked = open_dialog(reader)
    assert isinstance(asked, _NoNotebook)
    click(asked.make)
    press(reader, KEY.Key_Escape)
    assert open_dialog(reader) is None
    doing_of(reader).play = play_of(reader)._replace(given=())
    open_in_memory(reader, EMPTY)
    assert reader.keeper.content.finished == ()


def test_keeping_in_the_question_at_leaving_keeps_and_leaves(open_reader: ReaderMaker, qtbot: QtBot) -> None:
    reader = open_reader()
    open_in_memory(reader, EMPTY)
    desk_of(reader).open_page("exercise", "letter")
    write_in(reader, "to my aunt")
    desk_of(reader).go_back()
    dialog = open_dialog(reader)
    assert isinstance(dialog, _Leaving)
    click(dialog.keep)
    wait_until_idle(qtbot, reader.keeper)
    assert reader.session.place.page == "notebook"
    assert reader.keeper.content.finished[0].answers[0].text == "to my aunt"


@pytest.mark.parametrize("exercise", ["grounding", "body-scan"])
def test_where_nothing_was_written_nothing_is_offered_to_keep(open_reader: ReaderMaker, exercise: ExerciseId) -> None:
    reader = open_exercise(open_reader, exercise)
    click(step_of(reader).stop)
    assert not hasattr(end_of(reader), "keep")
    assert "notebook" not in said(reader).lower()


def test_somebody_to_talk_to_is_one_press_away_at_the_end(open_reader: ReaderMaker) -> None:
    reader = open_exercise(open_reader, "grounding")
    click(step_of(reader).stop)
    click(end_of(reader).talk)
    assert (reader.session.place.page, reader.session.place.need) == ("results", "talk")
    assert isinstance(desk_of(reader).find_page("exercise"), ExercisePage)
