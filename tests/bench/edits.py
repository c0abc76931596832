"""Edits of one in a hundred rows of the real stock, as a week might bring them; always the same ones."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Final

from tests.bench.generated import LANGUAGES, Stock, Writer

from guide_app.store.rows import CanonicalRow, RowKey, Value
from guide_app.store.schema import column_names

_SHARE: Final = 100
_EDITED: Final = frozenset({"services", "contacts", "countries", "guide_texts", "names"})


def one_percent(before: Stock, seed: str = "one percent") -> Stock:
    """Edit every hundredth row, drawn by chance: a phone, a sentence, a paragraph, a word that is searched for."""
    chance, writers = random.Random(seed), {language: Writer(language) for language in LANGUAGES}
    stock = dict(before)
    keys = [key for key, row in before.items() if row[0] in _EDITED]
    for key in chance.sample(sorted(keys, key=repr), len(keys) // _SHARE):
        stock[key] = _edited(before[key], chance, writers)
    return stock


def one_phone(before: Stock) -> Stock:
    """Change one phone number, and the day on which its service was checked."""
    key = min(key for key, row in before.items() if row[0] == "contacts" and row[1][2] == "phone")
    service = _service_key(before, str(before[key][1][0]))
    table, values = before[service]
    day = column_names(table).index("assured_date")
    checked = (*values[:day], "2026-11-23", *values[day + 1 :])
    return before | {key: _number(before[key], random.Random("one")), service: (table, checked)}


def _service_key(stock: Stock, identifier: str) -> RowKey:
    return next(key for key, row in stock.items() if row[0] == "services" and row[1][0] == identifier)


def _edited(row: CanonicalRow, chance: random.Random, writers: dict[str, Writer]) -> CanonicalRow:
    table, values = row
    match table:
        case "contacts":
            return _number(row, chance)
        case "guide_texts":
            blocks = json.loads(str(values[-1]))
            places = [place for place, block in enumerate(blocks) if block[0] == "paragraph"]
            blocks[chance.choice(places)][1] = [writers[str(values[1])].text(chance, 3)]
            return table, (*values[:-1], json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
        case "names":
            writer = writers.get(str(values[2]), writers["en"])
            return table, (*values[:-1], f"{values[-1]}\n{writer.words(chance, 2)}")
        case "services":
            return _with(row, "description", lambda text: f"{text} {writers['en'].sentence(chance)}")
        case _:
            return _with(row, "notes", lambda text: f"{text or ''} {writers['en'].sentence(chance)}".strip())


def _with(row: CanonicalRow, column: str, change: Callable[[Value], str]) -> CanonicalRow:
    table, values = row
    place = column_names(table).index(column)
    return table, (*values[:place], change(values[place]), *values[place + 1 :])


def _number(row: CanonicalRow, chance: random.Random) -> CanonicalRow:
    digits = f"{chance.randint(0, 10**9 - 1):09}"
    values: list[Value] = [*row[1]]
    values[3:5] = [f"+49{digits}", f"+49 {digits[:3]} {digits[3:]}"]
    return row[0], tuple(values)
