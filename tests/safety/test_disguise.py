"""The way back: only the sum that was chosen, sealed, with the same work for whatever is typed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide_app.safety.disguise import QUIET_AFTER, QuietShifts, WayBack, is_seal, seal, weakness_of

SUM = "1972+48"


def test_the_sum_opens_and_nothing_else_does() -> None:
    way = WayBack(seal(SUM))
    assert way.exists
    assert way.opens(SUM)
    for other in ("48+1972", "1972+49", "2020", "1972-48", "", "1972+48%", "1972+48.0"):
        assert not way.opens(other)


@given(st.text("0123456789.+-*/%~", max_size=12).filter(lambda line: line != SUM))
@settings(max_examples=20)
def test_no_other_line_opens(line: str) -> None:
    assert not WayBack(SEALED).opens(line)


SEALED = seal(SUM)


def test_two_seals_of_a_sum_are_not_alike_and_show_nothing_of_it() -> None:
    assert seal(SUM) != SEALED
    assert "1972" not in SEALED
    assert len(SEALED) == 36


@pytest.mark.parametrize(
    "text",
    ["", "x", "é" * 36, SEALED[:-1], SEALED + "A", " " + SEALED[1:], SUM],
    ids=["empty", "a letter", "other letters", "too short", "too long", "a space", "the sum itself"],
)
def test_what_is_no_seal_is_opened_by_nothing(text: str) -> None:
    assert not is_seal(text)
    way = WayBack(text)
    assert not way.exists
    assert not way.opens("")
    assert not way.opens(SUM)


def test_a_seal_can_stand_behind_a_programs_name() -> None:
    assert is_seal(SEALED)
    assert all(letter.isalnum() or letter in "-_" for letter in SEALED)


@pytest.mark.parametrize(
    ("line", "weakness"),
    [
        ("19721", "no sum"),
        ("", "no sum"),
        ("1+1", "few digits"),
        ("12+34", "few digits"),
        ("11+111", "plain digits"),
        ("12121+12", "plain digits"),
        ("123+45", None),
        ("7.25*104", None),
        ("12345%", "no sum"),
    ],
)
def test_sums_that_others_come_upon_are_refused(line: str, weakness: str | None) -> None:
    assert weakness_of(line) == weakness
    if weakness is not None:
        with pytest.raises(ValueError, match=weakness):
            seal(line)


def test_the_same_work_is_done_for_every_line_and_without_a_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hashes made, and what they cost, are the same; the lines differ in length, in truth and in kind."""
    real: Callable[..., bytes] = hashlib.scrypt
    made: list[dict[str, Any]] = []

    def watched(text: bytes, **how: Any) -> bytes:
        made.append({**how, "salt": len(how["salt"])})
        return real(text, **how)

    monkeypatch.setattr(hashlib, "scrypt", watched)
    for way in (WayBack(SEALED), WayBack("")):
        for line in (SUM, "1", "", "9" * 100):
            way.opens(line)
    assert len(made) == 8
    assert all(work == made[0] for work in made)


def test_shifts_count_again_after_a_pause() -> None:
    shifts = QuietShifts(10.0)
    assert not shifts.counts(10.1)
    assert not shifts.counts(11.9)
    assert not shifts.counts(13.8)
    assert shifts.counts(13.8 + QUIET_AFTER)
    assert shifts.counts(13.9 + QUIET_AFTER)


def test_the_first_shift_counts_if_it_comes_late() -> None:
    assert QuietShifts(10.0).counts(10.0 + QUIET_AFTER)
