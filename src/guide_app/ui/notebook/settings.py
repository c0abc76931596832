"""The choices of a session, to the notebook and back: they outlast a session there or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guide_app.core.languages import LANGUAGES
from guide_app.notes.values import Settings
from guide_app.ui.session import Session

_PERCENT: Final = 100


def with_choices(session: Session, settings: Settings) -> Settings:
    """Put what is chosen now into what a notebook holds; what this version does not know stays there."""
    return settings._replace(
        language=session.language,
        country=session.country,
        city=session.city,
        text_percent=round(session.text_scale * _PERCENT),
    )


def take_choices(session: Session, settings: Settings, scales: Sequence[float]) -> bool:
    """Choose in the session what a notebook holds; False: it holds nothing, or nothing else than is chosen."""
    if settings.language not in LANGUAGES:
        return False
    before = (session.language, session.country, session.city, session.text_scale)
    session.language, session.country, session.city = settings.language, settings.country, settings.city
    scale = (settings.text_percent or _PERCENT) / _PERCENT
    session.text_scale = min(scales, key=lambda known: abs(known - scale))
    return before != (session.language, session.country, session.city, session.text_scale)
