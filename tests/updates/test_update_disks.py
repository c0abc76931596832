"""Updates on disks that are full, write-protected or killed in the middle: real processes, real file systems."""

from __future__ import annotations

import json
import shutil
import signal
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.notes.amounts import numbers
from tests.stick import plug_in
from tests.updates.copies import Copy
from tests.updates.memory_road import tree_of
from tests.updates.published import World, lay

from guide_app.core.places import snapshot_folder
from guide_app.updates.kept import open_newest


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world")


@pytest.fixture
def source(world: World, tmp_path: Path) -> Path:
    """Give a folder with the repository of the second week."""
    lay(tmp_path / "source", world.tree)
    return tmp_path / "source"


def version_of(copy: Copy) -> int:
    return open_newest(snapshot_folder(copy.bundle), [copy.bundle / "updates"]).version


@pytest.mark.parametrize("kilobytes", range(140, 700, 40))
def test_a_stick_that_runs_full_anywhere_keeps_what_it_had(
    kilobytes: int, world: World, source: Path, tmp_path: Path
) -> None:
    with plug_in(tmp_path / "stick", kilobytes) as stick:
        copy = Copy(stick.folder, world.own)
        if not stick.is_mounted:
            copy.limit = kilobytes * 1000 // 4
        code, events = copy.events("update", "--from", str(source), "--keep", "beside")
        if code == 0:
            assert version_of(copy) == 2
        else:
            assert (code, events[-1]["code"]) == (3, "full")
            assert version_of(copy) == 1
        assert copy.numbers()


def test_both_ends_of_a_stick_that_runs_full_were_tried(world: World, source: Path, tmp_path: Path) -> None:
    ends = set()
    for kilobytes in (140, 1400):
        with plug_in(tmp_path / f"stick-{kilobytes}", kilobytes) as stick:
            copy = Copy(stick.folder, world.own)
            if not stick.is_mounted:
                copy.limit = kilobytes * 1000 // 4
            ends.add(copy.events("update", "--from", str(source), "--keep", "beside")[0])
    assert ends == {0, 3}


def test_on_a_write_protected_stick_the_update_lives_in_memory(world: World, tmp_path: Path) -> None:
    with plug_in(tmp_path / "stick") as stick:
        copy = Copy(stick.folder, world.own)
        shutil.rmtree(copy.home)
        copy.home = tmp_path / "home"
        copy.home.mkdir()
        lay(stick.folder / "news", world.tree)
        stick.write_protect()
        before = tree_of(stick.folder)
        if stick.is_mounted:  # rights alone do not hold root up
            code, events = copy.events("update", "--from", str(stick.folder / "news"), "--keep", "beside")
            assert (code, events[-1]["code"]) == (3, "read_only")
        code, said, _ = copy.run("update", "--from", str(stick.folder / "news"), "--json")
        assert code == 0
        assert '"kept":"memory"' in said
        assert tree_of(stick.folder) == before
        assert not list(copy.home.iterdir())


def test_a_kill_at_any_line_leaves_one_or_the_other(world: World, source: Path, tmp_path: Path) -> None:
    for number in numbers(8, 200):
        copy = Copy(tmp_path / str(number), world.own)
        with copy.start("update", "--json", f"--from={source}", "--keep=beside") as process:
            assert process.stdout is not None
            for _ in range(number % 11):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        assert version_of(copy) in {1, 2}
        code, _ = copy.events("update", "--from", str(source), "--keep", "beside")
        assert code == 0
        assert version_of(copy) == 2
        left = {path.name for path in (copy.bundle / "updates").iterdir()} - {"current.a", "current.b", "turn"}
        assert len(left) == 1
        shutil.rmtree(copy.bundle)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def neighbour(source: Path) -> Iterator[str]:
    """Give the address of a plain web server with the repository: a mirror on the local network."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(source))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"mirror:http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_one_number_travels_by_stick_and_by_a_neighbour(
    world: World, source: Path, neighbour: str, tmp_path: Path
) -> None:
    """From the publisher to a first copy, as one .zip to a second, and from a neighbour's server to a third."""
    first, second, third = (Copy(tmp_path / name, world.own) for name in ("first", "second", "third"))
    assert all("+1 202 555 0101" in copy.numbers() for copy in (first, second, third))
    assert first.events("update", "--from", str(source), "--keep", "home")[0] == 0
    assert first.events("export-bundle", str(tmp_path / "pictures.zip"))[0] == 0
    code, events = second.events("update", "--from", str(tmp_path / "pictures.zip"), "--keep", "beside")
    assert (code, events[-1]["event"], events[-1]["way"]) == (0, "done", "full")
    code, events = third.events("update", "--from", neighbour, "--keep", "home")
    assert (code, events[-1]["event"], events[-1]["way"]) == (0, "done", "delta")
    for copy in (first, second, third):
        assert "+1 202 555 0102" in copy.numbers()
        assert "+1 202 555 0101" not in copy.numbers()
    assert json.loads(second.run("verify", "--json")[1])["version"] == 2
