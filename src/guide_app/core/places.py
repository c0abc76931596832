"""Every path the program touches. By default all of them are read and none is written."""

from __future__ import annotations

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
