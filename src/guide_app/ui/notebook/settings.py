"""The choices of a session, to the notebook and back: they outlast a session there or nowhere."""

from __future__ import annotations

from typing import Final, cast, get_args

from guide_app.core.languages import LANGUAGES
from guide_app.notes.values import Settings
from guide_app.safety import settings as choices
from guide_app.safety.options import SCALES, Instead, Options
from guide_app.ui.session import Session

_PERCENT: Final = 100


def with_choices(session: Session, settings: Settings) -> Settings:
    """Put what is chosen now into what a notebook holds; what this version does not know stays there."""
    options = session.options
    return settings._replace(
        language=session.language,
        country=session.country,
        text_percent=round(session.text_scale * _PERCENT),
        instead=options.instead,
        idle_minutes=options.idle_minutes or 0,
        capture_protection=options.capture_protection,
    )


def kept_choices(settings: Settings) -> choices.Settings | None:
    """Give the choices that a notebook holds, the text's size as the nearest that there is; None: it holds none."""
    if settings.language not in LANGUAGES:
        return None
    scale = (settings.text_percent or _PERCENT) / _PERCENT
    known = settings.instead in get_args(Instead)
    options = Options(
        instead=cast("Instead", settings.instead) if known else "nothing",
        idle_minutes=settings.idle_minutes or None,
        capture_protection=bool(settings.capture_protection),
    )
    return choices.Settings(
        options, settings.language, settings.country, min(SCALES, key=lambda each: abs(each - scale))
    )
