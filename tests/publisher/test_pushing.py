"""Pushing: in an order that may stop anywhere, what is sent at all, and addresses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.publisher.publications import publish, read_with_tuf
from tests.publisher.pushed import push, same_files
from tests.publisher.servers import Ssh

from guide_app.core.errors import UntrustedContentError, UpdateError
from guide_app.publisher.cli import main
from guide_app.publisher.publication import TIMESTAMP, PublicationError, open_publication
from guide_app.publisher.pushing.folder import FolderPlace
from guide_app.publisher.pushing.place import Access, PushError, open_place, parse_address
from guide_app.publisher.pushing.push import carry_out, make_plan


@pytest.fixture
def root(first: Path) -> bytes:
    return (first / "metadata/1.root.json").read_bytes()


class _Breaks(FolderPlace):
    """A folder behind a line that breaks after so many files, and before the next one has got its name."""

    def __init__(self, folder: Path, files: int) -> None:
        super().__init__(folder)
        self.left = files

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        for path in paths:
            if not self.left:
                goal = self._folder / path
                goal.parent.mkdir(parents=True, exist_ok=True)
                goal.with_name(f".{goal.name}.part").write_bytes((folder / path).read_bytes()[:7])
                raise ConnectionResetError
            self.left -= 1
            super().put(folder, [path], told)


def test_a_push_that_breaks_after_any_file_leaves_a_whole_guide(
    tmp_path: Path, first: Path, second: Path, root: bytes
) -> None:
    old, new = (read_with_tuf(folder, root, tmp_path / folder.parent.name) for folder in (first, second))
    publication = open_publication(second)
    files = sum(map(len, publication.phases)) - 1  # the root is there
    seen = set()
    for broken in range(files):
        there = tmp_path / f"there-{broken}"
        shutil.copytree(first, there)
        place = _Breaks(there, broken)
        with pytest.raises(ConnectionResetError):
            carry_out(make_plan(publication, place), publication, place, lambda _: None)
        seen.add(found := read_with_tuf(there, root, tmp_path / f"client-{broken}"))
        assert found == old
        assert len(push(second, str(there))) == files - broken
        assert read_with_tuf(there, root, tmp_path / f"client-{broken}") == new
    assert seen == {old}
    assert files >= 7


def test_a_first_push_that_breaks_shows_no_client_half_a_guide(tmp_path: Path, first: Path) -> None:
    publication = open_publication(first)
    for broken in range(sum(map(len, publication.phases))):
        there = tmp_path / f"there-{broken}"
        there.mkdir()
        place = _Breaks(there, broken)
        with pytest.raises(ConnectionResetError):
            carry_out(make_plan(publication, place), publication, place, lambda _: None)
        assert not (there / TIMESTAMP).exists()
        push(first, str(there))
        assert open_publication(there).version == 1


@pytest.mark.parametrize("road", ["folder", "sftp", "rsync+ssh"])
def test_a_push_that_is_killed_at_any_line_leaves_a_whole_guide(
    road: str, tmp_path: Path, first: Path, second: Path, root: bytes, ssh: Ssh
) -> None:
    old, new = (read_with_tuf(folder, root, tmp_path / folder.parent.name) for folder in (first, second))
    for lines in range(0, 10, 2):
        there = tmp_path / f"there-{lines}"
        shutil.copytree(first, there)
        where = str(there) if road == "folder" else ssh.where(road, there)
        finished = _push_and_kill(second, where, ssh, lines)
        found = read_with_tuf(there, root, tmp_path / f"client-{lines}")
        assert found in (old, new)
        push(second, where, Access(ssh.identity, ssh.known_hosts))
        assert read_with_tuf(there, root, tmp_path / f"client-{lines}") == new
        assert not finished or found == new


def _push_and_kill(folder: Path, where: str, ssh: Ssh, lines: int) -> bool:
    """Start the command and kill it after so many lines, or soon after; say whether it had come to its end."""
    command = [sys.executable, "-m", "guide_app.publisher", "push", str(folder), where]
    command += ["--identity", str(ssh.identity), "--known-hosts", str(ssh.known_hosts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines + 1)]
        process.kill()
    return bool(said) and said[-1].startswith("Done")


def test_a_dry_run_sends_nothing(tmp_path: Path, first: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["push", str(first), str(tmp_path), "--dry-run"]) == 0
    assert f"would send {TIMESTAMP}" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_progress_ends_at_all_of_it(tmp_path: Path, first: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["push", str(first), str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].split() == ["100", "%", TIMESTAMP]
    shares = [int(line.split("%")[0]) for line in lines[1:-1]]
    assert shares == sorted(shares)


def test_what_is_out_under_a_version_stays_as_it_is(tmp_path: Path, first: Path, push_keys: Path) -> None:
    other = tmp_path / "other"
    publish(other, push_keys, 1, now=datetime.now(UTC), content=b"another guide under the same version")
    there = tmp_path / "there"
    shutil.copytree(first, there)
    with pytest.raises(PushError) as refused:
        push(other, str(there))
    assert refused.value.code == "exists"
    assert same_files(first, there)


def test_a_file_that_was_half_sent_by_another_tool_is_sent_again(tmp_path: Path, first: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(first, there)
    guide = next((there / "targets").glob("*.guide.sqlite"))
    guide.write_bytes(guide.read_bytes()[:5])
    assert push(first, str(there)) == [f"targets/{guide.name}"]
    assert same_files(first, there)


@pytest.mark.parametrize(
    "where",
    [
        "ftp://host/folder",
        "http://host/folder",
        "rsync://host/folder",
        "sftp://host",
        "sftp://host/",
        "sftp:///folder",
        "sftp://person:secret@host/folder",
        "sftp://host:port/folder",
        "sftp://host/../folder",
        "rsync+ssh://host/fol;der",
        "rsync+ssh://host/$(folder)",
        "rsync+ssh://host/a folder",
        "rsync+ssh://-oProxyCommand=x@host/folder",
        "rsync+ssh://-host/folder",
        "s3://bucket/prefix?endpoint=x",
        "s3://",
    ],
)
def test_addresses_that_are_none(where: str) -> None:
    with pytest.raises(PushError) as refused:
        parse_address(where)
    assert refused.value.code == "address"


def test_addresses() -> None:
    address = parse_address("sftp://anna@host:2222/srv/guide/")
    assert (address.road, address.user, address.host, address.port) == ("sftp", "anna", "host", 2222)
    assert address.path == "/srv/guide"
    assert parse_address("C:\\guide").road == "folder"
    assert parse_address("s3://bucket/a/b/").path == "a/b"
    with pytest.raises(PushError, match="https"):
        open_place("s3://bucket", Access(endpoint="http://example.org"))


def test_a_folder_must_be_there(tmp_path: Path, first: Path) -> None:
    with pytest.raises(PushError) as refused:
        push(first, str(tmp_path / "guidd"))
    assert refused.value.code == "unreachable"


def test_only_a_whole_publication_is_pushed(tmp_path: Path, first: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(PublicationError, match="not a whole publication"):
        open_publication(tmp_path)
    for path in sorted(path for path in first.rglob("*") if path.is_file()):
        for spoil in (Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?")):
            copy = tmp_path / "copy"
            shutil.copytree(first, copy)
            spoil(copy / path.relative_to(first))
            with pytest.raises((PublicationError, UntrustedContentError, UpdateError)):
                open_publication(copy)
            assert main(["push", str(copy), str(there)]) == 1
            shutil.rmtree(copy)
    assert list(there.iterdir()) == []
    assert "guide-publisher: " in capsys.readouterr().err
