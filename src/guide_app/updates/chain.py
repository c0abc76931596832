"""The pure half of the start check: the four signed files as bytes in, one trusted target out.

The rules are TUF's (specification 1.0), told in the few words this program needs and stricter in form:
whatever python-tuf refuses is refused here, and a file must besides have the one fixed form that the
publisher writes (`canonical_json`), so that no byte of it can change without being refused. Expiry is not
judged: a guide that is old is better than none where there is no network, so its date is shown instead.

The start is measured, therefore: no library but `cryptography`, and that where a signature is checked; tuples
instead of dataclasses, which cost a millisecond each to define.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple, NoReturn

from guide_app.core.errors import UntrustedContentError
from guide_app.core.places import SNAPSHOT_NAME
from guide_app.updates.digest import sha256

LIMITS: Final = {"root": 1 << 16, "timestamp": 1 << 13, "snapshot": 1 << 16, "targets": 1 << 20}
"""Role -> the most bytes its file may have."""
REGION_LIMIT: Final = 1 << 16
"""The most bytes a region's file may have."""
ROLE_NAMES: Final = frozenset(LIMITS)
"""The four roles of every repository; no region may have such a name."""
_COMMON: Final = frozenset({"_type", "expires", "spec_version", "version"})
_FIELDS: Final = {
    "root": _COMMON | {"consistent_snapshot", "development", "keys", "roles"},
    "timestamp": _COMMON | {"meta", "published"},
    "snapshot": _COMMON | {"meta"},
    "targets": _COMMON | {"targets"},
}
_OPTIONAL: Final = {"targets": frozenset({"delegations"})}
_LONGEST_REGION: Final = 32
"""Characters of a region's name, which is part of file names."""
_DEEPEST: Final = 16
SPECIFICATION: Final = "1.0.31"
"""The version of TUF's specification that the publisher writes and this check knows."""
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
"""How moments are written, in UTC: `2026-11-23T08:00:00Z`."""

Tree = Mapping[str, object]


class Target(NamedTuple):
    """What the signed files say of the snapshot."""

    version: int
    length: int
    sha256: str
    development: bool


class _Role(NamedTuple):
    keyids: frozenset[str]
    threshold: int


class Root(NamedTuple):
    """A root that is trusted: who may sign which role."""

    version: int
    development: bool
    keys: Mapping[str, bytes]
    roles: Mapping[str, _Role]


class Delegations(NamedTuple):
    """Who may sign for which region, as the targets say; retired regions among them."""

    keys: Mapping[str, bytes]
    roles: Mapping[str, _Role]


class _Named(NamedTuple):
    """What one signed file says of the next."""

    version: int
    length: int
    sha256: str


class Signed(NamedTuple):
    """A file in the fixed form; whether its signatures have been checked is for the caller to know."""

    version: int
    fields: Tree
    payload: bytes
    signatures: Mapping[str, bytes]


def refuse(code: str, text: str) -> NoReturn:
    """Raise the one error of this check."""
    raise UntrustedContentError(text, code)


def canonical_json(tree: object) -> bytes:
    """Write a tree in the one fixed form: compact, keys sorted, UTF-8, no escapes, no newline at the end.

    For text without backslash, double quote and control characters these are also the bytes of OLPC
    canonical JSON, over which TUF signs. `parse_signed` refuses files with any other text.
    """
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load_root(data: bytes) -> Root:
    """Read the root that the program carries: it must be signed by a threshold of its own keys.

    Raises:
        UntrustedContentError: always where it is not.
    """
    if not data:
        refuse("no_root", "The program carries no root of trust.")
    return _accept_root(data)[0]


