"""Key sets in folders: private keys as PEM files, and the root that says what each key may sign.

A development set is made by a build for itself: its keys lie open in an ignored folder, are named so, and its root
carries the signed word `development`, which the program shows. Real keys are always encrypted with a passphrase
and made by people: see docs/release.md.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey
from tuf.api.metadata import Metadata, Role, Root

from guide_app.core.files import write_atomically
from guide_app.publisher.signatures import SigningError, add_signatures, encode
from guide_app.updates.chain import SPECIFICATION, load_root

ROOT_FILE: Final = "root.json"
THRESHOLDS: Final = {"root": 2, "targets": 2, "snapshot": 1, "timestamp": 1}
"""Role -> how many different keys must sign. Two people at least stand behind who is trusted and what is published."""
DEVELOPMENT_KEYS: Final = {"root": 3, "targets": 3, "snapshot": 1, "timestamp": 1}
SHORTEST_PASSPHRASE: Final = 24
"""Characters. PKCS #8 as written here stretches a passphrase little, so it must be long: six words drawn by dice."""
ROOT_LASTS: Final = timedelta(days=365)
_DEVELOPMENT: Final = "development-"


def make_key(folder: Path, name: str, passphrase: bytes | None) -> SSlibKey:
    """Make an Ed25519 key: `<name>.pem`, readable by its owner only, and `<name>.public.pem` to hand on.

    Only a development key (`name` starts with `development-`) is written without a passphrase.

    Raises:
        SigningError: no or too short a passphrase for a real key, or one for a development key.
        FileExistsError: a key is never overwritten.
    """
    encryption: KeySerializationEncryption = NoEncryption()
    if name.startswith(_DEVELOPMENT) is not (passphrase is None):
        raise SigningError("A real key has a passphrase, a development key has none.")
    if passphrase is not None:
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise SigningError(f"The passphrase must have at least {SHORTEST_PASSPHRASE} characters.")
        encryption = BestAvailableEncryption(passphrase)
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    _write_new(folder / f"{name}.pem", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption), 0o600)
    public_pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write_new(folder / f"{name}.public.pem", public_pem, 0o644)
    return SSlibKey.from_crypto(public)


def load_keys(folder: Path, passphrase: bytes | None = None) -> tuple[CryptoSigner, ...]:
    """Load every private key of a folder; real ones by their passphrase, the same for all that lie together.

    Raises:
        SigningError: a file is not such a key, the passphrase is wrong, or a real key is not encrypted.
    """
    paths = sorted(path for path in folder.glob("*.pem") if not path.name.endswith(".public.pem"))
    return tuple(_load_key(path, passphrase) for path in paths)


def load_public_keys(folder: Path) -> dict[str, list[Key]]:
    """Load the public keys of a folder by role: `root-anna.public.pem` is a key for the role root.

    Raises:
        SigningError: a file's name starts with no role, or it is not an Ed25519 key.
    """
    keys: dict[str, list[Key]] = {role: [] for role in THRESHOLDS}
    for path in sorted(folder.glob("*.public.pem")):
        role, key = load_public_key(path)
        keys[role].append(key)
    return keys


def load_public_key(path: Path) -> tuple[str, Key]:
    """Load a public key and the role that its file's name begins with.

    Raises:
        SigningError: the name starts with no role, or it is not an Ed25519 key.
        OSError: it cannot be read.
    """
    role = path.name.removeprefix(_DEVELOPMENT).partition("-")[0]
    if role not in THRESHOLDS:
        raise SigningError(f"{path} is not an Ed25519 key named after its role, such as root-anna.public.pem.")
    return role, load_any_public_key(path)


def load_any_public_key(path: Path) -> Key:
    """Load a public key, whatever its file is called: those of regions have names of their own.

    Raises:
        SigningError: it is not an Ed25519 key.
        OSError: it cannot be read.
    """
    try:
        public = load_pem_public_key(path.read_bytes())
    except ValueError as error:
        raise SigningError(f"{path} is not a public key.") from error
    if not isinstance(public, Ed25519PublicKey):
        raise SigningError(f"{path} is not an Ed25519 key.")
    return SSlibKey.from_crypto(public)


def start_root(keys: Mapping[str, Sequence[Key]], *, development: bool, version: int, now: datetime) -> Metadata[Root]:
    """Write down, unsigned, which keys may sign which role, for a year from now.

    Raises:
        SigningError: a role has fewer keys than must sign.
    """
    for role, threshold in THRESHOLDS.items():
        if len({key.keyid for key in keys[role]}) < threshold:
            raise SigningError(f"The role {role} needs at least {threshold} different keys.")
    root = Root(
        version=version,
        spec_version=SPECIFICATION,
        expires=now.astimezone(UTC) + ROOT_LASTS,
        keys={key.keyid: key for role in THRESHOLDS for key in keys[role]},
        roles={role: Role(sorted({key.keyid for key in keys[role]}), THRESHOLDS[role]) for role in THRESHOLDS},
        consistent_snapshot=True,
        unrecognized_fields={"development": development},
    )
    return Metadata(root)


def make_development_keys(folder: Path, *, now: datetime) -> None:
    """Make a development key set and its root once; a folder that has a root is left as it is.

    Raises:
        SigningError: the folder holds real keys but no root: nothing is made beside them.
        OSError: the folder cannot be written.
    """
    if (folder / ROOT_FILE).exists():
        return
    for path in folder.glob("*.pem"):
        if not path.name.startswith(_DEVELOPMENT):
            raise SigningError(f"{folder} holds a real key ({path.name}) but no {ROOT_FILE}.")
        path.unlink()  # left by a build that was stopped half-way
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = {
        role: [make_key(folder, f"{_DEVELOPMENT}{role}-{number}", None) for number in range(1, count + 1)]
        for role, count in DEVELOPMENT_KEYS.items()
    }
    root = start_root(keys, development=True, version=1, now=now)
    add_signatures(root, root.signed, load_keys(folder))
    content = encode(root)
    load_root(content)
    write_atomically(folder / ROOT_FILE, content)


def _load_key(path: Path, passphrase: bytes | None) -> CryptoSigner:
    development = path.name.startswith(_DEVELOPMENT)
    try:
        key = load_pem_private_key(path.read_bytes(), None if development else passphrase)
    except (ValueError, TypeError) as error:  # TypeError: a passphrase without need of one, or none where needed
        raise SigningError(f"{path}: wrong passphrase, not encrypted though real, or no private key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningError(f"{path} is not an Ed25519 key.")
    if not development and passphrase is None:
        raise SigningError(f"{path} is a real key that is not encrypted: it must be made anew.")
    return CryptoSigner(key)


def _write_new(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
