"""Bundles on a stick, through the whole of an update: every trick that a zip can play, and plain ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.notes.amounts import SOAK, numbers
from tests.updates.published import World, lay

from guide_app.core.errors import UpdateError
from guide_app.updates.events import Done
from guide_app.updates.exporting import export_bundle
from guide_app.updates.installing.state import find_in_use
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.zipped import write_zip

Files = Mapping[str, bytes]


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "world", "zip")
    made.only(".full")
    return made


def plain(files: Files) -> bytes:
    out = io.BytesIO()
    write_zip(out, ((name, [content]) for name, content in files.items()))
    return out.getvalue()


def usual(files: Files, method: int = zipfile.ZIP_STORED, more: Callable[[zipfile.ZipFile], object] = bool) -> bytes:
    """Write as other programs do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name), content, method)
        more(zipped)
    return out.getvalue()


def with_name(name: str) -> Callable[[Files], bytes]:
    return lambda files: usual({**files, name: b"x"})


def with_link(files: Files) -> bytes:
    def add(zipped: zipfile.ZipFile) -> None:
        link = zipfile.ZipInfo("metadata/link.json")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "timestamp.json")

    return usual(files, more=add)


def doubled(files: Files) -> bytes:
    """Name the timestamp twice: other programs would see another one."""
    names = list(files)
    content = plain({**files, "metadata/timestamp.jsoX": b"{}"})
    assert names
    return content.replace(b"metadata/timestamp.jsoX", b"metadata/timestamp.json")


def differing(files: Files) -> bytes:
    """Call a file otherwise in front of it than in the list."""
    content = plain(files)
    return content.replace(b"metadata/timestamp.json", b"metadata/timestamq.json", 1)


def longer_in_list(files: Files) -> bytes:
    content = bytearray(plain(files))
    start = content.rindex(b"PK\1\2")
    struct.pack_into("<2L", content, start + 20, 10**6, 10**6)
    return bytes(content)


def with_comment(files: Files) -> bytes:
    return usual(files, more=lambda zipped: setattr(zipped, "comment", b"PK\5\6 hello"))


def with_password(files: Files) -> bytes:
    content = bytearray(plain(files))
    content[6] |= 1
    return bytes(content)


TRICKS: Final[Mapping[str, Callable[[Files], bytes]]] = {
    "a name that leads up": with_name("../home/evil"),
    "a name that leads up in the middle": with_name("metadata/../../evil"),
    "an absolute name": with_name("/etc/evil"),
    "a drive's name": with_name("C:evil"),
    "a name with backslashes": with_name("metadata\\evil"),
    "a name with another script": with_name("metadata/tïmestamp.json"),
    "a name of nothing": with_name("metadata//x"),
    "a folder": with_name("metadata/"),
    "a link": with_link,
    "a name twice": doubled,
    "a name twice in other capitals": with_name("METADATA/TIMESTAMP.JSON"),
    "another name in front than in the list": differing,
    "another length in the list": longer_in_list,
    "a comment that looks like an end": with_comment,
    "packed files": lambda files: usual(files, zipfile.ZIP_DEFLATED),
    "a bomb": lambda files: usual({**files, "targets/bomb": bytes(1 << 26)}, zipfile.ZIP_DEFLATED),
    "a password": with_password,
    "bytes in front": lambda files: b"MZ" + plain(files),
    "bytes behind": lambda files: plain(files) + b"x",
    "two zips one after the other": lambda files: plain(files) + plain(files),
    "very many files": lambda files: usual({**files, **{f"x/{number}": b"" for number in range(1001)}}),
    "no files": lambda _files: usual({}),
    "nothing at all": lambda _files: b"",
    "a page": lambda _files: b"<!DOCTYPE html><html></html>" * 10,
    "zeros": lambda files: bytes(len(plain(files))),
}


def take(world: World, content: bytes) -> str:
    """Try to update from a .zip; give the word of refusal, or nothing."""
    path = world.folder / "stick.zip"
    path.write_bytes(content)
    world.means = world.means._replace(open_road=open_transport)
    world.ask(where=str(path))
    try:
        world.update()
    except UpdateError as error:
        return error.code
    return ""


@pytest.mark.parametrize("trick", TRICKS)
def test_a_zip_with_a_trick_is_refused(trick: str, world: World) -> None:
    before = sorted(world.folder.rglob("*"))
    assert take(world, TRICKS[trick](world.tree)) == "bad_zip"
    assert world.version == 1
    (world.folder / "stick.zip").unlink()
    if (world.folder / "home").is_dir():  # of the system's, above ours
        (world.folder / "home").rmdir()
    assert sorted(world.folder.rglob("*")) == before


