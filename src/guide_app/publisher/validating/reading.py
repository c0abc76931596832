"""Reading all of a data folder, whatever state it is in: each file that cannot be read becomes a problem."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from guide_app.core.errors import SourceError
from guide_app.publisher.sources import Position, SourceFile, Sources, load_source
from guide_app.publisher.validating.problems import Problem

_SINGLE: Final = ("needs", "vocabulary", "retired", "decisions")
_SAID: Final = re.compile(r"(?P<path>.*?):(?P<line>[0-9]+): (?P<message>.*)\. Remedy: (?P<remedy>.*?)\.?", re.DOTALL)


def read_sources(folder: Path) -> tuple[Sources, tuple[Problem, ...]]:
    """Read every source file below a folder, and give what could be read besides what could not."""
    problems: list[Problem] = []
    single = {name: _read(folder / f"{name}.yaml", problems) for name in _SINGLE}
    sources = Sources(
        organizations=_read_all(folder / "organizations", problems),
        countries=_read_all(folder / "countries", problems),
        words=_read_all(folder / "words", problems),
        **{name: file or _nothing(folder / f"{name}.yaml") for name, file in single.items()},
    )
    return sources, tuple(problems)


def _read_all(folder: Path, problems: list[Problem]) -> tuple[SourceFile, ...]:
    if not folder.is_dir():
        problems.append(
            Problem(
                folder,
                1,
                "folder-missing",
                "error",
                "the folder is missing",
                "make sure that --data names the folder of the sources",
            )
        )
    read: list[SourceFile] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".yaml":
            file = _read(path, problems)
            if file is not None:
                read.append(file)
        elif path.is_file():
            remedy = "rename it so that it ends in .yaml, or move it out of data/"
            problems.append(Problem(path, 1, "file-overlooked", "error", "the file would be overlooked", remedy))
    return tuple(read)


def _read(path: Path, problems: list[Problem]) -> SourceFile | None:
    try:
        return load_source(path)
    except SourceError as error:
        problems.append(_as_problem(path, str(error)))
        return None


def position_in(path: Path, text: str) -> Position:
    """Give the place that the text of a SourceError names; the first line of the file where it names none."""
    said = _SAID.fullmatch(text)
    return Position(path, int(said["line"]) if said is not None else 1)


def message_of(text: str) -> str:
    """Give what the text of a SourceError says is wrong, without place and remedy."""
    said = _SAID.fullmatch(text)
    return said["message"] if said is not None else text


def _as_problem(path: Path, text: str) -> Problem:
    said = _SAID.fullmatch(text)
    remedy = said["remedy"] if said is not None else "look at the file in an editor"
    line = position_in(path, text).line
    return Problem(path, line, "file-unreadable", "error", f"the file {message_of(text)}", remedy)


def _nothing(path: Path) -> SourceFile:
    return SourceFile(path, {}, "")
