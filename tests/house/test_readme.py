"""What the README tells people to type works, word for word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from guide_app import commands

ROOT = Path(__file__).resolve().parents[2]


def terminal_commands() -> list[list[str]]:
    """Give the arguments of every `guide` command of the README that has any."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/guide (.+)$", text, re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_the_readme_shows_all_three() -> None:
    assert [arguments[0] for arguments in terminal_commands()] == ["find", "show", "verify"]


@pytest.mark.parametrize("arguments", terminal_commands(), ids=lambda arguments: arguments[0])
def test_a_command_of_the_readme_answers(
    arguments: list[str], bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments, bundle=bundle) == 0
    said = capsys.readouterr()
    assert said.out.strip()
    assert not said.err
    assert "Nothing in the guide" not in said.out
