"""The one builder: canonical rows in, one SQLite file out, the same bytes everywhere.

Editors build here before signing, and a reader's machine builds here after an update; the signed sha256 decides
whether it succeeded. What makes the bytes the same: one SQLite (apsw carries it), rows inserted in sorted order,
the index written last and in one piece, and the header's three changing fields set to fixed values.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import apsw

from guide_app.core.errors import SnapshotBuildError, SnapshotFormatError
from guide_app.store.guide_index import build_guide_index
from guide_app.store.indexing import build_index
from guide_app.store.rows import CanonicalRow, Value, parse_row, sorted_rows
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION, TABLES, column_names
from guide_app.store.shards import COMMON, Shards, lines_of, merged, split_name

APPLICATION_ID: Final = 0x47756964
"""`Guid` in the file's header: `file` and we can tell what it is."""

PAGE_SIZE: Final = 4096
"""Bytes. Chosen by measurement, see docs/adr (snapshot format)."""

_PRAGMAS: Final = (
    f"PRAGMA page_size={PAGE_SIZE}",
    "PRAGMA encoding='UTF-8'",
    "PRAGMA auto_vacuum=NONE",
    "PRAGMA secure_delete=ON",  # no leftovers of earlier pages in the file
    "PRAGMA journal_mode=OFF",  # a failed build is thrown away whole
    "PRAGMA synchronous=OFF",  # one fsync at the end
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA temp_store=MEMORY",  # nothing outside the one file
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA cache_size=-16000",
    f"PRAGMA application_id={APPLICATION_ID}",
    f"PRAGMA user_version={SCHEMA_VERSION}",
)
_LONG_ROWS: Final = frozenset({"manifest", "services", "countries", "guide_texts"})
"""Tables whose rows are often longer than a quarter of a page: WITHOUT ROWID would waste half of it."""

Tables = Iterator[tuple[str, Iterable[tuple[Value, ...]]]]
"""Tables in the schema's order, each with its rows' values in the order in which they are written."""

_PRIOR: Final = column_names("services").index("prior")

# Fields of the header that SQLite changes by itself: https://www.sqlite.org/fileformat2.html
_CHANGE_COUNTER: Final = (24, 1)
_VALID_FOR: Final = (92, 1)  # equal to the counter, or the size in the header is not believed
_WRITTEN_BY: Final = (96, 3_054_001)


def build_snapshot(rows: Iterable[CanonicalRow], path: Path) -> None:
    """Build the snapshot that these rows make, in any order, and put it at `path` in one step.

    Raises:
        SnapshotBuildError: a row is wrong, or the disk is full or cannot be written. No half file is left; what
            stood at `path` before is untouched.
        SnapshotFormatError: the rows are of a schema or fold version that this program does not build.
    """
    ordered = sorted_rows(rows)
    _check_versions(ordered)
    _build(_arranged(ordered), path)


def build_from_shards(shards: Shards, path: Path) -> None:
    """Build the snapshot whose rows stand in shards: the same bytes as `build_snapshot`, in far less memory.

    Raises:
        SnapshotBuildError: as `build_snapshot`; also where rows of a shard are doubled or not in canonical order.
        SnapshotFormatError: the rows are of a schema or fold version that this program does not build.
    """
    _check_versions(_manifest_rows(shards))
    _build(_arranged_shards(shards), path)


def image_from_shards(shards: Shards) -> bytes:
    """Build the same bytes in memory, where nothing is to be written.

    Raises:
        SnapshotBuildError: as `build_from_shards`; also where there is no memory for it.
        SnapshotFormatError: the rows are of a schema or fold version that this program does not build.
    """
    _check_versions(_manifest_rows(shards))
    with _build_errors("memory"), closing(apsw.Connection(":memory:")) as connection:
        _fill(_arranged_shards(shards), connection)
        image = bytearray(connection.serialize("main"))
    for offset, value in (_CHANGE_COUNTER, _VALID_FOR, _WRITTEN_BY):
        image[offset : offset + 4] = value.to_bytes(4, "big")
    return bytes(image)


