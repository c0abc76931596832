"""The lines of a list of results: guides, services and, where the order allows, headings by nearness.

Only what is seen is read: a row comes from the snapshot, and its open state is judged, when it is first drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from time import time
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from guide_app.core.hours import OpenState
from guide_app.core.messages import isolate
from guide_app.core.values import ServiceId, ServiceRow
from guide_app.store.guide_search import GuideHit
from guide_app.store.search import Hit, Nearness
from guide_app.ui.clock import here
from guide_app.ui.session import SECTION
from guide_app.ui.theme import ToneName
from guide_app.ui.words import Words

Rows = Callable[[Iterable[ServiceId]], tuple[ServiceRow, ...]]
Judge = Callable[[ServiceRow, datetime], OpenState]
More = Callable[[int], tuple[Hit, ...]]
"""Searches again for at most so many."""

FIRST: Final = 60
"""How many are searched for at once."""

_AT_ONCE: Final = 24
"""How many lines are shown at once; the next follow when the end comes into view."""
_BATCH: Final = 6
_MOST_KEPT: Final = 4_000
_NOWHERE: Final = QModelIndex()


class Line(NamedTuple):
    """What one line shows: a heading, a guide, or a service in the reader's words."""

    heading: str = ""
    id: ServiceId | None = None
    name: str = ""
    about: str = ""
    """Kind and place."""
    state: str = ""
    tone: ToneName = "calm"
    remarks: tuple[str, ...] = ()
    """Short warnings, such as "Confirm first"."""
    reach: str = ""
    """Ways to reach it, and languages."""
    guide: str = ""
    """Of a guide, what opens it: `next-hour`, or `next-hour#2` for its second heading."""


