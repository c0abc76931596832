"""The update client as the official conformance suite of TUF asks for it: `python -m guide_app.updates.conformance`.

    --metadata-dir D init ROOT
    --metadata-dir D --metadata-url U refresh
    --metadata-dir D --metadata-url U --target-name P --target-base-url T --target-dir X download

It is the program's own client, with the same updater, roads and mark; only that metadata is kept in a folder, and the
form of a guide is not asked for. Exit code 0: all of it was done; 1: anything failed. See CLIENT-CLI.md of the suite
(theupdateframework/tuf-conformance); `make conformance SUITE=...` runs it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import quote

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import TargetFile

from guide_app.core.errors import UpdateError
from guide_app.core.files import write_atomically
from guide_app.updates.errors import MissingError
from guide_app.updates.shelves import FolderShelf
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.parts import MemoryPart
from guide_app.updates.transports.transport import Watch
from guide_app.updates.updater import GuideUpdater
from guide_app.updates.watermark import raise_mark, read_mark, write_mark

_BASE = "metadata/"
_MARK = "seen"


def main(arguments: list[str]) -> int:
    """Do what the suite asks for; gives the exit code, and on failure says why on standard error."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "init":
            write_atomically(asked.metadata_dir / "root.json", asked.root.read_bytes())
        else:
            updater = _refresh(asked.metadata_dir, asked.metadata_url)
            if asked.command == "download":
                for name in asked.target_name:
                    _download(updater, name, asked.target_base_url, asked.target_dir)
    except (UpdateError, OSError, LengthOrHashMismatchError) as error:
        print(getattr(error, "code", "refused"), error, file=sys.stderr)  # noqa: T201 - a command
        return 1
    return 0


def _refresh(folder: Path, url: str) -> GuideUpdater:
    transport = open_transport(url)
    shelf = FolderShelf(folder)

    def read(path: str, most: int) -> bytes:
        return transport.read(path.removeprefix(_BASE), most)

    updater = GuideUpdater(shelf, read, bootstrap=None, base=_BASE)
    updater.refresh()
    try:
        seen = shelf.load(_MARK)
    except FileNotFoundError:
        seen = b""
    shelf.save(_MARK, write_mark(raise_mark(read_mark(seen), updater)))
    return updater


def _download(updater: GuideUpdater, name: str, url: str, folder: Path) -> None:
    target = updater.find_target(name)
    if target is None:
        raise MissingError(name)
    place = folder / quote(name, "")
    if _is_there(place, target):
        return
    path = quote(name, "/")
    if updater.root.consistent_snapshot:
        before, slash, last = path.rpartition("/")
        path = f"{before}{slash}{next(iter(target.hashes.values()))}.{last}"
    part = MemoryPart("")
    transport = open_transport(url)
    try:
        transport.fetch(path, target.length, part, Watch())
    finally:
        transport.close()
    target.verify_length_and_hashes(part.content())
    write_atomically(place, part.content())


def _is_there(place: Path, target: TargetFile) -> bool:
    try:
        target.verify_length_and_hashes(place.read_bytes())
    except (FileNotFoundError, LengthOrHashMismatchError):
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m guide_app.updates.conformance")
    parser.add_argument("--metadata-dir", type=Path, required=True)
    parser.add_argument("--metadata-url")
    parser.add_argument("--target-name", action="append", default=[])
    parser.add_argument("--target-base-url")
    parser.add_argument("--target-dir", type=Path)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("root", type=Path)
    commands.add_parser("refresh")
    commands.add_parser("download")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
