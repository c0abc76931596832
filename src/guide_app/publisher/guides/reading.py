"""Reads the files of guides: `guides/<id>/<language>.md`, front matter and text.

The English file is the original. It alone names the needs that a guide serves, and what its statements rest on. A
translation names the digest of the original that it was made from, so that it is outdated by itself when that changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from guide_app.core.errors import SourceError
from guide_app.core.guides import Block, BlockKind, GuideId, Line, Origin, text_of
from guide_app.core.languages import FALLBACK, LANGUAGES
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.markdown import FaultyTextError, PlacedBlock, parse
from guide_app.publisher.sources import Position, SourceFile, load_source, parse_source

GUIDES: Final = "guides"
"""Their folder among the editors' sources."""
ORDER: Final = "shelf.yaml"
"""In that folder: the ids in the order of the shelf."""
_FENCE: Final = "---\n"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORIGINS: Final[dict[str, Origin]] = {"original": "original", "machine": "machine", "reviewed": "reviewed"}
_KEYS: Final = frozenset({"id", "title", "summary", "language", "translation", "date", "made_from", "reviewed_by"})
_KEYS_OF_ORIGINAL: Final = (_KEYS - {"made_from"}) | {"needs", "sources"}
_NEEDED: Final = ("id", "title", "summary", "language", "translation", "date")
_DIGITS: Final = 16


class PlacedLine(NamedTuple):
    """One line of a text, with what it is part of, and where it stands."""

    kind: BlockKind
    line: Line
    place: Position

    @property
    def text(self) -> str:
        """What it says, without marks."""
        return text_of(self.line)


