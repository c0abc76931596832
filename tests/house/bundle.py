"""The real bundle for tests: the one `make bundle` left, where nothing has changed since, else a fresh one."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_app.core.places import BUNDLE

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("data", "translations", "src/guide_app/core", "src/guide_app/store", "src/guide_app/publisher")


def _newest(folders: tuple[str, ...]) -> float:
    files = (
        file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".yaml", ".po"}
    )
    return max(file.stat().st_mtime for file in files)


def _up_to_date(bundle: Path) -> bool:
    made = bundle / "snapshot" / "guide.sqlite"
    return made.exists() and made.stat().st_mtime > _newest(_SOURCES)


def built_bundle(folders: pytest.TempPathFactory) -> Path:
    """Give a bundle that matches the sources of this tree."""
    if _up_to_date(BUNDLE):
        return BUNDLE
    from guide_app.publisher.cli import main

    bundle = folders.mktemp("bundle")
    assert main(["build", "--out", str(bundle)]) == 0
    return bundle
