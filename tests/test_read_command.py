"""`guide read`: the shelf, and each guide well set in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.test_commands import refused, run, run_json

from guide_app.core.columns import width, wrapped


def test_read_gives_the_shelf_and_each_guide_in_the_language(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = run_json(bundle, capsys, "read", "--language", "pl")
    assert run(bundle, "read", "--language", "pl") == 0
    printed = capsys.readouterr().out
    assert all(each["id"] in printed and each["title"] in printed for each in shelf)
    for each in shelf:
        guide = run_json(bundle, capsys, "read", each["id"], "--language", "pl")
        assert (guide["title"], guide["language"]) == (each["title"], "pl")
        assert {"heading", "paragraph", "branches"} <= {block["kind"] for block in guide["blocks"]}


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_a_guide_is_well_set_in_a_terminal(bundle: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    for each in run_json(bundle, capsys, "read", "--language", language):
        assert run(bundle, "read", each["id"], "--language", language) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(each["title"][:10])
        assert max(width(line) for line in lines if "https" not in line) <= 80, each["id"]
        assert any(line.startswith("1. ") for line in lines)
        assert any("guide read " in line or "guide find --need" in line for line in lines)


def test_a_guide_that_is_not_there_is_told_with_a_remedy(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "`guide read` lists them" in refused(bundle, capsys, "read", "nowhere")


def test_lines_end_between_words_and_between_signs_where_there_are_none() -> None:
    assert list(wrapped("one two three", 7, first="- ", rest="  ")) == ["- one", "  two", "  three"]
    assert list(wrapped("ひとつずつ", 6)) == ["ひとつ", "ずつ"]
    assert list(wrapped("", 6)) == [""]
    assert (width("ひと"), width("e\u0301")) == (4, 1)
