"""What a release consists of beside its SQLite file: packs, deltas, and the description that the editors sign.

Everything is made from the compiled `guide.sqlite` of the release's folder and from the kept rows of earlier releases
(`releasing.history`), and everything is tried out here before anybody signs: the rows must build the very file, and
every pack must lead to the very rows.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from guide_app.core.errors import GuideError
from guide_app.core.files import write_atomically
from guide_app.core.places import SNAPSHOT_NAME
from guide_app.publisher.releasing import history, packing
from guide_app.publisher.releasing.telling import changes_in_words
from guide_app.store.builder import build_from_shards
from guide_app.store.rows import CanonicalRow
from guide_app.store.schema import FOLD_VERSION
from guide_app.store.shards import Layout, cut_into_shards, open_built, plan_layout, rows_of, stream_digest
from guide_app.updates.packs import apply_changes, apply_delta, decode_full
from guide_app.updates.regions import describe_regions
from guide_app.updates.release import MOST_DELTAS, Measure, Release, read_release

PACKS: Final = "packs"
"""Folder of the packs, below a release's and below a repository's targets."""
REACHES_BACK: Final = 8
"""Releases over which the list of changes reaches: two months of weeks."""

Custom = dict[str, object]
Regions = Mapping[str, Iterable[str]]


class MakingError(GuideError):
    """What was made does not lead to what it should; nothing was written."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How hard to try: zstd's settings for each kind of pack."""

    full: Sequence[packing.Setting] = packing.FULL_SETTINGS
    delta: Sequence[packing.Setting] = packing.DELTA_SETTINGS


QUICKLY: Final = Tries(packing.QUICK_SETTINGS, packing.QUICK_SETTINGS)


class Made(NamedTuple):
    """What a release consists of."""

    custom: Custom
    """What the editors sign of its rows and packs."""
    shards: packing.Shards


