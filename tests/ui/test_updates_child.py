"""The process: heard in order, ended at once, and never left behind."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.renewals import CHECKED, FETCHING, STAND_IN, Voice

from guide_app.ui.updates.child import Child
from guide_app.ui.updates.told import Checked, Progress, Told

SOON = 10.0


class Ears:
    """Notes what a process tells."""

    def __init__(self, child: Child) -> None:
        self.told: list[Told] = []
        self.ends = 0
        child.told.connect(self.told.append)
        child.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.ends += 1


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(tmp_path)


@pytest.fixture
def child(qtbot: QtBot, voice: Voice) -> Iterator[Child]:  # noqa: ARG001 - it needs an event loop
    made = Child(voice.command)
    yield made
    made.kill()
    made.deleteLater()


def watch_end(pid: int) -> int:
    """Give what becomes readable when a process has ended."""
    return os.pidfd_open(pid)


def is_gone(watched: int) -> bool:
    """Wait for the end of a process."""
    try:
        return bool(select.select([watched], [], [], SOON)[0])
    finally:
        os.close(watched)


def test_all_of_it_is_told_in_order_and_then_the_end(qtbot: QtBot, child: Child, voice: Voice) -> None:
    voice.say(CHECKED, FETCHING, {"event": "nobody knows"}, FETCHING | {"done": 76_827})
    ears = Ears(child)
    assert child.start(["update", "--json"])
    qtbot.waitUntil(lambda: ears.ends == 1)
    assert [type(told) for told in ears.told] == [Checked, Progress, Progress]
    assert not child.is_running
    assert voice.words == ["update", "--json"]


def test_one_that_is_killed_is_gone_and_says_no_more(qtbot: QtBot, child: Child, voice: Voice) -> None:
    voice.say(CHECKED, waits=True)
    ears = Ears(child)
    child.start([])
    qtbot.waitUntil(lambda: bool(ears.told))
    process = child._process
    assert process is not None
    watched = watch_end(process.pid)
    child.kill()
    child.kill()
    assert not child.is_running
    assert is_gone(watched)
    voice.say(FETCHING)
    child.start([])
    qtbot.waitUntil(lambda: ears.ends == 1)
    assert [type(told) for told in ears.told] == [Checked, Progress]


def test_the_next_one_ends_the_one_before(qtbot: QtBot, child: Child, voice: Voice) -> None:
    voice.say(waits=True)
    ears = Ears(child)
    child.start([])
    assert child._process is not None
    watched = watch_end(child._process.pid)
    voice.say(CHECKED)
    child.start([])
    qtbot.waitUntil(lambda: ears.ends == 1)
    assert is_gone(watched)
    assert [type(told) for told in ears.told] == [Checked]


def test_a_program_that_is_not_there_is_no_error(child: Child, tmp_path: Path) -> None:
    child._command = lambda words: [str(tmp_path / "nothing"), *words]
    assert not child.start([])
    assert not child.is_running


def test_it_ends_with_the_process_that_started_it(tmp_path: Path, voice: Voice) -> None:
    """However that one ends: here at once, as at Leave now, with nothing closed and nobody told."""
    voice.say(waits=True)
    code = (
        "import os, sys\n"
        "from guide_app.ui.updates.child import Child\n"
        "child = Child(lambda words: [sys.executable, '-I', '-S', *words])\n"
        f"child.start([{str(STAND_IN)!r}, {str(tmp_path / 'script.json')!r}])\n"
        "print(child._process.pid, flush=True)\n"
        "sys.stdin.readline()\n"
        "os._exit(0)\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert starter.stdin is not None
    assert starter.stdout is not None
    watched = watch_end(int(starter.stdout.readline()))
    starter.communicate("now\n", timeout=SOON)
    assert is_gone(watched)
