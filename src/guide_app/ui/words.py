"""Says values of the directory in the reader's language: names of things, short remarks of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from guide_app.core.hours import OpenState
from guide_app.core.messages import Messages, isolate_by_content
from guide_app.core.values import WORLD, ContactType, CountryCode, LanguageCode, ServiceRow
from guide_app.ui.clock import say_date, say_day, say_time
from guide_app.ui.theme import ToneName

Names = Callable[[str, LanguageCode], dict[str, str]]
"""Gives all names of a kind ("country", "city" ...) in a language."""

_FEW: Final = 3


class Words:
    """One language's way to say the directory's values. Names are read once for each kind."""

    def __init__(self, messages: Messages, names: Names) -> None:
        self.messages = messages
        self.language = messages.language
        self._names = names
        self._read: dict[str, dict[str, str]] = {}
        # Translators: joins the items of a list, again and again; put your language's comma
        self._comma = messages.text("{first}, {second}", context="list", first="", second="\0").replace("\0", "")

    def name(self, kind: str, code: str) -> str:
        """Name a thing of a kind; one without a name keeps its code."""
        if kind not in self._read:
            self._read[kind] = self._names(kind, self.language)
        return self._read[kind].get(code, code)

    def listed(self, items: Iterable[str]) -> str:
        """Put items in one line."""
        return self._comma.join(items)

    def date(self, date: str) -> str:
        """Write a date."""
        return say_date(date, self.language)

    def languages(self, codes: Iterable[LanguageCode]) -> str:
        """Name languages in one line."""
        return self.listed(self.name("language", code) for code in codes)

    def areas(self, codes: tuple[CountryCode, ...]) -> str:
        """Say where a service answers."""
        if WORLD in codes:
            # Translators: where a service answers: in every country
            return self.messages.text("World-wide")
        named = [self.name("country", code) for code in codes]
        if len(named) <= _FEW:
            return self.listed(named)
        # Translators: countries where a service answers: the first two, and how many more
        return self.messages.plural(
            "{countries} and {count} more country",
            "{countries} and {count} more countries",
            len(named) - 2,
            countries=self.listed(named[:2]),
        )

    def place(self, row: ServiceRow) -> str:
        """Say in a row where a service is, or for whom."""
        areas = self.areas(row.service_areas)
        return self.listed([self.name("city", row.city), areas]) if row.city else areas

    def contact_type(self, kind: ContactType) -> str:
        """Name a way to reach someone."""
        text = self.messages.text
        named = {
            "phone": text("Phone", context="way to reach"),
            "sms": text("Text message", context="way to reach"),
            "chat": text("Online chat", context="way to reach"),
            "web": text("Website", context="way to reach"),
            "email": text("Email", context="way to reach"),
            "form": text("Online form", context="way to reach"),
            "onion": text("Onion site", context="way to reach"),
        }
        return named.get(kind) or {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal"}.get(kind, "LINE")

    def ways(self, kinds: Iterable[ContactType]) -> str:
        """Name the ways to reach a service in one line."""
        return self.listed(dict.fromkeys(self.contact_type(kind) for kind in kinds))

    def open_state(self, state: OpenState, now: datetime) -> tuple[str, ToneName]:
        """Say in a few words whether a service is open, and in which tone. Times are on the clock of `now`."""
        text = self.messages.text
        change = None if state.until is None else state.until.astimezone(now.tzinfo)
        if state.word == "unknown":
            return text("Hours unknown"), "calm"
        if state.word == "closed":
            return self._opens(change, now), "later"
        if change is None:
            return text("Open day and night"), "open"
        if change - now > timedelta(hours=24):
            return text("Open now"), "open"
        return text("Open until {time}", time=say_time(change)), "open"

    def _opens(self, change: datetime | None, now: datetime) -> str:
        text = self.messages.text
        if change is None:
            return text("Closed")
        if change.date() == now.date():
            return text("Opens at {time}", time=say_time(change))
        return self._opens_on_day(change) if change - now < timedelta(days=6) else self._opens_on_date(change)

    def _opens_on_day(self, change: datetime) -> str:
        # Translators: when a service opens next, such as "Opens Monday, 10:00"
        return self.messages.text("Opens {day}, {time}", day=say_day(change, self.language), time=say_time(change))

    def _opens_on_date(self, change: datetime) -> str:
        return self.messages.text("Opens on {date}", date=self.date(f"{change:%Y-%m-%d}"))

    def every_state(self) -> tuple[str, ...]:
        """Give all that `open_state` may say, each with the widest days and dates: so much room must there be."""
        now = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)  # a Monday
        today, soon = now + timedelta(hours=1), now + timedelta(days=2)
        known = (
            OpenState("unknown"),
            OpenState("open"),
            OpenState("open", soon),
            OpenState("open", today),
            OpenState("closed"),
            OpenState("closed", today),
        )
        days = (self._opens_on_day(now + timedelta(days=day)) for day in range(7))
        dates = (self._opens_on_date(now.replace(month=month, day=28)) for month in range(1, 13))
        return (*(self.open_state(state, now)[0] for state in known), *days, *dates)

    def row_sentence(self, row: ServiceRow, state: str) -> str:
        """Say a whole row in one breath, for those who hear it."""
        text = self.messages.text
        parts = [self.title(row.organization, row.name), self.name("service_kind", row.kind), state]
        if row.contact_types:
            parts.append(self.ways(row.contact_types))
        if row.languages:
            # Translators: languages in which a service answers
            parts.append(text("answers in {languages}", languages=self.languages(row.languages)))
        parts.append(self.place(row))
        if row.status != "active":
            parts.append(text("Temporarily closed"))
        if row.confirm_first:
            parts.append(text("Confirm first"))
        return self.listed(part for part in parts if part)

    def title(self, organization: str, name: str) -> str:
        """Name a service with who runs it, where its own name does not say so already."""
        if organization in name:
            return isolate_by_content(name)
        return isolate_by_content(f"{organization}: {name}")
