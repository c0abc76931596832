"""Every path the program touches. By default all of them are read and none is written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

BUNDLE: Final = Path(__file__).resolve().parent.parent / "bundle"
"""What a build adds to the code: the signed snapshot, compiled catalogues, fonts. Never committed."""

SNAPSHOT_NAME: Final = "guide.sqlite"
METADATA_NAME: Final = "metadata"


def snapshot_folder(bundle: Path = BUNDLE) -> Path:
    """Folder of the embedded snapshot: `guide.sqlite` and `metadata/` with the four TUF roles."""
    return bundle / "snapshot"


def locale_folder(bundle: Path = BUNDLE) -> Path:
    """Folder of the compiled catalogues, `<language>/LC_MESSAGES/guide.mo`."""
    return bundle / "locale"


def fonts_folder(bundle: Path = BUNDLE) -> Path:
    """Folder of the fonts used where the system has none for a script."""
    return bundle / "fonts"


def place_beside(bundle: Path = BUNDLE) -> Path:
    """Folder beside the program where updates are kept if somebody chose so, such as on the stick that it lies on."""
    own = Path(sys.executable).parent if getattr(sys, "frozen", False) else bundle
    return own / "updates"


def place_at_home() -> Path | None:
    """Folder of the person's own where updates are kept if they chose so, under a neutral name; None: there is none."""
    home = os.path.expanduser("~")  # noqa: PTH111 - without a home it stays "~", where Path.home() fails
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        above = f"{home}/Library/Application Support"
    else:
        chosen = os.environ.get("XDG_DATA_HOME", "")
        above = chosen if chosen.startswith("/") else f"{home}/.local/share"  # as its specification wants it
    return Path(above, "guide") if os.path.isabs(above) else None  # noqa: PTH117 - before it is a path


def places_of_updates(bundle: Path = BUNDLE) -> tuple[Path, ...]:
    """Give every place where updates may have been kept; mostly none of them is there."""
    home = place_at_home()
    return (place_beside(bundle), *([home] if home is not None else []))
