"""The rows of earlier releases, kept by the publisher: from each of them a delta leads to the next release.

`history/<version of the targets>.rows.zst` is the canonical stream of one release, in one zstd frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from guide_app.core.errors import GuideError, UpdateError
from guide_app.core.files import write_atomically
from guide_app.store.rows import CanonicalRow, canonical_bytes, encode_row, parse_rows
from guide_app.store.schema import SCHEMA_VERSION
from guide_app.updates import zstd
from guide_app.updates.release import LARGEST, MOST_DELTAS

FOLDER: Final = "history"
_NAME: Final = re.compile(r"([1-9][0-9]*)\.rows\.zst")
_LEVEL: Final = {100: 12}


class HistoryError(GuideError):
    """The kept rows of an earlier release cannot be read: without that file its readers get the whole pack."""


def keep_rows(release: Path, version: int, rows: Iterable[CanonicalRow]) -> None:
    """Keep the rows of a release that is published; only as many releases are kept as get a delta.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = release / FOLDER
    folder.mkdir(exist_ok=True)
    write_atomically(folder / f"{version}.rows.zst", zstd.compress(canonical_bytes(rows), _LEVEL))
    for old in kept_versions(release)[:-MOST_DELTAS]:
        _path(release, old).unlink()


def kept_versions(release: Path) -> list[int]:
    """List the versions whose rows are kept, oldest first."""
    names = (_NAME.fullmatch(path.name) for path in (release / FOLDER).glob("*.rows.zst"))
    return sorted(int(name[1]) for name in names if name)


def fits_schema(release: Path, version: int) -> bool:
    """Say whether the rows of an earlier release are of the schema of today: only then a delta can lead from them.

    Raises:
        HistoryError: the file is damaged.
        OSError: it cannot be read.
    """
    return encode_row(("manifest", ("schema_version", str(SCHEMA_VERSION)))) in _stream(release, version)


def load_rows(release: Path, version: int) -> tuple[CanonicalRow, ...]:
    """Read the rows of an earlier release.

    Raises:
        HistoryError: the file is damaged.
        SnapshotBuildError: its rows are of another schema.
        OSError: it cannot be read.
    """
    return tuple(parse_rows(_stream(release, version)))


def _stream(release: Path, version: int) -> bytes:
    path = _path(release, version)
    try:
        return zstd.decompress(path.read_bytes(), LARGEST)
    except UpdateError as error:
        raise HistoryError(f"{path} is damaged: take it away or put the good one in its place.") from error


def _path(release: Path, version: int) -> Path:
    return release / FOLDER / f"{version}.rows.zst"
