"""What the program knows while it is open: where the reader is and what they chose. It ends with the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from guide_app.core.values import CountryCode, LanguageCode, NeedId, ServiceId

Page = Literal["start", "results", "service", "about"]


class Place(NamedTuple):
    """A screen with what it shows."""

    page: Page = "start"
    text: str = ""
    need: NeedId | None = None
    service: ServiceId | None = None


@dataclass(slots=True)
class Session:
    """Choices and the way back. Never written anywhere."""

    language: LanguageCode
    country: CountryCode | None = None
    city: str | None = None
    text_scale: float = 1.0
    place: Place = field(default_factory=Place)
    behind: list[Place] = field(default_factory=list)
    """Where the reader came from, oldest first."""
