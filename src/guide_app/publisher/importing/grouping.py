"""Which services belong to one organisation, what it is called, and the neutral name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from guide_app.publisher.importing.decisions import Decisions
from guide_app.publisher.importing.journal import Journal
from guide_app.publisher.importing.record import Record

_LONGEST_SLUG: Final = 56
_SPELLED: Final = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e", "ŋ": "n"}
)


@dataclass(frozen=True)
class Organization:
    """One organisation: its file's name, its names, and the ids of its services in order."""

    id: str
    folder: str
    name: str
    alternate_name: str | None
    services: tuple[str, ...]


def group(records: dict[str, Record], decisions: Decisions, journal: Journal) -> dict[str, list[str]]:
    """Group records by country and organisation; the key of a group depends on nothing but its members."""
    decided: dict[str, str] = {}
    for entry in decisions.organizations:
        missing = [name for name in entry.records if name not in records]
        if missing:
            what = f"{entry.position}: no record stands under {', '.join(missing)}"
            journal.problem(f"{what}. Remedy: correct the ids", entry.records, missing)
        decided.update(dict.fromkeys(entry.records, f"= {entry.name}"))
    groups: dict[str, list[str]] = defaultdict(list)
    for name, record in sorted(records.items()):
        groups[decided.get(name, f"{record.prefix} {fold_name(record.organization)}")].append(name)
    return dict(groups)


def name_organizations(
    records: dict[str, Record], groups: dict[str, list[str]], decisions: Decisions
) -> list[Organization]:
    """Name every group: the spelling most of its records use, and an id made from it."""
    names = {f"= {entry.name}": entry.name for entry in decisions.organizations}
    result: list[Organization] = []
    seen: set[str] = set()
    for key, members in sorted(groups.items(), key=lambda item: item[1][0]):
        name = names.get(key) or _usual([records[member].organization for member in members])
        english = [text for member in members if (text := records[member].organization_en)]
        others = [text for text in english if text != name]
        alternate = _usual(others) if others else None
        prefix = records[members[0]].prefix
        slug = slug_of(name) or (slug_of(alternate) if alternate else None)
        wanted = f"{prefix}-{slug}" if slug else members[0]
        # Two organisations of one name in one country are told apart by a record's id.
        identifier = wanted if wanted not in seen else members[0]
        seen.add(identifier)
        result.append(Organization(identifier, prefix, name, alternate, tuple(members)))
    return result


def fold_name(name: str) -> str:
    """Fold a name so that spellings that differ in case, accents, signs or spaces are the same."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", letters))


def slug_of(name: str) -> str | None:
    """Make the ASCII form of a name; None where letters of another script would be lost."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if any(letter.isalnum() and not letter.isascii() for letter in letters):
        return None
    slug = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’ʼ]", "", letters)))
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or None


def _usual(names: list[str]) -> str:
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], -len(name), name))
