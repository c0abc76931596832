"""A publication: the folder of static files that any web server, store or stick can hand out.

`metadata/` holds `timestamp.json`, the one file that changes in place, and beside it files that never change under
their name: `<version>.<role>.json`, and `<version of the timestamp>.bundle.zst`, all metadata in one request.
`targets/` holds `<sha256>.guide.sqlite`, the packs, and each region's rows. So whoever copies everything else before
`timestamp.json` can be stopped at any moment, and every client finds a whole guide: the old one or the new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guide_app.core.errors import GuideError
from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.updates import zstd
from guide_app.updates.chain import canonical_json, check_chain, load_root, next_root
from guide_app.updates.metadata_bundle import name_in_repository
from guide_app.updates.regions import SignedRows, check_region_file, read_regions, rows_path
from guide_app.updates.release import Measure, read_release

TIMESTAMP: Final = "metadata/timestamp.json"
BUNDLE: Final = "bundle.zst"
_MOST: Final = 1 << 24
"""Bytes of all metadata together."""
_PACKING: Final = {100: 19}
"""zstd's level for the bundle."""
_KEPT: Final = 2
"""Versions of each file that stay: who asks while a new one comes still finds the old one whole."""


class PublicationError(GuideError):
    """A folder is not a publication, or not a whole one; the text names the file."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole publication, judged."""

    folder: Path
    version: int
    """Of the timestamp: it grows with everything that is published."""
    targets_version: int
    published: str
    """When the timestamp was signed: `2026-11-23T08:00:00Z`."""
    targets: Mapping[str, Measure]
    """Path below the folder -> what the signatures say of the file."""
    metadata: tuple[str, ...]
    """Paths of this version's files, the roots after the others; not the timestamp."""

    @property
    def phases(self) -> tuple[tuple[str, ...], ...]:
        """The order in which files may appear: each of them may be missing only while nothing names it."""
        roots = tuple(path for path in self.metadata if path.endswith(".root.json"))
        others = tuple(path for path in self.metadata if path not in roots)
        return tuple(self.targets), others, roots, (TIMESTAMP,)


def write_metadata_tree(folder: Path, metadata: Mapping[str, bytes]) -> None:
    """Write signed metadata under the names of a publication, the timestamp last.

    Args:
        folder: of the publication.
        metadata: `root.json`, older roots such as `1.root.json`, `timestamp.json`, `snapshot.json`, `targets.json` and
            the regions' files, as they lie in the folder of a release.

    Raises:
        PublicationError: another content is published under the same name already: the version must be higher.
        OSError: the folder cannot be written.
    """
    place = folder / METADATA_NAME
    place.mkdir(parents=True, exist_ok=True)
    files = versioned_names(metadata)
    bundle = f"{_version(files['timestamp.json'])}.{BUNDLE}"
    for name, content in sorted({**files, bundle: bundle_of(files)}.items()):
        if name == "timestamp.json":
            continue
        if not (place / name).exists():
            write_atomically(place / name, content)
        elif (place / name).read_bytes() != content:
            raise PublicationError(f"{place / name} is published already with another content: raise the version.")
    write_atomically(place / "timestamp.json", files["timestamp.json"])


