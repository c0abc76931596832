"""Guides: short texts to act by, as blocks: each is one part of a page, and heard by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, NewType, get_args

from guide_app.core.values import LanguageCode, NeedId

GuideId = NewType("GuideId", str)
"""The name of a guide's folder, such as `next-hour`; stable for ever."""
ExerciseId = Literal[
    "breathing",
    "grounding",
    "body-scan",
    "safety-plan",
    "coming-out",
    "check-in",
    "strengths",
    "people",
    "letter",
]
EXERCISES: tuple[ExerciseId, ...] = get_args(ExerciseId)
BlockKind = Literal["heading", "paragraph", "steps", "list", "branches", "exercise", "note", "caution"]
"""steps: a numbered list; branches: each item begins with its condition, strong; exercise: a button that opens one;
note: an aside; caution: what comes until the next heading may be hard, and can be skipped."""
Origin = Literal["original", "machine", "reviewed"]


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    strong: bool = False
    target: str = ""
    """Where a link leads: `guide:<id>`, `need:<id>` or `exercise:<id>`; else empty."""


Line = tuple[Span, ...]


class Block(NamedTuple):
    """A part of a guide; all but lists have one line."""

    kind: BlockKind
    lines: tuple[Line, ...]


class GuideTitle(NamedTuple):
    """What a list of guides shows of one."""

    id: GuideId
    title: str
    summary: str
    needs: tuple[NeedId, ...]


class GuideSource(NamedTuple):
    """What a statement of a guide rests on."""

    title: str
    publisher: str
    supports: str
    url: str = ""
    """Empty where it stands on paper, or its address is not sure."""


class Guide(NamedTuple):
    """A guide in one language."""

    id: GuideId
    title: str
    summary: str
    language: LanguageCode
    """English where there is none in the language that was asked for."""
    origin: Origin
    outdated: bool
    """The original has changed since this translation was made."""
    date: str
    """ISO day on which this text was last worked on."""
    needs: tuple[NeedId, ...]
    sources: tuple[GuideSource, ...]
    blocks: tuple[Block, ...]


def text_of(line: Line) -> str:
    """Give a line without its marks."""
    return "".join(span.text for span in line)


def pack_blocks(blocks: Iterable[Block]) -> list[Any]:
    """Give blocks as lists, texts and whole numbers: `[kind, [span, ...], ...]`, a plain span being its text alone."""
    return [[block.kind, *([_pack(span) for span in line] for line in block.lines)] for block in blocks]


def unpack_blocks(tree: list[Any]) -> tuple[Block, ...]:
    """Give the blocks that `pack_blocks` packed."""
    return tuple(
        Block(
            kind,
            tuple(tuple(Span(part) if isinstance(part, str) else _unpack(part) for part in line) for line in lines),
        )
        for kind, *lines in tree
    )


def headings_in(tree: list[Any]) -> tuple[str, ...]:
    """Give the headings among packed blocks, without unpacking the others."""
    return tuple(
        "".join(part if isinstance(part, str) else part[0] for part in lines[0])
        for kind, *lines in tree
        if kind == "heading"
    )


def _pack(span: Span) -> str | list[str | int]:
    return [span.text, int(span.strong), span.target] if span.strong or span.target else span.text


def _unpack(part: list[Any]) -> Span:
    text, strong, target = part
    return Span(text, bool(strong), target)
