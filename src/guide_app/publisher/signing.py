"""Signing a snapshot: targets by two people, then snapshot and timestamp by the publishing machine.

`sign_snapshot` does all of it where every key lies in one folder, as a development build's do. In a release the
steps are taken one by one, on different machines: `start_targets`, signatures, `finish`. See docs/release.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Delegations, Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from guide_app.core.files import write_atomically
from guide_app.core.places import SNAPSHOT_NAME
from guide_app.publisher.keys import ROOT_FILE, load_keys
from guide_app.publisher.signatures import AnyMetadata, SigningError, add_signatures, encode, missing_signatures
from guide_app.store.schema import SCHEMA_VERSION
from guide_app.updates.chain import MOMENT, SPECIFICATION, check_chain, load_root

LASTS: Final = {"targets": timedelta(days=90), "snapshot": timedelta(days=30), "timestamp": timedelta(days=14)}
"""Role -> how long its metadata is fresh for those who have a network."""


def sign_snapshot(
    snapshot_path: Path,
    keys_folder: Path,
    out_folder: Path,
    *,
    development: bool,
    version: int,
    now: datetime,
    passphrase: bytes | None = None,
) -> None:
    """Sign a snapshot with the keys of one folder and write the four roles' files; same arguments, same bytes.

    Raises:
        SigningError: keys or passphrase are wrong or too few, or development and real keys were confused.
        UntrustedContentError: the key folder's own root is not valid.
        OSError: a file cannot be read or written.
    """
    root_bytes = (keys_folder / ROOT_FILE).read_bytes()
    if load_root(root_bytes).development is not development:
        raise SigningError(f"The keys in {keys_folder} are {'not ' if development else ''}development keys.")
    signers = load_keys(keys_folder, passphrase)
    targets = start_targets(snapshot_path, development=development, version=version, now=now)
    add_signatures(targets, read_root(root_bytes), signers)
    files = finish(root_bytes, encode(targets), signers, version=version, now=now)
    older_roots = {path.name: path.read_bytes() for path in sorted(keys_folder.glob(f"*.{ROOT_FILE}"))}
    write_metadata(out_folder, older_roots | files)


def start_targets(
    snapshot_path: Path, *, development: bool, version: int, now: datetime, regions: Delegations | None = None
) -> Metadata[Targets]:
    """Write down, unsigned, the length and sha256 of a snapshot file, and who may sign for which region.

    Raises:
        OSError: it cannot be read.
    """
    target = TargetFile.from_file(SNAPSHOT_NAME, str(snapshot_path))
    custom = {"development": development, "published": _moment(now), "schema": SCHEMA_VERSION}
    target.unrecognized_fields["custom"] = custom
    listed = {SNAPSHOT_NAME: target}
    end = _end("targets", now)
    return Metadata(Targets(version, SPECIFICATION, expires=end, targets=listed, delegations=regions))


def finish(
    root: bytes,
    targets: bytes,
    signers: Iterable[CryptoSigner],
    *,
    version: int,
    now: datetime,
    regions: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Put signed snapshot and timestamp on top of signed targets, and judge the whole as a reader's program will.

    Returns:
        File name -> content of all four roles and of the regions, `pl.json`, as they were given. `version` is that of
        snapshot and timestamp: it grows with each publication, also where only the dates are renewed.

    Raises:
        SigningError: signatures of targets are missing, or the keys for snapshot or timestamp.
        UntrustedContentError: what was made, or given, is not what a reader accepts.
    """
    trusted, listed = read_root(root), Metadata[Targets].from_bytes(targets)
    _require_signatures(listed, trusted)
    meta = {"targets.json": MetaFile.from_data(listed.signed.version, targets, ["sha256"])}
    for name, content in regions.items():
        meta[name] = MetaFile.from_data(Metadata[Targets].from_bytes(content).signed.version, content, ["sha256"])
    table = Metadata(Snapshot(version, SPECIFICATION, expires=_end("snapshot", now), meta=meta))
    snapshot = _signed(table, trusted, signers)
    clock = Metadata(
        Timestamp(
            version,
            SPECIFICATION,
            expires=_end("timestamp", now),
            snapshot_meta=MetaFile.from_data(version, snapshot, ["sha256"]),
            unrecognized_fields={"published": _moment(now)},
        )
    )
    timestamp = _signed(clock, trusted, signers)
    check_chain(load_root(root), timestamp=timestamp, snapshot=snapshot, targets=targets)
    files = {ROOT_FILE: root, "targets.json": targets, "snapshot.json": snapshot, "timestamp.json": timestamp}
    return files | dict(regions)


def read_root(content: bytes) -> Root:
    """Read a root for signing; whether it is valid is judged elsewhere."""
    return Metadata[Root].from_bytes(content).signed


def write_metadata(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write metadata files, the timestamp last, since it names all others.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(files, key=lambda name: (name == "timestamp.json", name)):
        write_atomically(folder / name, files[name])


def _signed(metadata: AnyMetadata, root: Root, signers: Iterable[CryptoSigner]) -> bytes:
    add_signatures(metadata, root, signers)
    _require_signatures(metadata, root)
    return encode(metadata)


def _require_signatures(metadata: AnyMetadata, root: Root) -> None:
    missing = missing_signatures(metadata, root)
    if missing:
        raise SigningError(f"{metadata.signed.type}.json needs {missing} more signature(s).")


def _end(role: str, now: datetime) -> datetime:
    return now.astimezone(UTC) + LASTS[role]


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).strftime(MOMENT)
