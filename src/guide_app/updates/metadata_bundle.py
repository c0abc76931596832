"""All signed metadata in one file: what is needed for an update by one request instead of one a role.

Nobody signs the bundle. What is in it is believed as if each file had come alone; a bundle that is missing or wrong
only costs the requests that it would have saved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from guide_app.core.errors import UntrustedContentError, UpdateError
from guide_app.core.places import METADATA_NAME
from guide_app.updates import zstd
from guide_app.updates.chain import peek_version
from guide_app.updates.errors import MissingError, fail
from guide_app.updates.transports.transport import Transport, Watch, check_path

MOST_PACKED: Final = 1 << 20
MOST: Final = 1 << 24
"""Bytes; as much as 256 roots and 200 regions may ever need."""


def read_bundle(transport: Transport, timestamp: bytes, watch: Watch | None = None) -> dict[str, bytes] | None:
    """Fetch the bundle that belongs to a timestamp; None where there is no good one.

    Returns:
        File name within `metadata/` -> content.

    Raises:
        UpdateError: the road itself fails; a missing or bad bundle is not its fault.
    """
    try:
        version = peek_version(timestamp, "timestamp")
        packed = transport.read(f"{METADATA_NAME}/{version}.bundle.zst", MOST_PACKED, watch)
        files = open_bundle(packed)
    except (MissingError, UntrustedContentError):
        return None
    except UpdateError as error:
        if error.code in {"form", "pack", "too_long", "web_page"}:
            return None
        raise
    return files if files.get("timestamp.json") == timestamp else None


def open_bundle(packed: bytes) -> dict[str, bytes]:
    """Unpack a bundle.

    Raises:
        UpdateError: `pack`, `too_long` or `form`.
    """
    try:
        tree: object = json.loads(zstd.decompress(packed, MOST))
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, Mapping) or not all(isinstance(text, str) for text in tree.values()):
        fail("form", "the metadata bundle is none")
    return {_plain(name): text.encode("utf-8", "surrogatepass") for name, text in tree.items()}


def name_in_repository(name: str, content: bytes) -> str:
    """Give the name under which a repository has a metadata file: all but the timestamp and older roots get a version.

    `timestamp.json` and `1.root.json` stay, `snapshot.json` is `7.snapshot.json`, a region's `pl.json` `3.pl.json`.

    Raises:
        UntrustedContentError: the file has not the fixed form.
    """
    if name == "timestamp.json" or name[0].isdigit():
        return name
    role = name.removesuffix(".json")
    # a region's file is of that type
    return f"{peek_version(content, role if role in {'root', 'snapshot', 'targets'} else 'targets')}.{name}"


def _plain(name: str) -> str:
    if "/" in check_path(name):
        fail("form", "the metadata bundle names a folder")
    return name
