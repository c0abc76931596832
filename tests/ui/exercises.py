"""Ways to do an exercise in tests of its page."""

from __future__ import annotations

from tests.ui.desks import ReaderMaker, click, desk_of, settle

from guide_app.app import Reader
from guide_app.core.guides import ExerciseId
from guide_app.guides.play import Play
from guide_app.ui.exercises.breathing import BreathingView
from guide_app.ui.exercises.doing import Doing
from guide_app.ui.exercises.page import ExercisePage
from guide_app.ui.exercises.steps import EndView, StepView
from guide_app.ui.widgets.dialog import Dialog


def open_exercise(open_reader: ReaderMaker, exercise: ExerciseId, language: str = "en") -> Reader:
    """Open the program at its first screen, then go to an exercise as a guide leads there."""
    reader = open_reader(language)
    desk_of(reader).open_page("exercise", exercise)
    settle()
    return reader


def exercise_page(reader: Reader) -> ExercisePage:
    """Give the page, which must have been made."""
    page = desk_of(reader).find_page("exercise")
    assert isinstance(page, ExercisePage)
    return page


def doing_of(reader: Reader) -> Doing:
    """Give what is being done."""
    assert reader.session.doing is not None
    return reader.session.doing


def play_of(reader: Reader) -> Play:
    """Give how far it is."""
    return doing_of(reader).play


def step_of(reader: Reader) -> StepView:
    """Give the view of the step at hand."""
    view = exercise_page(reader).view
    assert isinstance(view, StepView)
    return view


def end_of(reader: Reader) -> EndView:
    """Give the view of the end."""
    view = exercise_page(reader).view
    assert isinstance(view, EndView)
    return view


def breath_of(reader: Reader) -> BreathingView:
    """Give the view of the breath."""
    view = exercise_page(reader).view
    assert isinstance(view, BreathingView)
    return view


def write_in(reader: Reader, text: str) -> None:
    """Write into the field of this step, as a person does."""
    step_of(reader).field.edit.insertPlainText(text)
    settle()


def go_on(reader: Reader) -> None:
    """Press for the next step."""
    click(step_of(reader).next)


def open_dialog(reader: Reader) -> Dialog | None:
    """Give the dialog that is shown."""
    return next((each for each in reader.window.findChildren(Dialog) if each.isVisible()), None)
