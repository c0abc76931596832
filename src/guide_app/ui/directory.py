"""What the window itself asks of the snapshot, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guide_app.core.values import Country, CountryCode, NeedId, Service, ServiceId


class Directory(NamedTuple):
    """Questions to the snapshot."""

    countries: Callable[[], tuple[tuple[CountryCode, str], ...]]
    country: Callable[[CountryCode], Country | None]
    cities: Callable[[CountryCode], tuple[tuple[str, str], ...]]
    """(town, its name) pairs."""
    service: Callable[[ServiceId], Service | None]
    need_name: Callable[[NeedId], str]
