"""Holds translations against the glossary of their language: words that communities do not want are not used.

A word under `avoid` is wrong where the English speaks of that term, not everywhere: Arabic `دليل` is no trace, but it
is the guide. What stands under `use` may hold such a word inside a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from guide_app.core.errors import SourceError
from guide_app.core.languages import FALLBACK
from guide_app.publisher.catalogues import TRANSLATIONS, load_catalogue
from guide_app.publisher.translating import DATA, texts_of_words

Pair = tuple[str, str]
"""English and its translation."""

EVERYWHERE: Final = "*"
"""Among the guides that a term fits: all of them."""
_BLANK: Final = re.compile(r"\{\w*\}")
_NO_SPACES: Final = frozenset({"ja"})
_FULL_STOPS: Final = (".", "。", "…")
_HIDDEN: Final = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def load_glossary(language: str, translations: Path = TRANSLATIONS) -> Mapping[str, Any]:
    """Read one language's glossary.

    Raises:
        SourceError: it cannot be read, or a term of it says neither what it is of nor what to use.
    """
    path = translations / language / "glossary.yaml"
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    if not isinstance(tree, dict) or not all(term.get("en") and term.get("use") for term in tree.get("terms", [{}])):
        raise SourceError(f"{path}: every term needs `en` and `use`")
    return tree


def pairs(language: str, translations: Path = TRANSLATIONS, data: Path = DATA) -> Iterator[Pair]:
    """Give every sentence and every shown word with its translation, a zero for each blank."""
    for message in load_catalogue(language, translations):
        if message.id:
            forms = (message.string,) if isinstance(message.string, str) else message.string or ()
            english = message.id if isinstance(message.id, str) else " ".join(message.id)
            yield from ((_BLANK.sub("0", english), _BLANK.sub("0", form)) for form in forms if form)
    original, translated = texts_of_words(FALLBACK, data), texts_of_words(language, data)
    yield from ((original[key], translated[key]) for key in original if key in translated)


class Watch(NamedTuple):
    """A term of a glossary, ready to be looked for."""

    term: str
    use: str
    of_term: re.Pattern[str]
    """Finds the term in English, in small letters."""
    avoided: tuple[tuple[str, re.Pattern[str]], ...]
    fits: frozenset[str]
    """Ids of the guides in which a word to be avoided is right; `*`: in all of them."""


def watches(terms: Iterable[Mapping[str, Any]], language: str) -> tuple[Watch, ...]:
    """Make the terms of a glossary ready; those that avoid nothing are left out."""
    return tuple(
        Watch(
            str(term["en"]),
            str(term["use"]),
            re.compile(rf"(?<!\w){re.escape(str(term['en']).casefold())}(?:s|es)?(?!\w)"),
            tuple((str(word), _finder(str(word).casefold(), language)) for word in term["avoid"]),
            frozenset(map(str, term.get("fits") or ())),
        )
        for term in terms
        if term.get("avoid")
    )


def misuses(watched: Iterable[Watch], english: str, translation: str) -> Iterator[str]:
    """Say which words a translation uses that are to be avoided; one sentence each."""
    english, translated = english.casefold(), translation.casefold()
    for watch in watched:
        if watch.term.casefold() in english and watch.of_term.search(english):
            rest = translated.replace(watch.use.casefold(), " ")
            for word, finder in watch.avoided:
                if finder.search(rest):
                    yield f"{translation!r} says {word!r}; for {watch.term!r} the glossary has {watch.use!r}"


def forbidden(terms: Iterable[Mapping[str, Any]], said: Iterable[Pair], language: str) -> list[str]:
    """Name every translation that uses a word its glossary avoids; one sentence each."""
    watched = watches(terms, language)
    return [fault for english, translation in said for fault in misuses(watched, english, translation)]


def careless(english: str, translation: str) -> Iterator[str]:
    """Say what a reader would stumble over, whatever the language."""
    if _HIDDEN.search(translation):
        yield f"{translation!r} holds a hidden mark: the program sets marks of direction itself"
    if "  " in translation:
        yield f"{translation!r} holds two spaces"
    if english.endswith((".", "…")) is not translation.endswith(_FULL_STOPS):
        yield f"{translation!r} does not end as {english!r} does"


def _finder(word: str, language: str) -> re.Pattern[str]:
    return re.compile(re.escape(word) if language in _NO_SPACES else rf"(?<!\w){re.escape(word)}(?!\w)")
