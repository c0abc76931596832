"""Sticks as people have them: images of exFAT and FAT, mounted in a namespace of their own, and the client on them.

Run as a program inside fresh namespaces. Prints, for each file system that this machine can mount, what worked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.updates.closed_room import own_spaces, run
from tests.updates.nginx_peer import tool
from tests.updates.scripted_server import answer, serving
from tests.updates.small_repository import START, SmallRepository

from guide_app.updates.client import Known, refresh
from guide_app.updates.shelves import FolderShelf
from guide_app.updates.transports.folder import FolderTransport
from guide_app.updates.transports.opening import open_transport
from guide_app.updates.transports.parts import DiskPart, check_part
from guide_app.updates.transports.transport import CHUNK, Transport, Watch
from guide_app.updates.transports.zipped import ZipTransport, write_zip
from guide_app.updates.updater import GuideUpdater

SIZE: Final = 64 << 20
_MAKERS: Final = {"exfat": "mkfs.exfat", "vfat": "mkfs.fat"}


def enter() -> list[str]:
    """Build the command that runs this program where its mounts are nobody else's and end with it."""
    spaces = own_spaces("--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    return [*spaces, sys.executable, "-m", "tests.updates.stick_room"]


@contextmanager
def mounted(kind: str, image: Path, place: Path) -> Iterator[bool]:
    """Mount an image by the kernel, or by FUSE; gives False where neither knows this file system."""
    with image.open("wb") as file:
        file.truncate(SIZE)
    run(_MAKERS[kind], str(image))
    place.mkdir()
    device = run("losetup", "--find", "--show", str(image)).strip()
    try:
        kernel = [tool("mount"), "-t", kind, device, str(place)]
        good = subprocess.run(kernel, check=False, capture_output=True).returncode == 0
        if kind == "exfat" and not good:
            run("mount.exfat-fuse", device, str(place))
            good = True
        try:
            yield good
        finally:
            if good:
                run("umount", str(place))
    finally:
        run("losetup", "--detach", device)


def try_all(stick: Path) -> dict[str, bool]:
    """Do on a stick what the client does on disks."""
    repository = SmallRepository()
    repository.publish(content=os.urandom(5 * CHUNK + 3))
    for path, content in repository.tree.items():
        (stick / "guide" / path).parent.mkdir(parents=True, exist_ok=True)
        (stick / "guide" / path).write_bytes(content)
    with (stick / "guide.zip").open("wb") as file:
        write_zip(file, ((path, [content]) for path, content in repository.tree.items()))
    folder, zipped = FolderTransport(stick / "guide"), ZipTransport(stick / "guide.zip")
    return {
        "no links": not can_link(stick),
        "folder": read_all(folder, repository, stick / "parts of the folder"),
        "zip": read_all(zipped, repository, stick / "parts of the zip"),
        "metadata kept": keep(repository, stick / "metadata"),
    }


def can_link(stick: Path) -> bool:
    try:
        (stick / "link").symlink_to("guide")
    except OSError:
        return False
    return True


def read_all(transport: Transport, repository: SmallRepository, parts: Path) -> bool:
    parts.mkdir()
    signed = refresh(transport, Known(repository.trusted_root), now=START)
    DiskPart(parts, signed.sha256).append(repository.content[: CHUNK + 1])
    part = DiskPart(parts, signed.sha256)
    transport.fetch(f"targets/{signed.sha256}.guide.sqlite", signed.length, part, Watch())
    whole = check_part(part, signed.length) == repository.content
    part.restart()
    return whole and not list(parts.iterdir())


def keep(repository: SmallRepository, place: Path) -> bool:
    """Refresh twice over a line with the metadata kept on the stick, through its roots and renewals."""
    shelf = FolderShelf(place)
    shelf.save("root.json", repository.trusted_root)
    with serving(lambda request: [served(repository, request.path.removeprefix("/guide/"))]) as server:
        transport = open_transport(server.url)
        for _ in range(2):
            GuideUpdater(shelf, transport.read, bootstrap=None, moment=START).refresh()
            repository.rotate("snapshot", [f"snapshot-{repository.versions['root'] + 1}"])
            repository.publish()
        transport.close()
    return shelf.load("root.json") == repository.roots[2]


def served(repository: SmallRepository, path: str) -> bytes:
    content = repository.tree.get(path)
    return answer(404) if content is None else answer(200, content)


def main() -> None:
    run("mount", "-t", "tmpfs", "none", "/mnt")
    said = {}
    for kind in _MAKERS:
        place = Path("/mnt") / kind
        with mounted(kind, Path("/mnt") / f"{kind}.image", place) as good:
            if good:
                said[kind] = try_all(place)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
