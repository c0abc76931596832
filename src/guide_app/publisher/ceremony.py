"""A release signed by several people, each on a machine of their own: one folder travels, each step adds to it.

The folder holds `guide.sqlite` and `metadata/`. The steps are `write_root` (once, and when a key changes),
`write_targets`, `sign_file` by each holder of a key, `finish`. docs/release.md tells them to people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets

from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.publisher import signing
from guide_app.publisher.keys import ROOT_FILE, load_public_keys, start_root
from guide_app.publisher.regions.signing import signed_regions
from guide_app.publisher.regions.table import load_table
from guide_app.publisher.releasing.making import check_description
from guide_app.publisher.rotating import refuse_leaps
from guide_app.publisher.signatures import SigningError, add_signatures, encode, missing_signatures
from guide_app.updates.chain import load_root, next_root
from guide_app.updates.judge import judge_with_tuf
from guide_app.updates.trust import verify_installed


def write_root(folder: Path, public_keys: Path, *, now: datetime) -> int:
    """Write an unsigned root for the public keys of a folder; a root that was there before is kept beside it.

    Returns:
        Its version: 1, or one more than before.

    Raises:
        SigningError: the keys are too few, or those of a development set, or more than one root key changes.
        UntrustedContentError: the root that is there is not valid.
        OSError: a file cannot be read or written.
    """
    if any(public_keys.glob("development-*")):
        raise SigningError(f"{public_keys} holds development keys.")
    path, version, before = folder / METADATA_NAME / ROOT_FILE, 1, b""
    root = load_public_keys(public_keys)
    if path.exists():
        before = path.read_bytes()
        version = load_root(before).version + 1
    started = start_root(root, development=False, version=version, now=now)
    if version > 1:
        refuse_leaps(signing.read_root(before), started.signed)
        write_atomically(_root_before(path, version), before)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, encode(started))
    return version


def write_targets(
    folder: Path, *, version: int, now: datetime, described: Mapping[str, object] = MappingProxyType({})
) -> None:
    """Write unsigned targets for the folder's `guide.sqlite` and its regions.

    Args:
        folder: of the release.
        version: of the targets.
        now: when they are made.
        described: what `releasing.making` says of rows and packs.

    Raises:
        SigningError: the table of regions has not its form.
        UntrustedContentError: the folder's root is not valid yet.
        OSError: a file cannot be read or written.
    """
    metadata, snapshot = folder / METADATA_NAME, folder / SNAPSHOT_NAME
    development = load_root((metadata / ROOT_FILE).read_bytes()).development
    regions = load_table(folder).delegations()
    targets = signing.start_targets(snapshot, development=development, version=version, now=now, regions=regions)
    targets.signed.targets[SNAPSHOT_NAME].unrecognized_fields["custom"] |= dict(described)
    write_atomically(metadata / "targets.json", encode(targets))


def sign_file(path: Path, signers: Sequence[CryptoSigner]) -> int:
    """Add signatures to a folder's `root.json` or `targets.json`.

    Targets are signed only for the very `guide.sqlite` that lies beside `metadata/`: look at it before.

    Returns:
        How many more signatures are needed.

    Raises:
        SigningError: none of the keys may sign this file, or `guide.sqlite` is not what the targets name.
        UntrustedContentError: the root is not valid, or cannot follow the one before it.
        OSError: a file cannot be read or written.
    """
    content, missing = _sign_root(path, signers) if path.name == ROOT_FILE else _sign_targets(path, signers)
    write_atomically(path, content)
    return missing


def finish(folder: Path, signers: Sequence[CryptoSigner], *, version: int, now: datetime) -> None:
    """Add snapshot and timestamp with the publishing machine's keys, and let both judges look at the whole.

    It also renews the dates of what is published already: with a higher version and nothing else changed.

    Raises:
        SigningError: signatures are missing.
        UntrustedContentError: the whole is not what a reader accepts.
        OSError: a file cannot be read or written.
    """
    metadata = folder / METADATA_NAME
    root, targets = ((metadata / name).read_bytes() for name in (ROOT_FILE, "targets.json"))
    files = signing.finish(root, targets, signers, version=version, now=now, regions=signed_regions(folder))
    signing.write_metadata(metadata, files)
    verify_installed(folder, trusted_root=root)
    judge_with_tuf(folder, trusted_root=root)


def _sign_root(path: Path, signers: Sequence[CryptoSigner]) -> tuple[bytes, int]:
    metadata = Metadata[Root].from_bytes(path.read_bytes())
    root = metadata.signed
    _sign(metadata, root, signers, path)
    content, missing = encode(metadata), missing_signatures(metadata, root)
    before = _root_before(path, root.version)
    if before.exists():
        trusted = before.read_bytes()
        missing = max(missing, missing_signatures(metadata, signing.read_root(trusted)))
        if not missing:
            next_root(load_root(trusted), content)
    return content, missing


def _sign_targets(path: Path, signers: Sequence[CryptoSigner]) -> tuple[bytes, int]:
    root_bytes = path.with_name(ROOT_FILE).read_bytes()
    load_root(root_bytes)
    root, metadata = signing.read_root(root_bytes), Metadata[Targets].from_bytes(path.read_bytes())
    target, snapshot = metadata.signed.targets[SNAPSHOT_NAME], path.parent.parent / SNAPSHOT_NAME
    found = type(target).from_file(SNAPSHOT_NAME, str(snapshot))
    if (found.length, found.hashes) != (target.length, target.hashes):
        raise SigningError(f"{path.name} names another file than {snapshot}.")
    check_description(snapshot, target.custom or {})
    _sign(metadata, root, signers, path)
    return encode(metadata), missing_signatures(metadata, root)


def _sign(
    metadata: Metadata[Root] | Metadata[Targets], root: Root, signers: Sequence[CryptoSigner], path: Path
) -> None:
    if not add_signatures(metadata, root, signers):
        raise SigningError(f"None of these keys may sign {path.name}.")


def _root_before(path: Path, version: int) -> Path:
    return path.with_name(f"{version - 1}.{ROOT_FILE}")