def next_root(trusted: Root, data: bytes) -> Root:
    """Follow a rotation: the next version, signed by a threshold of the old keys and of its own.

    Unlike TUF, no key that leaves may sign: else a program could not check the new root alone once it carries it.
    So one key at a time is changed.

    Raises:
        UntrustedContentError: always where it is not; also where a development root would become a real one.
    """
    root, signing = _accept_root(data)
    if root.version != trusted.version + 1:
        refuse("root_version", f"Root version {root.version} cannot follow version {trusted.version}.")
    if root.development != trusted.development:
        refuse("development", "A development root and a release root cannot follow each other.")
    if len(trusted.roles["root"].keyids & signing) < trusted.roles["root"].threshold:
        refuse("threshold", "The next root is signed by fewer keys of the root before it than it must be.")
    return root


def peek_version(data: bytes, role: str) -> int:
    """Give the version a file claims. Nothing is verified: use it only to choose what to read next.

    Raises:
        UntrustedContentError: the file has not the fixed form.
    """
    return parse_signed(data, role).version


def check_chain(root: Root, *, timestamp: bytes, snapshot: bytes, targets: bytes) -> Target:
    """Judge timestamp, snapshot and targets by a trusted root, each by the one before it.

    Raises:
        UntrustedContentError: in every case but a whole, valid chain.
    """
    clock = _verified(timestamp, "timestamp", root)
    _moment(clock.fields["published"])
    table = _named(snapshot, "snapshot", _meta(clock, {"snapshot.json"})["snapshot.json"], root)
    named = _meta(table, {"targets.json"}, more=True)
    listed = _named(targets, "targets", named["targets.json"], root)
    if named.keys() != {"targets.json", *(f"{region}.json" for region in delegations_of(listed).roles)}:
        refuse("form", "The snapshot names other files than the targets and those of the regions they delegate to.")
    entry = _table(_table(listed.fields["targets"], {SNAPSHOT_NAME})[SNAPSHOT_NAME], {"custom", "hashes", "length"})
    custom = _table(entry["custom"], {"development", "published", "schema"}, more=True)
    _whole(custom["schema"])
    _moment(custom["published"])
    if custom["development"] is not root.development:
        refuse("development", "The snapshot and the root disagree on whether this is a development build.")
    return Target(listed.version, _whole(entry["length"]), _sha256(entry["hashes"]), root.development)


def delegations_of(targets: Signed) -> Delegations:
    """Read to whom the targets delegate: regions only, each below a path of its own name and nowhere else.

    One form, as everywhere: the regions in order of their names, no key that none of them has. A region's own file
    is not needed at a start: the editors have signed the hash of everything that is in the snapshot.

    Raises:
        UntrustedContentError: always where they have another form.
    """
    if "delegations" not in targets.fields:
        return Delegations({}, {})
    fields = _table(targets.fields["delegations"], {"keys", "roles"})
    keys = {keyid: _public_key(keyid, key) for keyid, key in _any_table(fields["keys"]).items()}
    entries = fields["roles"]
    if not isinstance(entries, list) or not entries:
        refuse("form", "The targets delegate, but to no list of regions.")
    regions = [_region(entry, keys) for entry in entries]
    names = [name for name, _ in regions]
    if names != sorted(set(names)):
        refuse("region", "The regions are not in order of their names, each once.")
    if set(keys) != {keyid for _, role in regions for keyid in role.keyids}:
        refuse("key", "The targets hold a key that no region has.")
    return Delegations(keys, dict(regions))


def is_region_name(name: object) -> bool:
    """Say whether a region may be called so: small Latin letters with single hyphens between, in file names everywhere.

    No digits: Windows keeps `com1` and its like for itself, as it does the four words left out here.
    """
    return (
        isinstance(name, str)
        and len(name) <= _LONGEST_REGION
        and name not in ROLE_NAMES | {"aux", "con", "nul", "prn"}
        and all(part.isascii() and part.isalpha() and part.islower() for part in name.split("-"))
    )


def _region(entry: object, keys: Mapping[str, bytes]) -> tuple[str, _Role]:
    fields = _table(entry, {"keyids", "name", "paths", "terminating", "threshold"})
    name = fields["name"]
    if not isinstance(name, str) or not is_region_name(name):
        refuse("region", "A region has a name that it must not have.")
    if fields["paths"] != [f"packs/{name}/*"] or fields["terminating"] is not True:
        refuse("region", "A region may sign other paths than its own, or does not end the search.")
    return name, _role({field: fields[field] for field in ("keyids", "threshold")}, keys)


