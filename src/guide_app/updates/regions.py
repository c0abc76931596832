"""Regions: organisations that sign their own part of the guide, in addition to the editors.

The editors' signature covers every byte of a snapshot; a region's says: "the rows with our ids are ours, all of them,
and just these". TUF cannot see into files, so what it cannot promise is checked here, on the rows themselves: every
service of a region's shard has one of its prefixes, and no row of any other shard has. Nothing here reads or writes;
the caller has verified the targets and the snapshot by `check_chain` or by python-tuf before.

    regions = read_regions(custom)
    check_rows(regions, shards, signed=signed_rows(targets, snapshot, files))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from guide_app.store.schema import TABLES
from guide_app.store.shards import OF_SERVICES, REGION
from guide_app.updates.chain import (
    REGION_LIMIT,
    Delegations,
    Tree,
    check_signatures,
    delegations_of,
    is_region_name,
    parse_signed,
    refuse,
)
from guide_app.updates.digest import sha256

_OWN: Final = tuple(f'["{table}","'.encode() for table in sorted(OF_SERVICES))
_OTHERS: Final = tuple(f'["{table}",'.encode() for table in TABLES if table not in OF_SERVICES)
_LONGEST_PREFIX: Final = 64


class Region(NamedTuple):
    """A region as the editors' signature describes it."""

    name: str
    ids: tuple[str, ...]
    """With what the ids of its services begin; each ends with a hyphen."""

    @property
    def shard(self) -> str:
        """Name of the shard with its rows."""
        return REGION + self.name

    @property
    def path(self) -> str:
        """The target path under which it signs its rows."""
        return rows_path(self.name)


class SignedRows(NamedTuple):
    """What a region has signed: the raw bytes of its shard."""

    length: int
    sha256: str
    version: int
    """Of the region's own file."""


def rows_path(name: str) -> str:
    """Give the target path under which a region signs its rows."""
    return f"packs/{name}/rows"


def describe_regions(prefixes: Mapping[str, Sequence[str]]) -> dict[str, dict[str, list[str]]]:
    """Write regions as the signed `custom` has them: what `read_regions` reads.

    Args:
        prefixes: region's name -> beginnings of its ids, sorted.
    """
    return {name: {"ids": list(ids), "shards": [REGION + name]} for name, ids in prefixes.items()}


def read_regions(custom: Tree) -> tuple[Region, ...]:
    """Read the regions of a signed `custom`, in order of their names; none where it has none.

    Raises:
        UntrustedContentError: `region_form`: not what the publisher writes, or two regions could own one id.
    """
    entries, shards = custom.get("regions", {}), custom.get("shards", {})
    if not isinstance(entries, dict) or not isinstance(shards, dict):
        refuse("region_form", "The regions of the guide are not a table.")
    regions = tuple(_region(name, entry) for name, entry in entries.items())
    if [region.name for region in regions] != sorted(entries):
        refuse("region_form", "The regions of the guide are not in order.")
    for one, other in combinations(regions, 2):
        if any(a.startswith(b) or b.startswith(a) for a in one.ids for b in other.ids):
            refuse("region_form", f"An id could belong to two regions: {one.name} and {other.name}.")
    if {name for name in shards if str(name).startswith(REGION)} != {region.shard for region in regions}:
        refuse("region_form", "The shards of regions are not those of the regions listed.")
    return regions


def signed_rows(targets: bytes, snapshot: bytes, files: Mapping[str, bytes]) -> dict[str, SignedRows]:
    """Verify what regions have signed, by the delegations of the targets: the second judge beside python-tuf.

    Args:
        targets: the verified `targets.json`.
        snapshot: the verified `snapshot.json`.
        files: region's name -> bytes of its file. Retired regions and those not looked at may be left out.

    Raises:
        UntrustedContentError: a file is not the one that the snapshot names, or not signed by enough of its keys.
    """
    delegations = delegations_of(parse_signed(targets, "targets"))
    meta = parse_signed(snapshot, "snapshot").fields["meta"]
    return {name: _signed_rows(delegations, meta, name, data) for name, data in files.items()}


def check_region_file(targets: bytes, name: str, data: bytes) -> SignedRows | None:
    """Verify one region's file by the delegations of the targets alone, before a snapshot names it.

    Returns:
        What it signs; None for the empty file of a retired region.

    Raises:
        UntrustedContentError: it has another form, or is not signed by enough of the region's keys.
    """
    return _accepted(delegations_of(parse_signed(targets, "targets")), name, data)


def check_rows(regions: tuple[Region, ...], shards: Mapping[str, bytes], signed: Mapping[str, SignedRows]) -> None:
    """Accept the rows of a snapshot only if every region signed its own, and everything is where it belongs.

    Args:
        regions: as `read_regions` gives them.
        shards: shard's name -> its raw rows: all shards of the snapshot, hashes checked by the caller.
        signed: region's name -> what it signed, by `signed_rows` or by python-tuf.

    Raises:
        UntrustedContentError: `region_unsigned`, `region_differs`, `region_table` (a row that no region may have),
            `id_outside_range`, `wrong_region` (a row of a region in another shard) or `row_form`.
    """
    if not regions:
        return
    own = {region.shard: region for region in regions}
    for region in regions:
        _check_signed(region, shards, signed)
    everyones = tuple(prefix.encode() for region in regions for prefix in region.ids)
    for shard, stream in shards.items():
        mine = own.get(shard)
        if mine is None:
            _check_others(shard, stream, everyones)
        else:
            check_own_rows(mine, stream)


