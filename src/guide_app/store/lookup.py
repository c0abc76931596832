"""Reading the index of a snapshot: from a token to the set of services that have it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Final

from guide_app.store import postings
from guide_app.store.snapshot import Snapshot
from guide_app.store.tokens import AFTER_ALL, FACET, facet

_MOST_KEPT: Final = 1024


def having(snapshot: Snapshot, token: str) -> int:
    """Give the services with exactly this token, as bits."""
    return sets_of(snapshot, (token,)).get(token, 0)


def having_any(snapshot: Snapshot, tokens: Iterable[str]) -> int:
    """Give the services with at least one of these tokens, as bits."""
    return joined(sets_of(snapshot, tuple(tokens)).values())


def sets_of(snapshot: Snapshot, tokens: Collection[str]) -> dict[str, int]:
    """Give the services of several tokens as bits; a token that nothing has is left out.

    Facets are few and asked for with every letter: those asked for before are remembered. Words are not.
    """
    kept = snapshot.once("facets", dict[str, int])
    wanted = [token for token in tokens if token not in kept]
    if wanted:
        statement = "SELECT token, services FROM tokens WHERE token IN (SELECT value FROM json_each(?))"
        rows = snapshot.select(statement, (json.dumps(wanted),))
        found = {token: postings.decode((blob,)) for token, blob in rows}
        if len(kept) > _MOST_KEPT:
            kept.clear()
        kept.update((token, found.get(token, 0)) for token in wanted if token.startswith(FACET))
    else:
        found = {}
    found.update((token, kept[token]) for token in tokens if kept.get(token))
    return found


def beginning_with(snapshot: Snapshot, beginning: str) -> int:
    """Give the services with a token that begins so, as bits."""
    stored = snapshot.select("SELECT services FROM beginnings WHERE beginning = ?", (beginning,))
    if not stored:
        statement = "SELECT services FROM tokens WHERE token >= ? AND token < ?"
        stored = snapshot.select(statement, (beginning, beginning + AFTER_ALL))
    return postings.decode(blob for (blob,) in stored)


def tokens_begun(snapshot: Snapshot, beginning: str, shortest: int, longest: int) -> list[str]:
    """Give the tokens that begin so, of so many characters."""
    statement = "SELECT token FROM tokens WHERE token >= ? AND token < ? AND length(token) BETWEEN ? AND ?"
    rows = snapshot.select(statement, (beginning, beginning + AFTER_ALL, shortest, longest))
    return [token for (token,) in rows]


def joined(sets: Iterable[int]) -> int:
    """Join sets of services, given as bits."""
    return reduce(or_, sets, 0)


def concepts_at(snapshot: Snapshot, keys: Collection[str]) -> list[tuple[str, str, str]]:
    """Give key, rest and facet of every concept with one of these keys, sorted."""
    statement = "SELECT key, rest, facet FROM concepts WHERE key IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3"
    return snapshot.select(statement, (json.dumps(list(keys)),))


def concepts_begun(snapshot: Snapshot, beginning: str, most: int) -> list[tuple[str, str, str]]:
    """Give concepts whose key begins so, at most so many."""
    statement = "SELECT key, rest, facet FROM concepts WHERE key >= ? AND key < ? ORDER BY 1, 2, 3 LIMIT ?"
    return snapshot.select(statement, (beginning, beginning + AFTER_ALL, most))


def punished(snapshot: Snapshot, country: str) -> int:
    """Give the services that are only for countries with whose people the law of this one punishes contact."""
    statement = "SELECT code, value FROM countries, json_each(contact_punished_json)"
    pairs = snapshot.once("punished", lambda: snapshot.select(statement))
    others = [facet("o", code) for punishing, code in pairs if punishing == country]
    return having_any(snapshot, others)