def _accept_root(data: bytes) -> tuple[Root, frozenset[str]]:
    """Read a root that a threshold of its own keys has signed, and give the ids of those that did."""
    signed = parse_signed(data, "root")
    if signed.fields["consistent_snapshot"] is not True:
        refuse("form", "The root does not ask for consistent snapshots.")
    development = signed.fields["development"]
    if not isinstance(development, bool):
        refuse("form", "The root does not say whether it is a development root.")
    keys = {keyid: _public_key(keyid, key) for keyid, key in _any_table(signed.fields["keys"]).items()}
    roles = {name: _role(role, keys) for name, role in _table(signed.fields["roles"], set(_FIELDS)).items()}
    root = Root(signed.version, development, keys, roles)
    check_signatures(signed, "root", root)
    return root, frozenset(signed.signatures)


def _public_key(keyid: str, key: object) -> bytes:
    """Read one Ed25519 key; its id must be its own hash, so that two ids are always two keys."""
    fields = _table(key, {"keytype", "keyval", "scheme"})
    if (fields["keytype"], fields["scheme"]) != ("ed25519", "ed25519"):
        refuse("key", "A key is not an Ed25519 key.")
    public = _hex(_table(fields["keyval"], {"public"})["public"], 32)
    if sha256(canonical_json(fields)) != keyid:
        refuse("key", "The id of a key is not its hash.")
    return public


def _role(role: object, keys: Mapping[str, bytes]) -> _Role:
    fields = _table(role, {"keyids", "threshold"})
    threshold, keyids = _whole(fields["threshold"]), fields["keyids"]
    if not isinstance(keyids, list) or any(not isinstance(keyid, str) or keyid not in keys for keyid in keyids):
        refuse("key", "A role names a key that is not listed.")
    if not len(set(keyids)) == len(keyids) >= threshold:
        refuse("threshold", "A role names a key twice, or fewer keys than must sign.")
    return _Role(frozenset(keyids), threshold)


def parse_signed(data: bytes, role: str) -> Signed:
    """Take a file apart. Nothing but the fixed form passes, in which equal content means equal bytes.

    A region's file is of the type `targets`; its signatures are of nobody until `check_signatures` says otherwise.

    Raises:
        UntrustedContentError: always where it has another form.
    """
    if len(data) > LIMITS[role]:
        refuse("too_long", f"{role}.json is longer than it may be.")
    try:
        tree: object = json.loads(data.decode(), parse_int=_integer, parse_float=_no_number, parse_constant=_no_number)
        same = b"\\" not in data and _is_flat(tree, _DEEPEST) and canonical_json(tree) == data
    except (ValueError, RecursionError):
        same, tree = False, None
    if not same:
        refuse("form", f"{role}.json has not the form that the publisher writes.")
    whole = _table(tree, {"signatures", "signed"})
    fields = _any_table(whole["signed"])
    _table({name: None for name in fields if name not in _OPTIONAL.get(role, ())}, _FIELDS[role])
    if (fields["_type"], fields["spec_version"]) != (role, SPECIFICATION):
        refuse("type", f"{role}.json is metadata of another type or of another specification.")
    _moment(fields["expires"])
    return Signed(_whole(fields["version"]), fields, canonical_json(fields), _signatures(whole["signatures"], role))


def _integer(digits: str) -> int:
    if len(digits) > 15:  # noqa: PLR2004 - no length or version comes near; keeps bombs of digits out
        raise ValueError
    return int(digits)


def _no_number(_text: str) -> NoReturn:
    raise ValueError


