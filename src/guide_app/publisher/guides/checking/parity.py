"""Rules of translations beside their original: all of it is there, in the same blocks, and in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from guide_app.core.guides import Line
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.publisher.guides.library import Library, aligned, parting
from guide_app.publisher.guides.measuring import allowed_ratio, characters
from guide_app.publisher.guides.reading import GuideFile
from guide_app.publisher.sources import Position
from guide_app.publisher.validating.rule import Finding, Rule

_RUN: Final = 4
_SAME: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL_WORDS: Final = (
    "a about after all also an and any are as at be because been before but by can did do does for from had has "
    "have he her his how i if in into is it its me more my no not of off on one or our out over she so some such "
    "than that the their them then there these they this to too two under up us was we were what when where which "
    "who why will with without would you your "
    "ace aro bi binary gay inter intersex lgbtq non pan queer trans"
)
"""Words that carry no content of their own, several of them words of other languages too; and the names that
communities of many languages share."""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


def find_missing_translations(library: Library) -> Iterator[Finding]:
    """Find guides that a language of the program has not."""
    for files in library.shelf.values():
        for language in LANGUAGES:
            if language not in files:
                path = files[FALLBACK].path
                yield Finding(Position(path.with_stem(language), 1), f"{path.parent.name} is missing in {language}")


def find_other_blocks(library: Library) -> Iterator[Finding]:
    """Find translations whose blocks are not those of the original: another kind, order or number of items."""
    for original, file in library.translations():
        number = parting(original, file)
        if number is not None:
            place = file.placed[min(number, len(file.placed) - 1)].at[0] if file.placed else 1
            yield Finding(Position(file.path, place), f"{_name(file, number)} stands for {_name(original, number)}")


def find_other_marks(library: Library) -> Iterator[Finding]:
    """Find lines whose links or strong words are not those of their original."""
    for original, file in library.translations():
        for pair in aligned(original, file):
            yield from (
                Finding(pair.translated.place, fault)
                for fault in differing_marks(pair.original.line, pair.translated.line)
            )


def differing_marks(original: Line, translated: Line) -> Iterator[str]:
    """Say how the marks of a line differ from those of its original."""
    ours, theirs = _targets(original), _targets(translated)
    if ours != theirs:
        yield f"the line leads to {_listed(theirs)}, the original to {_listed(ours)}"
    ours, theirs = _strong(original), _strong(translated)
    if len(ours) != len(theirs):
        yield f"the line has {len(theirs)} strong parts, the original {len(ours)}"


def find_odd_ratios(library: Library) -> Iterator[Finding]:
    """Find translations that are far longer or shorter than is usual in their language: something was left or added."""
    for original, file in library.translations():
        allowed, there = allowed_ratio(file.language), characters(file) / max(1, characters(original))
        if there not in allowed:
            said = (
                f"it has {there:.2f} characters for each of the original's; {allowed.least} to {allowed.most} is usual"
            )
            yield Finding(Position(file.path, file.placed[0].at[0] if file.placed else 1), said)


def find_untranslated_runs(library: Library) -> Iterator[Finding]:
    """Find English in translations: four words of content in a row as in the original, or a whole line of it.

    Small words are left out on both sides: several of them are words of other languages, and names that are shared
    (a phrase of one or two words that a community took over) are shorter than a run.
    """
    for original, file in library.translations():
        for pair in aligned(original, file):
            there, here = pair.original.text, pair.translated.text
            run = _shared_run(_content(here), _content(there))
            if run:
                yield Finding(pair.translated.place, f"{' '.join(run)!r} stands in English")
            elif here.casefold() == there.casefold() and len(_WORD.findall(here)) >= _SAME:
                yield Finding(pair.translated.place, f"{here!r} is the original's line")


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _SMALL)


def _shared_run(words: tuple[str, ...], original: tuple[str, ...]) -> Sequence[str]:
    runs = _runs(original)
    return next((run for run in _windows(words) if run in runs), ())


@cache
def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(_windows(words))


def _windows(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _name(file: GuideFile, number: int) -> str:
    if number >= len(file.blocks):
        return "nothing"
    block = file.blocks[number]
    items = f" of {len(block.lines)}" if len(block.lines) > 1 else ""
    return f"{block.kind}{items}"


def _targets(line: Line) -> list[str]:
    return sorted(span.target for span in line if span.target)


def _strong(line: Line) -> list[str]:
    """Give the strong parts of a line; a link inside one does not make it two."""
    parts: list[str] = []
    before = False
    for span in line:
        if span.strong:
            parts = [*parts[:-1], parts[-1] + span.text] if before else [*parts, span.text]
        before = span.strong
    return parts


def _listed(targets: list[str]) -> str:
    return ", ".join(targets) or "nowhere"


RULES: Final[tuple[Rule[Library], ...]] = (
    Rule("guide-missing", "error", find_missing_translations, f"write it from {FALLBACK}.md, block for block"),
    Rule("guide-blocks", "error", find_other_blocks, f"give it the blocks of {FALLBACK}.md, in their order"),
    Rule("guide-marks", "error", find_other_marks, f"give the line the links and strong words of {FALLBACK}.md"),
    Rule("guide-ratio", "error", find_odd_ratios, "look for what was left out, or added"),
    Rule("guide-untranslated", "error", find_untranslated_runs, "translate it"),
)
