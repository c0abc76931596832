"""The ways on which a release's rows come, the shortest first. Who fails on one goes down to the next, never round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Final, NamedTuple

import apsw

from guide_app.core.errors import UpdateError
from guide_app.store.shards import BuiltShards, Shards, open_built
from guide_app.store.verified import VerifiedSnapshot
from guide_app.updates.errors import MissingError, TooLongError, fail
from guide_app.updates.events import Way
from guide_app.updates.packs import apply_changes, apply_delta, decode_full
from guide_app.updates.release import Measure, Release
from guide_app.updates.transports.parts import WholePart, check_part
from guide_app.updates.transports.transport import Transport, Watch

_ROOM_OF_PACK: Final = 1 << 20
"""Bytes that a pack written by another copy may have beyond the raw rows: what cannot shrink grows a little."""
GOES_DOWN: Final = frozenset(
    {"missing", "too_long", "wrong_hash", "pack", "build", "web_page", "server", "form", "unreadable"}
)
"""Words after which the next way is tried. Where line, disk or signature fail, another way would not help."""


MakePart = Callable[[str], WholePart]
"""Gives the part for a sha256."""


class Candidate(NamedTuple):
    """One file to fetch."""

    way: Way
    path: str
    """In the repository."""
    measure: Measure


def candidates(
    release: Release | None, snapshot: Measure, in_use: int | None, *, same_for_everybody: bool = False
) -> tuple[Candidate, ...]:
    """List the ways in the order in which they are to be tried.

    Args:
        release: what the signed file says of the rows; None: nothing.
        snapshot: what it says of the SQLite file.
        in_use: version of what is here; None: nothing to build on.
        same_for_everybody: ask for nothing that tells which version is here.
    """
    last = Candidate("sqlite", f"targets/{snapshot.sha256}.guide.sqlite", snapshot)
    if release is None:
        return (last,)
    found = []
    if in_use is not None and in_use in release.deltas and not same_for_everybody:
        found.append(Candidate("delta", f"targets/{release.delta_path(in_use)}", release.deltas[in_use]))
    if in_use is not None and release.changes is not None and release.changes.since <= in_use:
        found.append(Candidate("changes", f"targets/{release.changes_path}", release.changes.file))
    full = Candidate("full", f"targets/{release.pack_path}", release.pack)
    shorter = [candidate for candidate in found if candidate.measure.length < full.measure.length]
    return (*shorter, full, last)


def there_are(found: tuple[Candidate, ...], road: Transport) -> tuple[Candidate, ...]:
    """Leave out what is not on a stick, so that what is told beforehand is true; a line is asked nothing for it.

    Raises:
        UpdateError: nothing of it is there.
    """
    if not road.offline:
        return found
    there = tuple(candidate for candidate in found if _is_there(road, candidate.path))
    if not there:
        raise MissingError(found[-1].path)
    return there


def fetch(candidate: Candidate, road: Transport, release: Release | None, make: MakePart, watch: Watch) -> bytes:
    """Bring a file, going on where it broke off. From a stick the full pack is taken whoever packed it.

    Raises:
        UpdateError: it cannot be had, or is not what was signed for.
    """
    if road.offline and candidate.way == "full" and release is not None:
        return road.read(candidate.path, release.rows.length + _ROOM_OF_PACK, watch)
    part = make(candidate.measure.sha256)
    road.fetch(candidate.path, candidate.measure.length, part, watch)
    return check_part(part, candidate.measure.length)


def unpack(way: Way, data: bytes, base: Shards, release: Release) -> Shards:
    """Make the release's shards from what came.

    Raises:
        UpdateError: `pack`, `too_long` or `wrong_hash`.
    """
    if way == "full":
        return decode_full(data, release)
    return apply_delta(base, data, release) if way == "delta" else apply_changes(base, data, release)


@contextmanager
def shards_in(verified: VerifiedSnapshot, release: Release) -> Iterator[Shards]:
    """Give the rows of what is in use, cut as the release's are; one shard at a time is in memory.

    Raises:
        UpdateError: `no_guide`: it cannot be read any more.
    """
    try:
        with open_built(verified.path) as connection:
            yield BuiltShards(connection, release.shards, release.layout)
    except apsw.Error as error:
        fail("no_guide", str(error))


@contextmanager
def shards_of(content: bytes, release: Release) -> Iterator[Shards]:
    """Give the rows of a whole snapshot that came as it is.

    Raises:
        UpdateError: `wrong_hash`: it is no snapshot.
    """
    try:
        with closing(apsw.Connection(":memory:")) as connection:
            connection.deserialize("main", content)
            yield BuiltShards(connection, release.shards, release.layout)
    except apsw.Error as error:
        fail("wrong_hash", str(error))


def check_shards(shards: Shards, release: Release) -> None:
    """Hold rows that were read out of a snapshot against what was signed for them.

    Raises:
        UpdateError: `wrong_hash`.
    """
    for name, measure in release.shards.items():
        if Measure.of(shards[name]) != measure:
            fail("wrong_hash", f"the rows of {name}")


def _is_there(road: Transport, path: str) -> bool:
    try:
        road.read(path, 0)
    except TooLongError:
        return True
    except UpdateError:
        return False
    return False
