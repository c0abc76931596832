"""What the editors' signature says of a release beside its SQLite file: its rows, and the packs they travel in.

It stands in the `custom` field of the one signed target. Who reads it has verified the signatures; here only its form
is judged, so that a slip of a publisher is a refusal and not a fault of the program.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

from guide_app.core.errors import SnapshotBuildError
from guide_app.store.shards import REGION, Layout, layout_of
from guide_app.updates.errors import fail

MOST_DELTAS: Final = 26
"""Releases from which a direct delta leads to the newest: half a year of weeks."""
MOST_SHARDS: Final = 2_000
LARGEST: Final = 1 << 31
"""Bytes that any one thing described here may have."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_VERSION: Final = re.compile(r"[1-9][0-9]{0,14}")

Value = TypeVar("Value")


class Measure(NamedTuple):
    """What a content must be."""

    length: int
    """Bytes."""
    sha256: str
    """Hex, small letters."""

    @classmethod
    def of(cls, content: bytes | memoryview) -> Measure:
        """Measure a content."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


class Changes(NamedTuple):
    """The list of changed rows that fits every release from `since` on."""

    since: int
    """Version of targets."""
    file: Measure


class Release(NamedTuple):
    """The rows of a release and the files in which they travel."""

    rows: Measure
    """Of the whole canonical stream."""
    shards: Mapping[str, Measure]
    """Raw content of each shard, in the order of their names."""
    pack: Measure
    """Of the file with everything."""
    deltas: Mapping[int, Measure]
    """Version of the targets that somebody has -> the file that leads from there to here."""
    changes: Changes | None
    layout: Layout

    @property
    def pack_path(self) -> str:
        """Path of the full pack in a repository's targets."""
        return f"packs/{self.pack.sha256}.full"

    def delta_path(self, version: int) -> str:
        """Give the path of the delta from a version.

        Raises:
            KeyError: there is none.
        """
        return f"packs/{self.deltas[version].sha256}.from-{version}"

    @property
    def changes_path(self) -> str | None:
        """Path of the list of changes; None: there is none."""
        return None if self.changes is None else f"packs/{self.changes.file.sha256}.since-{self.changes.since}"


def read_release(custom: Mapping[str, object]) -> Release | None:
    """Read the signed `custom` of the target; None where it describes no rows, as a build's own does.

    Raises:
        UpdateError: `form`: it is not what a publisher writes.
    """
    if "shards" not in custom:
        return None
    measures = {name: _measure(measure) for name, measure in _table(custom["shards"]).items()}
    deltas = {_version(version): _measure(file) for version, file in _table(custom.get("deltas", {})).items()}
    if not 0 < len(measures) <= MOST_SHARDS or len(deltas) > MOST_DELTAS:
        fail("form", "too many shards or deltas, or none")
    regions = {name: _prefixes(region) for name, region in _table(custom.get("regions", {})).items()}
    try:
        layout = layout_of(measures, regions)
    except SnapshotBuildError as error:
        fail("form", str(error))
    if {REGION + region for region in regions} != {name for name in measures if name.startswith(REGION)}:
        fail("form", "the regions' shards are not those of the regions")
    shards = {name: measures[name] for name in sorted(measures)}
    rows, pack = _measure(custom.get("rows")), _measure(custom.get("pack"))
    if rows.length != sum(measure.length for measure in shards.values()):
        fail("form", "the shards are not as long as the rows")
    return Release(rows, shards, pack, deltas, _changes(custom.get("changes")), layout)


def _changes(tree: object) -> Changes | None:
    if tree is None:
        return None
    fields = _table(tree)
    if fields.keys() != {"length", "sha256", "since"}:
        fail("form", "the list of changes is not described")
    return Changes(_version(str(fields["since"])), _measure([fields["length"], fields["sha256"]]))


def _table(tree: object) -> Mapping[str, object]:
    if not isinstance(tree, dict):
        fail("form", "a table of the release is something else")
    return tree


def _measure(tree: object) -> Measure:
    match tree:
        case [length, str(digest)] if type(length) is int and _SHA256.fullmatch(digest):
            if 0 <= length <= LARGEST:
                return Measure(length, digest)
    return fail("form", "a length and sha256 of the release are something else")


def _version(text: str) -> int:
    if not _VERSION.fullmatch(text):
        fail("form", "a version of the release is no number")
    return int(text)


def _prefixes(region: object) -> tuple[str, ...]:
    ids = _table(region).get("ids")
    if not isinstance(ids, list) or not all(isinstance(prefix, str) for prefix in ids):
        fail("form", "a region has no list of ids")
    return tuple(ids)
