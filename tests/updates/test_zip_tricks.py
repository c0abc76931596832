"""Everything a zip can do besides holding plain files is refused, by one word and before a byte is used."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.errors import UpdateError
from guide_app.updates.transports.zipped import MOST_FILES, ZipTransport, read_list, write_zip

FILES = {"metadata/timestamp.json": b'{"a": 1}', "targets/packs/a.full": bytes(range(256)), "targets/empty": b""}
Bend = Callable[[bytearray], object]
HEAD, LISTED, END = 30, 46, 22


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    write_zip(file, ((path, [content[:3], content[3:]]) for path, content in files.items()))
    return file.getvalue()


def by_others(
    *files: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_STORED, comment: bytes = b""
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.comment = comment
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def of_type(kind: int, path: str = "a") -> bytes:
    entry = zipfile.ZipInfo(path)
    entry.external_attr = (kind | 0o777) << 16
    return by_others((entry, b"/etc/passwd"))


def refused(content: bytes) -> bool:
    with pytest.raises(UpdateError) as caught:
        read_list(io.BytesIO(content))
    assert str(caught.value).startswith("This zip is not read: ")
    return caught.value.code == "bad_zip"


def test_ours_is_a_zip_to_everybody_and_the_same_each_time(tmp_path: Path) -> None:
    content = zipped(FILES)
    assert content == zipped(FILES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    (tmp_path / "g.zip").write_bytes(content)
    assert {path: ZipTransport(tmp_path / "g.zip").read(path, 999) for path in FILES} == FILES


def test_a_plain_zip_by_others_is_read() -> None:
    content = by_others(*FILES.items())
    assert {path: content[start : start + size] for path, (start, size) in read_list(io.BytesIO(content)).items()} == (
        FILES
    )


BY_OTHERS: dict[str, Callable[[], bytes]] = {
    "nothing in it": by_others,
    "packed": lambda: by_others(("a", b"a" * 99), packing=zipfile.ZIP_DEFLATED),
    "a bomb": lambda: by_others(("a", bytes(1 << 22)), packing=zipfile.ZIP_DEFLATED),
    "another packing": lambda: by_others(("a", b"a" * 99), packing=zipfile.ZIP_LZMA),
    "a link": lambda: of_type(stat.S_IFLNK),
    "a pipe": lambda: of_type(stat.S_IFIFO),
    "a device": lambda: of_type(stat.S_IFBLK),
    "a folder": lambda: of_type(stat.S_IFDIR),
    "a folder by its name": lambda: by_others(("metadata/", b"")),
    "upwards": lambda: by_others(("../a", b"")),
    "upwards inside": lambda: by_others(("a/../../b", b"")),
    "from the root": lambda: by_others(("/etc/passwd", b"")),
    "a drive": lambda: by_others(("C:/a", b"")),
    "backwards": lambda: of_type(stat.S_IFREG, "a\\..\\b"),
    "other letters": lambda: by_others(("ä", b"")),
    "names that differ in case": lambda: by_others(("a", b"1"), ("A", b"2")),
    "too many files": lambda: by_others(*((str(number), b"") for number in range(MOST_FILES + 1))),
    "a comment": lambda: by_others(("a", b"1"), comment=b"hello"),
    "something before": lambda: b"#!/bin/sh\n" + zipped(FILES),
    "something after": lambda: zipped(FILES) + b"\n",
    "twice the same": lambda: zipped(FILES) + zipped(FILES),
    "no zip at all": lambda: b"<!doctype html><title>Log in</title>" * 9,
    "empty": lambda: b"",
}


@pytest.mark.parametrize("trick", BY_OTHERS)
def test_a_trick_is_refused(trick: str) -> None:
    assert refused(BY_OTHERS[trick]())


def listed(content: bytes | bytearray) -> int:
    return int(struct.unpack_from("<L", content, len(content) - END + 16)[0])


def test_a_name_twice_is_refused() -> None:
    content = zipped({"a": b"1", "b": b"2"})
    assert refused(content.replace(b"b", b"a"))


@pytest.mark.parametrize(
    ("inside", "form", "value"),
    [
        (8, "H", 1),  # flags: encrypted
        (8, "H", 8),  # flags: lengths come behind the file
        (10, "H", 8),  # method in the list only
        (16, "L", 7),  # checksum in the list only
        (20, "L", 4),  # packed length
        (24, "L", 4),  # length
        (24, "L", 0xFFFFFFFF),  # length of the second form of numbers
        (28, "H", 9),  # length of the name
        (30, "H", 4),  # extra field
        (32, "H", 4),  # comment
        (34, "H", 1),  # another disk
        (42, "L", 5),  # beginning: inside another file
        (42, "L", 1 << 30),  # beginning: outside
        (0, "L", 0),  # mark
    ],
)
def test_a_list_that_says_something_else_is_refused(inside: int, form: str, value: int) -> None:
    content = bytearray(zipped(FILES))
    struct.pack_into(f"<{form}", content, listed(content) + inside, value)
    assert refused(bytes(content))


def test_files_that_share_bytes_are_refused() -> None:
    """The trick of the smallest large bomb: every entry of the list points at the same file."""
    content = bytearray(zipped({"a": b"xyz", "b": b"xyz"}))
    struct.pack_into("<L", content, listed(content) + LISTED + 1 + 42, 0)
    assert refused(bytes(content))


def test_a_gap_between_files_is_refused() -> None:
    one = zipped({"a": b"xyz"})
    start = listed(one)
    content = bytearray(one[:start] + b"hidden" + one[start:])
    struct.pack_into("<L", content, len(content) - END + 16, start + 6)
    assert refused(bytes(content))


def test_every_shorter_length_is_refused() -> None:
    content = zipped(FILES)
    assert all(refused(content[:length]) for length in range(len(content)))


@given(st.data())
def test_changed_bytes_are_refused_or_change_only_what_is_signed(data: st.DataObject) -> None:
    """Whatever is changed, nothing else is raised, and nothing outside the zip is ever read."""
    content = bytearray(zipped(FILES))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        files = read_list(io.BytesIO(bytes(content)))
    except UpdateError:
        assert refused(bytes(content))
    else:
        assert sum(file.length for file in files.values()) == sum(map(len, FILES.values()))


@given(st.binary(max_size=300))
def test_noise_is_refused(content: bytes) -> None:
    assert refused(content)


def test_too_much_for_one_zip_is_refused_when_writing() -> None:
    with pytest.raises(UpdateError) as caught:
        write_zip(io.BytesIO(), ((str(number), []) for number in range(MOST_FILES + 1)))
    assert caught.value.code == "too_long"
