"""Two facts about each translation of ours: whose work it is, and whether it is as new as what it translates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, Literal, NamedTuple

from guide_app.core.values import LanguageCode

FACTS_NAME: Final = "translations.json"
"""Beside the compiled catalogues; a build writes it."""

Part = Literal["interface", "words", "guides"]
"""interface: the program's sentences; words: the names of needs, kinds of service and audiences; guides: texts."""
Origin = Literal["original", "machine", "reviewed"]
"""reviewed: people who speak the language have read all of it, and a note of theirs says so by name."""


class Translated(NamedTuple):
    """How one part stands in one language. The three counts add up to all texts of the part."""

    language: LanguageCode
    part: Part
    origin: Origin
    current: int
    outdated: int
    """Translated, but the original has changed since."""
    missing: int
    """Shown in English."""


def load_translations(locales: Path) -> tuple[Translated, ...]:
    """Read the facts that a build left in its folder of catalogues; none there: nothing is known.

    Raises:
        ValueError: the file is not what a build writes.
    """
    try:
        text = (locales / FACTS_NAME).read_text(encoding="utf-8")
    except OSError:
        return ()
    return tuple(Translated(**row) for row in json.loads(text))


def dump_translations(facts: tuple[Translated, ...]) -> str:
    """Write the facts as they are read: the same text for the same facts."""
    return json.dumps([fact._asdict() for fact in facts], ensure_ascii=False, indent=0) + "\n"
