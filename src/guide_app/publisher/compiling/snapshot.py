"""The compile: valid sources in, one snapshot file out, and beside it whatever an editor wants to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guide_app.core.files import write_atomically
from guide_app.publisher.compiling.rows_from_sources import rows_from_staging
from guide_app.publisher.compiling.staging import save_staging, stage
from guide_app.publisher.guides.reading import Shelf
from guide_app.publisher.guides.rows import guide_rows
from guide_app.publisher.sources import Sources
from guide_app.store.builder import build_snapshot
from guide_app.store.rows import CanonicalRow, canonical_bytes

_LEFT_OUT: Final = """
    SELECT not_compiled_because, COUNT(*) FROM services WHERE NOT compiled
    GROUP BY not_compiled_because ORDER BY COUNT(*) DESC, not_compiled_because
"""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a compile made."""

    rows: tuple[CanonicalRow, ...]
    left_out: tuple[tuple[str, int], ...]
    """Why services stay in the sources, with how many of them."""
    length: int
    """Bytes of the snapshot."""

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return sum(row[0] == table for row in self.rows)

    def texts(self) -> Iterator[str]:
        """Walk over every text that a reader may see."""
        for table, values in self.rows:
            if not (table == "names" and str(values[0]).endswith("_words")):  # those are searched, never shown
                yield from (value for value in values if isinstance(value, str))


def compile_sources(
    sources: Sources,
    out: Path,
    *,
    shelf: Shelf | None = None,
    rows_path: Path | None = None,
    staging_path: Path | None = None,
) -> Compiled:
    """Compile valid sources, and the guides of a shelf, into the snapshot `out`.

    On request also save the canonical rows and the staging tables.

    Raises:
        SnapshotBuildError: the rows do not make a snapshot; no file is left.
        OSError: a file cannot be written.
    """
    with stage(sources) as database:
        rows = (*rows_from_staging(database), *guide_rows(shelf or {}))
        left_out = tuple(database.execute(_LEFT_OUT).fetchall())
        if staging_path is not None:
            save_staging(database, staging_path)
    if rows_path is not None:
        write_atomically(rows_path, canonical_bytes(rows))
    build_snapshot(rows, out)
    return Compiled(rows, left_out, out.stat().st_size)
