"""The project's own guides, one text of them bent: what is planted in a text stands among all the others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from guide_app.core.guides import GuideId
from guide_app.core.values import LanguageCode
from guide_app.publisher.guides.library import Library, read_library
from guide_app.publisher.guides.reading import GuideFile, read_guide

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
TRANSLATIONS = ROOT / "translations"


@cache
def real_library() -> Library:
    library, faults = read_library(DATA, TRANSLATIONS)
    assert faults == ()
    return library


class Bend(NamedTuple):
    """What is changed in one text: `old`, which stands there once, for `new`."""

    guide: str
    language: str
    old: str
    new: str


def path_of(guide: str, language: str, data: Path = DATA) -> Path:
    return data / "guides" / guide / f"{language}.md"


def bent_text(bend: Bend) -> str:
    text = path_of(bend.guide, bend.language).read_text("utf-8")
    assert text.count(bend.old) == 1, bend
    return text.replace(bend.old, bend.new)


def bent_file(bend: Bend, folder: Path) -> GuideFile:
    path = path_of(bend.guide, bend.language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bent_text(bend), "utf-8")
    return read_guide(path)


def with_file(library: Library, file: GuideFile) -> Library:
    files = {**library.shelf[file.id], file.language: file}
    return replace(library, shelf={**library.shelf, file.id: files})


def without(library: Library, guide: str, language: str) -> Library:
    files = {**library.shelf[GuideId(guide)]}
    del files[LanguageCode(language)]
    return replace(library, shelf={**library.shelf, GuideId(guide): files})
