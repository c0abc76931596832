"""Rules of needs and vocabulary: every kind of service can be found, and everything has its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guide_app.core.languages import LANGUAGES
from guide_app.publisher.validating.node import Node
from guide_app.publisher.validating.rule import Finding, Rule
from guide_app.publisher.validating.stock import Stock

_COMPLETE: Final = ("en", "ar")
"""Languages without which nothing is compiled; the others fall back to English until they are written."""
_PARTS: Final = ("labels", "descriptions", "words")


def find_unreached_kinds(stock: Stock) -> Iterator[Finding]:
    """Find kinds of service that no need leads to."""
    reached = {kind.text for need in _needs(stock) for kind in need.items("kinds")}
    kinds = Node.top(stock.sources.vocabulary).find("kinds")
    for kind in kinds.entries() if kinds is not None else ():
        if kind.name not in reached:
            yield Finding(kind, f"no need leads to the kind {kind.name!r}")


def find_words_of_unknown_kinds(stock: Stock) -> Iterator[Finding]:
    """Find words that lead to a kind of service which the vocabulary does not name."""
    vocabulary = Node.top(stock.sources.vocabulary)
    kinds, words = vocabulary.find("kinds"), vocabulary.find("kind_words")
    known = {kind.name for kind in kinds.entries()} if kinds is not None else set()
    for kind in words.entries() if words is not None else ():
        if kind.name not in known:
            yield Finding(kind, f"there is no kind {kind.name!r}")


def find_repeated_needs(stock: Stock) -> Iterator[Finding]:
    """Find needs with the same id."""
    seen: set[str] = set()
    for need in _needs(stock):
        if need.text_of("id") in seen:
            yield Finding(need, f"the need {need.text_of('id')!r} stands twice")
        seen.add(need.text_of("id"))


def find_missing_words(stock: Stock) -> Iterator[Finding]:
    """Find needs and vocabulary without words in English or Arabic."""
    return _find_missing(stock, _COMPLETE)


def find_missing_translations(stock: Stock) -> Iterator[Finding]:
    """Find needs and vocabulary without words in one of the other nine languages."""
    return _find_missing(stock, tuple(language for language in LANGUAGES if language not in _COMPLETE))


def find_unknown_languages(stock: Stock) -> Iterator[Finding]:
    """Find words filed under a language that the program does not speak."""
    for node in _worded(stock):
        for entry in node.entries():
            if entry.name not in LANGUAGES:
                yield Finding(entry, f"{entry.name!r} is not one of the program's languages")


def _find_missing(stock: Stock, languages: tuple[str, ...]) -> Iterator[Finding]:
    for node in _worded(stock):
        missing = [language for language in languages if not _has_words(node, language)]
        if missing:
            yield Finding(node, f"{'.'.join(str(key) for key in node.keys)} has no words in {', '.join(missing)}")


def _has_words(node: Node, language: str) -> bool:
    entry = node.find(language)
    return entry is not None and any(text.text.strip() for text in entry.texts())


def _worded(stock: Stock) -> Iterator[Node]:
    vocabulary = Node.top(stock.sources.vocabulary)
    for key in ("kinds", "audiences", "kind_words"):
        words = vocabulary.find(key)
        yield from words.entries() if words is not None else ()
    for need in _needs(stock):
        yield from (part for key in _PARTS if (part := need.find(key)) is not None)


def _needs(stock: Stock) -> Iterator[Node]:
    return Node.top(stock.sources.needs).items("needs")


RULES: Final = (
    Rule("kind-unreached", "error", find_unreached_kinds, "add the kind to a need in needs.yaml"),
    Rule("kind-unknown", "error", find_words_of_unknown_kinds, "use a kind that stands under `kinds`"),
    Rule("need-repeated", "error", find_repeated_needs, "give each need an id of its own"),
    Rule("words-missing", "error", find_missing_words, "write them: English and Arabic are complete in every build"),
    Rule("words-untranslated", "warning", find_missing_translations, "write them; until then English is shown"),
    Rule("words-language", "error", find_unknown_languages, "use one of the eleven codes"),
)
