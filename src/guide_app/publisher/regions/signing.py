"""What regions sign: prepared by the publishing machine, signed by the region's people on machines of their own.

In the folder of a release, `metadata/<region>.json` names the rows in `regions/<region>.rows` by length and sha256;
`regions/<region>.before.rows` are those that were signed last, so that people see what has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, TargetFile, Targets

from guide_app.core.errors import UntrustedContentError
from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.publisher.regions.table import RegionTable, load_table
from guide_app.publisher.signatures import SigningError, encode
from guide_app.store.shards import REGION
from guide_app.updates.chain import SPECIFICATION
from guide_app.updates.regions import Region, SignedRows, check_own_rows, check_region_file, rows_path

LASTS: Final = timedelta(days=180)
"""How long a region's signature is fresh; it is asked to sign again in good time, also where nothing has changed."""
EARLY: Final = timedelta(days=60)
_FOR_EVER: Final = timedelta(days=3650)
"""For the empty file of a retired region, which nobody fetches."""
_FOLDER: Final = "regions"


def prepare_regions(folder: Path, shards: Mapping[str, bytes], *, now: datetime) -> tuple[str, ...]:
    """Write what the regions are to sign for a release whose unsigned targets have just been written.

    What a region has signed and what is still as it was stays signed.

    Args:
        folder: of the release.
        shards: at least the shards of all active regions, raw.
        now: signatures that end soon after it are asked for again.

    Returns:
        The regions that have to sign; retired ones, for which the editors do.

    Raises:
        SigningError: a shard is missing, or rows lie outside their region.
        OSError: the folder cannot be read or written.
    """
    table, waiting = load_table(folder), []
    (folder / _FOLDER).mkdir(exist_ok=True)
    for name, entry in sorted(table.entries.items()):
        stream = None if entry.retired else _stream(table, name, shards)
        if stream is not None:
            _exchange_rows(folder, name, stream)
        if not _is_signed(folder, name, stream, now):
            waiting.append(name)
            _write_unsigned(folder, name, stream, now)
    return tuple(waiting)


def sign_region(folder: Path, name: str, signers: Sequence[CryptoSigner]) -> int:
    """Add signatures of a region's people to what it says of its rows, if these are the rows and all of them its own.

    Returns:
        How many more signatures are needed.

    Raises:
        SigningError: the rows are not those named, lie outside the region, or none of the keys is the region's.
        OSError: a file cannot be read or written.
    """
    table = load_table(folder)
    path = folder / METADATA_NAME / f"{name}.json"
    if name not in table.entries or not path.exists():
        raise SigningError(f"Nothing is prepared for a region {name}.")
    targets = Metadata[Targets].from_bytes((path.with_name("targets.json")).read_bytes())
    metadata = Metadata[Targets].from_bytes(path.read_bytes())
    if not table.entries[name].retired:
        _check_rows(folder, table, name, metadata.signed, targets.signed)
    delegated = targets.signed.delegations
    allowed = delegated.roles[name].keyids if delegated and delegated.roles and name in delegated.roles else []
    fitting = [signer for signer in signers if signer.public_key.keyid in allowed]
    if not fitting:
        raise SigningError(f"None of these keys may sign for the region {name}.")
    for signer in fitting:
        metadata.sign(signer, append=True)
    write_atomically(path, encode(metadata))
    result = targets.signed.get_verification_result(name, metadata.signed_bytes, metadata.signatures)
    return result.missing


def signed_regions(folder: Path) -> dict[str, bytes]:
    """Give the signed files of all regions of a release, retired ones too: `pl.json` -> content.

    Raises:
        SigningError: a region has not signed the rows that the targets name.
        OSError: a file cannot be read.
    """
    place = folder / METADATA_NAME
    targets = (place / "targets.json").read_bytes()
    listed = Metadata[Targets].from_bytes(targets).signed
    names = sorted(listed.delegations.roles or {}) if listed.delegations else []
    custom = listed.targets[SNAPSHOT_NAME].unrecognized_fields["custom"]
    files = {}
    for name in names:
        content = (place / f"{name}.json").read_bytes()
        rows = _accepted(targets, name, content)
        wanted = custom["shards"][REGION + name] if name in custom.get("regions", {}) else None
        if (None if rows is None else [rows.length, rows.sha256]) != wanted:
            raise SigningError(f"The region {name} has signed other rows than the targets name.")
        files[f"{name}.json"] = content
    return files


