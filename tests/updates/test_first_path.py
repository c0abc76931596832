"""The whole road of one telephone number: released on this machine, carried on, read by strangers' copies."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.store import hand_made
from tests.updates.copies import Copy

from guide_app.publisher.cli import main as publisher_command
from guide_app.publisher.keys import make_development_keys

OLD, NEW = "+1 202 555 0101", "+1 202 555 0199"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class Released(NamedTuple):
    """Two releases made by the publisher's own command on development keys."""

    own: Path
    """The first one, as a program carries it."""
    tree: Path
    """The folder for any web server, with both."""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("published")
    release, own = folder / "release", folder / "own"
    make_development_keys(folder / "keys", now=datetime.now(UTC))
    for version, number in enumerate((OLD, NEW), start=1):
        rows = [*hand_made.stock(), hand_made.contact("us-hotline", 9, "phone", number)]
        compiled = folder / f"compiled-{version}"
        compiled.mkdir()
        path = hand_made.build(compiled, rows).path
        words = ["--snapshot", str(path), "--keys", str(folder / "keys"), "--quick", "--version", str(version)]
        assert publisher_command(["release", "all", str(release), *words]) == 0
        if version == 1:
            shutil.copytree(release / "metadata", own / "metadata")
            shutil.copy(release / "guide.sqlite", own / "guide.sqlite")
    return Released(own, release / "publish")


@pytest.fixture
def server(released: Released) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(released.tree))) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"mirror:http://127.0.0.1:{made.server_address[1]}"
        made.shutdown()
        thread.join()


def test_a_number_is_released_carried_by_stick_and_read(released: Released, server: str, tmp_path: Path) -> None:
    first, second, third = (Copy(tmp_path / name, released.own) for name in ("first", "second", "third"))
    assert all(OLD in copy.numbers() for copy in (first, second, third))
    code, events = first.events("update", "--from", str(released.tree), "--keep", "home")
    assert (code, events[-1]["event"], events[-1]["way"]) == (0, "done", "delta")
    assert first.events("export-bundle", str(tmp_path / "pictures.zip"))[0] == 0
    code, events = second.events("update", "--from", str(tmp_path / "pictures.zip"), "--keep", "beside")
    assert (code, events[-1]["event"], events[-1]["way"]) == (0, "done", "full")
    code, events = third.events("update", "--from", server, "--keep", "home")
    assert (code, events[-1]["event"], events[-1]["way"]) == (0, "done", "delta")
    for copy in (first, second, third):
        assert NEW in copy.numbers()
        assert OLD not in copy.numbers()
    code, events = third.events("update", "--from", server, "--keep", "home")
    assert (code, events[-1]["event"]) == (0, "nothing_new")


def test_the_programs_own_copy_is_handed_on_as_it_is(released: Released, tmp_path: Path) -> None:
    first, second = Copy(tmp_path / "first", released.own), Copy(tmp_path / "second", released.own)
    assert first.events("export-bundle", str(tmp_path / "a.zip"))[0] == 0
    code, events = second.events("update", "--from", str(tmp_path / "a.zip"), "--check")
    assert (code, events[-1]["event"]) == (0, "nothing_new")
