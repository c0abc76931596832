"""Whole sessions leave nothing behind, as they are written down in `sessions.yaml`.

They are played on screens of their own, several at once, and each is looked at from outside: the kernel tells what the
program did, the disk what has changed, and the X server, the bus and the list of processes what others could see.
"""

from __future__ import annotations

import compileall
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from tests.journeys.room import missing
from tests.traces.outside import Finding
from tests.traces.player import Script
from tests.traces.rooms import Rooms
from tests.traces.stage import PROGRAM_FOLDER, can_mount, subject

from guide_app.core.languages import LANGUAGES

PLAN: Final = yaml.safe_load(Path(__file__).with_name("sessions.yaml").read_text("utf-8"))
SOAK: Final = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
ENDS: Final = ("leave", "close", "SEGV", "ABRT", "KILL", "TERM", "memory")


def scripts() -> Mapping[str, Script]:
    """Give the sessions by name; for a soak, one in every language for every end too."""
    begin, kinds = PLAN["begin"], PLAN["surroundings"]
    listed: dict[str, Script] = {}
    for name, told in PLAN["sessions"].items():
        opened_by = told.get("behind", "")
        first = [{"write": opened_by}, {"keys": ["Return"]}] if opened_by else []
        kind, steps = kinds[told.get("in", "home")], [*first, *begin, *told["steps"]]
        listed[name] = Script(name, kind, steps, told["end"], subject(opened_by), starts_itself="starts" in told)
    if SOAK:
        for language in LANGUAGES:
            spoken: dict[str, Any] = {"environment": {"LANG": f"{language}.UTF-8"}}
            for end in ENDS:
                name = f"{language}, {end}"
                listed[name] = Script(name, spoken, [*begin, *PLAN["in every language"]], end)
    return listed


SCRIPTS: Final = scripts()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Future[list[Finding]]]]:
    lacking = [*missing(), *([] if shutil.which("strace") else ["strace"])]
    if lacking:
        pytest.skip(f"NOT TESTED from outside: {', '.join(lacking)} missing")
    # As `make run` and an installation leave it.
    assert compileall.compile_dir(PROGRAM_FOLDER, quiet=1)
    with Rooms(tmp_path_factory.mktemp("rooms")) as rooms:
        yield {name: rooms.play(script) for name, script in SCRIPTS.items() if can_be_set(script)}


def can_be_set(script: Script) -> bool:
    return can_mount() or not (script.kind.get("mounts") or script.kind.get("disk"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_left(played: Mapping[str, Future[list[Finding]]], name: str) -> None:
    if name not in played:
        pytest.skip("NOT TESTED: this machine lets nobody change what a program sees of the disk")
    assert played[name].result() == []
