"""A small signed set with fixed keys, to be spoilt in every way the tests can think of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.formats import encode_canonical

from guide_app.updates.chain import canonical_json

ROLES = ("root", "timestamp", "snapshot", "targets")
CONTENT = b"SQLite format 3\x00" + bytes(range(256)) * 16
WHERE_NAMED = {"targets": "snapshot", "snapshot": "timestamp"}

Payload = Callable[[Any], bytes]


def private_key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def public_key(name: str) -> dict[str, Any]:
    public = private_key(name).public_key().public_bytes_raw().hex()
    return {"keytype": "ed25519", "keyval": {"public": public}, "scheme": "ed25519"}


def key_id(name: str) -> str:
    return hashlib.sha256(canonical_json(public_key(name))).hexdigest()


def signature(name: str, payload: bytes) -> dict[str, str]:
    return {"keyid": key_id(name), "sig": private_key(name).sign(payload).hex()}


def hashes(content: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(content).hexdigest()}


def olpc(tree: Any) -> bytes:
    """Give the bytes over which python-tuf signs; ours are the same unless a text needs an escape."""
    text = encode_canonical(tree)
    assert text is not None
    return text.encode()


class SignedSet:
    """Four trees, who signs them, and what happens to the bytes; `write` puts them into a folder.

    Change `trees` and `signers` as a holder of keys could, `rewrite` the bytes of a file before the next one names
    it, `meddle` with the written folder as anybody could.
    """

    def __init__(self) -> None:
        self.names = {role: [f"{role}-1", f"{role}-2", f"{role}-3"] for role in ("root", "targets")}
        self.names |= {role: [f"{role}-1"] for role in ("timestamp", "snapshot")}
        self.signers = {role: list(names) for role, names in self.names.items()}
        common = {"expires": "2027-11-23T08:00:00Z", "spec_version": "1.0.31"}
        custom = {"development": True, "published": "2026-11-23T08:00:00Z", "schema": 1}
        self.content = CONTENT
        self.trees: dict[str, Any] = {
            "root": common
            | {
                "_type": "root",
                "consistent_snapshot": True,
                "development": True,
                "keys": {key_id(name): public_key(name) for names in self.names.values() for name in names},
                "roles": {
                    role: {"keyids": sorted(map(key_id, names)), "threshold": min(2, len(names))}
                    for role, names in self.names.items()
                },
                "version": 1,
            },
            "timestamp": common
            | {
                "_type": "timestamp",
                "meta": {"snapshot.json": {"version": 7}},
                "published": "2026-11-23T08:00:00Z",
                "version": 7,
            },
            "snapshot": common | {"_type": "snapshot", "meta": {"targets.json": {"version": 7}}, "version": 7},
            "targets": common
            | {
                "_type": "targets",
                "targets": {
                    "guide.sqlite": {"custom": custom, "hashes": hashes(CONTENT), "length": len(CONTENT)},
                },
                "version": 7,
            },
        }
        self.payload: dict[str, Payload] = dict.fromkeys(ROLES, canonical_json)
        self.rewrite: dict[str, Callable[[bytes], bytes]] = {}
        self.renamed: dict[str, Any] = {}
        """Role -> what the file before it says of it, instead of the truth."""
        self.older_roots: dict[str, bytes] = {}
        self.carried: bytes | None = None
        """The program's root; None: the one of the set itself."""
        self.meddle: Callable[[Path], object] = bool

    @property
    def target(self) -> dict[str, Any]:
        entry: dict[str, Any] = self.trees["targets"]["targets"]["guide.sqlite"]
        return entry

    def seal(self, role: str) -> bytes:
        payload = self.payload[role](self.trees[role])
        signatures = sorted((signature(name, payload) for name in self.signers[role]), key=lambda one: one["keyid"])
        content = canonical_json({"signatures": signatures, "signed": self.trees[role]})
        return self.rewrite.get(role, bytes)(content)

    def files(self) -> dict[str, bytes]:
        """Seal from the last file to the first, each named with length and hash in the one before."""
        files = {"root": self.seal("root")}
        for role in ("targets", "snapshot", "timestamp"):
            files[role] = self.seal(role)
            if role in WHERE_NAMED:
                entry = {"hashes": hashes(files[role]), "length": len(files[role])}
                table = self.trees[WHERE_NAMED[role]].get("meta")
                if isinstance(table, dict) and isinstance(table.get(f"{role}.json"), dict):
                    table[f"{role}.json"] |= entry | self.renamed.get(role, {})
        return files

    def write(self, folder: Path) -> bytes:
        """Write all of it and give the root that the program carries."""
        metadata = folder / "metadata"
        metadata.mkdir(parents=True, exist_ok=True)
        files = self.files()
        for role, content in files.items():
            (metadata / f"{role}.json").write_bytes(content)
        for name, content in self.older_roots.items():
            (metadata / name).write_bytes(content)
        (folder / "guide.sqlite").write_bytes(self.content)
        self.meddle(folder)
        return self.carried if self.carried is not None else files["root"]

    def rotate(self, *leaving: str, joining: str) -> bytes:
        """Let a new root key join and others leave: the next version, signed by all its keys.

        Gives the bytes of the root before, which becomes the carried one unless that is set already.
        """
        before = self.seal("root")
        if self.carried is None:
            self.carried = before
        names = [name for name in self.names["root"] if name not in leaving] + [joining]
        self.signers["root"] = list(names)
        self.names["root"] = names
        tree = json.loads(canonical_json(self.trees["root"]))
        tree["keys"][key_id(joining)] = public_key(joining)
        tree["roles"]["root"]["keyids"] = sorted(map(key_id, names))
        tree["version"] += 1
        self.trees["root"] = tree
        return before
