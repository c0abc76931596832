"""Folders, zips and memory give the same bytes, go on where they broke off, and refuse the same things."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from tests.updates.memory_road import MemoryTransport, tree_of

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import CancelledError, MissingError, TooLongError
from guide_app.updates.transports.folder import FolderTransport
from guide_app.updates.transports.parts import DiskPart, MemoryPart, check_part
from guide_app.updates.transports.transport import CHUNK, Transport, Watch, check_path
from guide_app.updates.transports.zipped import ZipTransport, write_zip

LARGE = os.urandom(5 * CHUNK + 17)
FILES = {"metadata/timestamp.json": b"{}", "targets/packs/a.full": LARGE, "targets/empty": b""}
DIGEST = hashlib.sha256(LARGE).hexdigest()
Road = Callable[[dict[str, bytes], Path], Transport]


def a_folder(files: dict[str, bytes], place: Path) -> Transport:
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return FolderTransport(place)


def a_zip(files: dict[str, bytes], place: Path) -> Transport:
    with (place / "guide.zip").open("wb") as file:
        write_zip(file, ((path, [content]) for path, content in files.items()))
    return ZipTransport(place / "guide.zip")


def in_memory(files: dict[str, bytes], place: Path) -> Transport:
    del place
    return MemoryTransport(files)


roads = pytest.mark.parametrize("road", [a_folder, a_zip, in_memory])


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UpdateError) as caught:
        act()
    assert str(caught.value).endswith((".", ")"))
    return caught.value.code


@roads
def test_small_files_come_whole(road: Road, tmp_path: Path) -> None:
    transport = road(FILES, tmp_path)
    assert transport.read("metadata/timestamp.json", 2) == b"{}"
    assert transport.read("targets/empty", 0) == b""
    assert transport.read("targets/packs/a.full", len(LARGE)) == LARGE
    transport.close()


@roads
def test_what_is_not_there_or_too_long_is_said_so(road: Road, tmp_path: Path) -> None:
    transport = road(FILES, tmp_path)
    part = MemoryPart(DIGEST)
    for path in ("metadata/2.root.json", "metadata/timestamp.json/x", "no/such"):
        with pytest.raises(MissingError):
            transport.read(path, 10)
        with pytest.raises(MissingError):
            transport.fetch(path, 10, part, Watch())
    with pytest.raises(TooLongError):
        transport.read("metadata/timestamp.json", 1)
    with pytest.raises(TooLongError):
        transport.fetch("targets/packs/a.full", len(LARGE) - 1, part, Watch())
    assert code_of(lambda: transport.fetch("metadata/timestamp.json", 3, MemoryPart(""), Watch())) == "broken_off"


@roads
@pytest.mark.parametrize("there", [0, 1, CHUNK, len(LARGE) - 1, len(LARGE), len(LARGE) + 5])
def test_a_part_goes_on_from_where_it_stands(road: Road, there: int, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    before = DiskPart(tmp_path / "parts", DIGEST)
    before.append((LARGE + b"more than")[:there])
    part, told = DiskPart(tmp_path / "parts", DIGEST), list[tuple[int, int]]()
    assert part.done == there
    road(FILES, tmp_path).fetch(
        "targets/packs/a.full", len(LARGE), part, Watch(lambda done, total: told.append((done, total)))
    )
    assert check_part(part, len(LARGE)) == LARGE
    assert told[0] == (there if there <= len(LARGE) else 0, len(LARGE))
    assert told[-1] == (len(LARGE), len(LARGE))
    assert all(0 <= after[0] - first[0] <= CHUNK for first, after in pairwise(told))


@roads
def test_somebody_stops_it_and_what_came_stays(road: Road, tmp_path: Path) -> None:
    part = MemoryPart(DIGEST)

    def stop_after_one(done: int, _total: int) -> None:
        if done >= CHUNK:
            watch.cancel()

    watch = Watch(stop_after_one)
    transport = road(FILES, tmp_path)
    with pytest.raises(CancelledError):
        transport.fetch("targets/packs/a.full", len(LARGE), part, watch)
    assert CHUNK <= part.done <= 2 * CHUNK
    with pytest.raises(CancelledError):
        transport.read("metadata/timestamp.json", 2, watch)
    transport.fetch("targets/packs/a.full", len(LARGE), part, Watch())
    assert check_part(part, len(LARGE)) == LARGE


BAD_PATHS = (
    "",
    "/etc/passwd",
    "../out",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "C:/x",
    "a\\b",
    "a\nb",
    "a\0b",
    "ünïcode",
    "a?b",
    "a#b",
    "x" * 256,
)


@roads
@pytest.mark.parametrize("path", BAD_PATHS)
def test_no_path_leads_outside(road: Road, path: str, tmp_path: Path) -> None:
    transport = road(FILES, tmp_path)
    assert code_of(lambda: transport.read(path, 10)) == "bad_address"
    assert code_of(lambda: transport.fetch(path, 10, MemoryPart(""), Watch())) == "bad_address"
    assert code_of(lambda: check_path(path)) == "bad_address"
    assert code_of(lambda: write_zip(io.BytesIO(), [(path, [b""])])) == "bad_address"


def test_a_folder_has_no_links_pipes_or_folders_in_place_of_files(tmp_path: Path) -> None:
    transport = a_folder(FILES, tmp_path / "stick")
    (tmp_path / "secret").write_bytes(b"not theirs")
    (tmp_path / "stick" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "stick" / "inner").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "stick" / "pipe")
    for path in ("link", "inner/secret", "pipe", "targets/packs"):
        for act in (
            lambda path=path: transport.read(path, 100),
            lambda path=path: transport.fetch(path, 10, MemoryPart(""), Watch()),
        ):
            assert code_of(act) == "unreadable"


def test_a_zip_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    transport = ZipTransport(tmp_path / "gone.zip")
    assert code_of(lambda: transport.read("a", 1)) == "unreadable"
    assert code_of(lambda: transport.fetch("a", 1, MemoryPart(""), Watch())) == "unreadable"


def test_a_zip_changed_after_its_list_was_read_gives_no_more_than_the_list_said(tmp_path: Path) -> None:
    transport = a_zip(FILES, tmp_path)
    assert transport.read("metadata/timestamp.json", 2) == b"{}"
    (tmp_path / "guide.zip").write_bytes(b"short")
    assert code_of(lambda: transport.read("targets/packs/a.full", len(LARGE))) == "broken_off"
    assert code_of(lambda: transport.fetch("targets/packs/a.full", len(LARGE), MemoryPart(""), Watch())) == "broken_off"


@pytest.mark.parametrize("kind", [MemoryPart, lambda digest: DiskPart(Path(), digest)])
def test_a_wrong_hash_is_forgotten(
    kind: Callable[[str], MemoryPart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    part = kind(DIGEST)
    assert code_of(lambda: check_part(part, 4)) == "wrong_hash"
    part.append(b"abcd")
    assert code_of(lambda: check_part(part, 4)) == "wrong_hash"
    assert part.done == 0
    assert not list(tmp_path.iterdir())


def test_a_disk_that_takes_nothing_says_so(tmp_path: Path) -> None:
    part = DiskPart(tmp_path / "no such folder", DIGEST)
    assert code_of(lambda: part.append(b"x")) == "storage"
    (tmp_path / f"{DIGEST}.part").mkdir()
    part = DiskPart(tmp_path, DIGEST)
    assert code_of(lambda: part.append(b"x")) == "storage"
    assert code_of(part.restart) == "storage"


def test_what_a_failed_write_left_is_cut_off_first(tmp_path: Path) -> None:
    part = DiskPart(tmp_path, DIGEST)
    part.append(b"good")
    with part.path.open("ab") as file:
        file.write(b"half of a chu")
    part.append(b" and more")
    assert part.content() == b"good and more"


def test_the_tree_of_a_folder_is_a_road_in_memory(tmp_path: Path) -> None:
    a_folder(FILES, tmp_path)
    assert tree_of(tmp_path) == FILES
