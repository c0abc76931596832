"""A large stock in eleven languages for measuring updates, and the edits of a week: made from nothing, always the same.

Words are of no language but look like it: syllables of its script, used as often as words are (Zipf), with sentences
that come back as they do in descriptions of services. How well that compresses is set to what real texts were measured
at: with xz on 85 kB 2.4 to 2.5 bits a sign for Latin letters, 3.1 for Cyrillic and Arabic, 5.6 for Chinese (here in the
place of Japanese). The rows are of the store's schema, so that snapshots are really built: a service's texts stand in
`names`, since a service has but one description today.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from guide_app.store.rows import CanonicalRow, RowKey, Value, row_key
from guide_app.store.schema import FOLD_VERSION, SCHEMA_VERSION, TABLES, column_names

LANGUAGES: Final = ("en", "es", "fr", "de", "it", "pl", "pt", "tr", "ru", "ar", "ja")
LATE: Final = "tr"
"""The language that is still being translated: not all services have their texts in it, and 250 come in a week."""
GUIDES: Final = 40
_COUNTRIES: Final = 60
_LATE_SHARE: Final = 0.4
_POOL: Final = 150
_SENTENCES: Final = {"ja": 9}
"""Of a service's text; of other scripts 6, which is about as long."""
_COLUMNS: Final = column_names("services")

Stock = dict[RowKey, CanonicalRow]


class _Script(NamedTuple):
    """How words and sentences of a script are made."""

    heads: str
    tails: str
    syllables: int
    words: int
    """Of the vocabulary."""
    common: float
    """Exponent of Zipf's law: the larger, the more often the same words."""
    again: float
    """Share of sentences that are boilerplate."""
    between: str


_LATIN: Final = _Script("b|c|d|f|g|h|l|m|n|p|r|s|t|v|z|st|tr|pr", "a|e|i|o|u|an|er|en|ion|es", 3, 8000, 0.9, 0.15, " ")
_SCRIPTS: Final[Mapping[str, _Script]] = {
    "ru": _Script("б|в|г|д|з|к|л|м|н|п|р|с|т|ст|пр", "а|е|и|о|у|ы|ов|ен|ить|ая", 3, 9000, 0.95, 0.15, " "),
    "ar": _Script("ب|ت|ج|د|ر|س|ع|ف|ق|ل|م|ن|ه|و|ال|مس", "ا|ي|و|ة|ين|ات|ر|ل", 3, 9000, 0.95, 0.15, " "),
    "ja": _Script(
        "|".join(chr(0x4E00 + 7 * number) for number in range(300)),
        "|".join(chr(0x4E03 + 11 * number) for number in range(300)),
        1,
        2500,
        1.15,
        0.3,
        "",
    ),
}


class Writer:
    """Writes texts of one language; what it has written before makes no difference to its words."""

    def __init__(self, language: str) -> None:
        chance = random.Random(language)
        script = _SCRIPTS.get(language, _LATIN)
        heads, tails = script.heads.split("|"), script.tails.split("|")
        words: set[str] = set()
        while len(words) < script.words:
            length = chance.randint(1, script.syllables)
            words.add("".join(chance.choice(heads) + chance.choice(tails) for _ in range(length)))
        self._words = chance.sample(sorted(words), len(words))
        self._weights = list(accumulate(1 / (place + 2.7) ** script.common for place in range(script.words)))
        self._between, self._again = script.between, script.again
        self._pool = [self.sentence(chance) for _ in range(_POOL)]

    def words(self, chance: random.Random, number: int) -> str:
        """Write some words, the first with a capital."""
        return self._between.join(chance.choices(self._words, cum_weights=self._weights, k=number)).capitalize()

    def slug(self, chance: random.Random) -> str:
        """Write two words as they stand in an id or an address."""
        return self.words(chance, 2).lower().replace(" ", "-")

    def sentence(self, chance: random.Random) -> str:
        """Write a sentence that was never written before."""
        return f"{self.words(chance, chance.randint(6, 18))}."

    def text(self, chance: random.Random, sentences: int) -> str:
        """Write some sentences, boilerplate among them."""
        told = (chance.random() < self._again for _ in range(sentences))
        return " ".join(chance.choice(self._pool) if again else self.sentence(chance) for again in told)


