"""A guide as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from guide_app.core.columns import padded, width, wrapped
from guide_app.core.guides import Block, Guide, GuideTitle, Line, Span, text_of

_COLUMNS: Final = 78
_LINKS: Final = {"guide": "guide read {}", "need": "guide find --need {}"}
"""What to type in order to go where a link leads."""


def guide_lines(guide: Guide) -> Iterator[str]:
    """Give a guide: title, summary, how it stands, and its blocks with an empty line between."""
    yield from wrapped(guide.title, _COLUMNS)
    yield "=" * min(_COLUMNS, width(guide.title))
    yield from wrapped(guide.summary, _COLUMNS)
    yield from wrapped(_standing(guide), _COLUMNS)
    for block in guide.blocks:
        yield ""
        yield from _block(block)
    yield ""
    yield from wrapped(f"Services for this: {', '.join(f'guide find --need {need}' for need in guide.needs)}", _COLUMNS)
    for source in guide.sources:
        said = ", ".join(filter(None, (source.title, source.publisher, source.url)))
        yield from wrapped(f"Source: {said}", _COLUMNS, rest="  ")


def shelf_lines(titles: Sequence[GuideTitle]) -> Iterator[str]:
    """Give the shelf: the id of each guide, its title, and below it what it gives."""
    widest = max((width(title.id) for title in titles), default=0)
    for title in titles:
        yield f"{padded(title.id, widest)}  {title.title}"
        yield from wrapped(title.summary, _COLUMNS, first=" " * (widest + 2), rest=" " * (widest + 2))


def guide_tree(guide: Guide) -> dict[str, object]:
    """Give a guide by name, for programs."""
    return {
        **guide._asdict(),
        "sources": [source._asdict() for source in guide.sources],
        "blocks": [
            {"kind": block.kind, "lines": [[span._asdict() for span in line] for line in block.lines]}
            for block in guide.blocks
        ],
    }


def _standing(guide: Guide) -> str:
    said = [f"As of {guide.date}", f"language: {guide.language}"]
    if guide.origin == "machine":
        said.append("no native speaker has read this text yet")
    if guide.outdated:
        said.append("the English text has changed since")
    return "; ".join(said)


def _block(block: Block) -> Iterator[str]:
    match block.kind:
        case "heading":
            yield from wrapped(text_of(block.lines[0]), _COLUMNS)
            yield "-" * min(_COLUMNS, width(text_of(block.lines[0])))
        case "steps":
            for number, line in enumerate(block.lines, start=1):
                yield from wrapped(_said(line), _COLUMNS, first=f"{number}. ", rest="   ")
        case "list" | "branches":
            for line in block.lines:
                yield from wrapped(_said(line), _COLUMNS, first="- ", rest="  ")
        case "note" | "caution":
            yield from wrapped(_said(block.lines[0]), _COLUMNS, first="| ", rest="| ")
        case "exercise":
            yield from wrapped(
                f"{text_of(block.lines[0])} (an exercise, in the window)", _COLUMNS, first="> ", rest="  "
            )
        case "paragraph":
            yield from wrapped(_said(block.lines[0]), _COLUMNS)


def _said(line: Line) -> str:
    return "".join(map(_said_span, line))


def _said_span(span: Span) -> str:
    kind, _, what = span.target.partition(":")
    return f"{span.text} ({_LINKS[kind].format(what)})" if kind in _LINKS else span.text