def versioned_names(metadata: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name metadata files as a publication does: `timestamp.json`, `7.snapshot.json`, `2.root.json`, `3.pl.json`."""
    return {name_in_repository(name, content): content for name, content in metadata.items()}


def bundle_of(files: Mapping[str, bytes]) -> bytes:
    """Pack metadata files, named as in a publication, into one: what a client fetches instead of all of them."""
    return zstd.compress(canonical_json({name: content.decode() for name, content in files.items()}), _PACKING)


def open_publication(folder: Path, *, whole: bool = True) -> Publication:
    """Read a publication and judge it as a client would, from its first root on.

    Args:
        folder: of the publication.
        whole: also compare the sha256 of every file; else lengths only.

    Raises:
        PublicationError: it is not whole.
        UntrustedContentError: its metadata is not what clients accept.
        UpdateError: what the targets say of the packs is not what clients accept.
        OSError: it cannot be read.
    """
    try:
        return _open(folder, whole=whole)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise PublicationError(f"{folder} holds metadata that no client could read: {error}") from error


def _open(folder: Path, *, whole: bool) -> Publication:
    place = folder / METADATA_NAME
    timestamp = _read(folder / TIMESTAMP)
    roots = {name: _read(place / name) for name in _root_names(place)}
    root = load_root(next(iter(roots.values())))
    for content in list(roots.values())[1:]:
        root = next_root(root, content)
    snapshot_name = f"{signed_part(timestamp)['meta']['snapshot.json']['version']}.snapshot.json"
    snapshot = _read(place / snapshot_name)
    names = {name: f"{entry['version']}.{name}" for name, entry in signed_part(snapshot)["meta"].items()}
    listed = {name: _read(place / versioned) for name, versioned in names.items()}
    checked = check_chain(root, timestamp=timestamp, snapshot=snapshot, targets=listed["targets.json"])
    files = roots | {snapshot_name: snapshot} | {names[name]: content for name, content in listed.items()}
    bundle = f"{_version(timestamp)}.{BUNDLE}"
    _check_bundle(place / bundle, files | {"timestamp.json": timestamp})
    targets = targets_of(listed["targets.json"]) | _rows_of(listed)
    for path, measure in targets.items():
        _check(folder / path, measure, whole=whole)
    return Publication(
        folder=folder,
        version=_version(timestamp),
        targets_version=checked.version,
        published=str(signed_part(timestamp)["published"]),
        targets=targets,
        metadata=tuple(f"{METADATA_NAME}/{name}" for name in (*files, bundle)),
    )


def targets_of(targets: bytes) -> dict[str, Measure]:
    """Give the files that a `targets.json` names, without the regions' own: path in a publication -> what it must be.

    Raises:
        UpdateError: what it says of the packs is not what clients accept.
    """
    entry = signed_part(targets)["targets"][SNAPSHOT_NAME]
    digest = entry["hashes"]["sha256"]
    found = {f"targets/{digest}.{SNAPSHOT_NAME}": Measure(entry["length"], digest)}
    release = read_release(entry["custom"])
    if release is None:
        return found
    found[f"targets/{release.pack_path}"] = release.pack
    found |= {f"targets/{release.delta_path(version)}": file for version, file in release.deltas.items()}
    if release.changes is not None:
        found[f"targets/{release.changes_path}"] = release.changes.file
    return found


def spare_files(folder: Path) -> tuple[Path, ...]:
    """Name the files of a publication that neither the newest versions nor the ones before them need; no root is spare.

    Raises:
        OSError: it cannot be read.
        UpdateError: what a `targets.json` says of the packs is not what clients accept.
    """
    place, kept = folder / METADATA_NAME, {folder / TIMESTAMP}
    kinds = {path.name.partition(".")[2] for path in place.glob("*.*") if path.name[0].isdigit()}
    for kind in kinds:
        versions = sorted(place.glob(f"*.{kind}"), key=_number)
        newest = versions if kind == "root.json" else versions[-_KEPT:]
        kept.update(newest)
        for path in newest:
            if kind == "targets.json":
                kept.update(folder / name for name in targets_of(path.read_bytes()))
            elif kind.endswith(".json") and kind not in {"root.json", "snapshot.json"}:
                listed = signed_part(path.read_bytes())["targets"]
                kept.update(folder / _target_path(name, entry["hashes"]["sha256"]) for name, entry in listed.items())
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and path not in kept)


def region_rows_path(region: str, rows: SignedRows) -> str:
    """Give the path in a publication under which the rows of a region lie."""
    return _target_path(rows_path(region), rows.sha256)


def _rows_of(listed: Mapping[str, bytes]) -> dict[str, Measure]:
    found = {}
    custom = signed_part(listed["targets.json"])["targets"][SNAPSHOT_NAME]["custom"]
    for region in read_regions(custom):
        rows = check_region_file(listed["targets.json"], region.name, listed[f"{region.name}.json"])
        if rows is None or [rows.length, rows.sha256] != custom["shards"][region.shard]:
            raise PublicationError(f"The region {region.name} has not signed the rows that the targets name.")
        found[region_rows_path(region.name, rows)] = Measure(rows.length, rows.sha256)
    return found


def _target_path(name: str, digest: str) -> str:
    folder, slash, last = name.rpartition("/")
    return f"targets/{folder}{slash}{digest}.{last}"


def _check_bundle(path: Path, files: Mapping[str, bytes]) -> None:
    content = {name: text.decode() for name, text in files.items()}
    if json.loads(zstd.decompress(_read(path), _MOST)) != content:
        raise PublicationError(f"{path} holds other files than those beside it.")


def _check(path: Path, measure: Measure, *, whole: bool) -> None:
    if not path.is_file():
        raise PublicationError(f"{path} is missing.")
    if path.stat().st_size != measure.length:
        raise PublicationError(f"{path} has {path.stat().st_size} bytes, but {measure.length} were signed for.")
    if whole:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != measure.sha256:
            raise PublicationError(f"{path} is not the file that was signed for.")


def _root_names(place: Path) -> Iterator[str]:
    """Give the roots from the first on, without a gap; at least that one must be there."""
    number = 1
    while number == 1 or (place / f"{number}.root.json").is_file():
        yield f"{number}.root.json"
        number += 1


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise PublicationError(f"{path} is missing: this is not a whole publication.")
    return path.read_bytes()


def signed_part(content: bytes) -> dict[str, Any]:
    """Give the signed part of a metadata file; whether the signatures are good is judged elsewhere."""
    signed: dict[str, Any] = json.loads(content)["signed"]
    return signed


def _version(content: bytes) -> int:
    return int(signed_part(content)["version"])


def _number(path: Path) -> int:
    return int(path.name.partition(".")[0])
