"""Editors' source files: a small, strict YAML in which every scalar is text and every key knows its line.

Only mappings, lists and scalars are accepted: no anchors, aliases, tags, duplicate keys or second documents.
No word is ever turned into a number, a date or a truth value, so Norway stays `NO` and 112 stays `112`;
truth is spelled `true` and `false` and read by whoever asks for it. An unquoted `null`, `~` or nothing at all
means "not known": in a mapping its key is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from guide_app.core.errors import SourceError
from guide_app.publisher.source_text import dump_source

__all__ = ["KeyPath", "Position", "SourceFile", "Sources", "dump_source", "load_source", "load_sources", "parse_source"]

KeyPath = tuple[str | int, ...]
"""Where a value stands in a tree: `("services", 0, "contacts", 2, "value")`."""

_NULLS: Final = frozenset({"", "~", "null"})
_DEEPEST: Final = 16
_ABSENT: Final = object()


class Position(NamedTuple):
    """A line of a file, counted from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        """Give `path:line`, which editors and terminals can follow."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class SourceFile:
    """One source file as read: its tree, the line of every key and item, and the very text."""

    path: Path
    tree: dict[str, Any]
    """Mappings, lists and strings only; a key without a value is absent."""
    text: str

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of every key and item: found when somebody asks, which is where something is wrong."""
        return _lines_of(self.text)

    def position(self, *keys: str | int) -> Position:
        """Find the line of a key path; of the nearest one above it where it is absent, else the first line."""
        for end in range(len(keys), 0, -1):
            line = self.lines.get(keys[:end])
            if line is not None:
                return Position(self.path, line)
        return Position(self.path, 1)


@dataclass(frozen=True)
class Sources:
    """All source files of the directory."""

    organizations: tuple[SourceFile, ...]
    countries: tuple[SourceFile, ...]
    needs: SourceFile
    words: tuple[SourceFile, ...]
    """One file for each language, named by its code."""
    vocabulary: SourceFile
    retired: SourceFile
    decisions: SourceFile


def load_source(path: Path) -> SourceFile:
    """Read one source file.

    Raises:
        SourceError: the file is missing, not UTF-8, or not the YAML described above; the text names file,
            line and remedy.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _problem(path, 1, f"cannot be read ({error.strerror})", "check the name and the permissions") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _problem(path, line, "is not UTF-8", "save the file with the encoding UTF-8") from error
    return parse_source(text, path)


def parse_source(text: str, path: Path) -> SourceFile:
    """Read the text of a source file; `path` only names it in problems.

    Raises:
        SourceError: as `load_source`.
    """
    return SourceFile(path, _TreeReader(path).read(text), text)


def load_sources(folder: Path) -> Sources:
    """Read every source file below the data folder, organisations and countries sorted by path.

    Raises:
        SourceError: a file cannot be read, a required one is missing, or one has the wrong suffix.
    """
    return Sources(
        organizations=tuple(_load_folder(folder / "organizations")),
        countries=tuple(_load_folder(folder / "countries")),
        needs=load_source(folder / "needs.yaml"),
        words=tuple(_load_folder(folder / "words")),
        vocabulary=load_source(folder / "vocabulary.yaml"),
        retired=load_source(folder / "retired.yaml"),
        decisions=load_source(folder / "decisions.yaml"),
    )


def _load_folder(folder: Path) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".yaml":
            yield load_source(path)
        elif path.suffix.lower() in {".yml", ".yaml"}:
            raise _problem(path, 1, "would be overlooked", "rename it so that it ends in .yaml")


def _problem(path: Path, line: int, what: str, remedy: str) -> SourceError:
    return SourceError(f"{Position(path, line)}: {what}. Remedy: {remedy}.")


def _line(mark: Any) -> int:  # noqa: ANN401 - either of yaml's two marks, or None
    return 1 if mark is None else int(mark.line) + 1


def _lines_of(text: str) -> dict[KeyPath, int]:
    """Give the line of every key and item of a text that has been read before."""
    lines: dict[KeyPath, int] = {}
    events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def walk(event: yaml.Event, path: KeyPath) -> None:
        if isinstance(event, yaml.MappingStartEvent):
            while isinstance(key := next(events), yaml.ScalarEvent):
                lines[*path, key.value] = _line(key.start_mark)
                walk(next(events), (*path, key.value))
        elif isinstance(event, yaml.SequenceStartEvent):
            for number in count():
                if isinstance(item := next(events), yaml.SequenceEndEvent):
                    break
                lines[*path, number] = _line(item.start_mark)
                walk(item, (*path, number))

    for event in events:
        walk(event, ())
    return lines


class _TreeReader:
    """Builds the tree from the parser's events, which, unlike finished nodes, still show anchors and tags."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, text: str) -> dict[str, Any]:
        """Read the one document of a file."""
        try:
            events = yaml.parse(text, Loader=yaml.CSafeLoader)
            tree = self._document(events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = f"is not valid YAML ({error.problem or error.context})"
            raise self._refuse(mark, what, "see the quoting and the indentation of this line") from error
        except yaml.YAMLError as error:
            what = f"holds a character that YAML does not allow ({' '.join(str(error).split())})"
            raise self._refuse(None, what, "remove the control character") from error
        return tree

    def _document(self, events: Iterator[Any]) -> dict[str, Any]:
        documents = 0
        tree: Any = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event.start_mark, "holds a second document", "keep one document in a file")
                tree = self._value(next(events), events, 0)
        if not isinstance(tree, dict):
            raise self._refuse(None, "is not a mapping of keys to values", "begin with a line such as `id: name`")
        return tree

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> Any:  # noqa: ANN401 - a tree is untyped
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None:
            raise self._refuse(event.start_mark, "uses an anchor or alias", "write the value out where it is needed")
        if event.tag is not None:
            raise self._refuse(event.start_mark, "uses a tag", "remove the word that begins with an exclamation mark")
        if depth > _DEEPEST:
            raise self._refuse(event.start_mark, f"is nested deeper than {_DEEPEST} levels", "flatten it")
        if kind is yaml.MappingStartEvent:
            return self._mapping(events, depth + 1)
        if kind is yaml.SequenceStartEvent:
            return self._list(events, depth + 1)
        if event.value in _NULLS and event.implicit[0]:
            return _ABSENT
        return sys.intern(event.value)  # the same few words stand in thousands of files

    def _mapping(self, events: Iterator[Any], depth: int) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        seen: set[str] = set()
        while type(event := next(events)) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                raise self._refuse(event.start_mark, "has a key that is not a word", "give every value a plain key")
            key = self._value(event, events, depth)
            if key is _ABSENT or key == "<<":
                raise self._refuse(event.start_mark, "has an empty or merging key", "give every value a plain key")
            if key in seen:
                raise self._refuse(event.start_mark, f"has the key {key!r} twice", "remove one of the two")
            seen.add(key)
            value = self._value(next(events), events, depth)
            if value is not _ABSENT:
                tree[key] = value
        return tree

    def _list(self, events: Iterator[Any], depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := next(events)) is not yaml.SequenceEndEvent:
            value = self._value(event, events, depth)
            if value is _ABSENT:
                raise self._refuse(event.start_mark, "has an empty list item", "remove the item or fill it in")
            items.append(value)
        return items

    def _refuse(self, mark: Any, what: str, remedy: str) -> SourceError:  # noqa: ANN401 - either of yaml's two marks
        return _problem(self._path, _line(mark), what, remedy)
