"""Changing who is trusted: the next root, with one key less, one key more, or only a later end.

One root key at a time: whoever follows from one root to the next needs two of three holders who know both. Keys of
other roles can change along with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from securesystemslib.signer import Key
from tuf.api.metadata import Metadata, Root

from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME
from guide_app.publisher.keys import ROOT_FILE, THRESHOLDS, load_public_key, start_root
from guide_app.publisher.signatures import SigningError, encode
from guide_app.updates.chain import load_root

SHORTEST: Final = 8
"""Digits of a key id that are enough to name it."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """The next root, and what it asks of others."""

    version: int
    changed: tuple[str, ...]
    """Roles whose keys have changed."""


def rotate(folder: Path, *, remove: Sequence[str], add: Iterable[Path], now: datetime) -> Rotation:
    """Write the next root of a release, unsigned; the one before stays beside it.

    Args:
        folder: of the release.
        remove: beginnings of ids of keys that leave.
        add: public keys that join, each named after its role: `root-frida.public.pem`.
        now: the new root is valid for a year from it.

    Raises:
        SigningError: no such key, more than one root key at a time, or too few keys left.
        UntrustedContentError: the present root is not signed by all who must: finish it first, or delete it.
        OSError: a file cannot be read or written.
    """
    path = folder / METADATA_NAME / ROOT_FILE
    before = path.read_bytes()
    version, development = load_root(before).version + 1, load_root(before).development
    root = Metadata[Root].from_bytes(before).signed
    keys = {role: {keyid: root.keys[keyid] for keyid in root.roles[role].keyids} for role in THRESHOLDS}
    for beginning in remove:
        role, keyid = _find(keys, beginning)
        del keys[role][keyid]
    for file in add:
        role, key = load_public_key(file)
        if any(key.keyid in several for several in keys.values()):
            raise SigningError(f"{file} holds a key that the root has already.")
        keys[role][key.keyid] = key
    after = start_root(
        {role: list(several.values()) for role, several in keys.items()},
        development=development,
        version=version,
        now=now,
    )
    refuse_leaps(root, after.signed)
    write_atomically(path.with_name(f"{version - 1}.{ROOT_FILE}"), before)
    write_atomically(path, encode(after))
    return Rotation(version, tuple(role for role in THRESHOLDS if _keyids(root, role) != _keyids(after.signed, role)))


def refuse_leaps(before: Root, after: Root) -> None:
    """Refuse a root that changes more than one root key.

    Raises:
        SigningError: it does.
    """
    old, new = _keyids(before, "root"), _keyids(after, "root")
    if len(old - new) > 1 or len(new - old) > 1:
        raise SigningError("One root key at a time: sign and publish this change before the next one.")


def _keyids(root: Root, role: str) -> frozenset[str]:
    return frozenset(root.roles[role].keyids)


def _find(keys: Mapping[str, Mapping[str, Key]], beginning: str) -> tuple[str, str]:
    wanted = beginning.lower().replace(" ", "")
    found = [(role, keyid) for role, several in keys.items() for keyid in several if keyid.startswith(wanted)]
    if len(wanted) < SHORTEST or len(found) != 1:
        raise SigningError(f"{beginning!r} names {len(found)} keys: give {SHORTEST} digits or more of one key's id.")
    return found[0]
