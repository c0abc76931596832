"""How far this machine has come: the versions it has seen, and who signed them. Nothing older is taken any more.

TUF's client compares what comes with the files it kept. Whoever loses those files, with an emptied folder or a session
that keeps nothing, would believe something older again. So the versions are written down apart from the files.

A mark is bound to keys: where a thief of a key has signed a version so high that nothing can follow, the mark falls
with the key, as soon as the root no longer trusts it. Whose key that is follows TUF: the timestamp's for the versions
of timestamp and snapshot, the snapshot's for those of all roles that the snapshot names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from guide_app.updates.chain import canonical_json
from guide_app.updates.errors import fail

if TYPE_CHECKING:
    from tuf.api.metadata import Targets

    from guide_app.updates.updater import GuideUpdater

LONGEST: Final = 1 << 16
"""Bytes of a mark."""


class Height(NamedTuple):
    """The newest version of a role that was seen, and the ids of the keys that signed the file which names it."""

    version: int
    keyids: frozenset[str]


class Watermark(NamedTuple):
    """All that was seen. `published` is the moment that the newest timestamp gives, or empty."""

    root: int
    roles: Mapping[str, Height]
    published: str


NOTHING_SEEN: Final = Watermark(0, {}, "")


def read_mark(content: bytes) -> Watermark:
    """Read a mark. A damaged one counts as none: it guards against old news, and must not keep new ones out."""
    try:
        if len(content) > LONGEST:
            return NOTHING_SEEN
        tree = json.loads(content)
        roles = {
            str(name): Height(_whole(entry["version"]), frozenset(str(keyid) for keyid in entry["keyids"]))
            for name, entry in tree["roles"].items()
        }
        published = str(tree["published"])
        if published:
            as_moment(published)
        return Watermark(_whole(tree["root"]), roles, published)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING_SEEN


def write_mark(mark: Watermark) -> bytes:
    """Write a mark; `read_mark` gives it back."""
    roles = {name: {"keyids": sorted(role.keyids), "version": role.version} for name, role in mark.roles.items()}
    return canonical_json({"published": mark.published, "roles": roles, "root": mark.root})


def as_moment(text: str) -> datetime:
    """Read a signed moment, `2026-11-23T08:00:00Z`.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment.astimezone(UTC)


def raise_mark(mark: Watermark, updater: GuideUpdater) -> Watermark:
    """Hold what was refreshed against the mark, and give the new one. Keep it only once the update is installed.

    Raises:
        UpdateError: `rollback`: something is older than what was seen, and by keys that are still trusted.
    """
    root, published = updater.root, str(updater.timestamp.unrecognized_fields.get("published", ""))
    if root.version < mark.root:
        fail("rollback", f"root {root.version} after {mark.root}")
    versions = {"timestamp": updater.timestamp.version, "snapshot": updater.snapshot.version}
    versions |= {name: updater.snapshot.meta[f"{name}.json"].version for name in _below_snapshot(updater)}
    signers = {guard: _signers(updater, guard) for guard in ("timestamp", "snapshot")}
    seen = {name: Height(version, signers[_guard(name)]) for name, version in versions.items()}
    for name, height in seen.items():
        before = mark.roles.get(name)
        if before is not None and before.keyids & frozenset(root.roles[_guard(name)].keyids):
            if height.version < before.version:
                fail("rollback", f"{name} {height.version} after {before.version}")
            if name == "timestamp" and published < mark.published:
                fail("rollback", f"published {published} after {mark.published}")
    return Watermark(root.version, {**mark.roles, **seen}, published)


def regions_of(targets: Targets) -> tuple[str, ...]:
    """Name the roles to which the targets delegate by name."""
    roles = targets.delegations.roles if targets.delegations is not None else None
    return tuple(roles or ())


def _below_snapshot(updater: GuideUpdater) -> tuple[str, ...]:
    return tuple(name for name in ("targets", *regions_of(updater.targets)) if f"{name}.json" in updater.snapshot.meta)


def _guard(name: str) -> str:
    """Name the role by whose new keys TUF lets a version fall: that of the file which names the version."""
    return "timestamp" if name in {"timestamp", "snapshot"} else "snapshot"


def _signers(updater: GuideUpdater, name: str) -> frozenset[str]:
    """Find whose signatures a file carries: only those that hold, or a thief could lend an honest key's id."""
    metadata = updater.kept(name)
    return frozenset(updater.root.get_verification_result(name, metadata.signed_bytes, metadata.signatures).signed)


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a version")
    return value
