"""Which regions there are: `regions.json` in the folder of a release, from which the targets delegate.

A name is given once and for ever. A region that has ended stays in the table, with the editors' keys instead of its
own, because a TUF client refuses a snapshot that has forgotten a role; what it signs is empty from then on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib.signer import Key, SSlibKey
from tuf.api.metadata import DelegatedRole, Delegations

from guide_app.core.errors import UntrustedContentError
from guide_app.core.files import write_atomically
from guide_app.publisher.signatures import SigningError
from guide_app.store.shards import REGION
from guide_app.updates.chain import is_region_name
from guide_app.updates.regions import describe_regions, is_prefix, read_regions

TABLE: Final = "regions.json"


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """One region: what is its own, and who signs for it."""

    ids: tuple[str, ...]
    """Beginnings of its services' ids."""
    threshold: int
    keys: tuple[str, ...]
    """Ed25519, 32 bytes in hex each, sorted."""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class RegionTable:
    """All regions by name, those that have ended too."""

    entries: Mapping[str, RegionEntry]

    def active(self) -> dict[str, RegionEntry]:
        """Give the regions that have services, in order of their names."""
        return {name: entry for name, entry in sorted(self.entries.items()) if not entry.retired}

    def prefixes(self) -> dict[str, tuple[str, ...]]:
        """Give for each active region the beginnings of its ids: what cuts its shard."""
        return {name: entry.ids for name, entry in self.active().items()}

    def delegations(self) -> Delegations | None:
        """Give who may sign for which region; None where there is none."""
        if not self.entries:
            return None
        keys = {name: [_key(public) for public in entry.keys] for name, entry in sorted(self.entries.items())}
        roles = {
            name: DelegatedRole(
                name,
                sorted(key.keyid for key in keys[name]),
                self.entries[name].threshold,
                terminating=True,
                paths=[f"packs/{name}/*"],
            )
            for name in keys
        }
        return Delegations({key.keyid: key for several in keys.values() for key in several}, roles)


def load_table(folder: Path) -> RegionTable:
    """Read the regions of a release; none where there is no table.

    Raises:
        SigningError: it is not such a table.
        OSError: it cannot be read.
    """
    path = folder / TABLE
    if not path.exists():
        return RegionTable({})
    try:
        tree = json.loads(path.read_bytes())
        entries = {
            str(name): RegionEntry(tuple(entry.pop("ids")), keys=tuple(entry.pop("keys")), **entry)
            for name, entry in tree.items()
        }
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise SigningError(f"{path} is not a table of regions: {error}") from error
    table = RegionTable(entries)
    _check(table)
    return table


def save_table(folder: Path, table: RegionTable) -> None:
    """Write the regions of a release, for people to read and compare.

    Raises:
        SigningError: two regions could own one id, or a name or a beginning has not its form.
        OSError: the folder cannot be written.
    """
    _check(table)
    tree = {name: asdict(entry) for name, entry in sorted(table.entries.items())}
    write_atomically(folder / TABLE, f"{json.dumps(tree, indent=2)}\n".encode())


def add_region(table: RegionTable, name: str, ids: Iterable[str], keys: Sequence[Key], threshold: int) -> RegionTable:
    """Admit a region.

    Raises:
        SigningError: the name was given before, or something has not its form.
    """
    if name in table.entries:
        raise SigningError(f"There is or was a region {name}: a name is given once and never again.")
    entry = RegionEntry(tuple(sorted(set(ids))), threshold, _publics(keys))
    return _with(table, name, entry)


def rotate_region(table: RegionTable, name: str, keys: Sequence[Key], threshold: int | None) -> RegionTable:
    """Give a region other keys: all that are to sign from now on, old ones that stay among them.

    Raises:
        SigningError: there is no such region, or the keys are too few.
    """
    entry = _get(table, name)
    changed = replace(entry, keys=_publics(keys), threshold=threshold or entry.threshold)
    return _with(table, name, changed)


def retire_region(table: RegionTable, name: str, editors: Sequence[Key], threshold: int) -> RegionTable:
    """End a region: its ids are free for the editors, its own keys sign nothing more, its name stays taken.

    Raises:
        SigningError: there is no such region.
    """
    entry = _get(table, name)
    return _with(table, name, replace(entry, keys=_publics(editors), threshold=threshold, retired=True))


def _with(table: RegionTable, name: str, entry: RegionEntry) -> RegionTable:
    changed = RegionTable({**table.entries, name: entry})
    _check(changed)
    return changed


def _get(table: RegionTable, name: str) -> RegionEntry:
    entry = table.entries.get(name)
    if entry is None or entry.retired:
        raise SigningError(f"There is no region {name}; those there are: {', '.join(table.active()) or 'none'}.")
    return entry


def _check(table: RegionTable) -> None:
    for name, entry in table.entries.items():
        if not is_region_name(name):
            raise SigningError(f"{name!r} is no name for a region: small letters, single hyphens between.")
        if not entry.ids or not all(map(is_prefix, entry.ids)):
            raise SigningError(f"Ids of the region {name} begin with small letters or digits and a hyphen: `pl-`.")
        if not 1 <= entry.threshold <= len(set(entry.keys)) == len(entry.keys):
            raise SigningError(f"The region {name} needs at least {entry.threshold} different keys.")
    try:
        regions = describe_regions(table.prefixes())
        read_regions({"regions": regions, "shards": {REGION + name: [] for name in regions}})
    except UntrustedContentError as error:
        raise SigningError(str(error)) from error
    taken = [key for entry in table.active().values() for key in entry.keys]
    if len(taken) != len(set(taken)):
        raise SigningError("One key signs for two regions: each has its own.")


def _publics(keys: Sequence[Key]) -> tuple[str, ...]:
    return tuple(sorted(str(key.keyval["public"]) for key in keys))


def _key(public: str) -> SSlibKey:
    try:
        return SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)))
    except ValueError as error:
        raise SigningError(f"{public[:80]!r} is not a public key.") from error
