"""Reading the index of a snapshot: from a token to the set of services that have it."""

from __future__ import annotations

import json
from collections.abc import Collection

from guide_app.store import postings
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import AFTER_ALL


def having(snapshot: Snapshot, token: str) -> int:
    """Give the services with exactly this token, as bits."""
    return postings.decode(blob for (blob,) in snapshot.select("SELECT services FROM tokens WHERE token = ?", (token,)))


def stored_sets(snapshot: Snapshot, tokens: Collection[str]) -> dict[str, bytes]:
    """Give the sets of several tokens as they are stored; a token that nothing has is left out."""
    if not tokens:
        return {}
    statement = "SELECT token, services FROM tokens WHERE token IN (SELECT value FROM json_each(?))"
    return dict(snapshot.select(statement, (json.dumps(list(tokens)),)))


def beginning_with(snapshot: Snapshot, beginning: str) -> int:
    """Give the services with a token that begins so, as bits."""
    stored = snapshot.select("SELECT services FROM beginnings WHERE beginning = ?", (beginning,))
    if not stored:
        statement = "SELECT services FROM tokens WHERE token >= ? AND token < ?"
        stored = snapshot.select(statement, (beginning, beginning + AFTER_ALL))
    return postings.decode(blob for (blob,) in stored)


def facets_named(snapshot: Snapshot, term: str) -> tuple[str, ...]:
    """Give the facets that a word names as it stands, in any language."""
    return tuple(name for (name,) in snapshot.select("SELECT facet FROM concepts WHERE term = ?", (term,)))


def facets_begun(snapshot: Snapshot, beginning: str, most: int) -> tuple[str, ...]:
    """Give the facets that words with this beginning name, at most so many, those of the word itself first."""
    statement = "SELECT facet FROM concepts WHERE term >= ? AND term < ? ORDER BY term, facet LIMIT ?"
    found = snapshot.select(statement, (beginning, beginning + AFTER_ALL, most))
    return tuple(dict.fromkeys(name for (name,) in found))
