"""Choices as a few plain lines: for a file that somebody asked for, and for a notebook. Nothing else is kept.

The lines say nothing of the topic. Whoever finds the file sees a language, a country and what stands here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from guide_app.core.errors import GuideError
from guide_app.core.files import write_atomically
from guide_app.core.languages import LANGUAGES
from guide_app.core.values import CountryCode, LanguageCode
from guide_app.safety.options import IDLE_MINUTES, SCALES, Instead, Options

HEAD: Final = "settings 1"
"""The first line: what it is, and in which form."""
LONGEST: Final = 4_000
"""Bytes; a longer file is something else."""
Fault = Literal["other", "unreadable", "unknown", "value", "twice"]


class Settings(NamedTuple):
    """All that can be kept."""

    options: Options
    language: LanguageCode
    country: CountryCode | None
    text_scale: float


class SettingsError(GuideError):
    """A file of settings cannot be used; `fault` says why, `line` where (0: the file as a whole)."""

    def __init__(self, fault: Fault, line: int = 0, word: str = "") -> None:
        super().__init__(f"line {line}: {fault} {word}".strip())
        self.fault: Fault = fault
        self.line = line
        self.word = word


def format_settings(settings: Settings) -> str:
    """Write settings as lines of `name: value`."""
    options = settings.options
    rows = {
        "language": settings.language,
        "country": settings.country or "none",
        "text": f"{settings.text_scale * 100:g}",
        "instead": options.instead,
        "idle": "never" if options.idle_minutes is None else str(options.idle_minutes),
        "capture": "yes" if options.capture_protection else "no",
    }
    return "".join(f"{line}\n" for line in (HEAD, *(f"{name}: {value}" for name, value in rows.items())))


def parse_settings(text: str, now: Settings) -> Settings:
    """Read lines; what they do not say stays as it is `now`.

    Raises:
        SettingsError: a line is not as it should be. Nothing is taken of a text with one bad line.
    """
    head, *lines = text.lstrip("\ufeff").splitlines() or [""]
    if head.strip() != HEAD:
        raise SettingsError("other", 1, head.strip()[:40])
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        name, _, value = (part.strip() for part in line.partition(":"))
        if name in seen:
            raise SettingsError("twice", number, name[:40])
        seen.add(name)
        now = _with(now, name, value, number)
    return now


def load_settings(path: Path, now: Settings) -> Settings:
    """Read a file of settings; `now` is what holds where it says nothing.

    Raises:
        SettingsError: it cannot be read, is something else, or has a line that is not as it should be.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST + 1)
        text = raw.decode("utf-8")
    except OSError:
        raise SettingsError("unreadable") from None
    except UnicodeDecodeError:
        raise SettingsError("other", 1) from None
    if len(raw) > LONGEST:
        raise SettingsError("other", 1)
    return parse_settings(text, now)


def save_settings(path: Path, settings: Settings) -> None:
    """Write a file of settings, whole or not at all.

    Raises:
        OSError: there is no room, or it may not be written there.
    """
    write_atomically(path, format_settings(settings).encode("utf-8"))


def _with(now: Settings, name: str, value: str, number: int) -> Settings:
    """Put one line into settings."""
    options = now.options
    known: dict[str, Settings | None] = {}
    match name:
        case "language":
            known[name] = now._replace(language=LanguageCode(value)) if value in LANGUAGES else None
        case "country":
            code = value if len(value) == 2 and value.isascii() and value.isupper() else None  # noqa: PLR2004 - ISO 3166
            fits = code is not None or value == "none"
            known[name] = now._replace(country=CountryCode(code) if code else None) if fits else None
        case "text":
            scale = next((scale for scale in SCALES if f"{scale * 100:g}" == value), None)
            known[name] = now._replace(text_scale=scale) if scale else None
        case "instead":
            chosen = next((one for one in get_args(Instead) if one == value), None)
            known[name] = now._replace(options=options._replace(instead=chosen)) if chosen else None
        case "idle":
            minutes = next((count for count in IDLE_MINUTES if str(count) == value), None)
            fits = minutes is not None or value == "never"
            known[name] = now._replace(options=options._replace(idle_minutes=minutes)) if fits else None
        case "capture":
            fits = value in {"yes", "no"}
            known[name] = now._replace(options=options._replace(capture_protection=value == "yes")) if fits else None
        case _:
            raise SettingsError("unknown", number, name[:40])
    found = known[name]
    if found is None:
        raise SettingsError("value", number, f"{name}: {value[:40]}")
    return found
