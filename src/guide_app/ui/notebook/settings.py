"""The choices of a session, to the notebook and back: they outlast a session there or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast, get_args

from guide_app.core.languages import LANGUAGES
from guide_app.notes.values import Settings
from guide_app.safety.options import Instead, Options
from guide_app.ui.session import Session

_PERCENT: Final = 100


def with_choices(session: Session, settings: Settings) -> Settings:
    """Put what is chosen now into what a notebook holds; what this version does not know stays there."""
    options = session.options
    return settings._replace(
        language=session.language,
        country=session.country,
        city=session.city,
        text_percent=round(session.text_scale * _PERCENT),
        instead=options.instead,
        idle_minutes=options.idle_minutes or 0,
        capture_protection=options.capture_protection,
        start_with_cover=options.start_with_cover,
    )


def take_choices(session: Session, settings: Settings, scales: Sequence[float]) -> bool:
    """Choose in the session what a notebook holds; False: it holds nothing, or nothing else than is chosen."""
    if settings.language not in LANGUAGES:
        return False
    before = _all_of(session)
    session.language, session.country, session.city = settings.language, settings.country, settings.city
    scale = (settings.text_percent or _PERCENT) / _PERCENT
    session.text_scale = min(scales, key=lambda known: abs(known - scale))
    known = settings.instead in get_args(Instead)
    session.options = Options(
        instead=cast("Instead", settings.instead) if known else "nothing",
        idle_minutes=settings.idle_minutes or None,
        capture_protection=bool(settings.capture_protection),
        start_with_cover=bool(settings.start_with_cover),
    )
    return before != _all_of(session)


def _all_of(session: Session) -> tuple[object, ...]:
    return session.language, session.country, session.city, session.text_scale, session.options
