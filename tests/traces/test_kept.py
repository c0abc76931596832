"""A start with a kept update, whole or tampered with, leaves as little behind as one without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bench.screen import Screen
from tests.traces.strace import Deeds, read_deeds, tracing
from tests.traces.test_session import ROOT, tree, walk

from guide_app.updates.installing.keeping import keep


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as screen:
        yield screen


@pytest.mark.parametrize("tampered", [False, True], ids=["whole", "tampered with"])
def test_a_session_with_a_kept_update_leaves_nothing(
    tampered: bool, screen: Screen, bundle: Path, tmp_path: Path
) -> None:
    own, temporary, log = tmp_path / "home", tmp_path / "tmp", tmp_path / "strace.log"
    temporary.mkdir()
    state = own / ".local" / "share" / "guide"
    state.parent.mkdir(parents=True)
    snapshot = bundle / "snapshot"
    content = {path.relative_to(snapshot).as_posix(): path.read_bytes() for path in snapshot.rglob("*.[sj][qs]*")}
    assert "guide.sqlite" in content
    folder = keep(state, (1, "0" * 64), content, bool, is_good=bool)
    if tampered:
        (folder / "guide.sqlite").write_bytes(b"not what was signed")
    watched = (own, temporary, ROOT / "src")
    before = tree(*watched)
    environment = {"HOME": str(own), "TMPDIR": str(temporary), "LANG": "en_US.UTF-8", "PYTHONDONTWRITEBYTECODE": ""}
    with screen.program(tracing(log, [sys.executable, "-m", "guide_app"]), environment) as program:
        walk(screen, program)
    assert program.process.returncode == 0
    assert read_deeds(log) == Deeds(files=(), sockets=(), programs=())
    assert tree(*watched) == before
