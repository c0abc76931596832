"""What may come in our place: found by its whole path, and started so that it holds nothing of ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.traces.outside import begun_by

from guide_app.safety.instead import CANDIDATES, Program, find_program, start_program


def children() -> set[int]:
    """Give the processes that this one has started, those that ended unseen too."""
    return set(begun_by(os.getpid()))


def program_in(folder: Path, name: str, body: str = "exit 0") -> Path:
    """Put a small program into a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_first_candidate_that_is_there(tmp_path: Path) -> None:
    program_in(tmp_path / "b", "xcalc")
    kcalc = program_in(tmp_path / "b", "kcalc")
    folders = [str(tmp_path / "a"), str(tmp_path / "b")]
    assert find_program("calculator", folders, "linux") == (str(kcalc),)


def test_what_cannot_be_started_is_no_candidate(tmp_path: Path) -> None:
    program_in(tmp_path, "kcalc").chmod(0o644)
    (tmp_path / "gnome-calculator").mkdir()
    assert find_program("calculator", [str(tmp_path)], "linux") is None


def test_where_there_is_none_nothing_comes(tmp_path: Path) -> None:
    assert find_program("browser", [str(tmp_path)], "linux") is None
    assert find_program("browser", [str(tmp_path)], "plan9") is None
    assert not start_program((str(tmp_path / "gone"),), {})


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("program", ["calculator", "browser"])
def test_each_system_has_candidates(platform: str, program: Program) -> None:
    commands = CANDIDATES[platform][program]
    assert commands
    assert len(set(commands)) == len(commands)


def test_arguments_go_with_it(tmp_path: Path) -> None:
    explorer = program_in(tmp_path, "explorer.exe")
    assert find_program("browser", [str(tmp_path)], "win32") == (str(explorer), "microsoft-edge:")


@pytest.mark.skipif(sys.platform == "win32", reason="it asks a shell")
def test_it_has_a_session_of_its_own_and_nothing_of_ours(tmp_path: Path) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    asked = [f"$(readlink /proc/$$/fd/{number})" for number in range(3)]
    asked += ["$(ps -o sid= $$)", "$ONLY $PATH"]
    lines = "".join(f'one="{line}"; all="$all$one|"; ' for line in asked)
    program = program_in(tmp_path, "kcalc", f'{lines} echo "$all" > "{told}"')
    before = children()
    assert start_program((str(program),), {"ONLY": "this", "PATH": "/usr/bin:/bin"})
    *streams, session, environment, _ = told.read_text(encoding="utf-8").split("|")
    assert streams == ["/dev/null"] * 3
    assert int(session) != os.getsid(0)
    assert environment == "this /usr/bin:/bin"
    for child in children() - before:
        os.waitpid(child, 0)
