"""Text in the columns of a terminal, where a sign may take two of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_UNSPACED = "\u2e80"
"""From here on are scripts in which a line can end after any sign."""


def width(text: str) -> int:
    """Count the columns a text needs."""
    return sum(0 if combining(letter) else 1 + (east_asian_width(letter) in "WF") for letter in text)


def padded(text: str, columns: int) -> str:
    """Fill a text with spaces up to so many columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Break a text into lines of at most so many columns; a longer word stands on a line of its own.

    Args:
        text: without line feeds.
        columns: of a line, what stands before it included.
        first: stands before the first line.
        rest: stands before all others.
    """
    line, before, empty = "", first, True
    for word in _words(text):
        if not empty and width(before + line + word.rstrip()) > columns:
            yield (before + line).rstrip()
            line, before = "", rest
        line += word
        empty = False
    yield (before + line).rstrip()


def _words(text: str) -> Iterator[str]:
    """Give the pieces between which a line can end, with the space behind each."""
    for word in text.split(" "):
        piece = ""
        for sign in word:
            if piece and sign > _UNSPACED and sign not in "。、」』）？！：；・…ーっゃゅょッャュョ":
                yield piece
                piece = ""
            piece += sign
        yield piece + " "
