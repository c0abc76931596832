"""What was written in an exercise: kept only by who asks for it, asked about before it would be lost, and let go."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot
from tests.notes.amounts import CHEAP
from tests.notes.memory_disk import MemoryDisk
from tests.ui.desks import Left, ReaderMaker, click, desk_of, press, settle
from tests.ui.exercises import (
    doing_of,
    end_of,
    go_on,
    open_dialog,
    open_exercise,
    play_of,
    step_of,
    write_in,
)
from tests.ui.notebooks import PASSPHRASE, cheap_keeper, open_in_memory, said, wait_until_idle

from guide_app.app import Reader
from guide_app.core.guides import ExerciseId
from guide_app.guides.people import Person
from guide_app.notes.notebook import Notebook
from guide_app.notes.values import EMPTY, SafetyPlan
from guide_app.ui.exercises.keeping import _Leaving, _NoNotebook
from guide_app.ui.notebook.passphrases import MakeDialog
from guide_app.ui.widgets.file_dialog import FileDialog

KEY = Qt.Key
CANARY = "zanzibar quokka"


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
