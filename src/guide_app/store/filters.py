"""What a reader narrows a search down to; nothing is filtered by default."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from guide_app.core.values import LanguageCode


class Filters(NamedTuple):
    """What a service must be or offer to stay listed; what is left at its default lets everything pass."""

    country_only: bool = False
    """Only what answers in the reader's country, or world-wide."""
    region: str | None = None
    city: str | None = None
    radius_km: int | None = None
    """Around the city; None: the city itself."""
    open_at: datetime | None = None
    """Aware; `now` is resolved by the caller. Unknown hours stay."""
    languages: tuple[LanguageCode, ...] = ()
    channels: tuple[str, ...] = ()
    """Any of `store.tokens.CHANNELS`."""
    audiences: tuple[str, ...] = ()
    anonymous: bool = False
    free: bool = False
    asks_police: bool = False
    """Only where a source says that the police are not told without asking."""
    asks_guardians: bool = False
    """The same for parents and guardians."""


UNFILTERED: Final = Filters()