def rows_before(folder: Path, name: str) -> bytes:
    """Give the rows that a region signed last, empty where it has signed none."""
    path = folder / _FOLDER / f"{name}.before.rows"
    return path.read_bytes() if path.exists() else b""


def rows_now(folder: Path, name: str) -> bytes:
    """Give the rows that a region is to sign.

    Raises:
        OSError: there are none.
    """
    return (folder / _FOLDER / f"{name}.rows").read_bytes()


def _stream(table: RegionTable, name: str, shards: Mapping[str, bytes]) -> bytes:
    try:
        stream = shards[REGION + name]
        check_own_rows(Region(name, table.entries[name].ids), stream)
    except KeyError as error:
        raise SigningError(f"There is no shard of the region {name}.") from error
    except UntrustedContentError as error:
        raise SigningError(str(error)) from error
    return stream


def _exchange_rows(folder: Path, name: str, stream: bytes) -> None:
    """Put the new rows in place; those that were signed are kept beside them."""
    path = folder / _FOLDER / f"{name}.rows"
    before = path.read_bytes() if path.exists() else b""
    if before != stream and _was_signed(folder, name, before):
        write_atomically(path.with_name(f"{name}.before.rows"), before)
    write_atomically(path, stream)


def _was_signed(folder: Path, name: str, stream: bytes) -> bool:
    """Say whether rows were signed, by keys that may have been changed since; only for showing what is new."""
    path = folder / METADATA_NAME / f"{name}.json"
    if not path.exists():
        return False
    metadata = Metadata[Targets].from_bytes(path.read_bytes())
    target = metadata.signed.targets.get(rows_path(name))
    named = target is not None and target.hashes["sha256"] == hashlib.sha256(stream).hexdigest()
    return named and bool(metadata.signatures)


def _is_signed(folder: Path, name: str, stream: bytes | None, now: datetime) -> bool:
    place = folder / METADATA_NAME
    path = place / f"{name}.json"
    if not path.exists():
        return False
    content = path.read_bytes()
    try:
        rows = check_region_file((place / "targets.json").read_bytes(), name, content)
    except UntrustedContentError:
        return False
    if Metadata[Targets].from_bytes(content).signed.expires < now.astimezone(UTC) + EARLY:
        return False
    wanted = None if stream is None else (len(stream), hashlib.sha256(stream).hexdigest())
    return (None if rows is None else (rows.length, rows.sha256)) == wanted


def _write_unsigned(folder: Path, name: str, stream: bytes | None, now: datetime) -> None:
    path = folder / METADATA_NAME / f"{name}.json"
    version = Metadata[Targets].from_bytes(path.read_bytes()).signed.version + 1 if path.exists() else 1
    targets, lasts = {}, _FOR_EVER
    if stream is not None:
        targets[rows_path(name)] = TargetFile.from_data(rows_path(name), stream, ["sha256"])
        lasts = LASTS
    signed = Targets(version, SPECIFICATION, expires=now.astimezone(UTC) + lasts, targets=targets)
    write_atomically(path, encode(Metadata(signed)))


def _check_rows(folder: Path, table: RegionTable, name: str, said: Targets, editors: Targets) -> None:
    """Look at the rows themselves: a signature says that they are the region's."""
    stream = _stream(table, name, {REGION + name: rows_now(folder, name)})
    target = said.targets[rows_path(name)]
    measure = [len(stream), hashlib.sha256(stream).hexdigest()]
    custom = editors.targets[SNAPSHOT_NAME].unrecognized_fields["custom"]
    if measure != [target.length, target.hashes["sha256"]] or measure != custom["shards"][REGION + name]:
        raise SigningError(f"The rows in {folder / _FOLDER} are not those that are to be signed for {name}.")


def _accepted(targets: bytes, name: str, content: bytes) -> SignedRows | None:
    try:
        return check_region_file(targets, name, content)
    except UntrustedContentError as error:
        raise SigningError(f"The region {name} has not signed yet: {error}") from error
