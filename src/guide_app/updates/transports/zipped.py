"""One .zip on a stick: plain files one after the other, in the single form that this module also writes.

A zip can say two things at once: names twice, another size in front of a file than in the list at the end, files
within files, a tiny file that swells. Every such trick needs something that the form here has not: stored files only,
without gaps or overlaps, no extra fields, no comment, the list last, and both descriptions of a file equal. So the
reader is small and asks for exactly that.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, NoReturn

from guide_app.core.errors import UpdateError
from guide_app.updates.errors import MissingError, TooLongError
from guide_app.updates.transports.folder import copy_rest
from guide_app.updates.transports.transport import PartFile, Watch, check_path
from guide_app.updates.trust import open_regular

MOST_FILES: Final = 1000
LONGEST: Final = (1 << 31) - 1
"""Bytes of a whole zip; beyond, the format would need its second form of numbers."""
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LISTED: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 10
_DATE: Final = 0x21
"""1 January 1980, the first day a zip can name: when a guide was put on a stick is nobody's business."""
_FILE_TYPE, _REGULAR, _FOLDER_BIT = 0o170000, 0o100000, 0x10


class Stored(NamedTuple):
    """Where a file lies within the zip, in bytes."""

    start: int
    length: int


class ZipTransport:
    """Reads one .zip. It is opened for each read; its list is read once, and each read stays within its lengths."""

    kind: Literal["zip"] = "zip"
    offline = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: Mapping[str, Stored] | None = None

    def read(self, path: str, most: int, watch: Watch | None = None) -> bytes:
        """Read a small file whole; see `Transport.read`."""
        if watch is not None:
            watch.check()
        try:
            with open_regular(self._path) as file:
                stored = self._find(file, path)
                if stored.length > most:
                    raise TooLongError(path)
                file.seek(stored.start)
                content = file.read(stored.length)
        except OSError as error:
            raise self._unreadable(error) from error
        if len(content) != stored.length:
            raise UpdateError("broken_off", f"{path} is shorter than it must be.")
        return content

    def fetch(self, path: str, length: int, part: PartFile, watch: Watch) -> None:
        """Copy what is missing of a part; see `Transport.fetch`."""
        try:
            with open_regular(self._path) as file:
                stored = self._find(file, path)
                if stored.length > length:
                    raise TooLongError(path)
                if stored.length < length:
                    raise UpdateError("broken_off", f"{path} is shorter than it must be.")
                copy_rest(file, path, stored.start, length, part, watch)
        except OSError as error:
            raise self._unreadable(error) from error

    def close(self) -> None:
        """Nothing is held open between reads: the stick can be taken away."""

    def _find(self, file: BufferedReader, path: str) -> Stored:
        if self._files is None:
            self._files = read_list(file)
        try:
            return self._files[check_path(path)]
        except KeyError as error:
            raise MissingError(path) from error

    def _unreadable(self, error: OSError) -> UpdateError:
        return UpdateError("unreadable", f"{self._path.name} cannot be read: {error}.")


def read_list(file: BinaryIO) -> dict[str, Stored]:
    """Read which files a zip holds, and make sure that it says so in one way only.

    Raises:
        UpdateError: `bad_zip`.
        OSError: it cannot be read.
    """
    whole = file.seek(0, 2)
    if not _END.size <= whole <= LONGEST:
        _refuse("it is no zip, cut off, or too large")
    mark, disk, first_disk, here, count, size, start, comment = _END.unpack(_take(file, whole - _END.size, _END.size))
    if mark != b"PK\5\6" or comment or disk or first_disk or here != count or start + size + _END.size != whole:
        _refuse("its end is not the end of a plain zip, or it is cut off")
    if not 0 < count <= MOST_FILES:
        _refuse("it holds no files, or too many")
    files, names, at = dict[str, Stored](), set[str](), 0
    for entry, name in _entries(_take(file, start, size), count):
        length = _check_entry(file, entry, name, at)
        at += _LOCAL.size + len(name) + length
        text = _path_of(name)
        if text.lower() in names:
            _refuse(f"it names {text} twice")
        names.add(text.lower())
        files[text] = Stored(at - length, length)
    if at != start:
        _refuse("its files and its list do not fit together")
    return files


def write_zip(file: BinaryIO, contents: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write files, each as path and chunks, in the form that `read_list` reads; same files, same bytes.

    Raises:
        UpdateError: `bad_address`, a path is none; `too_long`, more than a plain zip can hold.
        OSError: it cannot be written.
    """
    listed, at = bytearray(), 0
    count = 0
    for path, chunks in contents:
        name = check_path(path).encode("ascii")
        file.seek(at + _LOCAL.size + len(name))
        crc, length = 0, 0
        for chunk in chunks:
            crc, length = zlib.crc32(chunk, crc), length + file.write(chunk)
        common = (_VERSION, 0, 0, 0, _DATE, crc, length, length, len(name), 0)
        file.seek(at)
        file.write(_LOCAL.pack(b"PK\3\4", *common) + name)
        listed += _LISTED.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, at) + name
        at += _LOCAL.size + len(name) + length
        count += 1
    if at + len(listed) + _END.size > LONGEST or count > MOST_FILES:
        raise UpdateError("too_long", "This is more than one zip can hold.")
    file.seek(at)
    file.write(listed + _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), at, 0))


class _Entry(NamedTuple):
    """A file as the list tells it, in the order of the format."""

    mark: bytes
    made_by: int
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    length: int
    name: int
    extra: int
    comment: int
    disk: int
    inner: int
    outer: int
    start: int


def _entries(listed: bytes, count: int) -> Iterator[tuple[_Entry, bytes]]:
    at = 0
    for _ in range(count):
        if at + _LISTED.size > len(listed):
            _refuse("its list is cut off")
        entry = _Entry._make(_LISTED.unpack_from(listed, at))
        at += _LISTED.size + entry.name
        yield entry, listed[at - entry.name : at]
    if at != len(listed):
        _refuse("its list holds more than its files")


def _check_entry(file: BinaryIO, entry: _Entry, name: bytes, at: int) -> int:
    """Compare both descriptions of a file that must begin at `at`; gives its length in bytes."""
    if entry.mark != b"PK\1\2" or entry.extra or entry.comment or entry.disk or entry.flags:
        _refuse("its list is not that of a plain zip")
    if entry.method or entry.packed != entry.length:
        _refuse("a file in it is packed: a guide's files are stored as they are")
    if (entry.outer >> 16) & _FILE_TYPE not in {0, _REGULAR} or entry.outer & _FOLDER_BIT:
        _refuse("it holds a link, a folder or a device")
    if entry.start != at:
        _refuse("its files overlap or have gaps between them")
    local = _LOCAL.unpack(_take(file, at, _LOCAL.size))
    if local != (b"PK\3\4", *entry[2:11], 0) or _take(file, at + _LOCAL.size, len(name)) != name:
        _refuse("a file is described in two ways")
    return entry.length


def _path_of(name: bytes) -> str:
    try:
        return check_path(name.decode("ascii"))
    except (UnicodeDecodeError, UpdateError):
        _refuse(f"it names {name[:80]!r}, which is no path of a guide")


def _take(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    content = file.read(length)
    if len(content) != length:
        _refuse("it is cut off")
    return content


def _refuse(why: str) -> NoReturn:
    raise UpdateError("bad_zip", f"This zip is not read: {why}.")