def _build(tables: Tables, path: Path) -> None:
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise SnapshotBuildError(f"cannot write into {path.parent}: {error.strerror}") from error
    os.close(descriptor)
    part = Path(name)
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    try:
        with _build_errors(str(path.parent)):
            with closing(apsw.Connection(str(part), flags=flags)) as connection:
                _fill(tables, connection)
            _finish(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _build_errors(place: str) -> Iterator[None]:
    """Turn what SQLite and the system say into our one error; theirs stays as the cause."""
    try:
        yield
    except (apsw.FullError, apsw.NoMemError, MemoryError) as error:
        raise SnapshotBuildError(f"there is no room left in {place}: {error}") from error
    except apsw.ConstraintError as error:
        raise SnapshotBuildError(f"the rows do not fit together: {error}") from error
    except (apsw.Error, OSError) as error:
        raise SnapshotBuildError(f"cannot write the snapshot to {place}: {error}") from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise SnapshotBuildError(f"a value cannot be stored: {error}") from error


def _arranged(ordered: list[CanonicalRow]) -> Tables:
    """Give the values of each table in the order in which they are written.

    Services are numbered by what comes first among equals: the index then gives the best first and stops early.
    """
    for table, group in itertools.groupby(ordered, key=lambda row: row[0]):
        rows = list(group)
        if table == "services":
            rows.sort(key=lambda row: (row[1][_PRIOR], row[1][0]))
        yield table, (values for _, values in rows)


def _arranged_shards(shards: Shards) -> Tables:
    """Do as `_arranged` with rows that are read twice rather than held."""
    for table, group in itertools.groupby(merged(shards), key=lambda placed: placed.row[0]):
        if table == "services":
            numbered = sorted((placed.row[1][_PRIOR], placed.row[1][0], *placed[1:]) for placed in group)
            yield table, (parse_row(shards[name][start:end])[1] for _, _, name, start, end in numbered)
        else:
            yield table, (placed.row[1] for placed in group)


def _manifest_rows(shards: Shards) -> Iterator[CanonicalRow]:
    for name, shard in shards.items():
        if split_name(name)[0] == COMMON:
            lines = (shard[start:end] for start, end in lines_of(shard))
            yield from (parse_row(line) for line in lines if line.startswith(b'["manifest",'))


def _check_versions(rows: Iterable[CanonicalRow]) -> None:
    found = {values[0]: values[1] for table, values in rows if table == "manifest"}
    for key, known in (("schema_version", SCHEMA_VERSION), ("fold_version", FOLD_VERSION)):
        if found.get(key) != str(known):
            raise SnapshotFormatError(f"the rows' {key} is {found.get(key, 'missing')}; this program builds {known}")


def _fill(tables: Tables, connection: apsw.Connection) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(_create_statement(table))
    for table, rows in tables:
        _insert(connection, table, rows)
    connection.execute("CREATE INDEX services_by_city ON services (location_country, city) WHERE city IS NOT NULL")
    _refuse_orphans(connection)
    build_index(connection)
    build_guide_index(connection)
    connection.execute("COMMIT")


def _create_statement(table: str) -> str:
    kind = "STRICT" if table in _LONG_ROWS else "STRICT, WITHOUT ROWID"
    return f"CREATE TABLE {table} ({', '.join(TABLES[table])}) {kind}"


def _insert(connection: apsw.Connection, table: str, rows: Iterable[tuple[Value, ...]]) -> None:
    names = column_names(table)
    if table == "services":
        names = ("rowid", *names)
        rows = ((number, *values) for number, values in enumerate(rows, start=1))
    blanks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({blanks})", rows)


def _refuse_orphans(connection: apsw.Connection) -> None:
    orphan = connection.execute(
        "SELECT service_id FROM contacts WHERE service_id NOT IN (SELECT id FROM services) LIMIT 1",
    ).fetchone()
    if orphan is not None:
        raise SnapshotBuildError(f"a contact belongs to the service {orphan[0]!r}, which has no row")


def _finish(part: Path, path: Path) -> None:
    with part.open("r+b") as file:
        for offset, value in (_CHANGE_COUNTER, _VALID_FOR, _WRITTEN_BY):
            file.seek(offset)
            file.write(value.to_bytes(4, "big"))
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o644)
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
