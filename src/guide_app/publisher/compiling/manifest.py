"""What a snapshot says of itself: its day, its counts, and to whom its facts are owed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from guide_app.core.errors import SourceError
from guide_app.publisher.compiling.gazetteer import CREDIT
from guide_app.publisher.compiling.staged import StagedSource

LICENCES: Final = (
    ("program", "GPL-3.0-or-later"),
    ("texts", "CC BY-SA 4.0"),
    ("facts", "each with its source; single facts carry no licence of their own"),
)
_TOOLS: Final = (
    ("Unicode CLDR: names of countries and languages", "Unicode-3.0"),
    ("libphonenumber metadata: written forms of phone numbers", "Apache-2.0"),
    CREDIT,
)
_KNOWN_LICENCES: Final = {"github.com/KaraZajac/SUCCURRO": "CC BY-NC 4.0"}
"""Collections whose licence is known and asks for credit; only facts were taken from them."""
_COLLECTIONS: Final = frozenset({"github.com", "gitlab.com", "codeberg.org", "raw.githubusercontent.com"})
_STORED: Final = "stored-file:"
_MOST: Final = 60
_FULL_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def published_day(dates: Iterable[str | None]) -> str:
    """Give the newest full date, `2026-11-23`; a year or month counts, by its first day, only where none is exact.

    Raises:
        SourceError: no source of the whole stock has a date.
    """
    known = [day for day in dates if day]
    if not known:
        raise SourceError("no source has a date: the snapshot could not say how old it is")
    exact = [day for day in known if _FULL_DATE.fullmatch(day)]
    return max(exact or (f"{day}-01-01"[:10] for day in known))


def credit_rows(sources: Iterable[StagedSource]) -> list[tuple[str, str]]:
    """Give where the facts were seen, most used first: a collection of files by its repository, else the site.

    What is used most stands by name, with the number of times it is cited; the rest is summed up in one line.
    """
    counts = Counter(_origin(source.url) for source in sources)
    owed = sorted(counts.items(), key=lambda item: (item[0] not in _KNOWN_LICENCES, -item[1], item[0]))
    rows = [(origin, _remark(origin, count)) for origin, count in owed[:_MOST]]
    rest = owed[_MOST:]
    if rest:
        rows.append((f"{len(rest)} more sites", f"cited {sum(count for _, count in rest)} times"))
    return [*rows, *_TOOLS]


def _origin(url: str) -> str:
    if url.startswith(_STORED):
        return "stored files of unknown origin"
    split = urlsplit(url)
    host = (split.hostname or "").rstrip(".").removeprefix("www.")
    owner_and_name = [part for part in split.path.split("/") if part][:2]
    return "/".join((host.removeprefix("raw."), *owner_and_name)) if host in _COLLECTIONS else host


def _remark(origin: str, count: int) -> str:
    cited = "cited once" if count == 1 else f"cited {count} times"
    licence = _KNOWN_LICENCES.get(origin)
    return f"{licence}; {cited}" if licence else cited
