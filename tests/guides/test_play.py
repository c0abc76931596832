"""Exercises step by step: anybody can stop anywhere, and nothing that was written is lost before it is let go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.guides import EXERCISES, ExerciseId
from guide_app.guides.courses import COURSES, PLAN
from guide_app.guides.people import CLOSENESS, SAFETY, Person
from guide_app.guides.play import Play
from guide_app.notes.values import SafetyPlan

STEPPED = [exercise for exercise in EXERCISES if COURSES[exercise]]
exercises = st.sampled_from(STEPPED)
people = st.builds(Person, st.text(min_size=1), st.sampled_from(CLOSENESS), st.sampled_from(SAFETY))
deeds = st.lists(
    st.one_of(
        st.sampled_from(["next", "skip", "back", "stop", "find_one"]),
        st.tuples(st.just("write"), st.text()),
        st.tuples(st.just("add"), people),
        st.tuples(st.just("choose"), st.integers(0, 20)),
    ),
    max_size=40,
)


def done(play: Play, deed: object) -> Play:
    """Do what a person might, where the step has it."""
    step = play.step
    if isinstance(deed, str):
        result = getattr(play, deed)()
        assert isinstance(result, Play)
        return result
    assert isinstance(deed, tuple)
    what, given = deed
    if step is None:
        return play
    if what == "write" and step.kind == "text":
        return play.write(given)
    if what == "add" and step.kind == "people":
        return play.add(given)
    if what == "choose" and step.choices:
        return play.choose(step.choices[given % len(step.choices)])
    return play


def test_every_exercise_has_its_course_and_its_steps_have_names_of_their_own() -> None:
    assert tuple(COURSES) == EXERCISES
    for steps in COURSES.values():
        assert len({step.id for step in steps}) == len(steps)
        for step in steps:
            assert bool(step.choices) == (step.kind in {"one", "some"})
            assert bool(step.things) == (step.kind == "count")


def test_the_plan_has_the_six_steps_that_a_notebook_knows() -> None:
    assert tuple(step.id for step in COURSES["safety-plan"]) == PLAN == SafetyPlan._fields[:6]


def test_grounding_counts_down_from_five() -> None:
    assert [step.things for step in COURSES["grounding"]] == [5, 4, 3, 2, 1, 0]


@given(exercises, deeds)
def test_wherever_somebody_goes_they_can_stop_and_come_back(exercise: ExerciseId, way: list[object]) -> None:
    play = Play(exercise)
    for deed in way:
        play = done(play, deed)
        assert 0 <= play.at <= len(play.steps)
        assert (play.step is None) == (play.at == len(play.steps))
        stopped = play.stop()
        assert stopped.step is None
        assert stopped.given == play.given, "what was given is still there"
        assert stopped.back().at == len(play.steps) - 1
        assert not stopped.back().stopped
        assert {name for name, _ in play.given} <= {step.id for step in play.steps}


@given(exercises, deeds)
def test_what_was_written_outlives_every_step(exercise: ExerciseId, way: list[object]) -> None:
    play, written = Play(exercise), {}
    for deed in way:
        play = done(play, deed)
        if isinstance(deed, tuple) and deed[0] == "write" and play.step is not None and play.step.kind == "text":
            written[play.step.id] = deed[1]
    assert {step: play.find(step).text for step in written} == written


@given(exercises, deeds)
def test_a_step_on_and_back_is_where_one_was(exercise: ExerciseId, way: list[object]) -> None:
    play = Play(exercise)
    for deed in way:
        play = done(play, deed)
    if play.step is not None:
        assert play.next().back().at == play.at
        assert play.next().back().given == play.next().given


def test_a_step_that_was_left_out_is_not_kept_until_somebody_goes_on_from_it() -> None:
    play = Play("letter").write("to my aunt").skip()
    assert play.answers() == ()
    assert play.is_written_in
    assert play.back().find("to").text == "to my aunt"
    [(step, kept)] = play.back().next().answers()
    assert (step.id, kept.text) == ("to", "to my aunt")


def test_one_choice_takes_the_place_of_another_and_some_stand_together() -> None:
    play = Play("coming-out").next()
    assert play.choose("yes").choose("no").find("money").chosen == ("no",)
    assert play.choose("no").choose("no").find("money").chosen == ()
    feeling = Play("check-in", at=2)
    assert feeling.choose("fear").choose("sadness").find("feeling").chosen == ("sadness", "fear")
    with pytest.raises(KeyError):
        play.choose("perhaps")
    with pytest.raises(KeyError):
        play.stop().choose("yes")


def test_things_are_counted_as_far_as_there_are_to_find() -> None:
    play = Play("grounding")
    for _ in range(9):
        play = play.find_one()
    assert play.find("see").found == 5
    assert play.answers() == (), "what was found is nobody's business"
    assert not play.is_written_in


def test_a_name_on_the_map_moves_and_can_be_taken_off() -> None:
    play = Play("people").add(Person("A")).add(Person("B", "far", "unsafe")).add(Person("A", "close", "safe"))
    assert play.find("map").people == (Person("B", "far", "unsafe"), Person("A", "close", "safe"))
    assert play.remove("A").find("map").people == (Person("B", "far", "unsafe"),)
    assert play.is_written_in


def test_ticks_alone_are_not_worth_a_question_at_leaving() -> None:
    ticked = Play("check-in", at=2).choose("fear")
    assert not ticked.is_written_in
    assert ticked.answers()


def test_an_exercise_can_begin_with_what_a_notebook_holds() -> None:
    play = Play("safety-plan").fill("own_ways", "a walk")
    assert play.at == 0
    assert play.find("own_ways").text == "a walk"
