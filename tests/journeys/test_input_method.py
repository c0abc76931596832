"""Leaving with an input method between the keyboard and the window: also when it does not answer any more."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bench.leaving import subject
from tests.bench.screen import Screen
from tests.journeys.room import DEADLINE_S, Room

QUIETLY = ("--panel=disable", "--config=disable", "--emoji-extension=disable")


@pytest.fixture
def input_method(wide_room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    """Start a real input method on the room's bus, for programs that are started from now on."""
    daemon = shutil.which("ibus-daemon")
    if daemon is None:
        pytest.skip("NOT TESTED with an input method: apt-get install ibus")
    own = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "QT_IM_MODULE": "ibus"}
    for name, value in (*wide_room.environment.items(), *own.items()):
        monkeypatch.setenv(name, value)
    environment = {**os.environ, "DISPLAY": wide_room.screen.name}
    process = subprocess.Popen(
        [daemon, *QUIETLY], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for_file(wide_room.screen, tmp_path / "ibus" / "bus")
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


@pytest.mark.parametrize("answers", [True, False], ids=["it answers", "it hangs"])
def test_shift_leaves_through_an_input_method(
    wide_room: Room, input_method: subprocess.Popen[bytes], answers: bool
) -> None:
    with subject(wide_room.screen, "results of words", "idle") as one:
        one.wait(settle=True)
        loaded = Path(f"/proc/{one.process.pid}/maps").read_text(encoding="utf-8")
        assert "libibusplatforminputcontext" in loaded
        wide_room.screen.press("Control_L+f")  # into the field, where keys go through the input method
        one.program.wait_for_rest(0.2)
        if not answers:
            input_method.send_signal(signal.SIGSTOP)
        one.leave("key")
        one.watch()


def wait_for_file(screen: Screen, folder: Path) -> None:
    """Wait until there is a file in a folder: where programs learn how to reach the input method."""
    end = time.monotonic() + DEADLINE_S
    while not (folder.is_dir() and any(folder.iterdir())):
        assert time.monotonic() < end, "the input method does not start"
        for _ in screen.events(0.05):
            pass
