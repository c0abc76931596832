"""The guide of any copy, written into one .zip for the next machine: the signed metadata, and all rows in one pack.

Whoever takes it believes the signatures and not this copy: the pack is another than the publisher's, but the rows in it
have the signed hashes. A guide whose editors signed no rows, as a build's own, goes as the SQLite file that it is.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from guide_app.core.disk import RealDisk
from guide_app.core.errors import GuideError, UntrustedContentError
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.store.verified import VerifiedSnapshot
from guide_app.updates.errors import as_update_error, fail, from_disk
from guide_app.updates.events import Done, Progress, Say
from guide_app.updates.installing.state import InUse
from guide_app.updates.metadata_bundle import name_in_repository
from guide_app.updates.packs import encode_full
from guide_app.updates.release import read_release
from guide_app.updates.transports.zipped import write_zip
from guide_app.updates.ways import check_shards, shards_in

_ROOM: Final = 1 << 20
"""Bytes that shall be free beyond the zip itself."""
_CHUNK: Final = 1 << 20


def export_bundle(in_use: InUse, path: Path, say: Say) -> Done:
    """Write the guide in use into a .zip, in one step: what stood there before stays until the new one is whole.

    Raises:
        UpdateError: `no_guide`, `full`, `read_only` or `storage`; nothing was left behind.
    """
    if in_use.verified is None:
        fail("no_guide")
    try:
        say(Progress("verify", 0, 1))
        files = _files(in_use.verified, in_use.metadata)
        say(Progress("verify", 1, 1))
        _write(files, path, say)
    except OSError as error:
        raise from_disk(error) from error
    except GuideError as error:
        raise as_update_error(error) from error
    done = Done(in_use.verified.version, _custom(in_use.metadata)["published"], None, str(path))
    say(done)
    return done


def _files(verified: VerifiedSnapshot, metadata: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give what goes into the zip, path -> content, in the repository's own names."""
    release = read_release(_custom(metadata))
    try:
        files = {
            f"{METADATA_NAME}/{name_in_repository(name, metadata[name])}": metadata[name] for name in sorted(metadata)
        }
    except UntrustedContentError as error:
        fail("no_guide", str(error))
    if release is not None:
        with shards_in(verified, release) as shards:
            check_shards(shards, release)
            return files | {f"targets/{release.pack_path}": encode_full(shards)}
    content = verified.path.read_bytes()
    if len(content) != verified.length:
        fail("no_guide", "it has changed since it was verified")
    return files | {f"targets/{verified.sha256}.{SNAPSHOT_NAME}": content}


def _custom(metadata: Mapping[str, bytes]) -> dict[str, str]:
    """Give what the verified targets say of the snapshot."""
    custom: dict[str, str] = json.loads(metadata["targets.json"])["signed"]["targets"][SNAPSHOT_NAME]["custom"]
    return custom


def _write(files: Mapping[str, bytes], path: Path, say: Say) -> None:
    total = sum(map(len, files.values()))
    if shutil.disk_usage(path.parent).free < total + _ROOM:
        fail("full", f"{total + _ROOM} bytes are needed")
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            done = 0

            def told(content: bytes) -> Iterator[bytes]:
                nonlocal done
                for start in range(0, len(content), _CHUNK):
                    yield content[start : start + _CHUNK]
                    done = min(done + _CHUNK, total)
                    say(Progress("export", done, total))

            write_zip(file, ((inner, told(content)) for inner, content in files.items()))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    RealDisk().sync_folder(path)
