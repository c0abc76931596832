"""The index of guides in a snapshot, made from their texts: which word stands in which section of which guide.

`guide_tokens` holds, for every stem of every language, the places where it stands; none for one that is in all guides.
A place is one number: the guide's position on the shelf, the section (0: title, summary and what stands before the
first heading), and the field. Folding and stemming are those of services: `words_of` splits queries as it splits texts.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import apsw

from guide_app.core.guides import text_of, unpack_blocks
from guide_app.core.stems import stems
from guide_app.core.text import Typed, is_unspaced, pieces, words_in
from guide_app.store.tokens import LONGEST

BODY, SUMMARY, HEADING, TITLE = range(4)
"""Fields, the weightier the higher."""
_FIELDS: Final = 4
_SECTIONS: Final = 16
_TABLE: Final = "CREATE TABLE guide_tokens (token TEXT PRIMARY KEY, places BLOB NOT NULL) STRICT, WITHOUT ROWID"


def build_guide_index(connection: apsw.Connection) -> None:
    """Fill the index of the guides, inside the caller's transaction."""
    connection.execute(_TABLE)
    places: defaultdict[str, set[int]] = defaultdict(set)
    statement = """
        SELECT position, language, title, summary, blocks_json FROM guides JOIN guide_texts ON guide_id = id
        ORDER BY position, language
    """
    for position, language, title, summary, blocks in connection.execute(statement):
        for section, field, text in _fields(title, summary, blocks):
            place = (position * _SECTIONS + min(section, _SECTIONS - 1)) * _FIELDS + field
            for word in words_of(words_in(text), language):
                for token in word:
                    places[token].add(place)
    every = len({_guide_of(place) for found in places.values() for place in found})
    stored = ((token, _encode(places[token], every)) for token in sorted(places))
    connection.executemany("INSERT INTO guide_tokens VALUES(?, ?)", stored)


def words_of(words: Iterable[Typed], language: str) -> Iterator[tuple[str, ...]]:
    """Give the tokens of each word, as a language has them; of a run without spaces those of each pair of signs."""
    for word in words:
        if is_unspaced(word.folded):
            yield from ((f"{language}:{pair}",) for pair in pieces(word.folded[:LONGEST]))
        else:
            yield tuple(f"{language}:{stem}" for stem in stems(word.raw[:LONGEST], language))


def decode_places(stored: bytes) -> tuple[int, ...]:
    """Read stored places; `split_place` tells what each is."""
    return struct.unpack(f"<{len(stored) // 2}H", stored)


def split_place(place: int) -> tuple[int, int, int]:
    """Give the guide's position on the shelf, the section and the field of a place."""
    return _guide_of(place), place // _FIELDS % _SECTIONS, place % _FIELDS


def _encode(places: Iterable[int], every: int) -> bytes:
    """Write places; none of a word that stands in every guide, which tells nothing and would take longest to read."""
    found = sorted(places)
    if len({_guide_of(place) for place in found}) == every:
        return b""
    return struct.pack(f"<{len(found)}H", *found)


def _guide_of(place: int) -> int:
    return place // (_FIELDS * _SECTIONS)


def _fields(title: str, summary: str, blocks: str) -> Iterator[tuple[int, int, str]]:
    """Give section, field and text of all that a guide says."""
    yield 0, TITLE, title
    yield 0, SUMMARY, summary
    section = 0
    for block in unpack_blocks(json.loads(blocks)):
        section += block.kind == "heading"
        for line in block.lines:
            yield section, HEADING if block.kind == "heading" else BODY, text_of(line)
