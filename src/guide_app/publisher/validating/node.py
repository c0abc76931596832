"""A value of a source tree together with its place: rules walk over nodes and never trip over a wrong type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from guide_app.publisher.sources import KeyPath, Position, SourceFile


class Node(NamedTuple):
    """One value of a source file: a mapping, a list or a text, whatever an editor wrote there."""

    file: SourceFile
    keys: KeyPath
    value: Any

    @classmethod
    def top(cls, file: SourceFile) -> Node:
        """Give the whole tree of a file."""
        return cls(file, (), file.tree)

    @property
    def position(self) -> Position:
        """The line this value stands on."""
        return self.file.position(*self.keys)

    @property
    def name(self) -> str:
        """The last key, as an editor would call it: `opening_hours`, or `item 3` of a list."""
        last = self.keys[-1] if self.keys else "file"
        return f"item {last + 1}" if isinstance(last, int) else last

    @property
    def text(self) -> str:
        """The text; empty where the value is something else."""
        return self.value if isinstance(self.value, str) else ""

    def find(self, key: str) -> Node | None:
        """Give the value of a key; None where it is absent, or where this is no mapping."""
        if isinstance(self.value, dict) and key in self.value:
            return Node(self.file, (*self.keys, key), self.value[key])
        return None

    def text_of(self, key: str) -> str:
        """Give the text of a key; empty where it is absent or no text."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else ""

    def items(self, key: str | None = None) -> Iterator[Node]:
        """Walk over the items of a list, or of the list at a key; over nothing where there is no list."""
        node = self if key is None else self.find(key)
        if node is not None and isinstance(node.value, list):
            for index, item in enumerate(node.value):
                yield Node(node.file, (*node.keys, index), item)

    def entries(self) -> Iterator[Node]:
        """Walk over the values of a mapping; over nothing where this is none."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield Node(self.file, (*self.keys, key), self.value[key])

    def bare_texts(self) -> Iterator[str]:
        """Walk over every text at or below this node, in any order, without its place."""
        waiting = [self.value]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value

    def texts(self) -> Iterator[Node]:
        """Walk over every text at or below this node, in the order of the file."""
        waiting: list[tuple[KeyPath, Any]] = [(self.keys, self.value)]
        while waiting:
            keys, value = waiting.pop()
            if isinstance(value, str):
                yield Node(self.file, keys, value)
            elif isinstance(value, dict):
                waiting += [((*keys, key), inner) for key, inner in reversed(value.items())]
            elif isinstance(value, list):
                waiting += [((*keys, index), value[index]) for index in range(len(value) - 1, -1, -1)]
