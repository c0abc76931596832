"""`guide update` and `guide export-bundle` as processes of their own: what they say, write, and how they end."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.updates.copies import COMMAND, Copy
from tests.updates.memory_road import tree_of
from tests.updates.published import World, lay


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "world")


@pytest.fixture
def copy(world: World, tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy", world.own)


@pytest.fixture
def stick(world: World, tmp_path: Path) -> Path:
    """Give a folder with the repository of the second week."""
    lay(tmp_path / "stick", world.tree)
    return tmp_path / "stick"


@pytest.mark.parametrize("keep", ["home", "beside"])
def test_a_changed_number_comes_from_a_folder(keep: str, copy: Copy, stick: Path) -> None:
    assert "+1 202 555 0101" in copy.numbers()
    code, events = copy.events("update", "--from", str(stick), "--keep", keep)
    assert code == 0
    assert [event["event"] for event in events if event["event"] != "progress"] == ["checked", "done"]
    checked = next(event for event in events if event["event"] == "checked")
    assert checked["new"] is True
    assert (checked["version"], checked["way"], checked["added"]) == (2, "delta", None)
    assert events[-1]["kept"] == keep
    place = copy.home / ".local" / "share" / "guide" if keep == "home" else copy.bundle / "updates"
    assert Path(events[-1]["folder"]).parent == place
    assert "+1 202 555 0102" in copy.numbers()
    code, events = copy.events("update", "--from", str(stick), "--keep", keep)
    assert (code, events[-1]["event"], events[-1]["version"]) == (0, "nothing_new", 2)


def test_a_number_travels_from_copy_to_copy(copy: Copy, stick: Path, world: World, tmp_path: Path) -> None:
    copy.events("update", "--from", str(stick), "--keep", "beside")
    shared = tmp_path / "holiday.zip"
    code, events = copy.events("export-bundle", str(shared))
    assert (code, events[-1]["event"], events[-1]["folder"]) == (0, "done", str(shared))
    second = Copy(tmp_path / "second", world.own)
    code, events = second.events("update", "--from", str(shared), "--keep", "home")
    assert (code, events[-1]["way"]) == (0, "full")
    assert second.numbers() == copy.numbers()
    assert "+1 202 555 0102" in second.numbers()
    again = tmp_path / "again.zip"
    assert second.events("export-bundle", str(again))[0] == 0
    assert again.read_bytes() == shared.read_bytes()


def test_in_words_for_people(copy: Copy, stick: Path, tmp_path: Path) -> None:
    code, said, _ = copy.run("update", "--from", str(stick), "--check")
    assert code == 0
    assert said.startswith("A newer guide is there: of 2026-11-30, version 2. To fetch: 0.0 kB, only what has changed.")
    code, said, complained = copy.run("update", "--from", str(stick))
    assert (code, said) == (2, "")
    assert "--keep home or --keep beside" in complained
    code, said, _ = copy.run("update", "--from", str(stick), "--keep", "home")
    assert code == 0
    assert "It is kept in" in said
    code, said, _ = copy.run("update", "--from", str(stick))
    assert (code, said.partition(":")[0]) == (0, "Nothing newer is there")
    code, said, _ = copy.run("export-bundle", str(tmp_path / "a.zip"))
    assert (code, said) == (0, f"The guide of 2026-11-30 is in {tmp_path / 'a.zip'}.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("--from", "nowhere"), 3, "missing"),
        (("--from", "http://example.org"), 2, "bad_address"),
        (("--from", "https://example.org", "--proxy", "socks5://127.0.0.1:9050"), 2, "proxy_address"),
        (("--from", "ftp://example.org"), 2, "bad_address"),
    ],
)
def test_refusals_have_their_exit_code(arguments: tuple[str, ...], code: int, word: str, copy: Copy) -> None:
    found, events = copy.events("update", *arguments, "--check")
    assert (found, events[-1]["event"], events[-1]["code"]) == (code, "error", word)
    found, said, complained = copy.run("update", *arguments, "--check")
    assert (found, said) == (code, "")
    assert f"[{word}]" in complained
    assert complained.count("\n") == 1


def test_what_is_not_trusted_ends_with_1(copy: Copy, stick: Path) -> None:
    for path in stick.glob("metadata/*"):
        path.write_bytes(b"<html>")
    code, events = copy.events("update", "--from", str(stick), "--keep", "home")
    assert (code, events[-1]["code"]) == (1, "form")
    assert not (copy.home / ".local").exists() or not list((copy.home / ".local" / "share").iterdir())


def test_without_a_place_the_guide_follows_the_last_line(copy: Copy, stick: Path, world: World) -> None:
    before = tree_of(copy.bundle)
    process = copy.start("update", "--json", f"--from={stick}")
    assert process.stdout is not None
    lines = []
    while (line := process.stdout.readline()) and b'"snapshot"' not in line:
        lines.append(json.loads(line))
    handed = json.loads(line)
    content = process.stdout.read(handed["length"])
    assert process.stdout.read() == b""
    process.communicate()
    assert process.returncode == 0
    assert lines[-1]["event"] == "done"
    assert (lines[-1]["kept"], lines[-1]["folder"]) == ("memory", "")
    assert content == world.publisher.content
    assert {name: text.encode() for name, text in handed["metadata"].items()} == world.publisher.files
    assert tree_of(copy.bundle) == before
    assert list(copy.home.iterdir()) == []


@pytest.fixture
def silent() -> Iterator[tuple[socket.socket, str]]:
    """Give a server that takes a call and never answers, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server, f"mirror:http://127.0.0.1:{server.getsockname()[1]}"


def test_it_ends_at_once_when_nobody_leads_it_any_more(copy: Copy, silent: tuple[socket.socket, str]) -> None:
    server, address = silent
    process = copy.start("update", "--json", f"--from={address}", "--keep=home")
    call, _ = server.accept()
    with call:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
        said, complained = process.communicate(timeout=60)
    assert process.returncode == 4
    assert complained == b""
    assert all(json.loads(line)["event"] == "progress" for line in said.splitlines())
    assert "+1 202 555 0101" in copy.numbers()


PARENT = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=sys.stdout)
print("started", flush=True)
child.wait()
"""


def test_it_ends_with_its_parent(copy: Copy, silent: tuple[socket.socket, str]) -> None:
    server, address = silent
    words = [sys.executable, "-c", COMMAND, str(copy.bundle), "update", "--json", f"--from={address}"]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *words], env=copy.environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as parent:
        call, _ = server.accept()
        with call:
            parent.kill()
            assert parent.stdout is not None
            said = parent.stdout.read()  # ends when the child is gone too
    assert said.startswith(b"started")


def test_the_window_is_no_part_of_it(copy: Copy) -> None:
    """Neither Qt nor what a start does without is loaded where nobody needs it."""
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", COMMAND, str(copy.bundle), "find", "larkspur"],
        env=copy.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert not {"tuf", "urllib3", "PySide6", "backports.zstd", "socket", "ssl"} & {
        line.rpartition("|")[2].strip() for line in loaded.splitlines()
    }
