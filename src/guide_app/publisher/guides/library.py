"""All that the checks of guides look at: the shelf, and what its texts are held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.core.guides import Block, BlockKind, Span
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.glossary import load_glossary
from guide_app.publisher.guides.reading import GuideFile, PlacedLine, Shelf, read_shelf
from guide_app.publisher.sources import SourceFile, load_source
from guide_app.publisher.validating.node import Node

SAFE_WORDS: Final = "safe-words"
"""Their folder among the editors' sources: what no guide may say, one file for each language."""


class SafeWord(NamedTuple):
    """A wording that no guide of a language may hold."""

    node: Node
    pattern: re.Pattern[str] | None
    """None where it is no regular expression."""

    @property
    def instead(self) -> str:
        """What may be said."""
        return self.node.text_of("instead")


class Pair(NamedTuple):
    """A line of the original, and what a translation makes of it."""

    original: PlacedLine
    translated: PlacedLine


@dataclass(frozen=True)
class Library:
    """The guides, and what they are held against."""

    shelf: Shelf
    needs: frozenset[str]
    glossaries: Mapping[LanguageCode, Mapping[str, Any]]
    safe_words: Mapping[LanguageCode, SourceFile]

    def texts(self) -> Iterator[GuideFile]:
        """Walk over every guide in every language."""
        for files in self.shelf.values():
            yield from files.values()

    def originals(self) -> Iterator[GuideFile]:
        """Walk over the English texts."""
        for files in self.shelf.values():
            yield files[FALLBACK]

    def translations(self) -> Iterator[tuple[GuideFile, GuideFile]]:
        """Walk over every translation, its original first."""
        for files in self.shelf.values():
            for language, file in files.items():
                if language != FALLBACK:
                    yield files[FALLBACK], file

    def words_of(self, language: LanguageCode) -> Iterator[SafeWord]:
        """Walk over what no guide of a language may say."""
        if language in self.safe_words:
            for node in Node.top(self.safe_words[language]).items("patterns"):
                yield SafeWord(node, _compiled(node.text_of("pattern")))

    def glossary(self, language: LanguageCode) -> Mapping[str, Any]:
        """Give the glossary of a language; an empty one where it has none."""
        return self.glossaries.get(language, {})


def read_library(data: Path, translations: Path) -> tuple[Library, tuple[SourceError, ...]]:
    """Read what can be read, and say what is wrong with the rest. Where there are no guides, there is nothing to read.

    Args:
        data: the folder of the sources.
        translations: the folder with each language's glossary.
    """
    shelf, faults = read_shelf(data)
    if not shelf:
        return Library(shelf, frozenset(), {}, {}), faults
    found = list(faults)
    glossaries, safe_words = {}, {}
    for language in LANGUAGES:
        try:
            glossaries[language] = load_glossary(language, translations)
        except SourceError as error:
            found.append(error)
        try:
            safe_words[language] = load_source(data / SAFE_WORDS / f"{language}.yaml")
        except SourceError as error:
            found.append(error)
    needs = Node.top(load_source(data / "needs.yaml"))
    ids = frozenset(need.text_of("id") for need in needs.items("needs"))
    return Library(shelf, ids, glossaries, safe_words), tuple(found)


def said(file: GuideFile) -> Iterator[PlacedLine]:
    """Walk over all that a reader sees of a guide: title, summary, and every line."""
    for key, text in (("title", file.title), ("summary", file.summary)):
        yield PlacedLine("paragraph", (Span(text),), file.head.position(key))
    yield from file.lines


def aligned(original: GuideFile, translation: GuideFile) -> Iterator[Pair]:
    """Walk over the lines of a translation beside their originals, up to where the two part."""
    parted = parting(original, translation)
    lines = 2 + sum(len(placed.at) for placed in original.placed[:parted])
    pairs = zip(said(original), said(translation), strict=False)
    yield from (Pair(*pair) for pair, _ in zip(pairs, range(lines), strict=False))


def parting(original: GuideFile, translation: GuideFile) -> int | None:
    """Give the number of the first block that a translation has not as its original has it; None where it has all."""
    pairs = zip_longest(map(shape, original.blocks), map(shape, translation.blocks))
    return next((number for number, (ours, theirs) in enumerate(pairs) if ours != theirs), None)


def shape(block: Block) -> tuple[BlockKind, int]:
    """Give the kind of a block and the number of its lines."""
    return block.kind, len(block.lines)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error:
        return None