@dataclass(frozen=True, slots=True)
class Making:
    """A release in the making."""

    folder: Path
    version: int
    """Of the targets that will name it."""
    regions: Regions
    """Region -> the prefixes of its services' ids."""
    say: Callable[[str], None]
    tries: Tries = Tries()

    def run(self, *, dry: bool = False) -> Made:
        """Say what the release changes, make its packs, and give what the editors sign about them.

        Args:
            dry: make everything, write nothing.

        Raises:
            MakingError: what was made does not lead to what it should.
            GuideError: the file or kept rows cannot be read.
            OSError: a file cannot be read or written.
        """
        rows = read_rows(self.folder / SNAPSHOT_NAME)
        layout = plan_layout(rows, self.regions)
        shards = cut_into_shards(rows, layout)
        self.say(f"{len(rows)} rows, {_size(sum(map(len, shards.values())))}, in {len(shards)} shards")
        olds = self._olds()
        self._tell(olds, rows)
        self._try_building(shards)
        custom = self._describe(shards, layout)
        files = self._pack(shards, layout, olds, custom)
        if not dry:
            self._write(files)
        return Made(custom, shards)

    def _olds(self) -> list[int]:
        """List the earlier releases that can be read, the newest first."""
        olds = []
        for version in sorted(history.kept_versions(self.folder), reverse=True)[:MOST_DELTAS]:
            if version >= self.version:
                raise MakingError(f"Version {version} was released already: the next one has a higher number.")
            if history.fits_schema(self.folder, version):
                olds.append(version)
            else:
                self.say(f"Version {version} is of another schema: no delta leads from it")
        return olds

    def _tell(self, olds: Sequence[int], rows: Iterable[CanonicalRow]) -> None:
        if olds:
            self.say(f"Since version {olds[0]}:")
            for line in changes_in_words(history.load_rows(self.folder, olds[0]), rows):
                self.say(f"  {line}")
        else:
            self.say("No earlier release is kept here: there is nothing to compare it with")

    def _try_building(self, shards: packing.Shards) -> None:
        """Build the file from the rows, as a reader's machine will."""
        self.say("Building the guide from its rows ...")
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            built = Path(place) / SNAPSHOT_NAME
            build_from_shards(shards, built)
            if _sha256(built) != _sha256(self.folder / SNAPSHOT_NAME):
                raise MakingError(f"The rows of {self.folder / SNAPSHOT_NAME} build another file: compile it anew.")

    def _describe(self, shards: packing.Shards, layout: Layout) -> Custom:
        regions = describe_regions({region: sorted(ids) for region, ids in sorted(layout.regions.items())})
        custom: Custom = {
            "fold": FOLD_VERSION,
            "rows": list(stream_digest(shards)),
            "shards": {name: _measure(content) for name, content in shards.items()},
        }
        return custom | ({"regions": regions} if regions else {})

    def _pack(self, shards: packing.Shards, layout: Layout, olds: Sequence[int], custom: Custom) -> dict[str, bytes]:
        """Make the packs, try each, and add to `custom` what is to be signed of them.

        Returns:
            File name -> content.
        """
        full = packing.make_full(shards, self.tries.full)
        custom["pack"] = _measure(full)
        files = {f"{_measure(full)[1]}.full": full}
        self.say(f"Full pack: {_size(len(full))}")
        release = _described(custom)
        _must_be(decode_full(full, release), shards, "the full pack")
        deltas: dict[str, list[int | str]] = {}

        @lru_cache(maxsize=1)
        def read(version: int) -> packing.Shards:
            return cut_into_shards(history.load_rows(self.folder, version), layout)

        readers = {version: partial(read, version) for version in olds}
        for version, delta in packing.make_deltas(readers, shards, self.tries.delta):
            _must_be(apply_delta(read(version), delta, release), shards, f"the delta from {version}")
            deltas[str(version)] = _measure(delta)
            files[f"{_measure(delta)[1]}.from-{version}"] = delta
            self.say(f"Delta from version {version}: {_size(len(delta))}")
        custom["deltas"] = deltas
        if olds:
            *between, since = olds[:REACHES_BACK]
            changes = packing.make_changes(read(since), shards, map(read, between))
            for version in (*between, since):
                _must_be(apply_changes(read(version), changes, release), shards, f"the changes since {version}")
            length, digest = _measure(changes)
            custom["changes"] = {"since": since, "length": length, "sha256": digest}
            files[f"{digest}.since-{since}"] = changes
            self.say(f"Changes since version {since}: {_size(len(changes))}")
        return files

    def _write(self, files: Mapping[str, bytes]) -> None:
        folder = self.folder / PACKS
        fresh = Path(tempfile.mkdtemp(prefix=f".{PACKS}.", dir=self.folder))
        try:
            for name, content in files.items():
                write_atomically(fresh / name, content)
            shutil.rmtree(folder, ignore_errors=True)
            fresh.chmod(0o755)
            fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def read_rows(snapshot: Path) -> tuple[CanonicalRow, ...]:
    """Read the canonical rows out of a compiled file.

    Raises:
        MakingError: it is no snapshot of this program's schema.
    """
    try:
        with open_built(snapshot) as connection:
            return tuple(rows_of(connection))
    except apsw.Error as error:
        raise MakingError(f"{snapshot} is not a guide that this program could read: {error}") from error


def check_description(snapshot: Path, custom: Mapping[str, object]) -> None:
    """Compare what targets say of rows and shards with a compiled file, as somebody does who is about to sign.

    Packs need no look: whoever receives one accepts nothing but these shards from it.

    Raises:
        MakingError: the description is of other rows.
        UpdateError: it has another form.
    """
    release = read_release(custom)
    if release is None:
        return
    shards = cut_into_shards(read_rows(snapshot), release.layout)
    described = {name: list(measure) for name, measure in release.shards.items()}
    if described != {name: _measure(content) for name, content in shards.items()}:
        raise MakingError(f"The targets describe other rows than those of {snapshot}.")
    if stream_digest(shards) != release.rows:
        raise MakingError(f"The targets describe another stream of rows than that of {snapshot}.")


def _described(custom: Custom) -> Release:
    release = read_release(custom)
    if release is None:
        raise MakingError("The release is not described.")
    return release


def _must_be(found: packing.Shards, wanted: packing.Shards, what: str) -> None:
    if found != wanted:
        raise MakingError(f"{what} does not lead to the rows of the release.")


def _measure(content: bytes) -> list[int | str]:
    return list(Measure.of(content))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(length: int) -> str:
    return f"{length} bytes" if length < 10_000 else f"{length / 1000:.0f} kB"  # noqa: PLR2004
