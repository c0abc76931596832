"""What a reader's machine does when an update came, in a process of its own: export, apply, build. Times on stdout."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

import apsw

from guide_app.store.builder import build_from_shards
from guide_app.store.shards import BuiltShards
from guide_app.updates.packs import apply_delta
from guide_app.updates.release import read_release


def main() -> int:
    """Take the paths of a base, a delta, the signed description and the file to build."""
    base, delta, description, out = map(Path, sys.argv[1:])
    custom = json.loads(description.read_bytes())
    release = read_release(custom)
    if release is None:
        return 1
    start = time.perf_counter()
    connection = apsw.Connection(str(base), flags=apsw.SQLITE_OPEN_READONLY)
    shards = apply_delta(BuiltShards(connection, release.shards, release.layout), delta.read_bytes(), release)
    connection.close()
    applied = time.perf_counter()
    build_from_shards(shards, out)
    built = time.perf_counter()
    with out.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == custom["sqlite"]
    print(json.dumps({"apply": applied - start, "build": built - applied, "same": same}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
