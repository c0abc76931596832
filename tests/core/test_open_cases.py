"""What a person with a calendar says of 300 moments is what the program says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import yaml

from guide_app.core.hours import open_state, open_word
from guide_app.core.values import Schedule


class Case(NamedTuple):
    """One moment of the file."""

    family: str
    schedule: Schedule | None
    holidays: str | None
    moment: datetime
    word: str
    change: str
    """In UTC; "never"; or empty where the file says nothing of it."""

    @property
    def name(self) -> str:
        hours = "none" if self.schedule is None else self.schedule.opening_hours
        return f"{self.family}: {hours} at {self.moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def read_cases() -> list[Case]:
    families: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "open_cases.yaml").read_text(encoding="utf-8"))
    return [
        case_from(family, group, line) for family, groups in families.items() for group in groups
        for line in group["moments"]
    ]  # fmt: skip


def case_from(family: str, group: dict[str, Any], line: str) -> Case:
    moment, word, *change = line.split()
    zone = None if group["zone"] == "caller" else group["zone"]
    schedule = None if group["hours"] is None else Schedule(group["hours"], zone)
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(ZoneInfo(group["reader"]))
    return Case(family, schedule, group.get("holidays"), at, word, "".join(change))


CASES = read_cases()


def test_there_are_three_hundred_moments_of_twelve_families() -> None:
    assert len(CASES) >= 300
    assert len({case.family for case in CASES}) == 12
    assert len({(*case[:3], case.moment.isoformat()) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_state_is_what_the_calendar_says(case: Case) -> None:
    state = open_state(case.schedule, case.moment, case.holidays)
    assert state.word == case.word == open_word(case.schedule, case.moment, case.holidays)
    if case.change == "never":
        assert state.until is None
    elif case.change:
        assert state.until is not None
        assert f"{state.until.astimezone(UTC):%Y-%m-%dT%H:%M}" == case.change
