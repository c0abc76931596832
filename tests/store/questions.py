"""Questions to the real guide."""

from __future__ import annotations

from guide_app.core.values import CountryCode, LanguageCode
from guide_app.store.query import Found, Query
from guide_app.store.search import search
from guide_app.store.snapshot import Snapshot


def asked(real: Snapshot, text: str, country: str, language: str) -> Found:
    """Search as somebody of this language in this country does."""
    return search(real, Query(text, country=CountryCode(country), language=LanguageCode(language)))
