"""Rooms for the real program, wide and narrow; where the system lacks what they need, every test says so."""

from __future__ import annotations

import compileall
import os
from collections.abc import Iterator

import pytest
from tests.journeys.room import NEEDED, ROOT, Room, furnish, missing

# It needs a minute and a whole screen reader.
collect_ignore = [] if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else ["test_orca.py"]


@pytest.fixture(scope="session", autouse=True)
def _what_it_takes() -> None:
    lacking = missing()
    if lacking:
        pytest.skip(f"NOT TESTED with assistive tools: {', '.join(lacking)} missing. apt-get install {NEEDED}")
    # As `make run` and an installation leave it.
    assert compileall.compile_dir(ROOT / "src" / "guide_app", quiet=1)


@pytest.fixture(scope="session")
def wide_room(_what_it_takes: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with furnish(tmp_path_factory.mktemp("wide"), width=1280, height=860) as room:
        yield room


@pytest.fixture(scope="session")
def narrow_room(_what_it_takes: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with furnish(tmp_path_factory.mktemp("narrow"), width=640, height=480) as room:
        yield room
