"""The tables of a snapshot: one place, read by the builder and the reader.

A row of a snapshot is a tuple in the column order given here. Lists and small trees stand as
canonical JSON text (sorted keys, no spaces, UTF-8) in columns named `*_json`.
"""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 3
FOLD_VERSION: Final = 5
"""Raised with every change of what `core.text`, `core.stems` or `core.sounds` give: other snapshots are refused."""

TABLES: Final[dict[str, tuple[str, ...]]] = {
    # key, value (JSON text)
    "manifest": ("key TEXT PRIMARY KEY", "value_json TEXT NOT NULL"),
    # prior: smaller comes first among equals; the builder numbers services by (prior, id)
    "services": (
        "id TEXT PRIMARY KEY",
        "prior INTEGER NOT NULL",
        "organization_id TEXT NOT NULL",
        "organization TEXT NOT NULL",
        "organization_alternate TEXT",
        "name TEXT NOT NULL",
        "kind TEXT NOT NULL",
        "description TEXT NOT NULL",
        "audience_json TEXT NOT NULL",
        "service_areas_json TEXT NOT NULL",
        "languages_json TEXT NOT NULL",
        "opening_hours TEXT",
        "timezone TEXT",
        "city TEXT",
        "region TEXT",
        "location_country TEXT",
        "address TEXT",
        "postal_code TEXT",
        "latitude TEXT",
        "longitude TEXT",
        "location_withheld INTEGER NOT NULL",
        "cost TEXT NOT NULL",
        "anonymous INTEGER",
        "confidential INTEGER",
        "may_contact_police TEXT NOT NULL",
        "may_contact_guardians TEXT NOT NULL",
        "may_contact_note TEXT",
        "minimum_age INTEGER",
        "maximum_age INTEGER",
        "status TEXT NOT NULL",
        "status_note TEXT",
        "evidence TEXT NOT NULL",
        "confirm_first INTEGER NOT NULL",
        "cautions_json TEXT NOT NULL",
        "assured_date TEXT",
        "confidence TEXT NOT NULL",
        "sources_json TEXT NOT NULL",
        "also_json TEXT NOT NULL",
        # for the index only: what else this very service is called (English name, former names, names of joined
        # records). Words of kinds, audiences, needs, countries, cities and languages need not stand here: the
        # builder indexes them once from `names`, in every language, and ties them to services by code.
        "search_words TEXT NOT NULL",
        "needs_json TEXT NOT NULL",
        # for the index only: need -> 1 (just what is meant) to 3 (helps too)
        "need_levels_json TEXT NOT NULL",
    ),
    "contacts": (
        "service_id TEXT NOT NULL",
        "position INTEGER NOT NULL",
        "type TEXT NOT NULL",
        "value TEXT NOT NULL",
        "display TEXT NOT NULL",
        "note TEXT",
        "toll_free INTEGER",
        "on_bill TEXT NOT NULL",
        "domestic_only INTEGER NOT NULL",
        "shared_by INTEGER NOT NULL",
        "PRIMARY KEY (service_id, position)",
    ),
    "countries": (
        "code TEXT PRIMARY KEY",
        "emergency_json TEXT NOT NULL",
        "same_sex_acts TEXT",
        "maximum_penalty TEXT",
        "as_of INTEGER",
        "notes TEXT",
        "contact_punished_json TEXT NOT NULL",
        "sources_json TEXT NOT NULL",
    ),
    # parent: the need it is a finer one of; NULL: on the first screen
    "needs": ("id TEXT PRIMARY KEY", "position INTEGER NOT NULL", "icon TEXT NOT NULL", "parent TEXT"),
    # where services stand, and larger towns around; degrees in millionths, since a row has no fractions
    "towns": (
        "country TEXT NOT NULL",
        "city TEXT NOT NULL",
        "latitude INTEGER NOT NULL",
        "longitude INTEGER NOT NULL",
        "population INTEGER NOT NULL",
        "PRIMARY KEY (country, city)",
    ),
    # kind: country, language, city (code: `services.city` as written), service_kind, audience, need, need_description;
    # for the index only, each a text a line: need_words, service_kind_words, audience_words, country_words, city_words,
    # region_words (code: `JP/Yamaguchi`, the region as services write it);
    # crisis_words and small_words (code: `*`)
    "names": (
        "kind TEXT NOT NULL",
        "code TEXT NOT NULL",
        "language TEXT NOT NULL",
        "name TEXT NOT NULL",
        "PRIMARY KEY (kind, code, language)",
    ),
    # what does not depend on the language; position: its place on the shelf
    "guides": (
        "id TEXT PRIMARY KEY",
        "position INTEGER NOT NULL",
        "needs_json TEXT NOT NULL",
        "sources_json TEXT NOT NULL",
    ),
    # blocks: as `core.guides.pack_blocks` packs them
    "guide_texts": (
        "guide_id TEXT NOT NULL",
        "language TEXT NOT NULL",
        "title TEXT NOT NULL",
        "summary TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "date TEXT NOT NULL",
        "outdated INTEGER NOT NULL",
        "blocks_json TEXT NOT NULL",
        "PRIMARY KEY (guide_id, language)",
    ),
}
"""Table -> column definitions; a key clause may stand last. All tables are STRICT."""


def column_names(table: str) -> tuple[str, ...]:
    """Give a table's column names in order, key clauses left out."""
    return tuple(column.split()[0] for column in TABLES[table] if not column.startswith("PRIMARY KEY"))
