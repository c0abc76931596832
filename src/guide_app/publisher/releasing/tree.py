"""From a finished release to the folder of static files that is published: `publish/` of the release's folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tuf.api.metadata import Metadata, Targets

from guide_app.core.files import write_atomically
from guide_app.core.places import METADATA_NAME, SNAPSHOT_NAME
from guide_app.publisher.publication import (
    open_publication,
    region_rows_path,
    spare_files,
    targets_of,
    write_metadata_tree,
)
from guide_app.publisher.releasing import history
from guide_app.publisher.releasing.making import PACKS, MakingError, read_rows
from guide_app.store.shards import REGION, cut_into_shards
from guide_app.updates.regions import SignedRows
from guide_app.updates.release import read_release

TREE: Final = "publish"


def publish(folder: Path) -> Path:
    """Write the tree of a finished release, the timestamp last, and keep its rows for the deltas to come.

    Files that neither this version nor the one before it names are removed.

    Returns:
        The tree's folder.

    Raises:
        MakingError: a file that the targets name is not there.
        PublicationError: the same version was published with another content.
        UntrustedContentError: what was written is not what a client accepts.
        OSError: a file cannot be read or written.
    """
    metadata = {path.name: path.read_bytes() for path in sorted((folder / METADATA_NAME).glob("*.json"))}
    tree = folder / TREE
    for name, measure in targets_of(metadata["targets.json"]).items():
        own = SNAPSHOT_NAME if name.endswith(SNAPSHOT_NAME) else f"{PACKS}/{Path(name).name}"
        _copy(folder / own, tree / name, measure.length)
    targets = Metadata[Targets].from_bytes(metadata["targets.json"]).signed
    release = read_release(targets.targets[SNAPSHOT_NAME].custom or {})
    if release is not None:
        rows = read_rows(folder / SNAPSHOT_NAME)
        shards = cut_into_shards(rows, release.layout)
        for region in release.layout.regions:
            content, measure = shards[REGION + region], release.shards[REGION + region]
            path = tree / region_rows_path(region, SignedRows(*measure, version=targets.version))
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        history.keep_rows(folder, targets.version, rows)
    write_metadata_tree(tree, metadata)
    open_publication(tree)
    for spare in spare_files(tree):
        spare.unlink()
    return tree


def _copy(source: Path, target: Path, length: int) -> None:
    if target.is_file() and target.stat().st_size == length:
        return  # its name is its hash
    if not source.is_file():
        raise MakingError(f"{source} is missing, but the targets name it.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, part)
    part.replace(target)
