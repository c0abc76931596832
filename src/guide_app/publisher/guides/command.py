"""`guide-publisher guides`: the table of all guides in all languages, and marks of what is as new as its original."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guide_app.core.errors import SourceError
from guide_app.core.guides import GuideId
from guide_app.core.languages import FALLBACK, LANGUAGES

if TYPE_CHECKING:
    from guide_app.publisher.guides.marking import Mark

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name

_SAID: Final = {
    "marked": "marked as made from its original as this is now",
    "outdated": "left alone: its original has changed since; bring it up, then name it with --guide",
    "faulty": "left alone: `guide-publisher validate` finds errors in it",
}


def add_guides_command(commands: Commands, data: Path, translations: Path) -> None:
    """Add `guides` with its actions; each sets `run(arguments) -> exit code`."""
    parser = commands.add_parser("guides", help="list the guides: lengths, reading levels, errors, what is outdated")
    parser.add_argument("--data", type=Path, default=data, help="the folder of the sources (default: data)")
    parser.add_argument("--translations", type=Path, default=translations, help="catalogues (default: translations)")
    parser.set_defaults(run=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    mark = actions.add_parser("mark", help="say that translations are as new as their originals")
    mark.add_argument("languages", nargs="*", metavar="LANGUAGE", help="codes (default: all)")
    mark.add_argument("--guide", action="append", default=[], metavar="ID", help="one that was brought up; repeatable")
    mark.set_defaults(run=_mark)


def _list(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.guides.checking import check_guides
    from guide_app.publisher.guides.table import table_lines

    library, problems = check_guides(arguments.data, arguments.translations)
    for line in table_lines(library, problems, arguments.translations):
        print(line)
    return int(any(problem.severity == "error" for problem in problems))


def _mark(arguments: argparse.Namespace) -> int:
    from guide_app.publisher.guides.checking import check_guides
    from guide_app.publisher.guides.marking import mark_translations

    library, problems = check_guides(arguments.data, arguments.translations)
    languages = arguments.languages or [code for code in LANGUAGES if code != FALLBACK]
    for wrong in set(languages) - (set(LANGUAGES) - {FALLBACK}):
        raise SourceError(f"{wrong!r} is no language that is translated to; those are {', '.join(LANGUAGES)} but en")
    for wrong in set(arguments.guide) - set(library.shelf):
        raise SourceError(f"there is no guide called {wrong!r}")
    marks = mark_translations(library, problems, languages, [GuideId(guide) for guide in arguments.guide])
    for line in _report(marks):
        print(line)
    return int(any(mark.outcome in {"outdated", "faulty"} for mark in marks))


def _report(marks: tuple[Mark, ...]) -> Iterator[str]:
    for mark in marks:
        if mark.outcome in _SAID:
            yield f"{mark.file.path}: {_SAID[mark.outcome]}"
    yield f"marked: {_count(marks, 'marked')}, as they were: {_count(marks, 'as it was')}"


def _count(marks: tuple[Mark, ...], outcome: str) -> int:
    return sum(mark.outcome == outcome for mark in marks)
