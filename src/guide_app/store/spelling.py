"""Mistyped words: words of the snapshot that differ by a letter or two, and words that compounds are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import AFTER_ALL

SHORTEST: Final = 4
"""Letters of a word that is worth correcting."""
_TWO_MISTAKES_FROM: Final = 7
_LONG_WORD: Final = 9
_SAME_BEGINNING: Final = 2
_SAME_END: Final = 3
_MOST_STRANGE_LETTERS: Final = 3
_MOST: Final = 3
_SHORTEST_PART: Final = 4
_SHORTEST_COMPOUND: Final = 8


def similar_words(snapshot: Snapshot, word: str, *, freely: bool = True) -> tuple[str, ...]:
    """Give the known words most like a folded one: fewest mistakes first, then those that more services have.

    Looked for among words that begin or end in the same letters: whoever mistypes does it seldom at both ends.
    """
    if len(word) < (SHORTEST if freely else SHORTEST + 1) or not word.isalpha():
        return ()
    most = 2 if (freely and len(word) >= _TWO_MISTAKES_FROM) or len(word) >= _LONG_WORD else 1
    rows = set(_between(snapshot, "term", word[:_SAME_BEGINNING], len(word), most))
    backwards = word[::-1]
    rows |= set(_between(snapshot, "backwards", backwards[:_SAME_END], len(word), most))
    letters = set(word)
    found: list[tuple[int, int, str]] = []
    for candidate, services in rows:
        if candidate != word and len(letters.symmetric_difference(candidate)) <= _MOST_STRANGE_LETTERS:
            mistakes = distance(word, candidate, most)
            if mistakes <= (most if candidate[0] == word[0] else 1):
                found.append((mistakes, -services, candidate))
    found.sort()
    # a guess that is half as frequent as the best may be meant as well
    return tuple(
        word for mistakes, count, word in found[:_MOST] if mistakes == found[0][0] and 2 * count <= found[0][1]
    )


def is_known(snapshot: Snapshot, word: str) -> bool:
    """Say whether a folded word stands anywhere in the snapshot as it is."""
    return bool(snapshot.select("SELECT 1 FROM spellings WHERE term = ?", (word,)))


def distance(one: str, other: str, most: int) -> int:
    """Count letters that are wrong, missing, too many or swapped with their neighbour; `most` + 1 stands for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        ahead, before, row = before, row, [place]
        for column, wanted in enumerate(other, start=1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted:
                best = min(best, ahead[column - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def parts_of(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the words that a compound begins or ends in, the longest of each end; empty if none is known."""
    heads, tails = [], []
    for part in known:
        if word.startswith(part):
            heads.append(part)
        elif word.endswith(part):
            tails.append(part)
    found = [max(parts, key=len) for parts in (heads, tails) if parts]
    return tuple(found)


def possible_parts(word: str) -> tuple[str, ...]:
    """Give the beginnings and ends that may be words of a folded compound."""
    if len(word) < _SHORTEST_COMPOUND or not (word.isascii() and word.isalpha()):
        return ()
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    heads = (word[:place] for place in places)
    return tuple(dict.fromkeys([*heads, *(word[place:] for place in places)]))


def _between(snapshot: Snapshot, column: str, beginning: str, length: int, most: int) -> list[tuple[str, int]]:
    statement = f"""
        SELECT term, services FROM spellings
        WHERE {column} >= ? AND {column} < ? AND length(term) BETWEEN ? AND ?
    """
    return snapshot.select(statement, (beginning, beginning + AFTER_ALL, length - most, length + most))