class Generator:
    """Makes the stock and, week by week, edits it."""

    def __init__(self, services: int = 5000) -> None:
        self._writers = {language: Writer(language) for language in LANGUAGES}
        self._services = services
        self._chance = random.Random("stock")
        self._added = 0

    def stock(self) -> Stock:
        """Make the stock of the first release."""
        rows: list[CanonicalRow] = []
        for number in range(self._services):
            rows += self._service(f"{_country(self._chance)}-{self._writers['en'].slug(self._chance)}-{number}")
        for number in range(GUIDES):
            rows += self._guide(number)
        rows += self._fixed()
        return self._with_manifest({row_key(row): row for row in rows}, 0)

    def week(self, before: Stock, number: int) -> Stock:
        """Edit for a week: 1 % phones and hours, 0.5 % added, 0.2 % gone, 3 guides reworded, 250 texts translated."""
        stock = dict(before)
        chance = self._chance = random.Random(f"week {number}")
        ids = sorted(str(values[0]) for table, values in stock.values() if table == "services")
        gone = set(chance.sample(ids, len(ids) // 500))
        for key in [key for key, row in stock.items() if gone & {str(row[1][0]), str(row[1][1])}]:
            del stock[key]
        stays = [identifier for identifier in ids if identifier not in gone]
        for place, identifier in enumerate(chance.sample(stays, len(ids) // 100)):
            self._edit(stock, identifier, place, number)
        new: list[CanonicalRow] = []
        for _ in range(len(ids) // 200):
            self._added += 1
            new += self._service(f"{_country(chance)}-{self._writers['en'].slug(chance)}-n{self._added}")
        for guide in chance.sample(range(GUIDES), 3):
            new += (self._reworded(stock, guide, language) for language in LANGUAGES)
        late = [identifier for identifier in stays if row_key(_text(identifier, LATE, "")) not in stock]
        for identifier in chance.sample(late, min(len(late), self._services // 20)):
            new.append(_text(identifier, LATE, self._described(LATE)))
        return self._with_manifest(stock | {row_key(row): row for row in new}, number)

    def one_phone(self, before: Stock) -> Stock:
        """Change one phone number and what goes with it: the day it was checked, and the day of the release."""
        stock = dict(before)
        chance = random.Random("one phone")
        self._edit(stock, chance.choice(sorted(str(row[1][0]) for row in stock.values() if row[0] == "services")), 0, 1)
        return self._with_manifest(stock, 1)

    def _service(self, identifier: str) -> Iterator[CanonicalRow]:
        chance, english = self._chance, self._writers["en"]
        name, country = english.words(chance, 3), identifier[:2].upper()
        fields: dict[str, Value] = dict.fromkeys(_COLUMNS)
        fields |= {
            "id": identifier, "prior": chance.randint(1, 99), "organization_id": identifier.rpartition("-")[0],
            "organization": name, "name": english.words(chance, 4), "kind": chance.choice(_KINDS),
            "description": english.text(chance, 2), "audience_json": _json(chance.sample(_AUDIENCES, 2)),
            "service_areas_json": _json([country]), "languages_json": _json(["en"]), "opening_hours": _hours(chance),
            "timezone": "Europe/Berlin", "city": english.words(chance, 1), "region": None, "location_country": country,
            "address": f"{english.words(chance, 2)} {chance.randint(1, 200)}",
            "postal_code": str(chance.randint(10000, 99999)),
            "latitude": f"{chance.uniform(-60, 60):.5f}", "longitude": f"{chance.uniform(-180, 180):.5f}",
            "location_withheld": 0, "cost": "free", "anonymous": chance.choice((None, 0, 1)), "confidential": 1,
            "may_contact_police": "unknown", "may_contact_guardians": "unknown", "status": "active",
            "evidence": "own_site", "confirm_first": chance.randint(0, 1), "cautions_json": "[]",
            "assured_date": _day(chance, 0), "confidence": "high",
            "sources_json": self._source(),
            "also_json": "[]", "search_words": "", "needs_json": '["talk"]', "need_levels_json": '{"talk":1}',
        }  # fmt: skip
        yield "services", tuple(fields[column] for column in _COLUMNS)
        yield _phone(identifier, chance)
        address = f"https://{identifier}.example/{english.words(chance, 1).lower()}"
        yield "contacts", (identifier, 1, "web", address, address, None, None, "unknown", 0, 1)
        for language in LANGUAGES:
            if language != LATE or chance.random() < _LATE_SHARE:
                yield _text(identifier, language, self._described(language))

    def _source(self) -> str:
        chance, english = self._chance, self._writers["en"]
        address = f"https://{english.slug(chance)}.example/{english.slug(chance)}"
        tree = {"supports": ["contacts: phone", "hours"], "title": english.words(chance, 5), "url": address}
        return _json([tree | {"date": _day(chance, 0)}])

    def _described(self, language: str) -> str:
        return self._writers[language].text(self._chance, _SENTENCES.get(language, 6))

    def _guide(self, number: int) -> Iterator[CanonicalRow]:
        yield "guides", (f"guide-{number:02}", number, '["talk"]', "[]")
        for language in LANGUAGES:
            writer = self._writers[language]
            blocks: list[list[object]] = []
            for _ in range(6):
                blocks.append(["heading", [writer.words(self._chance, 3)]])
                blocks += (["paragraph", [writer.text(self._chance, 3)]] for _ in range(3))
            texts = (
                writer.words(self._chance, 3),
                writer.text(self._chance, 1),
                "original",
                "2026-11-01",
                0,
                _json(blocks),
            )
            yield "guide_texts", (f"guide-{number:02}", language, *texts)

    def _reworded(self, stock: Stock, number: int, language: str) -> CanonicalRow:
        """Write every third paragraph of a guide anew."""
        key = row_key(("guide_texts", (f"guide-{number:02}", language, "", "", "", "", 0, "")))
        values = stock[key][1]
        blocks = json.loads(str(values[-1]))
        for block in blocks[1::3]:
            block[1] = [self._writers[language].text(self._chance, 3)]
        return "guide_texts", (*values[:-1], _json(blocks))

    def _edit(self, stock: Stock, identifier: str, place: int, week: int) -> None:
        key = row_key(_phone(identifier, self._chance))
        service = _service_key(identifier)
        fields = dict(zip(_COLUMNS, stock[service][1], strict=True))
        if place % 2:
            fields["opening_hours"] = _hours(self._chance)
        else:
            stock[key] = _phone(identifier, self._chance)
        fields["assured_date"] = _day(self._chance, week)
        stock[service] = ("services", tuple(fields[column] for column in _COLUMNS))

    def _fixed(self) -> Iterator[CanonicalRow]:
        yield "needs", ("talk", 0, "talk", None)
        for number in range(_COUNTRIES):
            code = _code(number).upper()
            yield "countries", (code, '{"general":["112"]}', "legal", None, 2026, None, "[]", "[]")
            yield from (
                ("names", ("country", code, language, self._writers[language].words(self._chance, 1)))
                for language in LANGUAGES
            )

    def _with_manifest(self, stock: Stock, week: int) -> Stock:
        content = {
            "schema_version": SCHEMA_VERSION,
            "fold_version": FOLD_VERSION,
            "published": f"2026-{1 + week // 28:02}-{1 + week % 28:02}",
            "counts": {"services": sum(row[0] == "services" for row in stock.values())},
            "languages": LANGUAGES,
            "licences": [],
            "credits": [],
        }
        rows: list[CanonicalRow] = [("manifest", (key, _json(value))) for key, value in content.items()]
        return stock | {row_key(row): row for row in rows}


_KINDS: Final = ("crisis_line", "legal_aid", "cafe_social", "counselling", "shelter")
_AUDIENCES: Final = ("trans", "lesbian", "gay", "bi", "youth", "parents", "older", "refugees")


def _service_key(identifier: str) -> RowKey:
    return [*TABLES].index("services"), (identifier,)


def _phone(identifier: str, chance: random.Random) -> CanonicalRow:
    digits = f"{chance.randint(0, 10**9 - 1):09}"
    value, display = f"+49{digits}", f"+49 {digits[:3]} {digits[3:]}"
    return "contacts", (identifier, 0, "phone", value, display, None, None, "unknown", 0, 1)


def _text(identifier: str, language: str, text: str) -> CanonicalRow:
    return "names", ("service_text", identifier, language, text)


def _hours(chance: random.Random) -> str:
    return f"Mo-Fr {chance.randint(7, 11):02}:{chance.choice(('00', '30'))}-{chance.randint(15, 21):02}:00"


def _day(chance: random.Random, week: int) -> str:
    return f"2026-{1 + (week // 4) % 12:02}-{chance.randint(1, 28):02}"


def _country(chance: random.Random) -> str:
    return _code(min(chance.randrange(_COUNTRIES), chance.randrange(_COUNTRIES)))


def _code(number: int) -> str:
    return chr(ord("a") + number // 8) + chr(ord("b") + number % 8 * 3)


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
