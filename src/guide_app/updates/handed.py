"""The start check for a snapshot that lies on no disk: handed over by the process that fetched and built it.

Nothing is taken over from that process: what it hands on is judged anew, as a folder is at a start.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from guide_app.store.verified import VerifiedContent
from guide_app.updates.chain import LIMITS, check_chain, refuse
from guide_app.updates.digest import sha256_of
from guide_app.updates.trust import follow_roots


def verify_handed(metadata: Mapping[str, bytes], content: bytes, *, trusted_root: bytes) -> VerifiedContent:
    """Verify a whole snapshot in memory against the root that the program carries.

    Args:
        metadata: by file names, as they lie in a snapshot's folder: `root.json`, `2.root.json`, `timestamp.json`, ...
        content: of `guide.sqlite`.
        trusted_root: as `carried_root` gives it.

    Raises:
        UntrustedContentError: for anything else than a whole, valid chain and the very content it names.
    """

    def read(role: str, version: int | None = None) -> bytes:
        name = f"{role}.json" if version is None else f"{version}.{role}.json"
        if name not in metadata:
            refuse("missing", f"{name} is missing.")
        if len(metadata[name]) > LIMITS[role]:
            refuse("too_long", f"{name} is longer than it may be.")
        return metadata[name]

    root = follow_roots(trusted_root, lambda version: read("root", version))
    target = check_chain(root, timestamp=read("timestamp"), snapshot=read("snapshot"), targets=read("targets"))
    if len(content) != target.length:
        refuse("length", f"The snapshot has {len(content)} bytes, but {target.length} were signed for.")
    if sha256_of(BytesIO(content)) != target.sha256:
        refuse("hash", "The snapshot is not the one that was signed for.")
    return VerifiedContent(content, target.version, target.development)
