"""Where updates may be kept: beside the program or in the person's own folder, under a name that says nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from guide_app.core.places import BUNDLE, place_at_home, place_beside, places_of_updates


def test_beside_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place_beside() == BUNDLE / "updates"
    assert place_beside(Path("/elsewhere/bundle")) == Path("/elsewhere/bundle/updates")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/stick/guide/guide")
    assert place_beside() == Path("/stick/guide/updates")


@pytest.mark.parametrize(
    ("platform", "variables", "place"),
    [
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": ""}, "/h/.local/share/guide"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/data"}, "/data/guide"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "relative"}, "/h/.local/share/guide"),
        ("linux", {"HOME": "relative", "XDG_DATA_HOME": ""}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/guide"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/guide"),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
def test_in_the_persons_own_folder(
    platform: str, variables: dict[str, str], place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert place_at_home() == (Path(place) if place else None)
    assert places_of_updates(Path("/b")) == ((Path("/b/updates"), Path(place)) if place else (Path("/b/updates"),))
