"""A whole repository in memory, as a publisher writes it, with every key at hand: honest weeks and thefts alike."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.updates.signed_set import CONTENT, hashes, key_id, public_key, signature

from guide_app.updates import zstd
from guide_app.updates.chain import MOMENT, canonical_json

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
LASTS = {"root": 365, "timestamp": 14, "snapshot": 30, "targets": 90, "region": 180}
ROLES = ("root", "timestamp", "snapshot", "targets")


class SmallRepository:
    """Publish with `publish`, then read `tree`: path -> bytes, as on a server. Fields may be bent in between."""

    def __init__(self) -> None:
        self.names = {
            "root": ["root-1", "root-2", "root-3"],
            "targets": ["targets-1", "targets-2", "targets-3"],
            "snapshot": ["snapshot-1"],
            "timestamp": ["timestamp-1"],
        }
        self.versions = {"root": 0, "timestamp": 0, "snapshot": 0, "targets": 0}
        self.regions: dict[str, list[str]] = {}
        self.region_rows: dict[str, bytes] = {}
        self.region_versions: dict[str, int] = {}
        self.content = CONTENT
        self.more: dict[str, Any] = {}
        """More fields of the signed `custom`."""
        self.signers: dict[str, list[str]] = {}
        """Role -> who signs instead of those who should."""
        self.roots: dict[int, bytes] = {}
        self.files: dict[str, bytes] = {}
        """Name in the metadata of an installed folder -> bytes, of the last publication."""
        self.tree: dict[str, bytes] = {}
        self.rotate()

    @property
    def trusted_root(self) -> bytes:
        """The root that a program carries."""
        return self.roots[1]

    def rotate(self, role: str | None = None, names: Sequence[str] = (), now: datetime = START) -> None:
        """Write the next root, in which a role has other keys."""
        before = self.names["root"]
        if role is not None:
            self.names[role] = list(names)
        self.versions["root"] += 1
        keys = {name for role in ROLES for name in self.names[role]}
        tree = self._common("root", now) | {
            "consistent_snapshot": True,
            "development": True,
            "keys": {key_id(name): public_key(name) for name in keys},
            "roles": {
                role: {"keyids": sorted(map(key_id, self.names[role])), "threshold": min(2, len(self.names[role]))}
                for role in ROLES
            },
        }
        signing = sorted(set(before) & set(self.names["root"]) | set(self.names["root"]))
        self.roots[self.versions["root"]] = self._sealed(tree, signing)

    def publish(self, now: datetime = START, content: bytes | None = None, *, roles: Sequence[str] = ROLES[1:]) -> None:
        """Sign what is there at a moment; only `roles` get a new version."""
        if content is not None:
            self.content = content
        for role in roles:
            self.versions[role] += 1
        if "targets" in roles:
            self._sign_targets(now)
        meta = {"targets.json": self._meta("targets.json", self.versions["targets"])}
        meta |= {f"{name}.json": self._meta(f"{name}.json", self.region_versions[name]) for name in self.regions}
        if "snapshot" in roles:
            self.files["snapshot.json"] = self._role("snapshot", now, {"meta": meta})
        clock = {"meta": {"snapshot.json": self._meta("snapshot.json", self.versions["snapshot"])}}
        self.files["timestamp.json"] = self._role("timestamp", now, clock | {"published": now.strftime(MOMENT)})
        self.files |= {f"{version}.root.json": root for version, root in self.roots.items()}
        self.files["root.json"] = self.roots[self.versions["root"]]
        self.lay_out()

    def lay_out(self) -> None:
        """Put the files where a server has them; call it after bending `files`."""
        plain = {"timestamp.json": self.files["timestamp.json"]}
        for role in ("snapshot", "targets"):
            plain[f"{self.versions[role]}.{role}.json"] = self.files[f"{role}.json"]
        for name in self.regions:
            plain[f"{self.region_versions[name]}.{name}.json"] = self.files[f"{name}.json"]
        plain |= {name: content for name, content in self.files.items() if name[0].isdigit()}
        self.tree |= {f"metadata/{name}": content for name, content in plain.items()}
        bundle = canonical_json({name: content.decode("utf-8", "replace") for name, content in plain.items()})
        self.tree[f"metadata/{self.versions['timestamp']}.bundle.zst"] = zstd.compress(bundle, {100: 3})
        digest = hashlib.sha256(self.content).hexdigest()
        self.tree[f"targets/{digest}.guide.sqlite"] = self.content

    def without_bundle(self) -> dict[str, bytes]:
        return {path: content for path, content in self.tree.items() if not path.endswith(".zst")}

    def _sign_targets(self, now: datetime) -> None:
        custom = {"development": True, "published": now.strftime(MOMENT), "schema": 1} | copy.deepcopy(self.more)
        fields: dict[str, Any] = {
            "targets": {"guide.sqlite": {"custom": custom, "length": len(self.content), "hashes": hashes(self.content)}}
        }
        if self.regions:
            fields["delegations"] = {
                "keys": {key_id(name): public_key(name) for names in self.regions.values() for name in names},
                "roles": [
                    {
                        "keyids": sorted(map(key_id, names)),
                        "name": region,
                        "paths": [f"packs/{region}/*"],
                        "terminating": True,
                        "threshold": min(2, len(names)),
                    }
                    for region, names in sorted(self.regions.items())
                ],
            }
        self.files["targets.json"] = self._role("targets", now, fields)
        for region, names in self.regions.items():
            self.region_versions[region] = self.region_versions.get(region, 0) + 1
            rows = self.region_rows.get(region, b"")
            tree = self._common("region", now) | {
                "targets": {f"packs/{region}/rows": {"hashes": hashes(rows), "length": len(rows)}},
                "version": self.region_versions[region],
            }
            self.files[f"{region}.json"] = self._sealed(tree, self.signers.get(region, names))

    def _role(self, role: str, now: datetime, fields: dict[str, Any]) -> bytes:
        return self._sealed(self._common(role, now) | fields, self.signers.get(role, self.names[role]))

    def _common(self, role: str, now: datetime) -> dict[str, Any]:
        return {
            "_type": "targets" if role == "region" else role,
            "expires": (now + timedelta(days=LASTS[role])).strftime(MOMENT),
            "spec_version": "1.0.31",
            "version": self.versions.get(role, 0),
        }

    def _sealed(self, tree: dict[str, Any], names: Sequence[str]) -> bytes:
        payload = canonical_json(tree)
        signatures = sorted((signature(name, payload) for name in names), key=lambda one: one["keyid"])
        return canonical_json({"signatures": signatures, "signed": tree})

    def _meta(self, name: str, version: int) -> dict[str, Any]:
        content = self.files[name]
        return {"hashes": hashes(content), "length": len(content), "version": version}
