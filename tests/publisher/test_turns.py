from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from guide_app.core.turns import take_turn


def hold(path: Path, pipe: Connection) -> None:
    with take_turn(path, lambda: pipe.send("waits")):
        pipe.send("holds")
        pipe.recv()


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    second = spawn.Process(target=hold, args=(tmp_path / "turn", theirs))
    with take_turn(tmp_path / "turn", lambda: None):
        second.start()
        assert ours.recv() == "waits"
        assert not ours.poll(0.2)
    assert ours.recv() == "holds"
    ours.send("done")
    second.join()
    assert second.exitcode == 0


def test_whoever_ends_without_letting_go_holds_nothing(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    first = spawn.Process(target=hold, args=(tmp_path / "turn", theirs))
    first.start()
    assert ours.recv() == "holds"
    first.kill()
    first.join()
    waited: list[bool] = []
    with take_turn(tmp_path / "turn", lambda: waited.append(True)):
        assert not waited
