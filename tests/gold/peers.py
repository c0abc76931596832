"""Plain full-text search over the same words, as SQLite gives it: what our own has to be better than."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import apsw
from tests.gold.scores import LISTED
from tests.gold.sets import Case

from guide_app.store.snapshot import Snapshot

Tokenizer = Literal["unicode61", "trigram"]
_WORD: Final = re.compile(r"\w+")
_LOCAL: Final = ("service_kind", "country", "audience")


class PlainSearch:
    """An FTS5 index of everything said of a service, names of its kind, country and audience in eleven languages too.

    Asked twice: for all words, and where that finds nothing for any of them; ranked by bm25, own country first.
    """

    def __init__(self, snapshot: Snapshot, tokenizer: Tokenizer) -> None:
        self._connection = apsw.Connection(":memory:")
        columns = f"id UNINDEXED, areas UNINDEXED, words, tokenize={tokenizer}"
        self._connection.execute(f"CREATE VIRTUAL TABLE plain USING fts5({columns})")
        named: dict[tuple[str, str], list[str]] = {}
        for kind, code, name in snapshot.select("SELECT kind, code, name FROM names"):
            named.setdefault((kind, code), []).append(name)
        contacts: dict[str, list[str]] = {}
        for service, value in snapshot.select("SELECT service_id, value FROM contacts"):
            contacts.setdefault(service, []).append(value)
        statement = """
            SELECT services.id, service_areas_json, kind, audience_json, coalesce(city, ''), organization || ' ' || name
            || ' ' || description || ' ' || search_words FROM services
        """
        for service, areas, kind, audience, city, words in snapshot.select(statement):
            codes = [("service_kind", kind), *(("audience", code) for code in re.findall(r"\w+", audience))]
            codes += [("country", code) for code in re.findall(r"\w+", areas)]
            more = [name for code in codes for name in named.get(code, ())]
            text = " ".join([words, city, *more, *contacts.get(service, ())])
            self._connection.execute("INSERT INTO plain VALUES(?, ?, ?)", (service, areas, text))

    def __call__(self, case: Case) -> Sequence[str]:
        """Give the ids of the first ten."""
        words = [f'"{word}"' for word in _WORD.findall(case.text)]
        if not words:
            return ()
        statement = """
            SELECT id FROM plain WHERE plain MATCH ?
            ORDER BY instr(areas, ?) > 0 DESC, instr(areas, '"*"') > 0 DESC, rank LIMIT ?
        """
        for joint in (" AND ", " OR "):
            values = (joint.join(words), f'"{case.country}"', LISTED)
            if found := [service for (service,) in self._connection.execute(statement, values)]:
                return found
        return ()