def test_a_plain_zip_is_taken_whoever_wrote_it(world: World) -> None:
    content = plain(world.tree)
    assert content == plain(dict(zipfile_content(content)))
    assert take(world, content) == ""
    assert world.version == 2


def zipfile_content(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        return [(name, zipped.read(name)) for name in zipped.namelist()]


def test_a_bundle_cut_off_anywhere_is_refused(world: World) -> None:
    """`make soak` tries every byte, `make test` some, all near the ends of files among them."""
    content = plain(world.tree)
    every = range(len(content))
    ends = [place for place in every if content[place : place + 2] == b"PK"]
    tried = every if SOAK else sorted({*ends, *(every[number * 7919 % len(every)] for number in numbers(150, 0))})
    for length in tried:
        assert take(world, content[:length]) == "bad_zip", length
    assert world.version == 1
    assert take(world, content) == ""


def test_a_bundle_with_a_byte_changed_anywhere_is_refused_or_harmless(world: World) -> None:
    """A changed byte of what the zip says beside the content, such as a sum that nobody needs, may be harmless."""
    content = plain(world.tree)
    for number in numbers(150, 3000):
        place = number * 7919 % len(content)
        changed = bytearray(content)
        changed[place] ^= 1 << number % 8
        word = take(world, bytes(changed))
        assert world.version == (1 if word else 2), (place, word)
        if not word:
            for path in sorted(world.state.parent.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()


def test_what_one_copy_exports_another_takes(world: World, tmp_path: Path) -> None:
    assert take(world, plain(world.tree)) == ""
    shared = tmp_path / "shared.zip"
    told: list[object] = []
    done = export_bundle(find_in_use(world.around), shared, told.append)
    assert done == Done(2, "2026-11-30T08:00:00Z", None, str(shared))
    assert told[-1] == done
    second = World(tmp_path / "second", "zip")
    assert take(second, shared.read_bytes()) == ""
    assert second.version == 2
    names = {name for name, _ in zipfile_content(shared.read_bytes())}
    pack = second.path(".full")
    assert names == {pack, *(f"metadata/{name}" for name in ("timestamp.json", "1.root.json", "2.snapshot.json",
                                                              "2.targets.json", "2.de.json"))}  # fmt: skip


def test_the_programs_own_copy_is_exported_too(world: World, tmp_path: Path) -> None:
    shared = tmp_path / "shared.zip"
    done = export_bundle(find_in_use(world.around), shared, bool)
    assert done.version == 1
    assert take(world, shared.read_bytes()) == ""  # nothing new
    assert world.version == 1


def test_a_build_without_described_rows_exports_its_file(tmp_path: Path) -> None:
    world = World(tmp_path / "world", "zip", regions=False)
    world.publisher.more = {"schema": world.publisher.more["schema"]}
    world.publisher.publish(world.now)
    files = {f"metadata/{name}": content for name, content in world.publisher.files.items()}
    lay(world.own, files | {"guide.sqlite": world.publisher.content})
    shared = tmp_path / "shared.zip"
    assert export_bundle(find_in_use(world.around), shared, bool).version == 3
    second = World(tmp_path / "second", "zip", regions=False)
    assert take(second, shared.read_bytes()) == ""
    assert second.version == 3


@pytest.mark.parametrize("fault", ["full", "read_only", "storage"])
def test_a_bundle_that_cannot_be_written_leaves_the_old_one(
    fault: str, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import shutil
    import tempfile

    numbers_of = {"full": errno.ENOSPC, "read_only": errno.EROFS, "storage": errno.EIO}
    folder = tmp_path / "out"
    folder.mkdir()
    shared = folder / "shared.zip"
    shared.write_bytes(b"the old one")

    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(numbers_of[fault], "x")

    in_use = find_in_use(world.around)
    if fault == "read_only":
        monkeypatch.setattr(tempfile, "mkstemp", refuse)
    elif fault == "storage":
        monkeypatch.setattr("guide_app.updates.exporting.write_zip", refuse)
    else:
        usage = shutil.disk_usage(folder)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(UpdateError) as raised:
        export_bundle(in_use, shared, bool)
    assert raised.value.code == fault
    assert [path.name for path in folder.iterdir()] == ["shared.zip"]
    assert shared.read_bytes() == b"the old one"


def test_a_bundle_for_nowhere_is_told(world: World, tmp_path: Path) -> None:
    with pytest.raises(UpdateError) as raised:
        export_bundle(find_in_use(world.around), tmp_path / "no" / "where.zip", bool)
    assert raised.value.code == "storage"
