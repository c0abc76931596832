"""The form of every source file, said once: which keys, which types, which words.

A shape is compared with a tree of any form; what differs comes back as findings, never as an exception. Each
shape asks the same twice: `fits` is a quick yes or no for bare values, since most files are right, and `faults`
says where and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal, NamedTuple

from guide_app.publisher.validating.node import Node

Fault = Literal["key-unknown", "key-missing", "type-wrong", "value-unknown"]

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?")


class ShapeFinding(NamedTuple):
    """A place where a tree is not of the shape it should have."""

    code: Fault
    node: Node
    message: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not empty."""

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        return isinstance(value, str) and bool(value.strip())

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not self.fits(node.value):
            yield _wrong(node, "text")


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words of a list."""

    words: frozenset[str]

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        return isinstance(value, str) and value in self.words

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not isinstance(node.value, str):
            yield _wrong(node, "one word")
        elif node.value not in self.words:
            near = get_close_matches(node.value, self.words, n=1)
            hint = f"; did you mean {near[0]!r}" if near else ""
            yield ShapeFinding("value-unknown", node, f"{node.name}: {node.value!r} is not a word of its list{hint}")


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, or a decimal one such as a coordinate."""

    decimal: bool = False

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        pattern = _DECIMAL if self.decimal else _WHOLE
        return isinstance(value, str) and pattern.fullmatch(value) is not None

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not self.fits(node.value):
            yield _wrong(node, "a decimal number such as 50.0875" if self.decimal else "a whole number")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of item, with at least and at most so many of them."""

    item: Shape
    least: int = 0
    most: int | None = None

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        if not isinstance(value, list) or len(value) < self.least:
            return False
        return (self.most is None or len(value) <= self.most) and all(map(self.item.fits, value))

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not isinstance(node.value, list):
            yield _wrong(node, "a list")
            return
        if len(node.value) < self.least:
            yield _wrong(node, f"a list of at least {self.least}")
        if self.most is not None and len(node.value) > self.most:
            yield ShapeFinding("type-wrong", node, f"{node.name}: a list of at most {self.most} is needed here")
        for item in node.items():
            yield from self.item.faults(item)


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping of freely chosen keys to one kind of value."""

    value: Shape

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        return isinstance(value, dict) and all(map(self.value.fits, value.values()))

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not isinstance(node.value, dict):
            yield _wrong(node, "a mapping of keys to values")
        for entry in node.entries():
            yield from self.value.faults(entry)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with fixed keys, some of which must be there."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def fits(self, value: object) -> bool:
        """Say whether a value has this shape."""
        if not isinstance(value, dict) or not self.required.keys() <= value.keys():
            return False
        for key, inner in value.items():
            shape = self.required.get(key) or self.optional.get(key)
            if shape is None or not shape.fits(inner):
                return False
        return True

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Compare a node with this shape."""
        if not isinstance(node.value, dict):
            yield _wrong(node, "a mapping of keys to values")
            return
        for key in self.required:
            if key not in node.value:
                yield ShapeFinding("key-missing", node, f"{node.name}: the key {key!r} is missing")
        for entry in node.entries():
            shape = self.required.get(entry.name) or self.optional.get(entry.name)
            if shape is not None:
                yield from shape.faults(entry)
            else:
                near = get_close_matches(entry.name, [*self.required, *self.optional], n=1)
                hint = f"; did you mean {near[0]!r}" if near else ""
                yield ShapeFinding("key-unknown", entry, f"the key {entry.name!r} is not known here{hint}")


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever stands there is accepted: another tool owns it."""

    def fits(self, value: object) -> bool:
        """Say yes."""
        del value
        return True

    def faults(self, node: Node) -> Iterator[ShapeFinding]:
        """Find nothing."""
        del node
        yield from ()


Shape = Text | Word | Number | ListOf | MappingOf | Fields | Anything


def _wrong(node: Node, wanted: str) -> ShapeFinding:
    if isinstance(node.value, str):
        found = f"{node.value[:60]!r}"
    else:
        found = "a mapping" if isinstance(node.value, dict) else "a list"
    return ShapeFinding("type-wrong", node, f"{node.name}: {wanted} is needed here, not {found}")