class ResultsModel(QAbstractListModel):
    """Holds what a search found."""

    def __init__(self, words: Words, rows: Rows, judge: Judge, parent: QObject | None = None) -> None:
        """Make an empty list.

        Args:
            words: the reader's language.
            rows: reads rows of the snapshot.
            judge: says whether a service is open at a moment.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._words = words
        self._rows = rows
        self._judge = judge
        self._entries: list[ServiceId | str] = []
        self._shown = 0
        self._headings: dict[int, str] = {}
        self._guides: tuple[GuideHit, ...] = ()
        """They stand first."""
        self._read: dict[ServiceId, ServiceRow] = {}
        self._lines: dict[ServiceId, Line] = {}
        self._away: dict[ServiceId, int] = {}
        self._minute = 0
        self._more: More | None = None
        self.count = 0
        """How many services are listed."""

    def show(
        self,
        hits: tuple[Hit, ...],
        headings: dict[Nearness, str],
        more: More | None,
        guides: tuple[GuideHit, ...] = (),
    ) -> None:
        """List what was found.

        Args:
            hits: best first.
            headings: nearness -> heading; used only where the hits are grouped that way, empty for none.
            more: searches for more; None: these are all.
            guides: to stand above the services.
        """
        self.beginResetModel()
        if len(self._read) > _MOST_KEPT:
            self._read.clear()
            self._lines.clear()
        self._guides = guides
        self._entries, self._headings = [guide.id for guide in guides], {}
        away = _distances(hits)
        if away != self._away:
            self._away = away
            self._lines.clear()
        self._more = more
        self.count = len(hits)
        grouped = bool(headings) and _is_grouped(hits)
        before: Nearness | None = None
        for hit in hits:
            if grouped and hit.nearness != before:
                before = hit.nearness
                self._headings[len(self._entries)] = headings[before]
                self._entries.append(headings[before])
            self._entries.append(hit.id)
        self._shown = min(len(self._entries), _AT_ONCE)
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Count the lines that are shown, headings too. A list asks this very often, and of its lines never."""
        return self._shown

    @property
    def is_uneven(self) -> bool:
        """Whether some of the lines are no services, and so of another height."""
        return bool(self._headings or self._guides)

    def is_guide(self, row: int) -> bool:
        """Say whether a line is a guide."""
        return row < len(self._guides)

    def guide_at(self, row: int) -> str:
        """Give what opens the guide of a line, such as `next-hour#2`; empty for all other lines."""
        if not 0 <= row < len(self._guides):
            return ""
        guide = self._guides[row]
        return f"{guide.id}{SECTION}{guide.section}" if guide.section else guide.id

    def is_heading(self, row: int) -> bool:
        """Say whether a line is a heading."""
        return row in self._headings

    def service_at(self, row: int) -> ServiceId | None:
        """Give the service of a line; None for a heading, for a guide, and beyond the end."""
        if not len(self._guides) <= row < len(self._entries) or row in self._headings:
            return None
        return ServiceId(self._entries[row])

    def row_of(self, service: ServiceId) -> int:
        """Give the line of a service, or -1; lines up to it are shown from then on."""
        try:
            row = self._entries.index(service, len(self._guides))
        except ValueError:
            return -1
        while row >= self._shown:
            self._show_more(_AT_ONCE)
        return row

    def first_service_row(self) -> int:
        """Give the first line that is a service, or -1."""
        first = len(self._guides)
        return next((row for row in range(first, min(first + 2, len(self._entries))) if row not in self._headings), -1)

    def first_row(self) -> int:
        """Give the first line that can be opened, or -1."""
        return 0 if self._guides else self.first_service_row()

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let services be chosen; headings are only seen."""
        if index.row() in self._headings:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what views and assistive tools ask for."""
        if role == Qt.ItemDataRole.DisplayRole:
            line = self.line(index.row())
            return line.heading or line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row())
        return None

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Say whether there is more than is shown."""
        return not parent.isValid() and (self._shown < len(self._entries) or self._more is not None)

    def fetchMore(self, _parent: QModelIndex | QPersistentModelIndex) -> None:
        """Show more, and search for more where all that was found is shown; those listed keep their lines."""
        if self._shown == len(self._entries) and self._more is not None:
            wanted = self.count + FIRST
            found = self._more(wanted)
            listed = set(self._entries)
            self._away |= _distances(found)
            new = [hit.id for hit in found if hit.id not in listed]
            self._entries.extend(new)
            self.count += len(new)
            if len(found) < wanted:
                self._more = None
        self._show_more(_AT_ONCE)

    def _show_more(self, lines: int) -> None:
        last = min(len(self._entries), self._shown + lines)
        if last > self._shown:
            self.beginInsertRows(_NOWHERE, self._shown, last - 1)
            self._shown = last
            self.endInsertRows()

    def line(self, row: int) -> Line:
        """Give a line in the reader's words."""
        if row in self._headings:
            return Line(heading=self._headings[row])
        if self.is_guide(row):
            return self._say_guide(row)
        minute = int(time() // 60)
        if minute != self._minute:
            self._minute = minute
            self._lines.clear()
        service = ServiceId(self._entries[row])
        if service not in self._lines:
            if service not in self._read:
                self._read_around(row)
            self._lines[service] = self._say(self._read[service], here())
        return self._lines[service]

    def every_chip(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give all states that a line may show, and all remarks."""
        text = self._words.messages.text
        return (*self._words.every_state(), text("Temporarily closed")), (text("Confirm first"),)

    def sentence(self, row: int) -> str:
        """Give all of a line in one breath, for those who hear it."""
        line = self.line(row)
        if line.guide:
            return self._words.listed((line.name, line.about))
        if line.id is None:
            return line.heading
        said = self._words.row_sentence(self._read[line.id], line.state)
        return self._words.listed(part for part in (said, self._distance(line.id)) if part)

    def _distance(self, service: ServiceId) -> str:
        """Say how far away a service is; empty: in the same town, or not known."""
        away = self._away.get(service)
        if away is None:
            return ""
        # Translators: how far away a service is
        return self._words.messages.text("{distance} km away", distance=isolate(str(away)))

    def _say_guide(self, row: int) -> Line:
        guide = self._guides[row]
        # Translators: what a line of the list of results is: a text to read, not a service
        about = [self._words.messages.text("Guide", context="line of results"), guide.heading]
        return Line(guide=self.guide_at(row), name=guide.title, about=" · ".join(filter(None, about)))

    def _read_around(self, row: int) -> None:
        wanted = [
            ServiceId(entry)
            for at, entry in enumerate(self._entries[row : row + _BATCH], start=row)
            if at not in self._headings and entry not in self._read
        ]
        self._read.update({found.id: found for found in self._rows(wanted)})

    def _say(self, row: ServiceRow, now: datetime) -> Line:
        words = self._words
        text = words.messages.text
        state, tone = words.open_state(self._judge(row, now), now)
        remarks = []
        if row.status != "active":
            state, tone = text("Temporarily closed"), "later"
        if row.confirm_first:
            remarks.append(text("Confirm first"))
        about = [words.name("service_kind", row.kind), words.place(row), self._distance(row.id)]
        reach = [words.ways(row.contact_types), words.languages(row.languages)]
        return Line(
            id=row.id,
            name=words.title(row.organization, row.name),
            about=" · ".join(part for part in about if part),
            state=state,
            tone=tone,
            remarks=tuple(remarks),
            reach=" · ".join(part for part in reach if part),
        )


def _distances(hits: tuple[Hit, ...]) -> dict[ServiceId, int]:
    """Give how far away services are, in kilometres, where that is known and not the same town."""
    return {hit.id: hit.distance_km for hit in hits if hit.distance_km}


def _is_grouped(hits: tuple[Hit, ...]) -> bool:
    """Say whether hits of one nearness stand together."""
    seen: set[str] = set()
    before = ""
    for hit in hits:
        if hit.nearness != before:
            if hit.nearness in seen:
                return False
            seen.add(hit.nearness)
            before = hit.nearness
    return True
