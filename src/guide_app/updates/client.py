"""What the keys say now: asks a road for signed metadata, and believes it only when three judges agree.

python-tuf follows the roots and verifies every role (`updater`), the high-water mark knows what was seen before
(`watermark`), and the start check must accept the result too, or the next start would refuse what was installed
(`chain`). Nothing is written: the caller gets files, and keeps them together with the content once that is good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from guide_app.core.errors import UntrustedContentError, UpdateError
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.updates.chain import LIMITS, check_chain, load_root, next_root
from guide_app.updates.errors import EXIT_CODES, MissingError, as_update_error, exit_code, fail
from guide_app.updates.metadata_bundle import read_bundle
from guide_app.updates.quiet import load_quietly
from guide_app.updates.shelves import ROOT_VERSION, MemoryShelf
from guide_app.updates.transports.transport import Transport, Watch
from guide_app.updates.watermark import NOTHING_SEEN, Watermark, as_moment, raise_mark, regions_of

if TYPE_CHECKING:
    from guide_app.updates.updater import GuideUpdater

VERY_OLD: Final = timedelta(days=400)
"""A guide on a stick that is older is taken only if a person agrees."""
_FIRST = timedelta(seconds=1)
_TIMESTAMP: Final = "timestamp.json"


@dataclass(frozen=True, slots=True)
class Known:
    """What this machine trusts and has seen before it asks."""

    trusted_root: bytes
    """The root that the program carries."""
    stored: Mapping[str, bytes] = field(default_factory=dict)
    """Metadata of the guide in use: `root.json`, `3.root.json`, `timestamp.json`, ...; may be empty."""
    mark: Watermark = NOTHING_SEEN
    floor: datetime | None = None
    """Nothing published before is taken: the moment at which the program's own guide was signed."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What the keys have signed, verified; the content itself has not been fetched."""

    new: bool
    """Whether it is another guide than that of the stored metadata."""
    renewed: bool
    """Whether any of the files differs from the stored ones."""
    version: int
    """Of the editors' targets."""
    length: int
    """Bytes of `guide.sqlite`."""
    sha256: str
    """Of `guide.sqlite`."""
    custom: Mapping[str, object]
    """What else the editors have signed about it: rows, shards, packs, regions."""
    published: str
    """When the guide was signed: `2026-11-23T08:00:00Z`."""
    expires: datetime
    """When the timestamp ends: with a network, something newer should be there then."""
    expired: bool
    regions: Mapping[str, bytes]
    """Region -> its verified file; a retired one signs nothing."""
    files: Mapping[str, bytes]
    """What goes into `metadata/` of an installed folder."""
    mark: Watermark
    """The mark to keep once it is installed."""


def refresh(
    transport: Transport,
    known: Known,
    *,
    now: datetime,
    accept_old: bool = False,
    watch: Watch | None = None,
) -> Signed:
    """Ask what the keys say now: one request if nothing is new, two with the bundle, else one for each file.

    Expiry is judged at `now`, but never before what was seen last, so that a clock that stands wrong by years opens
    nothing. On a road without a network it is judged where the timestamp was still valid; the versions, the floor and
    the mark hold as everywhere, and after `VERY_OLD` a person must agree.

    Raises:
        UpdateError: with one of the words of `updates.errors`.
    """
    timestamp = transport.read(f"{METADATA_NAME}/{_TIMESTAMP}", LIMITS["timestamp"], watch)
    moment = _moment(timestamp, known, now=now, offline=transport.offline)
    unchanged = timestamp == known.stored.get(_TIMESTAMP)
    bundle = dict(known.stored) if unchanged else read_bundle(transport, timestamp, watch)
    first: UpdateError | None = None
    if bundle is not None:
        try:
            return _judged(_Sealed(timestamp, bundle), known, moment, now=now, accept_old=accept_old)
        except UpdateError as error:
            first = error  # of the bundle perhaps, and not of the files
    try:
        return _judged(_Open(timestamp, transport, watch), known, moment, now=now, accept_old=accept_old)
    except UpdateError as error:
        if first is not None and exit_code(error) == EXIT_CODES["failed"]:
            raise first from error
        raise


class _Sealed:
    """Answers from a bundle alone; what is not in it is not there."""

    def __init__(self, timestamp: bytes, files: Mapping[str, bytes]) -> None:
        self.files = {**files, _TIMESTAMP: timestamp}

    def read(self, path: str, most: int) -> bytes:
        content = self.files.get(path.removeprefix(f"{METADATA_NAME}/"))
        if content is None:
            raise MissingError(path)
        if len(content) > most:
            fail("too_long", path)
        return content