def check_own_rows(region: Region, stream: bytes) -> None:
    """Refuse rows that are not the region's: other tables, or services whose ids lie outside its range.

    Raises:
        UntrustedContentError: `region_table`, `id_outside_range` or `row_form`.
    """
    prefixes = tuple(prefix.encode() for prefix in region.ids)
    for service_id in _service_ids(stream):
        if service_id is None:
            refuse("region_table", f"The region {region.name} has a row that is not of a service.")
        if not service_id.startswith(prefixes):
            refuse(
                "id_outside_range", f"The region {region.name} has a row for {_shown(service_id)}, outside its range."
            )


def _check_others(shard: str, stream: bytes, everyones: tuple[bytes, ...]) -> None:
    for service_id in _service_ids(stream):
        if service_id is not None and service_id.startswith(everyones):
            refuse("wrong_region", f"The shard {shard} has a row for {_shown(service_id)}, which belongs to a region.")


def _check_signed(region: Region, shards: Mapping[str, bytes], signed: Mapping[str, SignedRows]) -> None:
    if region.name not in signed:
        refuse("region_unsigned", f"The region {region.name} has not signed its part.")
    stream, said = shards.get(region.shard), signed[region.name]
    if stream is None or len(stream) != said.length or sha256(stream) != said.sha256:
        refuse("region_differs", f"The rows of the region {region.name} are not those that it signed.")


def _service_ids(stream: bytes) -> Iterator[bytes | None]:
    """Give the service's id of each row, None for rows of no service.

    Rows are looked at as bytes, since parsing them all would take as long as building the snapshot. So whatever could
    be read in two ways is refused: a table written with escapes, an id with one.
    """
    for line in stream.splitlines():
        if line.startswith(_OWN):
            service_id = line.split(b'"', 4)[3]
            if b"\\" in service_id or not service_id:
                refuse("row_form", f"A row has an id that no service has: {_shown(service_id)}.")
            yield service_id
        elif line.startswith(_OTHERS):
            yield None
        else:
            refuse("row_form", f"A row has not the form that the publisher writes: {_shown(line)}.")


def _region(name: object, entry: object) -> Region:
    if not isinstance(name, str) or not is_region_name(name):
        refuse("region_form", "A region has a name that it must not have.")
    if not isinstance(entry, dict) or entry.keys() != {"ids", "shards"} or entry["shards"] != [REGION + name]:
        refuse("region_form", f"The region {name} has other fields or shards than it must have.")
    ids = entry["ids"]
    if not isinstance(ids, list) or not ids or not all(is_prefix(prefix) for prefix in ids) or ids != sorted(set(ids)):
        refuse("region_form", f"The ids of the region {name} are not a sorted list of beginnings such as `{name}-`.")
    return Region(name, tuple(ids))


def is_prefix(prefix: object) -> bool:
    """Say whether ids of a region may begin so: small Latin letters and digits, hyphens between, one at the end."""
    if not isinstance(prefix, str) or len(prefix) > _LONGEST_PREFIX or not prefix.endswith("-"):
        return False
    return all(part.isascii() and part.isalnum() and part == part.lower() for part in prefix[:-1].split("-"))


def _signed_rows(delegations: Delegations, meta: object, name: str, data: bytes) -> SignedRows:
    entry = meta.get(f"{name}.json") if isinstance(meta, dict) else None
    if not isinstance(entry, dict) or (len(data), {"sha256": sha256(data)}) != (entry["length"], entry["hashes"]):
        refuse("mismatch", f"{name}.json is not the file that was signed for.")
    rows = _accepted(delegations, name, data)
    if rows is None:
        refuse("region_unsigned", f"The region {name} signs nothing.")
    if rows.version != entry["version"]:
        refuse("version", f"{name}.json has version {rows.version}, but {entry['version']} was signed for.")
    return rows


def _accepted(delegations: Delegations, name: str, data: bytes) -> SignedRows | None:
    if name not in delegations.roles:
        refuse("region_unknown", f"Nobody may sign for a region {name!r}.")
    if len(data) > REGION_LIMIT:
        refuse("too_long", f"{name}.json is longer than it may be.")
    signed = parse_signed(data, "targets")
    check_signatures(signed, name, delegations)
    listed = signed.fields["targets"]
    if "delegations" in signed.fields or not isinstance(listed, dict) or not listed.keys() <= {rows_path(name)}:
        refuse("region_form", f"The region {name} signs something else than its rows.")
    if not listed:
        return None
    entry = listed[rows_path(name)]
    if not isinstance(entry, dict) or entry.keys() != {"hashes", "length"}:
        refuse("region_form", f"The target of the region {name} has other fields than it must have.")
    length, hashes = entry["length"], entry["hashes"]
    digest = hashes.get("sha256") if isinstance(hashes, dict) and len(hashes) == 1 else None
    if type(length) is not int or length < 0 or not isinstance(digest, str) or len(digest) != len(sha256(b"")):
        refuse("region_form", f"The target of the region {name} has no length or no hash.")
    return SignedRows(length, digest, signed.version)


def _shown(text: bytes) -> str:
    return repr(text[:40].decode("ascii", "backslashreplace"))
