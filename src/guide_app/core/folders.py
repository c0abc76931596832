"""Folders as a person looks for a file in them. Everything here reads; nothing is made, changed or remembered."""

from __future__ import annotations

import os
import string
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from guide_app.core.text import fold

PlaceKind = Literal["home", "stick"]


class Entry(NamedTuple):
    """A file or folder of a folder."""

    name: str
    path: Path
    is_folder: bool


class StartPlace(NamedTuple):
    """Where one may begin to look: the person's own folder, or a stick or drive that is plugged in."""

    kind: PlaceKind
    path: Path


def list_folder(folder: Path, suffixes: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """Give what is in a folder, folders first, each in the order of their names; hidden ones are left out.

    Args:
        folder: an absolute path.
        suffixes: only files with one of these endings, such as ".pdf", in any case; none: every file.

    Raises:
        OSError: the folder is not there or may not be read.
    """
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = _is_folder(entry)
            wanted = is_folder or not suffixes or entry.name.lower().endswith(suffixes)
            if wanted and not _is_hidden(entry):
                found.append(Entry(entry.name, Path(entry.path), is_folder))
    return tuple(sorted(found, key=lambda entry: (not entry.is_folder, fold(entry.name), entry.name)))


def start_places() -> tuple[StartPlace, ...]:
    """Give the person's folder and what is plugged in; what cannot be looked at now is left out."""
    places = [StartPlace("home", Path.home())]
    return (*places, *(StartPlace("stick", path) for path in _plugged_in()))


def _plugged_in() -> list[Path]:
    if sys.platform == "win32":
        drives = (Path(f"{letter}:\\") for letter in string.ascii_uppercase)
        return [drive for drive in drives if drive.exists()]
    if sys.platform == "darwin":
        return _folders_in(Path("/Volumes"))
    user = Path.home().name
    return [path for above in ("/run/media", "/media") for path in _folders_in(Path(above, user))]


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [entry.path for entry in list_folder(folder) if entry.is_folder]
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads nowhere, a drive that does not answer
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Say whether the system hides it: by its name, on Windows by an attribute."""
    if entry.name.startswith("."):
        return True
    if sys.platform == "win32":
        import stat

        hidden = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
        return bool(entry.stat(follow_symlinks=False).st_file_attributes & hidden)
    return False