class _Open:
    """Answers from the road, file by file, and keeps the timestamp that has come already."""

    def __init__(self, timestamp: bytes, transport: Transport, watch: Watch | None) -> None:
        self.files = {_TIMESTAMP: timestamp}
        self._transport = transport
        self._watch = watch

    def read(self, path: str, most: int) -> bytes:
        name = path.removeprefix(f"{METADATA_NAME}/")
        if name == _TIMESTAMP:
            return self.files[name]
        return self._transport.read(path, most, self._watch)


def _moment(timestamp: bytes, known: Known, *, now: datetime, offline: bool) -> datetime:
    """Find the moment at which expiry is judged. The timestamp is not verified yet: it can only make it earlier."""
    seen = [as_moment(known.mark.published)] if known.mark.published else []
    moment = max([now.astimezone(UTC), *seen, *([known.floor] if known.floor else [])])
    if not offline:
        return moment
    try:
        return min(moment, as_moment(json.loads(timestamp)["signed"]["expires"]) - _FIRST)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return moment


def _judged(source: _Sealed | _Open, known: Known, moment: datetime, *, now: datetime, accept_old: bool) -> Signed:
    """Let all judges look at what a source gives.

    Raises:
        UpdateError: one of them refuses it.
    """
    load_quietly()
    from guide_app.updates.updater import GuideUpdater

    shelf = MemoryShelf(known.stored)
    updater = GuideUpdater(shelf, source.read, bootstrap=known.trusted_root, moment=moment)
    updater.refresh()
    regions = regions_of(updater.targets)
    for name in regions:
        updater.load_region(name)
    mark = raise_mark(known.mark, updater)
    _check_age(updater, known, now=now, accept_old=accept_old)
    names = (_TIMESTAMP, "snapshot.json", "targets.json", *(f"{name}.json" for name in regions))
    files = {name: shelf.files[name] for name in names}
    roots = {name: content for name, content in shelf.files.items() if ROOT_VERSION.fullmatch(name)}
    files |= {"root.json": shelf.files["root.json"], **_older_roots(roots, source.files, known)}
    return _signed(updater, known, files, mark, regions, expired=updater.timestamp.expires <= now)


def _signed(
    updater: GuideUpdater,
    known: Known,
    files: Mapping[str, bytes],
    mark: Watermark,
    regions: tuple[str, ...],
    *,
    expired: bool,
) -> Signed:
    try:
        root = load_root(known.trusted_root)
        for version in range(root.version + 1, updater.root.version + 1):
            root = next_root(root, files[f"{version}.root.json"])
        target = check_chain(
            root, timestamp=files[_TIMESTAMP], snapshot=files["snapshot.json"], targets=files["targets.json"]
        )
    except UntrustedContentError as error:
        raise as_update_error(error) from error
    custom = updater.targets.targets[SNAPSHOT_NAME].custom or {}
    return Signed(
        new=files["targets.json"] != known.stored.get("targets.json"),
        renewed=any(known.stored.get(name) != content for name, content in files.items()),
        version=target.version,
        length=target.length,
        sha256=target.sha256,
        custom=custom,
        published=str(custom["published"]),
        expires=updater.timestamp.expires,
        expired=expired,
        regions={name: files[f"{name}.json"] for name in regions},
        files=files,
        mark=mark,
    )


def _check_age(updater: GuideUpdater, known: Known, *, now: datetime, accept_old: bool) -> None:
    """Refuse what was published before the floor; ask about what is very old.

    Raises:
        UpdateError: `rollback`, `very_old` or `form`.
    """
    try:
        published = as_moment(str(updater.timestamp.unrecognized_fields["published"]))
    except (KeyError, ValueError):
        fail("form", "the timestamp does not say when it was published")
    if known.floor is not None and published < known.floor:
        fail("rollback", f"published {published:%Y-%m-%d}")
    if not accept_old and max(now, known.floor or now) - published > VERY_OLD:
        fail("very_old", f"published {published:%Y-%m-%d}")


def _older_roots(kept: Mapping[str, bytes], offered: Mapping[str, bytes], known: Known) -> dict[str, bytes]:
    """Add the roots before the carried one, for machines whose program is older than this one.

    They cannot be verified from what is trusted here, only backwards: each must be followed by the next.
    """
    roots = dict(kept)
    try:
        version, newer = load_root(known.trusted_root).version, known.trusted_root
        while version > 1:
            version -= 1
            name = f"{version}.root.json"
            older = known.stored.get(name) or offered.get(name)
            if older is None:
                break
            next_root(load_root(older), newer)
            roots[name], newer = older, older
    except UntrustedContentError:
        pass
    return roots
