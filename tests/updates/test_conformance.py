"""The command line of TUF's official client suite, driven as the suite drives it, against a small server of our own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.updates.closed_room import own_spaces
from tests.updates.scripted_server import Request, ScriptedServer, answer, serving
from tests.updates.small_repository import SmallRepository

DAY = timedelta(days=1)
NOW = datetime.now(UTC).replace(microsecond=0)
LIMIT = 60
OWN_MEMORY = 'mount -t tmpfs tmpfs /dev/shm && exec "$@"'
"""faketime keeps its clock in /dev/shm, where tests that run beside look for what a program leaves behind."""


class Suite:
    """A repository that is served, and a folder of a client."""

    def __init__(self, folder: Path) -> None:
        self.repository = SmallRepository()
        self.repository.publish(NOW)
        self.metadata = folder / "metadata"
        self.targets = folder / "targets"
        self.metadata.mkdir()
        self.targets.mkdir()
        (folder / "trusted.json").write_bytes(self.repository.trusted_root)
        self.trusted = folder / "trusted.json"
        self.server: ScriptedServer

    def script(self, request: Request) -> Iterator[bytes]:
        content = self.repository.tree.get(request.path.removeprefix("/guide/"))
        yield answer(404, b"<html>none</html>") if content is None else answer(200, content)

    def run(self, *arguments: str, at: datetime | None = None) -> int:
        alone = [*own_spaces("--mount"), "sh", "-c", OWN_MEMORY, "sh"]
        fake = [*alone, "faketime", f"{at:%Y-%m-%d %H:%M:%S}"] if at else []
        command = [*fake, sys.executable, "-m", "guide_app.updates.conformance", "--metadata-dir", str(self.metadata)]
        return subprocess.run([*command, *arguments], check=False, timeout=LIMIT, capture_output=True).returncode

    def init(self) -> int:
        return self.run("init", str(self.trusted))

    def refresh(self, at: datetime | None = None) -> int:
        return self.run("--metadata-url", f"{self.server.url}metadata", "refresh", at=at)

    def download(self, *names: str) -> int:
        where = ("--metadata-url", f"{self.server.url}metadata/", "--target-base-url", f"{self.server.url}targets/")
        wanted = [word for name in names for word in ("--target-name", name)]
        return self.run(*where, "--target-dir", str(self.targets), *wanted, "download")

    def asked(self) -> list[str]:
        paths = [request.path.removeprefix("/guide/metadata/") for request in self.server.requests]
        self.server.requests.clear()
        return paths

    def trusted_files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.metadata.glob("*.json")}


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[Suite]:
    made = Suite(tmp_path)
    with serving(made.script) as server:
        made.server = server
        yield made


def test_init_asks_nobody_and_refresh_asks_in_the_order_of_tuf(suite: Suite) -> None:
    assert suite.init() == 0
    assert suite.asked() == []
    assert suite.refresh() == 0
    assert suite.asked() == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]
    roles = ("root", "timestamp", "snapshot", "targets")
    assert suite.trusted_files() == {f"{role}.json": suite.repository.files[f"{role}.json"] for role in roles}
    assert not any(path.is_symlink() for path in suite.metadata.rglob("*"))
    assert suite.refresh() == 0
    assert suite.asked() == ["2.root.json", "timestamp.json"]


def test_a_bad_first_root_asks_nobody(suite: Suite) -> None:
    for content in (b"{}", suite.repository.trusted_root.replace(b'"version":1', b'"version":2'), b"\xff"):
        suite.trusted.write_bytes(content)
        suite.init()
        assert suite.refresh() == 1
        assert suite.asked() == []


def test_a_file_is_downloaded_once_and_only_if_it_is_good(suite: Suite) -> None:
    assert suite.init() == 0
    assert suite.download("guide.sqlite", "guide.sqlite") == 0
    assert [path.read_bytes() for path in suite.targets.iterdir()] == [suite.repository.content]
    assert sum("sqlite" in path for path in suite.asked()) == 1
    assert suite.download("guide.sqlite") == 0
    assert not any("sqlite" in path for path in suite.asked())
    assert suite.download("no such file") == 1
    suite.repository.publish(NOW, b"next week")
    for path in suite.repository.tree:
        if "sqlite" in path:
            suite.repository.tree[path] = b"malicious"
    assert suite.download("guide.sqlite") == 1
    assert [path.read_bytes() for path in suite.targets.iterdir()] != [b"malicious"]


def test_rollback_and_bad_signatures_leave_what_was_trusted(suite: Suite) -> None:
    assert suite.init() == 0
    before = dict(suite.repository.tree)
    suite.repository.publish(NOW, b"next week")
    assert suite.refresh() == 0
    trusted = suite.trusted_files()
    good, suite.repository.tree = suite.repository.tree, before
    assert suite.refresh() == 1
    assert suite.trusted_files() == trusted
    suite.repository.tree = good
    suite.repository.signers["timestamp"] = ["mallory-1"]
    suite.repository.publish(NOW)
    assert suite.refresh() == 1
    assert suite.trusted_files() == trusted


def test_fast_forward_ends_with_the_key(suite: Suite) -> None:
    assert suite.init() == 0
    suite.repository.versions |= {"timestamp": 99, "snapshot": 99, "targets": 99}
    suite.repository.publish(NOW)
    assert suite.refresh() == 0
    suite.repository.versions |= {"timestamp": 2, "snapshot": 2, "targets": 2}
    suite.repository.publish(NOW)
    assert suite.refresh() == 1
    suite.repository.rotate("timestamp", ["timestamp-2"], NOW)
    suite.repository.rotate("snapshot", ["snapshot-2"], NOW)
    suite.repository.publish(NOW)
    assert suite.refresh() == 0
    assert suite.trusted_files()["timestamp.json"] == suite.repository.files["timestamp.json"]
    assert suite.trusted_files()["root.json"] == suite.repository.roots[3]


def test_time_is_the_systems(suite: Suite) -> None:
    assert suite.init() == 0
    assert suite.refresh() == 0
    assert suite.refresh(at=NOW + 15 * DAY) == 1
    assert suite.refresh(at=NOW + 13 * DAY) == 0
