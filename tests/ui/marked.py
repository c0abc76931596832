"""Finds visible sentences that were never marked for translators, on a screen in a language that nobody speaks.

What stands outside the brackets must be a name or a text of the snapshot, a number, or one of the exemptions below,
each with its reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget
from tests.ui.exercise_screens import SOMEBODY
from tests.ui.notebooks import THINGS_WRITTEN
from tests.ui.pseudo import LONG, PSEUDO, outside_of_brackets
from tests.ui.spoken import texts_of
from tests.ui.update_screens import ADDRESS, FILE

from guide_app.core.guides import text_of, unpack_blocks
from guide_app.core.languages import LANGUAGES
from guide_app.safety.records import SYSTEMS, records_of
from guide_app.store.snapshot import Snapshot
from guide_app.ui.clock import locale_of, say_zone
from guide_app.ui.updates.wanted import EXAMPLES, TOR

_EXEMPT: Final = {
    "each language names itself": frozenset(LANGUAGES.values()) | frozenset(PSEUDO),
    "these messengers have one name": frozenset({"WhatsApp", "Telegram", "Signal", "LINE"}),
    "fixed words for technicians": frozenset({"hash", "missing"}),
    "names of licences": frozenset(
        {"GPL-3.0-or-later", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC BY 4.0", "Unicode-3.0", "Apache-2.0"}
    ),
    "what a person wrote, or named": THINGS_WRITTEN | {SOMEBODY},
    "a unit that is written alike": frozenset({"km", "kB", "MB"}),
    "addresses, and what a person chose": frozenset({TOR, *EXAMPLES.values(), "192.168.1.20:8000", ADDRESS, FILE}),
    "names of files, as they are in the folder that is shown": frozenset(
        {path.name for path in Path(__file__).parent.iterdir()} | {str(Path(__file__).parent)}
    ),
    "systems, and their records, by the names that those who look into it know": frozenset(SYSTEMS)
    | {record.names for system in SYSTEMS for record in records_of(system, str)}
    | {name for system in SYSTEMS for record in records_of(system, str) for name in record.names.split(", ")},
}
_COLUMNS: Final = (
    "organization organization_alternate name id city region address postal_code description status_note"
    " may_contact_note opening_hours"
)
_TELLING: Final = 4
"""Shorter names are known as a whole only, not inside of other words."""
_MARKS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
_NOTHING: Final = re.compile(r"[\W\d_]*")
_OPTION: Final = re.compile(r"--cover [\w-]*")
"""What the program reads of itself is the same in every language."""
_BETWEEN: Final = re.compile(r" · |\n|: | \(|\)|, |–|  +")


class Known:
    """What need not be marked."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def has(self, piece: str) -> bool:
        """Say whether a piece of a text is known as a whole, or falls into pieces that are."""
        plain = _plain(piece)
        if _NOTHING.fullmatch(plain) or _OPTION.fullmatch(plain) or plain in self._words:
            return True
        parts = _BETWEEN.split(plain)
        return (len(parts) > 1 and all(map(self.has, parts))) or self._falls_apart(plain)

    def _falls_apart(self, plain: str) -> bool:
        """Say whether known texts of some length fill it: notes and names hold commas and colons too."""
        rest = plain
        for text in self._longest_first:
            if text in rest:
                rest = rest.replace(text, "\n")
        return rest != plain and self.has(rest)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(map(_plain, (*self._of_snapshot(), *self._of_qt(), *frozenset().union(*_EXEMPT.values()))))

    @cached_property
    def _longest_first(self) -> tuple[str, ...]:
        return tuple(sorted((word for word in self._words if len(word) >= _TELLING), key=len, reverse=True))

    def _of_snapshot(self) -> Iterator[str]:
        select = self._snapshot.select
        yield from (
            name for (name,) in select("SELECT name FROM names WHERE kind NOT LIKE '%words' AND language = 'en'")
        )
        for column in _COLUMNS.split():
            yield from (value for (value,) in select(f"SELECT DISTINCT {column} FROM services") if value)
        yield from (value for row in select("SELECT display, value, note FROM contacts") for value in row if value)
        for (sources,) in select("SELECT sources_json FROM services"):
            yield from (source[key] for source in json.loads(sources) for key in ("url", "title"))
        for (blocks,) in select("SELECT blocks_json FROM guide_texts WHERE language = 'en'"):
            for block in unpack_blocks(json.loads(blocks)):
                yield from (text_of(line) for line in block.lines)
                yield from (span.text for line in block.lines for span in line)
        yield from (
            text for row in select("SELECT title, summary FROM guide_texts WHERE language = 'en'") for text in row
        )
        for (sources,) in select("SELECT sources_json FROM guides"):
            yield from (text for source in json.loads(sources) for text in source.values())
        # Sites and repositories; other sources are named in words, which are marked.
        yield from (site for site, _ in self._snapshot.manifest().credits if "." in site and " " not in site)

    def _of_qt(self) -> Iterator[str]:
        """Qt names them after CLDR in each of the eleven; in a language that it does not know, in English."""
        locale, year = locale_of(LONG), datetime(2026, 1, 1, tzinfo=UTC)
        yield from (locale.standaloneDayName(day) for day in range(1, 8))
        yield from (locale.standaloneMonthName(month) for month in range(1, 13))
        for (zone,) in self._snapshot.select("SELECT DISTINCT timezone FROM services WHERE timezone IS NOT NULL"):
            yield from (say_zone(zone, year + timedelta(days=days), LONG) for days in (0, 180))


def _plain(text: str) -> str:
    return text.translate(_MARKS).strip(" ·:,;.0123456789\n")


def unmarked(window: QWidget, known: Known) -> list[str]:
    """Give the texts with a part that no translator can reach."""
    return sorted({text for text in texts_of(window) if not all(map(known.has, outside_of_brackets(text)))})
