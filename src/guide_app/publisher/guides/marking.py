"""Says of translations which wording of the original they were made from: `made_from` in their front matter.

Where the original changes, its digest is another one, and every translation is outdated by itself until somebody has
looked at it and says again that it is as new as its original.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final, Literal, NamedTuple

from guide_app.core.files import write_atomically
from guide_app.core.guides import GuideId
from guide_app.publisher.guides.library import Library
from guide_app.publisher.guides.reading import GuideFile
from guide_app.publisher.validating.problems import Problem

_LINE: Final = re.compile(r"^made_from: .*\n", re.MULTILINE)
_BEFORE: Final = re.compile(r"^date: .*\n", re.MULTILINE)

Outcome = Literal["marked", "as it was", "outdated", "faulty"]
"""marked: written now; as it was: marked before, and the original is still the same; outdated: made from another
wording, and not named; faulty: checks find errors in it, so it cannot say what the original says."""


class Mark(NamedTuple):
    """What became of one translation."""

    file: GuideFile
    outcome: Outcome


def mark_translations(
    library: Library,
    problems: Iterable[Problem],
    languages: Collection[str],
    named: Collection[GuideId] = (),
) -> tuple[Mark, ...]:
    """Mark translations as made from their originals as these are now, and say what became of each.

    A translation that was never marked is marked; one that is outdated only where its guide is named, since that says
    that somebody has brought it up; one with errors never.

    Args:
        library: all guides.
        problems: what checks find in them.
        languages: codes; others are left alone.
        named: guides whose outdated translations are brought up; where any are named, others are left alone.
    """
    faulty = {problem.path for problem in problems if problem.severity == "error"}
    marks = []
    for original, file in library.translations():
        if file.language not in languages or (named and file.id not in named):
            continue
        outcome = _outcome(original, file, is_faulty=file.path in faulty, is_named=file.id in named)
        if outcome == "marked":
            write_mark(file, original)
        marks.append(Mark(file, outcome))
    return tuple(marks)


def write_mark(file: GuideFile, original: GuideFile) -> None:
    """Write into a translation's front matter that it was made from its original as this is now."""
    text = file.path.read_text(encoding="utf-8")
    write_atomically(file.path, marked_text(text, original.digest).encode())


def marked_text(text: str, digest: str) -> str:
    """Give the text of a translation with the digest of its original in its front matter, and nothing else changed."""
    line = f"made_from: {digest}\n"
    head, fence, body = text.partition("\n---\n")
    head += "\n"
    if _LINE.search(head):
        head = _LINE.sub(line, head, count=1)
    else:
        head = _BEFORE.sub(lambda date: date.group() + line, head, count=1)
    return head.removesuffix("\n") + fence + body


def _outcome(original: GuideFile, file: GuideFile, *, is_faulty: bool, is_named: bool) -> Outcome:
    if is_faulty:
        return "faulty"
    if not file.is_outdated(original):
        return "as it was"
    return "marked" if is_named or not file.made_from else "outdated"