def _is_flat(tree: object, left: int) -> bool:
    """Say whether a tree is at most so many levels deep, so that no reader of it runs out of stack."""
    children: Iterable[object] = ()
    if isinstance(tree, dict):
        children = tree.values()
    elif isinstance(tree, list):
        children = tree
    return left > 0 and all(_is_flat(child, left - 1) for child in children)


def _signatures(listed: object, role: str) -> dict[str, bytes]:
    if not isinstance(listed, list):
        refuse("form", f"{role}.json has no list of signatures.")
    pairs = [_table(entry, {"keyid", "sig"}) for entry in listed]
    keyids = [keyid for pair in pairs if isinstance(keyid := pair["keyid"], str)]
    if len(keyids) != len(pairs) or keyids != sorted(set(keyids)):
        refuse("form", f"The signatures of {role}.json are not in order of their keys, each once.")
    return dict(zip(keyids, [_hex(pair["sig"], 64) for pair in pairs], strict=True))


def check_signatures(signed: Signed, role: str, by: Root | Delegations) -> None:
    """Hold the threshold; every signature listed must be valid, and by a key that may sign this role.

    Raises:
        UntrustedContentError: always where it is otherwise.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not signed.signatures.keys() <= by.roles[role].keyids:
        refuse("stranger", f"{role}.json carries a signature by a key that may not sign it.")
    if len(signed.signatures) < by.roles[role].threshold:
        refuse("threshold", f"{role}.json is signed by fewer keys than it must be.")
    for keyid, signature in signed.signatures.items():
        try:
            Ed25519PublicKey.from_public_bytes(by.keys[keyid]).verify(signature, signed.payload)
        except (InvalidSignature, ValueError):
            refuse("signature", f"A signature of {role}.json is not valid.")


def _verified(data: bytes, role: str, root: Root) -> Signed:
    signed = parse_signed(data, role)
    check_signatures(signed, role, root)
    return signed


def _named(data: bytes, role: str, name: _Named, root: Root) -> Signed:
    """Accept a file only as the signed file before it names it: length, hash and version."""
    if len(data) != name.length or sha256(data) != name.sha256:
        refuse("mismatch", f"{role}.json is not the file that was signed for.")
    signed = _verified(data, role, root)
    if signed.version != name.version:
        refuse("version", f"{role}.json has version {signed.version}, but {name.version} was signed for.")
    return signed


def _meta(signed: Signed, names: set[str], *, more: bool = False) -> dict[str, _Named]:
    entries = {
        name: _table(entry, {"hashes", "length", "version"})
        for name, entry in _table(signed.fields["meta"], names, more=more).items()
    }
    return {
        name: _Named(_whole(entry["version"]), _whole(entry["length"]), _sha256(entry["hashes"]))
        for name, entry in entries.items()
    }


def _any_table(tree: object) -> dict[str, object]:
    if not isinstance(tree, dict):
        refuse("form", "A table of the metadata is something else.")
    return tree


def _table(tree: object, fields: Iterable[str], *, more: bool = False) -> dict[str, object]:
    table, wanted = _any_table(tree), set(fields)
    if not (table.keys() >= wanted if more else table.keys() == wanted):
        refuse("form", "A table of the metadata has other fields than it must have.")
    return table


def _whole(value: object) -> int:
    if type(value) is not int or value < 1:  # a bool is an int, but not here
        refuse("form", "A number of the metadata is not a whole number from 1.")
    return value


def _hex(value: object, length: int) -> bytes:
    try:
        content = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        content = b""
    if len(content) != length or content.hex() != value:  # capitals and spaces do not come back as they were
        refuse("form", f"A value of the metadata is not {length} bytes in small hex digits.")
    return content


def _sha256(hashes: object) -> str:
    return _hex(_table(hashes, {"sha256"})["sha256"], 32).hex()


def _moment(value: object) -> None:
    """Check the form of a date; it is shown, never judged."""
    try:
        good = isinstance(value, str) and datetime.fromisoformat(value).strftime(MOMENT) == value
    except ValueError:
        good = False
    if not good:
        refuse("form", "A date of the metadata is not a date.")
