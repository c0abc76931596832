"""The Markdown of guides: a small part of CommonMark, and a clear word where a text uses more than that.

Headings of one level, paragraphs, numbered and plain lists that are not nested, strong text, links to guides, needs and
exercises, and two kinds of quoted note. HTML is off: what looks like it is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guide_app.core.guides import Block, BlockKind, Line, Span

_MARKS: Final[dict[str, BlockKind]] = {"[!NOTE]": "note", "[!CAUTION]": "caution"}
_TARGET: Final = re.compile(r"(guide|need|exercise):[a-z0-9-]+")
_NAMES: Final = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "fence": "a block of code",
    "code_block": "an indented block",
    "code_inline": "code",
    "hr": "a rule",
    "image": "a picture",
    "em_open": "emphasis",
    "hardbreak": "a line break",
    "softbreak": "a line break inside a paragraph",
    "lheading_open": "an underlined heading",
}


class FaultyTextError(Exception):
    """A text uses what guides do not; `line` counts from 1 in what was parsed."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class PlacedBlock(NamedTuple):
    """A block, and where each of its lines stands, counted from 1; a note's mark stands on the line above."""

    block: Block
    at: tuple[int, ...]


def parse(text: str) -> tuple[PlacedBlock, ...]:
    """Read the body of a guide.

    Raises:
        FaultyTextError: something in it is not of the small Markdown of guides.
    """
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    return tuple(_blocks(tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[PlacedBlock]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        inside = tokens[at + 1 : end]
        line = (token.map or [0])[0] + 1
        match token.type:
            case "heading_open":
                if token.tag != "h2" or token.markup != "##":
                    raise FaultyTextError(line, "a heading begins with `## `; there is no other level")
                yield PlacedBlock(Block("heading", (_line(inside[0], line),)), (line,))
            case "paragraph_open":
                yield PlacedBlock(_paragraph(inside[0], line), (line,))
            case "ordered_list_open" | "bullet_list_open":
                yield _list(token, inside, line)
            case "blockquote_open":
                yield PlacedBlock(_quoted(inside, line), (line + 1,))
            case other:
                raise FaultyTextError(line, f"guides use no {_NAMES.get(other, other)}")
        at = end + 1


def _paragraph(inline: Token, line: int) -> Block:
    spans = _line(inline, line)
    kind: BlockKind = "paragraph"
    if len(spans) == 1 and spans[0].target.startswith("exercise:"):
        kind = "exercise"
    elif any(span.target.startswith("exercise:") for span in spans):
        raise FaultyTextError(line, "a link to an exercise stands on a line of its own")
    return Block(kind, (spans,))


def _list(token: Token, inside: Sequence[Token], line: int) -> PlacedBlock:
    lines: list[Line] = []
    at: list[int] = []
    for part in inside:
        if part.type in {"ordered_list_open", "bullet_list_open"}:
            raise FaultyTextError((part.map or [line - 1])[0] + 1, "a list stands inside a list")
        if part.type == "paragraph_open" and part.level != token.level + 2:
            raise FaultyTextError((part.map or [line - 1])[0] + 1, "an item holds more than a line")
        if part.type == "inline":
            at.append((part.map or [line - 1])[0] + 1)
            lines.append(_line(part, at[-1]))
    items = sum(part.type == "list_item_open" for part in inside)
    if items != len(lines):
        raise FaultyTextError(line, "each item of a list is one line")
    kind: BlockKind = "branches" if all(spans[0].strong for spans in lines) else "list"
    return PlacedBlock(Block("steps" if token.type == "ordered_list_open" else kind, tuple(lines)), tuple(at))


def _quoted(inside: Sequence[Token], line: int) -> Block:
    if [part.type for part in inside] != ["paragraph_open", "inline", "paragraph_close"]:
        raise FaultyTextError(line, "a note is one paragraph")
    mark, _, said = inside[1].content.partition("\n")
    kind = _MARKS.get(mark.strip())
    if kind is None or not said or "\n" in said:
        raise FaultyTextError(line, "a note is `> [!NOTE]` or `> [!CAUTION]` and one line below it")
    inline = MarkdownIt("commonmark", {"html": False}).parseInline(said)[0]
    return Block(kind, (_line(inline, line + 1),))


def _line(inline: Token, line: int) -> Line:
    """Give the spans of a line, neighbours of one kind joined."""
    spans: list[Span] = []
    strong, target = False, ""
    for part in inline.children or []:
        match part.type:
            case "text":
                spans = _joined(spans, Span(part.content, strong, target))
            case "strong_open" | "strong_close":
                strong = part.type == "strong_open"
            case "link_open":
                target = str(part.attrs["href"])
                if not _TARGET.fullmatch(target) or part.markup == "autolink":
                    raise FaultyTextError(line, f"a link leads to guide:, need: or exercise:, not to {target}")
            case "link_close":
                target = ""
            case other:
                raise FaultyTextError(line, f"guides use no {_NAMES.get(other, other)}")
    if not spans:
        raise FaultyTextError(line, "the line is empty")
    return tuple(spans)


def _joined(spans: list[Span], new: Span) -> list[Span]:
    if not new.text:
        return spans
    if spans and spans[-1][1:] == new[1:]:
        return [*spans[:-1], new._replace(text=spans[-1].text + new.text)]
    return [*spans, new]


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Give the place of the token that closes the one `at`; its own where nothing opens."""
    if tokens[at].nesting != 1:
        return at
    level = tokens[at].level
    return next(i for i in range(at + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == level)
