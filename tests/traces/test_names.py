"""The names that a look into its folder shows say nothing of the topic."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.traces.stage import PROGRAM_FOLDER, ROOT
from tests.traces.words import telling

SAID_OUTSIDE = ("pyproject.toml", "build.spec", "Makefile")


def test_no_file_of_the_program_tells(bundle: Path) -> None:
    names = {path.name for folder in (PROGRAM_FOLDER, bundle) for path in folder.rglob("*")}
    assert len(names) > 100
    assert {name: words for name in names if (words := telling(name))} == {}


@pytest.mark.parametrize("name", SAID_OUTSIDE)
def test_what_systems_are_told_of_the_program_tells_nothing(name: str) -> None:
    """Package managers, installers and desktops show a name, a description, key words."""
    assert telling((ROOT / name).read_text("utf-8")) == []
