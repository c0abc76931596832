"""The real bundle for tests."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from guide_app.core.places import BUNDLE

ROOT = Path(__file__).resolve().parents[2]


def built_bundle(folders: pytest.TempPathFactory) -> Path:
    """Give a bundle that matches the sources of this tree.

    It begins as a copy of the one `make bundle` left, so that only what changed since is made again.
    """
    from guide_app.publisher.cli import main

    bundle = folders.mktemp("real") / "bundle"
    if BUNDLE.is_dir():
        shutil.copytree(BUNDLE, bundle)
    with contextlib.chdir(ROOT):  # the sources and the development keys are found from here
        assert main(["build", "--out", str(bundle)]) == 0
    return bundle
