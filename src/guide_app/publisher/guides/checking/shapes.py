"""Rules of one guide: what must be there, how much of it, and that everything it leads to exists.

The shape is held against the original alone: a translation has the same blocks, or `guide-blocks` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from guide_app.core.guides import EXERCISES, BlockKind
from guide_app.core.languages import FALLBACK
from guide_app.publisher.guides.library import Library
from guide_app.publisher.guides.measuring import Range, allowed_length, length, unit
from guide_app.publisher.guides.reading import GuideFile
from guide_app.publisher.sources import Position
from guide_app.publisher.validating.links import link_faults
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule

_BLOCKS: Final[dict[BlockKind, Range]] = {
    "heading": Range(3, 6),
    "steps": Range(1, 3),
    "branches": Range(1, 3),
    "note": Range(0, 2),
}
"""How many of them a guide has."""
_STEPS: Final = Range(3, 8)
_BRANCHES: Final = Range(2, 5)
_LONGEST: Final = {"ja": (40, 60)}
_LONGEST_OTHERWISE: Final = (80, 120)
"""Characters of a title and of a summary."""
_SOURCE_KEYS: Final = frozenset({"title", "publisher", "url", "supports"})


def find_poor_shapes(library: Library) -> Iterator[Finding]:
    """Find guides that lack what helps a person to act, or have too much of it."""
    for file in library.originals():
        kinds = [block.kind for block in file.blocks]
        if not kinds or kinds[0] != "paragraph":
            yield Finding(_start(file), "the text begins with no paragraph, which helps by itself")
        for kind, allowed in _BLOCKS.items():
            if kinds.count(kind) not in allowed:
                yield Finding(_start(file), f"it has {kinds.count(kind)} blocks of the kind {kind}; {_span(allowed)}")
        for placed in file.placed:
            allowed = _items_of(placed.block.kind)
            if len(placed.at) not in allowed:
                said = f"{len(placed.at)} items of the kind {placed.block.kind}; {_span(allowed)}"
                yield Finding(Position(file.path, placed.at[0]), said)


def find_misplaced_blocks(library: Library) -> Iterator[Finding]:
    """Find headings with nothing below them, and content notes that stand anywhere but right below a heading."""
    for file in library.originals():
        for before, placed in pairwise((None, *file.placed, None)):
            kind = placed.block.kind if placed is not None else "heading"
            above = before.block.kind if before is not None else "paragraph"
            place = Position(file.path, placed.at[0]) if placed is not None else Position(file.path, 1)
            if above == "heading" and kind == "heading" and before is not None:
                yield Finding(Position(file.path, before.at[0]), "nothing stands below this heading")
            if kind == "caution" and above != "heading":
                yield Finding(place, "a content note stands right below a heading: it may skip that part")


def find_odd_lengths(library: Library) -> Iterator[Finding]:
    """Find texts that are too short to help, or too long to be read on a hard day."""
    for file in library.texts():
        allowed, there = allowed_length(file.language), length(file)
        if there not in allowed:
            yield Finding(_start(file), f"it has {there} {unit(file.language)}; {_span(allowed)}")


def find_odd_heads(library: Library) -> Iterator[Finding]:
    """Find titles and summaries that are too long, of more than a line, or have the wrong end."""
    for file in library.texts():
        title, summary = _LONGEST.get(file.language, _LONGEST_OTHERWISE)
        for key, text, most in (("title", file.title, title), ("summary", file.summary, summary)):
            place = file.head.position(key)
            if len(text) > most:
                yield Finding(place, f"the {key} has {len(text)} characters, more than {most}")
            if f"\n{key}: {text}\n" not in file.head.text and f'\n{key}: "' not in file.head.text:
                yield Finding(place, f"the {key} does not stand on one line")
        if file.title.endswith((".", "。")):
            yield Finding(file.head.position("title"), "the title ends with a full stop")
        if not file.summary.endswith((".", "。", "?", "؟", "？")):
            yield Finding(file.head.position("summary"), "the summary does not end as a sentence")


def find_dead_links(library: Library) -> Iterator[Finding]:
    """Find links to guides, needs and exercises that are not there, and guides that lead to themselves."""
    there = {"guide": frozenset(library.shelf), "need": library.needs, "exercise": frozenset(EXERCISES)}
    for file in library.texts():
        for line in file.lines:
            for span in line.line:
                kind, _, name = span.target.partition(":")
                if kind and name not in there[kind]:
                    yield Finding(line.place, f"there is no {kind} called {name!r}")
                elif span.target == f"guide:{file.id}":
                    yield Finding(line.place, "the guide leads to itself")


def find_unknown_needs(library: Library) -> Iterator[Finding]:
    """Find needs of guides that are not there, and guides that serve none."""
    for file in library.originals():
        needs = list(Node.top(file.head).items("needs"))
        if not needs:
            yield Finding(file.head.position("needs"), "it serves no need, so nobody comes to it by one")
        for need in needs:
            if need.text not in library.needs:
                yield Finding(need, f"there is no need called {need.text!r}")
            elif sum(other.text == need.text for other in needs) > 1:
                yield Finding(need, f"the need {need.text!r} stands there twice")


def find_poor_sources(library: Library) -> Iterator[Finding]:
    """Find sources of statements that nobody could look up."""
    for file in library.originals():
        for source in Node.top(file.head).items("sources"):
            for key in ("title", "publisher", "supports"):
                if not source.text_of(key).strip():
                    yield Finding(source, f"the source has no {key}")
            for entry in source.entries():
                if entry.name not in _SOURCE_KEYS:
                    yield Finding(entry, f"{entry.name!r} is not known in a source")
            url = source.find("url")
            if url is not None:
                yield from (Finding(url, fault) for _, fault in link_faults(url.text))


def find_forgotten_exercises(library: Library) -> Iterator[Finding]:
    """Find exercises to which no guide leads."""
    led_to = {span.target for file in library.originals() for line in file.lines for span in line.line}
    for exercise in EXERCISES:
        if library.shelf and f"exercise:{exercise}" not in led_to:
            first = next(library.originals())
            yield Finding(Position(first.path.parents[1] / "shelf.yaml", 1), f"no guide leads to {exercise!r}")


def _start(file: GuideFile) -> Position:
    return Position(file.path, file.placed[0].at[0] if file.placed else 1)


def _items_of(kind: BlockKind) -> Range:
    if kind == "steps":
        return _STEPS
    return _BRANCHES if kind == "branches" else Range(1, 9)


def _span(allowed: Range) -> str:
    return f"{allowed.least:g} to {allowed.most:g} are right"


RULES: Final[tuple[Rule[Library], ...]] = (
    Rule("guide-shape", "error", find_poor_shapes, "see `Shape` in docs/guides.md"),
    Rule("guide-misplaced", "error", find_misplaced_blocks, "move it, or write what belongs there"),
    Rule("guide-length", "error", find_odd_lengths, "say it in the length that the others have"),
    Rule("guide-head", "error", find_odd_heads, f"make it plain, short and like that of {FALLBACK}.md"),
    Rule("guide-link", "error", find_dead_links, "correct the name after the colon, or take the link away"),
    Rule("guide-needs", "error", find_unknown_needs, "use ids of data/needs.yaml, each once"),
    Rule("guide-source", "error", find_poor_sources, "give title, publisher and supports; a url begins with https"),
    Rule("guide-exercise", "error", find_forgotten_exercises, "put its button into a guide where it helps"),
)
