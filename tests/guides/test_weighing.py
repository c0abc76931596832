"""Weighing up whether to tell: safety comes first, the decision is theirs, and waiting is never a failure."""

from __future__ import annotations

import itertools

import pytest

from guide_app.guides.courses import GROUND, SURE
from guide_app.guides.play import Play
from guide_app.guides.weighing import weigh


def played(**answers: str) -> Play:
    play = Play("coming-out").next()
    for ground in GROUND:
        answer = answers.get(ground, "")
        play = (play.choose(answer) if answer else play).next()
    return play


ALL = [dict(zip(GROUND, each, strict=True)) for each in itertools.product(("", *SURE), repeat=len(GROUND))]


@pytest.mark.parametrize("unsafe", ["money", "home"])
def test_without_money_or_home_waiting_is_a_good_choice(unsafe: str) -> None:
    for answers in ALL:
        remarks = weigh(played(**answers | {unsafe: "no"}))
        assert remarks[0] == "wait"
        assert "firm" not in remarks


def test_whose_decision_it_is_is_said_last_whatever_was_answered() -> None:
    for answers in ALL:
        remarks = weigh(played(**answers))
        assert remarks[-1] == "yours"
        assert len(set(remarks)) == len(remarks)


def test_firm_ground_is_said_only_of_four_times_yes() -> None:
    firm = [answers for answers in ALL if "firm" in weigh(played(**answers))]
    assert firm == [dict.fromkeys(GROUND, "yes")]


def test_what_is_not_sure_is_looked_at_first_and_what_lacks_can_be_prepared() -> None:
    assert weigh(played(money="unsure", home="yes", allies="no", exits="yes")) == ("look", "money", "allies", "yours")
    assert weigh(played(money="yes", home="no", allies="yes", exits="unsure")) == ("wait", "home", "exits", "yours")


def test_nothing_is_concluded_from_what_was_left_open() -> None:
    assert weigh(Play("coming-out").stop()) == ("open", "yours")
    left_out = Play("coming-out").next().choose("no").skip()
    assert weigh(left_out) == ("open", "yours")
