"""Ways to the screens of the exercises that lie behind their first one."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.desks import desk_of
from tests.ui.exercises import breath_of, exercise_page, step_of
from tests.ui.notebooks import open_in_memory

from guide_app.app import Reader
from guide_app.guides.people import Person

SOMEBODY = "abc"
"""What a person wrote in an exercise: nobody translates it."""


def breathe_by_words(reader: Reader) -> None:
    view = breath_of(reader)
    view.form.click()
    view.own.click()


def put_people_on_the_map(reader: Reader) -> None:
    for person in (Person("Nour", "close", "safe"), Person("B", "middle"), Person("K", "far", "unsafe")):
        step_of(reader).around.added.emit(person)


def go_to_step(at: int, written: str = "") -> Callable[[Reader], None]:
    """Show this step of an exercise, or the end of a letter, with something written in the last field before it."""

    def show(reader: Reader) -> None:
        doing = reader.session.doing
        assert doing is not None
        if written:
            doing.play = doing.play._replace(at=min(at, 2) - 1).write(written)
        doing.play = doing.play._replace(at=at)
        exercise_page(reader)._on_moved()

    return show


def weigh_up(reader: Reader) -> None:
    """Answer so that all remarks but one are made."""
    doing = reader.session.doing
    assert doing is not None
    play = doing.play.write(SOMEBODY).next()
    for answer in ("no", "unsure", "no", "unsure"):
        play = play.choose(answer).next()
    doing.play = play.stop()
    exercise_page(reader)._on_moved()


def ask_before_leaving(reader: Reader) -> None:
    go_to_step(1, SOMEBODY)(reader)
    desk_of(reader).go_back()


def keep_without_a_notebook(reader: Reader) -> None:
    go_to_step(3, SOMEBODY)(reader)
    exercise_page(reader).keeping.keep()


def keep(reader: Reader) -> None:
    open_in_memory(reader)
    desk_of(reader).open_page("exercise", "letter")
    go_to_step(3, SOMEBODY)(reader)
    exercise_page(reader).keeping.keep()
