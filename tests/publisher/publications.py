"""Small publications, signed with development keys, and python-tuf's own client to look at them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater

from guide_app.publisher.keys import ROOT_FILE, load_keys
from guide_app.publisher.publication import BUNDLE, versioned_names, write_metadata_tree
from guide_app.publisher.signatures import add_signatures, encode
from guide_app.publisher.signing import finish, read_root, start_targets
from guide_app.updates import zstd
from guide_app.updates.client import Known, refresh
from guide_app.updates.transports.opening import open_transport


def measure(content: bytes) -> list[int | str]:
    return [len(content), hashlib.sha256(content).hexdigest()]


def publish(folder: Path, keys: Path, version: int, *, now: datetime, content: bytes = b"") -> dict[str, bytes]:
    """Publish a version of a guide that is nothing but some bytes; its packs are some bytes too."""
    guide = content or b"SQLite format 3\0 version %d" % version
    full, delta, changes = (kind + guide for kind in (b"full ", b"delta ", b"changes "))
    source = folder.parent / f"{folder.name}.sqlite"
    source.write_bytes(guide)
    targets = start_targets(source, development=True, version=version, now=now)
    custom = targets.signed.targets["guide.sqlite"].unrecognized_fields["custom"]
    length, digest = measure(changes)
    custom |= {
        "rows": measure(guide),
        "shards": {"common": measure(guide)},
        "pack": measure(full),
        "deltas": {str(version - 1): measure(delta)} if version > 1 else {},
    }
    if version > 1:
        custom["changes"] = {"since": version - 1, "length": length, "sha256": digest}
        _put(folder, f"packs/{measure(delta)[1]}.from-{version - 1}", delta)
        _put(folder, f"packs/{digest}.since-{version - 1}", changes)
    _put(folder, f"packs/{measure(full)[1]}.full", full)
    _put(folder, f"{measure(guide)[1]}.guide.sqlite", guide)
    root, signers = (keys / ROOT_FILE).read_bytes(), load_keys(keys)
    add_signatures(targets, read_root(root), signers)
    files = finish(root, encode(targets), signers, version=version, now=now)
    write_metadata_tree(folder, files)
    return files


def _put(folder: Path, name: str, content: bytes) -> None:
    path = folder / "targets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class _Folder(FetcherInterface):
    """Serves a folder to python-tuf, as a web server without faults would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = self._folder / url.removeprefix("there/")
        if not path.is_file():
            msg = f"{url} is not there"
            raise DownloadHTTPError(msg, 404)
        yield path.read_bytes()


def read_with_tuf(folder: Path, root: bytes, place: Path) -> tuple[int, bytes]:
    """Let python-tuf's client fetch the guide from a folder: version of the targets, content.

    The bundle of that version must be there as well and hold the very files that it fetched, and the guide's own client
    must find the same.
    """
    before = _read_with_guide(folder, root)
    for name in ("metadata", "targets"):
        (place / name).mkdir(parents=True, exist_ok=True)
    updater = Updater(
        str(place / "metadata"),
        "there/metadata/",
        str(place / "targets"),
        "there/targets/",
        fetcher=_Folder(folder),
        bootstrap=root,
    )
    updater.refresh()
    info = updater.get_targetinfo("guide.sqlite")
    assert info is not None
    content = Path(updater.download_target(info)).read_bytes()
    timestamp, snapshot, targets = (
        (place / f"metadata/{role}.json").read_bytes() for role in ("timestamp", "snapshot", "targets")
    )
    version = json.loads(timestamp)["signed"]["version"]
    bundle = json.loads(zstd.decompress((folder / f"metadata/{version}.{BUNDLE}").read_bytes(), 1 << 20))
    fetched = versioned_names({"timestamp.json": timestamp, "snapshot.json": snapshot, "targets.json": targets})
    assert {name: bundle[name].encode() for name in fetched} == fetched
    for name in info.custom["deltas"].items():
        assert (folder / f"targets/packs/{name[1][1]}.from-{name[0]}").stat().st_size == name[1][0]
    found = (int(json.loads(targets)["signed"]["version"]), measure(content)[1])
    assert found in (before, _read_with_guide(folder, root))  # a server may finish a file after a push was killed
    return found[0], content


def _read_with_guide(folder: Path, root: bytes) -> tuple[int, str]:
    signed = refresh(open_transport(str(folder)), Known(root), now=datetime.now(UTC))
    return signed.version, signed.sha256
