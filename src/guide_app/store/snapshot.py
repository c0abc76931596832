"""A verified snapshot, open for reading. Nothing is written anywhere, not even a lock."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import apsw

from guide_app.core.errors import NotInSnapshotError, SnapshotFormatError, StorageLostError, UntrustedContentError
from guide_app.core.languages import FALLBACK
from guide_app.core.values import (
    Country,
    CountryCode,
    LanguageCode,
    Manifest,
    Need,
    NeedId,
    Service,
    ServiceId,
    ServiceRow,
)
from guide_app.store import records
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION
from guide_app.store.verified import VerifiedContent, VerifiedSnapshot

Read = TypeVar("Read")
_PRAGMAS: Final = (
    "PRAGMA query_only=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",  # a stick pulled out must be an error, not a crash
    "PRAGMA cache_size=-4000",
)


class Snapshot:
    """The records of one snapshot, as frozen values.

    Every method raises `StorageLostError` when the file can no longer be read.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        """Take over an open connection; callers use `open`."""
        self._connection = connection
        self._kept: dict[str, Any] = {}

    @classmethod
    def open(cls, verified: VerifiedSnapshot) -> Self:
        """Open a snapshot that was verified.

        Raises:
            SnapshotFormatError: its schema or fold version is not this program's.
            UntrustedContentError: its length is no longer the verified one.
            StorageLostError: it cannot be read.
        """
        path = verified.path.absolute()
        try:
            length = path.stat().st_size
        except OSError as error:
            raise StorageLostError(f"{path} cannot be read: {error.strerror}") from error
        if length != verified.length:
            raise UntrustedContentError(
                f"{path} has changed since it was verified: {length} bytes, not {verified.length}"
            )
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        try:
            connection = apsw.Connection(f"{path.as_uri()}?immutable=1", flags=flags)
        except apsw.Error as error:
            raise StorageLostError(f"{path} cannot be read: {error}") from error
        return cls._of(connection, str(path))

    @classmethod
    def open_content(cls, verified: VerifiedContent) -> Self:
        """Open a snapshot that was verified and lies in memory alone; the bytes are copied.

        Raises:
            SnapshotFormatError: its schema or fold version is not this program's.
            StorageLostError: there is no memory for it, or it is no database.
        """
        try:
            connection = apsw.Connection(":memory:")
            connection.deserialize("main", verified.content)
        except (apsw.Error, MemoryError) as error:
            raise StorageLostError(f"the content in memory cannot be read: {error}") from error
        return cls._of(connection, "the content in memory")

    @classmethod
    def _of(cls, connection: apsw.Connection, name: str) -> Self:
        """Make an open connection one that only reads; where it cannot be used, it is closed."""
        snapshot = cls(connection)
        try:
            try:
                for pragma in _PRAGMAS:
                    connection.execute(pragma)
            except apsw.Error as error:
                raise StorageLostError(f"{name} cannot be read: {error}") from error
            snapshot._check_versions()
        except BaseException:
            snapshot.close()
            raise
        return snapshot

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def select(self, statement: str, values: Sequence[str | int | None] = ()) -> list[tuple[Any, ...]]:
        """Run one reading statement of this package; the only way to the file.

        Raises:
            StorageLostError: the file cannot be read.
        """
        try:
            return self._connection.execute(statement, values).fetchall()
        except (apsw.IOError, apsw.CorruptError, apsw.NotADBError, apsw.CantOpenError) as error:
            raise StorageLostError(f"the snapshot can no longer be read: {error}") from error

    def once(self, name: str, read: Callable[[], Read]) -> Read:
        """Give what `read` gave the first time: for what every search asks anew of a file that never changes."""
        if name not in self._kept:
            self._kept[name] = read()
        found: Read = self._kept[name]
        return found

    @property
    def size(self) -> int:
        """How many services there are."""
        return self.once("size", lambda: int(self.select("SELECT max(rowid) FROM services")[0][0] or 0))

    def manifest(self) -> Manifest:
        """Give what the snapshot says of itself."""
        return records.manifest({key: json.loads(value) for key, value in self.select("SELECT * FROM manifest")})

    def needs(self, language: LanguageCode, parent: NeedId | None = None) -> tuple[Need, ...]:
        """Give the needs of the first screen in their order, or the finer ones of one of them."""
        return tuple(need for need in self.every_need(language) if need.parent == parent)

    def every_need(self, language: LanguageCode) -> tuple[Need, ...]:
        """Give all needs, each of the first screen before its finer ones."""
        labels = self.names("need", language)
        descriptions = self.names("need_description", language)
        return tuple(
            Need(NeedId(need), labels.get(need, need), descriptions.get(need, ""), icon, parent and NeedId(parent))
            for need, icon, parent in self.select("SELECT id, icon, parent FROM needs ORDER BY position")
        )

    def countries(self, language: LanguageCode) -> tuple[tuple[CountryCode, str], ...]:
        """Give the countries of the snapshot with their names, sorted by name as people expect it."""
        from guide_app.core.text import fold  # its many patterns are not needed for the first screen

        named = [(CountryCode(code), name) for code, name in self.names("country", language).items()]
        return tuple(sorted(named, key=lambda pair: (fold(pair[1]), pair[1])))

    def country(self, code: CountryCode, language: LanguageCode) -> Country:
        """Give what is known of a country.

        Raises:
            NotInSnapshotError: it is not in the snapshot.
        """
        found = self.find_country(code, language)
        if found is None:
            raise NotInSnapshotError(f"there is no country {code!r} in the snapshot")
        return found

    def find_country(self, code: CountryCode, language: LanguageCode) -> Country | None:
        """Give what is known of a country, or None; one that only services name is there, with all else unknown."""
        found = self.select(f"SELECT {records.COUNTRY_COLUMNS} FROM countries WHERE code = ?", (code,))
        name = self.name("country", code, language)
        if found:
            return records.country(found[0], name)
        return records.unknown_country(code, name) if name != code else None

    def cities(self, country: CountryCode) -> tuple[str, ...]:
        """Give the towns with services in a country, sorted; `name("city", ...)` says them in a language."""
        from guide_app.core.text import fold

        statement = "SELECT DISTINCT city FROM services WHERE location_country = ? AND city IS NOT NULL"
        found = [city for (city,) in self.select(statement, (country,))]
        return tuple(sorted(found, key=lambda city: (fold(city), city)))

    def service(self, service_id: ServiceId) -> Service:
        """Give everything about a service; the id of a record joined into another gives that other.

        Raises:
            NotInSnapshotError: no record has this id.
        """
        found = self.find_service(service_id)
        if found is None:
            raise NotInSnapshotError(f"there is no service {service_id!r} in the snapshot")
        return found

    def find_service(self, service_id: ServiceId) -> Service | None:
        """Give everything about a service, or None; ids of joined records resolve."""
        statement = f"SELECT {records.SERVICE_COLUMNS} FROM services WHERE id = ?"
        found = self.select(statement, (service_id,))
        if not found:
            joined = self.select("SELECT service_id FROM joined_ids WHERE id = ?", (service_id,))
            found = self.select(statement, joined[0]) if joined else []
        if not found:
            return None
        contacts = f"SELECT {records.CONTACT_COLUMNS} FROM contacts WHERE service_id = ? ORDER BY position"
        return records.service(found[0], self.select(contacts, (found[0][0],)))

    def rows(self, ids: Iterable[ServiceId]) -> tuple[ServiceRow, ...]:
        """Give the lines of a list of results, in the order of the ids; an id that is not there is left out."""
        statement = f"SELECT {records.ROW_COLUMNS} FROM services WHERE id = ?"
        found = (self.select(statement, (service_id,)) for service_id in ids)
        return tuple(records.service_row(rows[0]) for rows in found if rows)

    def name(self, kind: str, code: str, language: LanguageCode) -> str:
        """Give the name of a country, language, city, service_kind, audience or need.

        English where the language has none, and the code where English has none either.
        """
        for spoken in (language, FALLBACK):
            found = self.select("SELECT name FROM names WHERE (kind, code, language) = (?, ?, ?)", (kind, code, spoken))
            if found:
                return str(found[0][0])
        return code

    def names(self, kind: str, language: LanguageCode) -> dict[str, str]:
        """Give all names of a kind at once, code -> name, English where the language has none."""
        statement = "SELECT code, language, name FROM names WHERE kind = ? AND language IN (?, ?)"
        found = self.select(statement, (kind, language, FALLBACK))
        names = {code: name for code, spoken, name in found if spoken == FALLBACK}
        names.update({code: name for code, spoken, name in found if spoken == language})
        return names

    def _check_versions(self) -> None:
        try:
            statement = "SELECT key, value_json FROM manifest WHERE key IN ('schema_version', 'fold_version')"
            found = dict(self.select(statement))
        except apsw.SQLError as error:
            raise SnapshotFormatError(f"the snapshot has no manifest: {error}") from error
        known = {"schema_version": str(SCHEMA_VERSION), "fold_version": str(FOLD_VERSION)}
        if found != known:
            raise SnapshotFormatError(f"the snapshot is of {found}; this program reads {known}")