class GuideFile(NamedTuple):
    """One file as read."""

    path: Path
    head: SourceFile
    """The front matter; its lines are those of the file."""
    placed: tuple[PlacedBlock, ...]
    """The blocks, with the lines of the file."""
    body: str
    """The Markdown below the front matter, as it stands."""

    @property
    def text(self) -> str:
        """The whole file as it stands."""
        return f"{_FENCE.rstrip()}{self.head.text}{_FENCE}{self.body}"

    @property
    def id(self) -> GuideId:
        """The name of the guide."""
        return GuideId(self.path.parent.name)

    @property
    def language(self) -> LanguageCode:
        """The language of this text."""
        return LanguageCode(self.path.stem)

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.head.tree["title"])

    @property
    def summary(self) -> str:
        """What the reader gets, in a sentence."""
        return str(self.head.tree["summary"])

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text."""
        return tuple(each.block for each in self.placed)

    @property
    def lines(self) -> Iterator[PlacedLine]:
        """Every line of the text, in order."""
        for (kind, lines), at in self.placed:
            for line, number in zip(lines, at, strict=True):
                yield PlacedLine(kind, line, Position(self.path, number))

    @property
    def origin(self) -> Origin:
        """Who wrote it."""
        return _ORIGINS[self.head.tree["translation"]]

    @property
    def made_from(self) -> str:
        """The digest of the original that this translation was made from; empty where nobody has said so."""
        return str(self.head.tree.get("made_from", ""))

    def is_outdated(self, original: GuideFile) -> bool:
        """Say whether a translation was made from another wording of its original, or nobody has said from which."""
        return self.path != original.path and self.made_from != original.digest

    @property
    def digest(self) -> str:
        """What changes with every word of the title, the summary and the text: the beginning of its SHA-256."""
        words = f"{self.title}\n{self.summary}\n{self.body}"
        return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


Shelf = Mapping[GuideId, Mapping[LanguageCode, GuideFile]]
"""Guides in the order of the shelf, each in the languages in which it is there; English, the original, always is."""


def load_shelf(data: Path) -> Shelf:
    """Read all guides below a folder of sources; a folder without any is an empty shelf.

    Raises:
        SourceError: a file cannot be read or is not of the form; the text names file, line and remedy.
    """
    shelf, faults = read_shelf(data)
    if faults:
        raise faults[0]
    return shelf


def read_shelf(data: Path) -> tuple[Shelf, tuple[SourceError, ...]]:
    """Read what can be read of all guides, and say what is wrong with the rest; each text begins `path:line: `."""
    folder = data / GUIDES
    if not folder.is_dir():
        return {}, ()
    try:
        order = load_source(folder / ORDER)
    except SourceError as error:
        return {}, (error,)
    faults = list(_faults_of_order(folder, order))
    shelf = {}
    for guide in map(GuideId, map(str, order.tree.get("guides", []))):
        files = _read_all(folder / guide, faults)
        if FALLBACK in files:
            shelf[guide] = files
    return shelf, tuple(faults)


def _faults_of_order(folder: Path, order: SourceFile) -> Iterator[SourceError]:
    ids = [str(each) for each in order.tree.get("guides", [])]
    there = {path.name for path in folder.iterdir() if path.is_dir()}
    for number, guide in enumerate(ids):
        if guide not in there or guide in ids[:number]:
            why = "there is no such folder" if guide not in there else "it stands there twice"
            yield SourceError(f"{order.position('guides', number)}: `{guide}`: {why}")
    for guide in sorted(there - set(ids)):
        yield SourceError(f"{order.position('guides')}: `{guide}` is missing from the list")


def _read_all(folder: Path, faults: list[SourceError]) -> dict[LanguageCode, GuideFile]:
    files: dict[LanguageCode, GuideFile] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            file = read_guide(path)
        except SourceError as error:
            faults.append(error)
        else:
            files[file.language] = file
    if folder.is_dir() and not (folder / f"{FALLBACK}.md").is_file():
        faults.append(SourceError(f"{folder}:1: there is no {FALLBACK}.md, which is the original"))
    return files


def read_guide(path: Path) -> GuideFile:
    """Read one file.

    Raises:
        SourceError: it cannot be read or is not of the form; the text names file, line and remedy.
    """
    if path.suffix != ".md":
        raise SourceError(f"{path}:1: a guide's folder holds files named by their language, such as {FALLBACK}.md")
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}:1: cannot be read: {error}") from error
    return parse_guide(text, path)


def parse_guide(text: str, path: Path) -> GuideFile:
    """Read the text of a file; `path` says which guide and language it is.

    Raises:
        SourceError: as `read_guide`.
    """
    if "\r" in text:
        raise SourceError(f"{path}:1: lines end with a line feed alone")
    parts = text.split(_FENCE, 2)
    if len(parts) != 3 or parts[0]:  # noqa: PLR2004 - before, between and after two fences
        raise SourceError(f"{path}:1: front matter between two lines of `---` comes first")
    head = parse_source("\n" + parts[1], path)  # the empty line stands for the first fence: lines are those of the file
    _check_head(path, head)
    before = text[: -len(parts[2])].count("\n") if parts[2] else 0
    try:
        placed = tuple(each._replace(at=tuple(line + before for line in each.at)) for each in parse(parts[2]))
    except FaultyTextError as error:
        raise SourceError(f"{path}:{error.line + before}: {error}") from error
    return GuideFile(path, head, placed, parts[2])


def _check_head(path: Path, head: SourceFile) -> None:
    for line, fault in _faults(path, head):
        raise SourceError(f"{path}:{line}: {fault}")


def _faults(path: Path, head: SourceFile) -> Iterator[tuple[int, str]]:
    tree: dict[str, Any] = head.tree
    is_original = path.stem == FALLBACK
    for key in _NEEDED:
        if not isinstance(tree.get(key), str):
            yield 1, f"the front matter needs `{key}`"
    for key in sorted(set(tree) - (_KEYS_OF_ORIGINAL if is_original else _KEYS)):
        yield head.position(key).line, f"`{key}` is not known here"
    if path.stem not in LANGUAGES or tree.get("language") != path.stem:
        yield head.position("language").line, f"`language` is the name of the file, one of {', '.join(LANGUAGES)}"
    if tree.get("id") != path.parent.name:
        yield head.position("id").line, f"`id` is the name of the folder, {path.parent.name}"
    origin = tree.get("translation")
    if origin not in _ORIGINS or (origin == "original") != is_original:
        yield (
            head.position("translation").line,
            f"`translation` is `original` in {FALLBACK}.md, else machine or reviewed",
        )
    if origin == "reviewed" and not tree.get("reviewed_by"):
        yield head.position("translation").line, "who has reviewed it stands under `reviewed_by`"
    if not _DAY.fullmatch(str(tree.get("date"))):
        yield head.position("date").line, "`date` is a day such as 2026-11-23"
    if is_original and not isinstance(tree.get("needs"), list):
        yield 1, "the front matter of an original names the `needs` that it serves"
