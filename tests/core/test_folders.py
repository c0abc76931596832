"""What a chooser of files lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_app.core.folders import list_folder, start_places


def test_order_kinds_and_hidden_ones(tmp_path: Path) -> None:
    for folder in ("zeta", "Éclair", ".git"):
        (tmp_path / folder).mkdir()
    for name in ("b", "A", "c.PDF", ".profile"):
        (tmp_path / name).touch()
    listed = list_folder(tmp_path)
    assert [entry.name for entry in listed] == ["Éclair", "zeta", "A", "b", "c.PDF"]
    assert [entry.is_folder for entry in listed] == [True, True, False, False, False]
    assert all(entry.path == tmp_path / entry.name for entry in listed)


def test_only_some_endings_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("b.txt", "c.PDF"):
        (tmp_path / name).touch()
    assert [entry.name for entry in list_folder(tmp_path, (".pdf",))] == ["folder", "c.PDF"]


def test_a_link_that_leads_nowhere_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert [(entry.name, entry.is_folder) for entry in list_folder(tmp_path)] == [("link", False)]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        list_folder(tmp_path / "gone")


def test_one_begins_at_home() -> None:
    assert start_places()[0] == ("home", Path.home())
