"""Rules of words: what the glossary of a language avoids, and what no guide may say in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.glossary import EVERYWHERE, misuses, watches
from guide_app.publisher.guides.library import Library, aligned, said
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule

_LEAST: Final = 12
"""Wordings that each language's list has at least."""


def find_avoided_words(library: Library) -> Iterator[Finding]:
    """Find words that a glossary avoids, in lines whose original speaks of that term."""
    watched = {language: watches(library.glossary(language).get("terms") or (), language) for language in LANGUAGES}
    for original, file in library.translations():
        of_guide = [watch for watch in watched[file.language] if not watch.fits & {file.id, EVERYWHERE}]
        for pair in aligned(original, file):
            faults = misuses(of_guide, pair.original.text, pair.translated.text)
            yield from (Finding(pair.translated.place, fault) for fault in faults)


def find_unsafe_words(library: Library) -> Iterator[Finding]:
    """Find wordings that hurt, frighten, promise or blame."""
    for language in LANGUAGES:
        words = list(library.words_of(language))
        for files in library.shelf.values():
            for line in said(files[language]) if language in files else ():
                for word in words:
                    found = word.pattern.search(line.text) if word.pattern is not None else None
                    if found is not None:
                        yield Finding(line.place, f"it says {found.group()!r}; instead: {word.instead}")


def find_dull_lints(library: Library) -> Iterator[Finding]:
    """Find lists of unsafe words that are too short, or patterns that do not catch what is planted for them."""
    for language, file in library.safe_words.items():
        words = list(library.words_of(language))
        if len(words) < _LEAST:
            yield Finding(Node.top(file), f"it lists {len(words)} wordings, fewer than {_LEAST}")
        if file.tree.get("language") != language:
            yield Finding(Node.top(file), f"`language` is the name of the file, {language}")
        for word in words:
            planted = word.node.text_of("planted")
            if word.pattern is None:
                yield Finding(word.node, f"{word.node.text_of('pattern')!r} is no regular expression")
            elif not word.instead:
                yield Finding(word.node, "it does not say what to write instead")
            elif not planted or word.pattern.search(planted) is None:
                yield Finding(word.node, f"the pattern does not catch {planted!r}")
            elif word.pattern.search("") is not None:
                yield Finding(word.node, "the pattern catches everything")


RULES: Final[tuple[Rule[Library], ...]] = (
    Rule("guide-glossary", "error", find_avoided_words, "use the glossary's word"),
    Rule("guide-unsafe", "error", find_unsafe_words, "say it as the list of safe words proposes"),
    Rule("guide-lint", "error", find_dull_lints, "correct the pattern, or what is planted for it"),
)
