"""Two regions and a retired one on top of the small signed set, with the files that the regions sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.updates.signed_set import SignedSet, hashes, key_id, public_key, signature

from guide_app.updates.chain import canonical_json

SIGNERS = {"gone": ("targets-1", "targets-2", "targets-3"), "no": ("no-1", "no-2", "no-3"), "pl": ("pl-1", "pl-2")}
"""Region -> its keys; a retired one has the editors'. Two of them must sign."""
ROWS = {
    "common": b'["countries","NO"]\n["names","city","no-oslo","en","Oslo"]\n',
    "region-no": b'["services","no-hotline",1]\n["contacts","no-hotline",1]\n',
    "region-pl": b'["services","pl-hotline",1]\n',
    "services": b'["services","de-hotline",1]\n["contacts","de-hotline",1]\n',
}
IDS = {"no": ["no-", "sj-"], "pl": ["pl-"]}


class RegionSet(SignedSet):
    """A signed set that delegates: `rows` are the shards, `region_trees` what regions sign, `region_signers` who."""

    def __init__(self) -> None:
        super().__init__()
        delegate(self)
        self.rows = dict(ROWS)
        self.region_signers = {region: list(names) for region, names in SIGNERS.items()}
        self.region_trees: dict[str, Any] = {
            region: {
                "_type": "targets",
                "expires": "2027-05-23T08:00:00Z",
                "spec_version": "1.0.31",
                "targets": {},
                "version": 3,
            }
            for region in SIGNERS
        }
        for region in IDS:
            stream = ROWS[f"region-{region}"]
            entry = {"hashes": hashes(stream), "length": len(stream)}
            self.region_trees[region]["targets"] = {f"packs/{region}/rows": entry}
        self.target["custom"] |= {
            "regions": {region: {"ids": ids, "shards": [f"region-{region}"]} for region, ids in IDS.items()},
            "shards": {name: [len(rows), hashes(rows)["sha256"]] for name, rows in ROWS.items()},
        }

    @property
    def custom(self) -> dict[str, Any]:
        custom: dict[str, Any] = self.target["custom"]
        return custom

    def region_files(self) -> dict[str, bytes]:
        """Seal what the regions sign, and let the snapshot name it."""
        files = {}
        for region, tree in self.region_trees.items():
            signed = canonical_json(tree)
            signatures = sorted(
                (signature(name, signed) for name in self.region_signers[region]), key=lambda one: one["keyid"]
            )
            content = canonical_json({"signatures": signatures, "signed": tree})
            files[region] = self.rewrite.get(region, bytes)(content)
            entry = {"hashes": hashes(files[region]), "length": len(files[region]), "version": tree["version"]}
            self.trees["snapshot"]["meta"][f"{region}.json"] = entry | self.renamed.get(region, {})
        return files


def delegate(spoilt: SignedSet) -> None:
    """Let the targets of a set delegate to the regions, and its snapshot name files of theirs that nobody reads."""
    spoilt.trees["targets"]["delegations"] = {
        "keys": {key_id(name): public_key(name) for names in SIGNERS.values() for name in names},
        "roles": [delegation(region, names) for region, names in SIGNERS.items()],
    }
    for region in SIGNERS:
        entry = {"hashes": hashes(region.encode()), "length": 700, "version": 3}
        spoilt.trees["snapshot"]["meta"][f"{region}.json"] = entry


def delegation(region: str, names: Sequence[str]) -> dict[str, Any]:
    return {
        "keyids": sorted(map(key_id, names)),
        "name": region,
        "paths": [f"packs/{region}/*"],
        "terminating": True,
        "threshold": 2,
    }
