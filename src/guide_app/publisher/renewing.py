"""New dates for what is published, by the publishing machine alone: nobody offline has to be there.

A timestamp lasts two weeks, so that whoever withholds news from a reader is noticed soon. Renewing it says: this is
still the newest. Run it once a week, by hand or from cron, and push.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from securesystemslib.signer import CryptoSigner

from guide_app.core.places import METADATA_NAME
from guide_app.core.turns import take_turn
from guide_app.publisher.keys import ROOT_FILE
from guide_app.publisher.publication import Publication, open_publication, signed_part, write_metadata_tree
from guide_app.publisher.signatures import SigningError
from guide_app.publisher.signing import finish
from guide_app.updates.chain import MOMENT, ROLE_NAMES

SOON: Final = {"root": timedelta(days=60), "targets": timedelta(days=30)}
"""Role -> how long before its end people are told: they have to meet, or at least to find their sticks."""
_REGIONS_SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What was done, and what people have to do soon."""

    version: int
    warnings: tuple[str, ...]


def renew(folder: Path, signers: Sequence[CryptoSigner], *, now: datetime, roots: Path | None = None) -> Renewal:
    """Sign snapshot and timestamp of a publication anew, with a higher version, and write them with their bundle.

    Args:
        folder: the publication.
        signers: the publishing machine's keys.
        now: the new dates count from it.
        roots: a folder with a newer `root.json`, signed by all who must, and with those before it.

    Raises:
        SigningError: a key is missing.
        PublicationError: the folder is not a whole publication.
        UntrustedContentError: what was made is not what clients accept.
        OSError: a file cannot be read or written.
    """
    with take_turn(folder.with_name(f".{folder.name}.turn"), lambda: None):
        publication = open_publication(folder, whole=False)
        version = publication.version + 1
        carried = _carried(publication)
        root_files = {name: content for name, content in carried.items() if name.endswith(f".{ROOT_FILE}")}
        if roots is not None:
            found = [*roots.glob(f"*.{ROOT_FILE}"), roots / ROOT_FILE]
            root_files |= {_name_of_root(path): path.read_bytes() for path in found}
        root = root_files[max(root_files, key=_number)]
        targets = carried.pop("targets.json")
        regions = {name: content for name, content in carried.items() if name not in root_files}
        files = finish(root, targets, signers, version=version, now=now, regions=regions)
        write_metadata_tree(folder, {**root_files, **files})
        open_publication(folder, whole=False)
    return Renewal(version, tuple(_ending({**files, **regions}, now)))


def read_passphrase(path: Path) -> bytes:
    """Read a passphrase that cron cannot be asked for, from a file that nobody else may read.

    Raises:
        SigningError: others may read it.
        OSError: it cannot be read.
    """
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SigningError(f"Others may read {path}: chmod 600.")
    return path.read_bytes().rstrip(b"\r\n")


def _carried(publication: Publication) -> dict[str, bytes]:
    """Give what stays as it is: roots as they are named, targets and regions without their versions."""
    files = {}
    for path in publication.metadata:
        number, _, name = path.removeprefix(f"{METADATA_NAME}/").partition(".")
        if name == ROOT_FILE:
            files[f"{number}.{ROOT_FILE}"] = (publication.folder / path).read_bytes()
        elif name.endswith(".json") and name != "snapshot.json":
            files[name] = (publication.folder / path).read_bytes()
    return files


def _ending(files: dict[str, bytes], now: datetime) -> list[str]:
    lines = []
    for name, content in sorted(files.items()):
        role = name.removesuffix(".json")
        ahead = SOON.get(role) if role in ROLE_NAMES else _REGIONS_SOON
        end = datetime.strptime(signed_part(content)["expires"], MOMENT).replace(tzinfo=UTC)
        if ahead is not None and end < now + ahead:
            lines.append(f"{name} ends on {end:%Y-%m-%d}: it must be signed again before.")
    return lines


def _name_of_root(path: Path) -> str:
    return f"{signed_part(path.read_bytes())['version']}.{ROOT_FILE}"


def _number(name: str) -> int:
    return int(name.partition(".")[0])
